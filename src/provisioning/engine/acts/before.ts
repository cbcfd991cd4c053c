/** What is there right before a write: collections are replaced as a whole, so that what is to stay is sent along. */
import type { Before } from '../../core/writes.ts';
import type { Step, StepKind } from '../../core/run.ts';
import type { Act } from '../desk.ts';
import { readRefused } from '../refusals.ts';

const NOTHING: Before = { application: null, grants: [] };
const NEED_APPLICATION: ReadonlySet<StepKind> = new Set(['certificate', 'settings', 'remove-credential']);

/** `unanswered`: it could not be read, and the wait for it has been arranged. */
export async function readBefore(act: Act, steps: readonly Step[]): Promise<Before | 'unanswered'> {
  const { desk } = act;
  const needsApplication = steps.some(({ kind }) => NEED_APPLICATION.has(kind));
  // A service principal of our own making has no grant but ours; of another's the scopes that are there must stay.
  const needsGrants =
    desk.run.target.kind === 'existing' && steps.some(({ kind }) => kind === 'delegated-grant');
  const application = needsApplication ? await readApplication(act) : NOTHING.application;
  if (application === 'unanswered') return application;
  const grants = needsGrants ? await readGrants(act) : NOTHING.grants;
  return grants === 'unanswered' ? grants : { application, grants };
}

async function readApplication(act: Act): Promise<Before['application'] | 'unanswered'> {
  const { desk, signIn } = act;
  const { registration } = desk.run;
  if (registration === null) return null;
  if (desk.application !== null) return desk.application;
  const [reply] = await desk.ports.directory.perform(signIn, [
    { op: 'application', appId: registration.appId },
  ]);
  if (reply.kind === 'ok') return reply.value;
  await readRefused(act, reply, 'the application');
  return 'unanswered';
}

async function readGrants(act: Act): Promise<Before['grants'] | 'unanswered'> {
  const { desk, signIn } = act;
  const servicePrincipalId = desk.run.registration?.servicePrincipalId ?? null;
  if (servicePrincipalId === null) return [];
  const [reply] = await desk.ports.directory.perform(signIn, [
    { op: 'delegated-grants', servicePrincipalId },
  ]);
  if (reply.kind === 'ok') return reply.value;
  await readRefused(act, reply, 'the grants');
  return 'unanswered';
}
