/** Registrations, told from the runs that made them or added to them. */
import type { Definition } from './definition.ts';
import type { AppId } from './ids.ts';
import type { Run } from './run.ts';

/** One application of ours for one connector, as far as our records go. */
export interface KnownRegistration {
  readonly appId: AppId;
  readonly name: string;
  /** Ids of functions set up on it, in the order of the definition. */
  readonly functions: readonly string[];
  /** What its secrets are called, e.g. the services it serves. */
  readonly descriptions: readonly string[];
  /** A credential of ours that has not lapsed and was not removed. */
  readonly hasCredential: boolean;
  /** ISO 8601: when it was first made. */
  readonly since: string;
  readonly by: string;
}

const THERE: ReadonlySet<Run['phase']> = new Set([
  'proven',
  'handed-over',
  'working',
  'needs-sign-in',
  'needs-you',
]);

/** Of one connector, the newest first. Runs that were cancelled, declined or never approved made none. `now` is epoch ms. */
export function knownRegistrations(
  runs: readonly Run[],
  definition: Definition,
  now: number,
): readonly KnownRegistration[] {
  const ours = runs
    .filter(
      ({ connectorId, phase, registration }) =>
        connectorId === definition.id && registration !== null && THERE.has(phase),
    )
    .sort((a, b) => a.createdAt.localeCompare(b.createdAt));
  const appIds = [...new Set(ours.flatMap(({ registration }) => registration?.appId ?? []))];
  return appIds
    .map((appId) =>
      known(
        appId,
        ours.filter(({ registration }) => registration?.appId === appId),
        definition,
        now,
      ),
    )
    .reverse();
}

function known(appId: AppId, runs: readonly Run[], definition: Definition, now: number): KnownRegistration {
  const chosen = new Set(runs.flatMap(({ choices }) => choices?.functions ?? []));
  return {
    appId,
    name: runs.at(-1)?.plan?.application.displayName ?? '',
    functions: definition.functions.map(({ id }) => id).filter((id) => chosen.has(id)),
    descriptions: [...new Set(runs.flatMap((run) => descriptionOf(run) ?? []))],
    hasCredential: runs.some((run) => holdsCredential(run, now)),
    since: runs[0]?.createdAt ?? '',
    by: runs[0]?.requester.displayName ?? '',
  };
}

function descriptionOf({ plan }: Run): string | undefined {
  return plan?.credential.kind === 'secret' ? (plan.credential.description ?? undefined) : undefined;
}

function holdsCredential({ plan, credentialEnds, handOver, superseded }: Run, now: number): boolean {
  if (superseded !== null) return false;
  if (plan === null || plan.credential.kind === 'none' || handOver.state === 'shredded') return false;
  const ends =
    plan.credential.kind === 'certificate'
      ? plan.credential.certificate.notAfter
      : (credentialEnds ?? plan.credential.endDateTime);
  return Date.parse(ends) > now;
}
