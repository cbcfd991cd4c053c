/** What may be done now about one warning in one channel. */
import { DAY } from '../dates.ts';
import { elapsed, MINUTE } from './elapsed.ts';
import { SEND_DEADLINE } from './rows.ts';
import type { AlertChannel, AlertRow } from './types.ts';

/** From the send that got no answer to its repeat: by then whoever got it has seen it. */
export const REPEAT_AFTER = 30 * MINUTE;
/** A message and its labelled repeat. */
const MOST_UNANSWERED = 2;
/** A channel that puts us off for longer, or so often, hands over to the next. */
const PATIENCE = 5 * MINUTE;
const PATIENT_ATTEMPTS = 3;

export type Attempt =
  | { readonly do: 'send' }
  /** It is being dealt with here; `until` is when to look again. */
  | { readonly do: 'wait'; readonly until: number }
  /** Try the next channel, and this one again at `until`. */
  | { readonly do: 'pass'; readonly until: number };

/** `row` is what is on record for the warning in this channel. Instants are epoch ms. */
export function attemptIn(channel: AlertChannel, row: AlertRow | undefined, now: number): Attempt {
  switch (row?.state) {
    case undefined:
      return SEND;
    case 'pending':
    case 'superseded':
    case 'cancelled':
    case 'retry':
      return afterPause(row, now);
    case 'sending':
      return { do: 'wait', until: after(row, SEND_DEADLINE, now) };
    case 'maybe-sent':
      return row.unanswered < MOST_UNANSWERED ? onceOver(row, REPEAT_AFTER, now) : NEVER;
    case 'dead':
      return afterNo(channel, row, now);
    case 'sent':
      return NEVER;
  }
}

const SEND: Attempt = { do: 'send' };
const NEVER: Attempt = { do: 'pass', until: Infinity };

/** Teams' word on when holds for a warning that was called off since, too. */
function afterPause(row: AlertRow, now: number): Attempt {
  const pause = row.retryAt === null ? 0 : Date.parse(row.retryAt) - Date.parse(row.at);
  const attempt = onceOver(row, pause, now);
  if (attempt.do === 'send') return attempt;
  const impatient = pause > PATIENCE || row.attempts >= PATIENT_ATTEMPTS;
  return { do: impatient ? 'pass' : 'wait', until: attempt.until };
}

/** What a channel refused it may have once it is back; what no channel takes as it is, daily. */
function afterNo(channel: AlertChannel, row: AlertRow, now: number): Attempt {
  return row.refusal?.by === 'channel' && channel.state === 'live' ? SEND : onceOver(row, DAY, now);
}

function onceOver(row: AlertRow, pause: number, now: number): Exclude<Attempt, { do: 'wait' }> {
  return elapsed(row.at, now) >= pause ? { do: 'send' } : { do: 'pass', until: after(row, pause, now) };
}

function after({ at }: AlertRow, pause: number, now: number): number {
  return now + pause - elapsed(at, now);
}
