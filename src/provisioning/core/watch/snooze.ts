/** "Not before that day, because": never past the end, and never without a reason. */
import { failure, type Failure } from '../../errors.ts';
import { dayWords } from '../dates.ts';
import type { WatchedLapse } from './types.ts';

/** Epoch ms at which a snooze is over: its date, or the end of the lapse when that comes first. Null without one. */
export function snoozeEnds({ snooze, ends }: WatchedLapse): number | null {
  if (snooze === null) return null;
  return Math.min(Date.parse(snooze.until), ends === null ? Infinity : Date.parse(ends));
}

/**
 * The first thing wrong with a snooze somebody asks for, or null. `until` is epoch ms.
 *
 * Failures: `SNOOZE_LAPSED`, `SNOOZE_UNREADABLE`, `SNOOZE_PAST`, `SNOOZE_PAST_END` (day), `SNOOZE_NO_REASON`.
 */
export function checkSnooze(
  { ends }: WatchedLapse,
  asked: { readonly until: number; readonly reason: string },
  now: number,
): Failure | null {
  const { until, reason } = asked;
  if (ends !== null && Date.parse(ends) <= now) return failure('SNOOZE_LAPSED');
  if (Number.isNaN(until)) return failure('SNOOZE_UNREADABLE');
  if (until <= now) return failure('SNOOZE_PAST');
  if (ends !== null && until > Date.parse(ends)) return failure('SNOOZE_PAST_END', { day: dayWords(ends) });
  return reason.trim() === '' ? failure('SNOOZE_NO_REASON') : null;
}
