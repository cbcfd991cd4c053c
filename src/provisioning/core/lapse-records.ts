/** What of a run is watched from the minute it is made: its credential, its user's password, its repeated sign-in. */
import type { Definition } from './definition.ts';
import { parseKeyId } from './ids.ts';
import { credentialEnds, lapsesOf } from './lapses.ts';
import type { Run, Step } from './run.ts';
import type { WatchedLapse } from './watch/types.ts';

/**
 * Every lapse the run ever had, each under an id that stays: one that was taken away is `gone`. Without a definition,
 * which somebody removed, the credential is watched all the same. `renewal`: what takes the place of its credential.
 */
export function watchedLapses(
  run: Run,
  steps: readonly Step[],
  definition: Definition | undefined,
  renewal?: WatchedLapse['renewal'],
): readonly WatchedLapse[] {
  const people = definition === undefined ? [] : peopleOf(run, definition);
  return [...credentials(run, steps, definition, renewal), ...people];
}

function credentials(
  run: Run,
  steps: readonly Step[],
  definition: Definition | undefined,
  renewal: WatchedLapse['renewal'],
): readonly WatchedLapse[] {
  const ends = credentialEnds(run);
  return steps.flatMap((step): readonly WatchedLapse[] => {
    const keyId = parseKeyId(step.effectId);
    if ((step.kind !== 'secret' && step.kind !== 'certificate') || keyId === undefined || ends === null)
      return [];
    const gone = step.state === 'compensated';
    const named = run.plan?.credential.kind === 'secret' ? run.plan.credential.description : null;
    return [
      {
        ...common(run, definition),
        id: `key:${keyId}`,
        kind: step.kind,
        keyId,
        label: named ?? run.plan?.application.displayName ?? '',
        starts: step.settledAt,
        ends,
        state: gone ? 'gone' : run.superseded === null ? 'live' : 'renewed',
        ...(renewal === undefined ? {} : { renewal }),
      },
    ];
  });
}

/** They live and die with the registration. */
function peopleOf(run: Run, definition: Definition): readonly WatchedLapse[] {
  return lapsesOf(run, definition)
    .filter(({ kind }) => kind === 'password' || kind === 'sign-in')
    .map(({ kind, label, ends }) => ({
      ...common(run, definition),
      id: `${kind}:${run.id}`,
      kind,
      keyId: null,
      label,
      starts: null,
      ends,
      state: 'live' as const,
    }));
}

function common(run: Run, definition: Definition | undefined) {
  const { registration, plan } = run;
  return {
    tenantId: run.tenantId,
    connectorId: run.connectorId,
    connectorTitle: definition?.title ?? plan?.connector.title ?? run.connectorId,
    registration:
      registration === null ? null : { appId: registration.appId, name: plan?.application.displayName ?? '' },
    effect: definition?.lapse.effect ?? '',
    places: definition?.lapse.places ?? [],
    owner: run.requester,
    runId: run.id,
    source: 'ours' as const,
    checkedAt: null,
    snooze: null,
    notOurs: null,
  };
}
