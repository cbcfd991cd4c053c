/** Warnings come when somebody is there to read them (what the night brings is read too late, or with dread). */
import type { AlertChannel, WorkingHours } from './types.ts';
import { dayAt, instantOf, weekdayOf } from './zone.ts';

/** Monday to Friday, 9 to 17. */
export const OFFICE_HOURS: WorkingHours = { from: 9 * 60, to: 17 * 60, days: [1, 2, 3, 4, 5] };

/**
 * `at` itself when it falls into the channel's working hours, or else the beginning of the next ones. Where nobody
 * ever works, `at`: that is no reason to say nothing.
 */
export function workingMoment(at: number, { zone, workingHours }: HoursOf): number {
  const { from, to, days } = workingHours;
  const today = dayAt(zone, at);
  for (let day = today; day <= today + 7; day += 1) {
    if (!days.includes(weekdayOf(day))) continue;
    if (at < instantOf(zone, day, to)) return Math.max(at, instantOf(zone, day, from));
  }
  return at;
}

export type HoursOf = Pick<AlertChannel, 'zone' | 'workingHours'>;
