/** What of one registration lapses, as people are warned of it: the same lapses under the same ids. */
import { watchedLapses } from '../lapse-records.ts';
import { renewalOf, withoutSpent } from '../renewals.ts';
import { federatedLapses, foundLapse, foundWithin } from '../watch/found.ts';
import type { InventoryLapse } from '../watch/kept.ts';
import type { WatchedLapse } from '../watch/types.ts';
import { newestFirst, type RegisterGround } from './ground.ts';

export type LapseMarks = ReadonlyMap<string, Pick<WatchedLapse, 'snooze' | 'notOurs'>>;

export const NO_MARKS: LapseMarks = new Map();

/** Of ours every lapse there ever was, and what sweeps found beside; marked with what people said. `now` is epoch ms. */
export function registrationLapses(
  ground: RegisterGround,
  marks: LapseMarks,
  now: number,
): readonly WatchedLapse[] {
  const made = ground.runs
    .filter(({ run }) => run.registration !== null)
    .flatMap(({ run, steps }) => {
      const definition = ground.definitionOf(run.connectorId);
      const runs = ground.runs.map((one) => one.run);
      return watchedLapses(run, steps, definition, renewalOf(run, runs, definition));
    });
  const known = new Set(made.map(({ keyId }) => keyId));
  const found = foundOn(ground, now).filter(({ keyId }) => keyId === null || !known.has(keyId));
  return [...made, ...found].map((lapse) => withoutSpent({ ...lapse, ...marks.get(lapse.id) }, now));
}

/** Somebody here still has to renew or repeat it. */
export function isLive({ state, notOurs }: WatchedLapse): boolean {
  return state === 'live' && notOurs === null;
}

function foundOn(ground: RegisterGround, now: number): readonly WatchedLapse[] {
  const { kept, definitionOf } = ground;
  const newest = newestFirst(ground).find(({ registration }) => registration !== null);
  if (newest === undefined) return [];
  const connector = { connectorId: newest.connectorId, title: definitionOf(newest.connectorId)?.title };
  const { from, before } = foundWithin(now);
  const found = keptLapses(kept)
    .filter(({ ends }) => Date.parse(ends) >= Date.parse(from) && Date.parse(ends) < Date.parse(before))
    .map((lapse) => foundLapse(newest.tenantId, lapse, connector));
  return [...found, ...kept.flatMap((one) => federatedLapses(newest.tenantId, one, connector))];
}

/** Credentials that are there and end. */
function keptLapses(kept: RegisterGround['kept']): readonly InventoryLapse[] {
  return kept.flatMap((application) =>
    application.credentials.flatMap((one) =>
      one.goneAt === null && one.ends !== null ? [{ ...one, ends: one.ends, application }] : [],
    ),
  );
}
