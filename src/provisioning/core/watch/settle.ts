/** What an answer of Teams, or none, makes of the rows of one message and of its channel. */
import { toIso } from '../dates.ts';
import { MINUTE } from './elapsed.ts';
import { put } from './rows.ts';
import type { AlertChannel, AlertLabel, AlertRow } from './types.ts';

export type Outcome =
  | { readonly kind: 'sent'; readonly activityId: string }
  /** 408, 500, 502, 503, 504, a timeout or a reset: it may be there. */
  | { readonly kind: 'unanswered' }
  /** Certainly not there: no connection, or the bot was not let in (401). */
  | { readonly kind: 'not-sent' }
  /** 429 or 412: certainly not there. `retryAfterMs` is Teams' word on when, if it said one. */
  | { readonly kind: 'throttled'; readonly retryAfterMs: number | null }
  /** The conversation takes nothing from us: blocked, not installed, gone (403, 404). */
  | { readonly kind: 'refused'; readonly code: string }
  /** This message is not taken (400, 413), the conversation may be well. */
  | { readonly kind: 'rejected'; readonly code: string };

const FIRST_PAUSE = MINUTE;
/** Short enough to be back within the quarter of an hour that is promised. */
const LONGEST_PAUSE = 5 * MINUTE;

/** The row as it has to be on record before the message leaves. */
export function claim(row: AlertRow, label: AlertLabel, now: number): AlertRow {
  return { ...put(row, 'sending', now), label, attempts: row.attempts + 1, retryAt: null, refusal: null };
}

/**
 * The row after the answer. An answer that comes when the row was given up as unanswered (rows.ts, `isStray`) counts
 * when it is that the message was sent, and changes nothing otherwise.
 */
export function settle(row: AlertRow, outcome: Outcome, now: number): AlertRow {
  if (outcome.kind === 'sent') return { ...put(row, 'sent', now), activityId: outcome.activityId };
  if (row.state !== 'sending') return row;
  switch (outcome.kind) {
    case 'unanswered':
      return lost(row, now);
    case 'not-sent':
    case 'throttled':
      return { ...put(row, 'retry', now), retryAt: toIso(now + pauseAfter(row, outcome)) };
    case 'refused':
      return { ...put(row, 'dead', now), refusal: { by: 'channel', code: outcome.code } };
    case 'rejected':
      return { ...put(row, 'dead', now), refusal: { by: 'message', code: outcome.code } };
  }
}

/** Nobody knows whether it arrived. */
export function lost(row: AlertRow, now: number): AlertRow {
  return { ...put(row, 'maybe-sent', now), unanswered: row.unanswered + 1 };
}

/** The channel after the answer: a refusal kills it, a message that arrives revives it, a dead one waits a day. */
export function channelAfter(channel: AlertChannel, outcome: Outcome, now: number): AlertChannel {
  const at = toIso(now);
  switch (outcome.kind) {
    case 'sent':
      return revived(channel);
    case 'refused':
      return { ...channel, state: 'dead', deadSince: channel.deadSince ?? at, triedAt: at };
    case 'unanswered':
    case 'rejected':
      return channel.state === 'dead' ? { ...channel, triedAt: at } : channel;
    case 'not-sent':
    case 'throttled':
      return channel;
  }
}

/** Somebody spoke to us there, or installed us again. */
export function revived(channel: AlertChannel): AlertChannel {
  return channel.state === 'live' ? channel : { ...channel, state: 'live', deadSince: null, triedAt: null };
}

function pauseAfter({ attempts }: AlertRow, outcome: Outcome): number {
  const asked = outcome.kind === 'throttled' ? outcome.retryAfterMs : null;
  return asked ?? Math.min(FIRST_PAUSE * 2 ** (attempts - 1), LONGEST_PAUSE);
}
