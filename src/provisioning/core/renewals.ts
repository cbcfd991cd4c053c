/** A renewal that is half-way: the new credential is proven, and the old one is there still. */
import { openPlaces } from './checklist.ts';
import type { Definition } from './definition.ts';
import { credentialEnds } from './lapses.ts';
import type { Run } from './run.ts';
import type { WatchedLapse } from './watch/types.ts';

const OVER: ReadonlySet<Run['phase']> = new Set(['cancelling', 'cancelled', 'declined']);

/** Of the credential of that run, by the runs of its tenant. Undefined: nobody renews it, or the new one is not proven. */
export function renewalOf(
  run: Run,
  runs: readonly Run[],
  definition: Definition | undefined,
): WatchedLapse['renewal'] {
  const newer = runs.find(
    ({ renews, proof, phase }) => renews?.runId === run.id && proof !== null && !OVER.has(phase),
  );
  const ends = newer === undefined ? null : credentialEnds(newer);
  if (newer === undefined || ends === null) return undefined;
  return { ends, open: definition === undefined ? [] : openPlaces(newer, definition) };
}

/** An old credential that has ended and is in use nowhere any more needs nobody; one that may be in use still does. */
export function withoutSpent(lapse: WatchedLapse, now: number): WatchedLapse {
  const spent = lapse.renewal?.open.length === 0 && lapse.ends !== null && Date.parse(lapse.ends) <= now;
  return spent && lapse.state === 'live' ? { ...lapse, state: 'renewed' } : lapse;
}
