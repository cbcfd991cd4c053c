/** Reading and changing the record of warnings. */
import { toIso } from '../dates.ts';
import type { Moment } from './due.ts';
import { elapsed, MINUTE } from './elapsed.ts';
import type { Speaking } from './speaking.ts';
import type { AlertChannel, AlertRow, WatchedLapse } from './types.ts';

/** Graph rounds the end it was asked for; a move by seconds is no new date. */
const SAME_END = 60 * MINUTE;
/** More than a clock is ever corrected by, less than lies between two warnings. */
const SKEW = 60 * MINUTE;
/** A send that has not been settled for so long lost its process. */
export const SEND_DEADLINE = 2 * MINUTE;

/** Of this lapse and the end it has now. */
export function isAbout({ lapseId, ends }: AlertRow, lapse: WatchedLapse): boolean {
  return lapseId === lapse.id && lapse.ends !== null && elapsed(ends, Date.parse(lapse.ends)) < SAME_END;
}

/**
 * Whether people know: this band was sent, or a more urgent one. What was sent while the clock stood ahead of
 * where it stands now speaks for its own band only, or one wrong clock would silence all that comes before it.
 */
export function isTold(rows: readonly AlertRow[], band: number, now: number): boolean {
  return rows.some(
    (row) =>
      row.state === 'sent' && (row.band === band || (row.band < band && Date.parse(row.dueAt) <= now + SKEW)),
  );
}

/** Waiting to be sent, and not on its way. */
export function isOpen({ state }: AlertRow): boolean {
  return state === 'pending' || state === 'retry';
}

/** A row in another state, from now on. Unchanged when it is in that state. */
export function put(row: AlertRow, state: AlertRow['state'], now: number): AlertRow {
  return row.state === state ? row : { ...row, state, at: toIso(now) };
}

/** Sent off by a process that is gone: it may have arrived. */
export function isStray({ state, at }: AlertRow, now: number): boolean {
  return state === 'sending' && elapsed(at, now) >= SEND_DEADLINE;
}

export function newRow(lapse: Speaking, { id }: AlertChannel, moment: Moment, now: number): AlertRow {
  return {
    tenantId: lapse.tenantId,
    lapseId: lapse.id,
    ends: lapse.ends,
    band: moment.band,
    channelId: id,
    dueAt: toIso(moment.dueAt),
    state: 'pending',
    at: toIso(now),
    retryAt: null,
    attempts: 0,
    unanswered: 0,
    label: 'first',
    activityId: null,
    refusal: null,
  };
}
