/** The whole registration as the directory has it, in one batch: for looking, and for the proof. */
import type { Read, Reply } from '../core/operations.ts';
import type { ReadBack } from '../core/proof.ts';
import type { Act } from './desk.ts';

/** The first answer that was not one, when there is such. */
export async function readBack({
  desk,
  signIn,
}: Act): Promise<ReadBack | Exclude<Reply<unknown>, { kind: 'ok' }>> {
  const { registration } = desk.run;
  if (registration === null || registration.servicePrincipalId === null) {
    throw new RangeError('the application and its service principal come first');
  }
  const { appId, servicePrincipalId } = registration;
  const reads = [
    { op: 'application', appId },
    { op: 'app-role-assignments', servicePrincipalId },
    { op: 'delegated-grants', servicePrincipalId },
  ] as const satisfies Read[];
  const [application, assignments, grants] = await desk.ports.directory.perform(signIn, reads);
  if (application.kind !== 'ok') return application;
  if (assignments.kind !== 'ok') return assignments;
  if (grants.kind !== 'ok') return grants;
  return {
    application: application.value,
    assignments: assignments.value,
    grants: grants.value,
    resources: desk.run.facts?.resources ?? [],
  };
}
