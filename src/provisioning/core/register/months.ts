/** The calendar months that the next twelve months touch, in UTC. */
import { addDuration, toIso } from '../dates.ts';

export interface MonthSpan {
  /** `2026-11`. */
  readonly month: string;
  /** Epoch ms; the first begins before `now`, as a rule. */
  readonly begins: number;
}

const TOUCHED = 13;

/** From the month of `now` (epoch ms) to the same month a year later, so that what was made for a year today is in it. */
export function monthsFrom(now: number): readonly MonthSpan[] {
  const first = Date.parse(`${toIso(now).slice(0, 7)}-01T00:00:00.000Z`);
  return Array.from({ length: TOUCHED }, (_, months) => {
    const begins = addDuration(first, { months, ms: 0 });
    return { month: toIso(begins).slice(0, 7), begins };
  });
}
