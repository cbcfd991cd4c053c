/** When a warning is due in a channel. */
import { lessUrgent, moreUrgent, reachedBand, thresholdOf } from './ladder.ts';
import { snoozeEnds } from './snooze.ts';
import type { Ladder, WatchedLapse } from './types.ts';
import { workingMoment, type HoursOf } from './working-hours.ts';

/** A rung, and when its time came. Epoch ms. */
export interface Moment {
  readonly band: number;
  readonly dueAt: number;
}

/** A lapse as one channel hears of it. */
export interface Timing {
  readonly lapse: WatchedLapse & { readonly ends: string };
  readonly ladder: Ladder;
  readonly hours: HoursOf;
}

/**
 * Epoch ms: the threshold, or the end of a snooze that runs on beyond it, moved into working hours. A day before the
 * end and at the end nothing is moved: the next working hour may be too late.
 */
export function dueOf({ lapse, hours }: Timing, band: number): number {
  const threshold = thresholdOf(Date.parse(lapse.ends), band);
  const at = Math.max(threshold, snoozeEnds(lapse) ?? threshold);
  return isLastDay(band) ? at : workingMoment(at, hours);
}

/** The most urgent warning whose time has come; null when none has, or none that the lapse was there for. */
export function momentNow(timing: Timing, now: number): Moment | null {
  const { lapse, ladder } = timing;
  let band = reachedBand(ladder, Date.parse(lapse.ends), now);
  while (band !== null && concerns(lapse, band)) {
    const dueAt = dueOf(timing, band);
    if (dueAt <= now) return { band, dueAt };
    band = lessUrgent(ladder, band);
  }
  return null;
}

/** Epoch ms at which `momentNow` will next answer something more urgent than `current`. */
export function momentNext(timing: Timing, current: Moment | null): number {
  const { lapse, ladder } = timing;
  let next = moreUrgent(ladder, current?.band ?? Infinity);
  while (!concerns(lapse, next)) next = moreUrgent(ladder, next);
  // Moved into working hours, it may come after the last day's, which are not.
  const lastDay = [1, 0].filter((band) => band < next && isRung(ladder, band));
  return Math.min(...[next, ...lastDay].map((band) => dueOf(timing, band)));
}

function isLastDay(band: number): boolean {
  return band === 1 || band === 0;
}

function isRung(ladder: Ladder, band: number): boolean {
  return band === 0 || ladder.includes(band);
}

/** A sign-in that is repeated every week has no 60 days before: that warning was for the one before it. */
function concerns({ starts, ends }: Timing['lapse'], band: number): boolean {
  return starts === null || thresholdOf(Date.parse(ends), band) > Date.parse(starts);
}
