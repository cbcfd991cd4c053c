/** When a tenant is swept, and how. Ages are business time; what the database's clock says comes as `due`. */
import { DAY } from '../../core/dates.ts';
import type { SweepRecord } from '../../ports.ts';

const EVERY = DAY / 4;
export const EVERY_SECONDS = EVERY / 1000;
/** Longer than two clocks that run alike drift apart in between. */
const MARGIN = 10 * 60_000;
/** Longer than a sweep that is late by no fault of its own. */
const STALE_AFTER = DAY;
/** A delta token of directory objects lives seven days (https://learn.microsoft.com/graph/delta-query-overview). */
const LINK_LIVES = 7 * DAY;
const FIRST_RETRY_SECONDS = 5 * 60;

/**
 * Its time has come, or business time has jumped since the last sweep began: forth or back, what was found then is
 * of another day.
 */
export function isTurn(
  resting: { readonly due: boolean; readonly startedAt: string | null },
  now: number,
): boolean {
  return resting.due || (resting.startedAt !== null && distance(resting.startedAt, now) > EVERY + MARGIN);
}

/** The link to follow; null: everything has to be read. */
export function linkToFollow(record: SweepRecord | null, everything: boolean, now: number): string | null {
  if (record?.link == null || record.linkAt === null || record.everything !== everything) return null;
  return distance(record.linkAt, now) < LINK_LIVES ? record.link : null;
}

/** Seconds until the next try after so many failures on end: five minutes, doubled up to the usual interval. */
export function retrySeconds(failures: number): number {
  return Math.min(FIRST_RETRY_SECONDS * 2 ** Math.min(failures - 1, 10), EVERY_SECONDS);
}

export function isStale(checkedAt: string | null, now: number): boolean {
  return checkedAt === null || distance(checkedAt, now) > STALE_AFTER;
}

/** A record of the future was written before the clock was set back: as little of today as one of the past. */
function distance(iso: string, now: number): number {
  return Math.abs(now - Date.parse(iso));
}
