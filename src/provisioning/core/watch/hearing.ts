/**
 * Whether Teams is there at all. Each alert has two sends that may go unanswered; in an outage of days they would be
 * gone within the hour, and the alert with them. So when Teams falls silent, only harmless questions are asked
 * until one is answered: something that takes the same road and leaves nothing to read, such as a typing activity.
 */
import { toIso } from '../dates.ts';
import { elapsed, MINUTE } from './elapsed.ts';
import type { Outcome } from './settle.ts';
import type { AlertLabel } from './types.ts';

export interface Hearing {
  /** Sends and questions in a row that came to nothing. */
  readonly silences: number;
  /** ISO 8601, of the last question or silent send; null while Teams answers. */
  readonly askedAt: string | null;
}

export const HEARD: Hearing = { silences: 0, askedAt: null };

/** One lost answer is chance, so many in a row are not. */
const OUTAGE = 3;
const ASK_EVERY = MINUTE;

/** After a send, or after a question: whatever Teams says, even no, shows that it is there. */
export function heard(hearing: Hearing, { kind }: Pick<Outcome, 'kind'>, now: number): Hearing {
  const silent = kind === 'unanswered' || kind === 'not-sent';
  return silent ? { silences: hearing.silences + 1, askedAt: toIso(now) } : HEARD;
}

/**
 * Whether a message with this label may be sent now. What goes unanswered once is given no second chance to, in this
 * channel or the next, before Teams has answered something.
 */
export function maySend({ silences }: Hearing, label: AlertLabel): boolean {
  return silences === 0 || (label === 'first' && silences < OUTAGE);
}

/** Epoch ms: when the next question may be asked; null while there is nothing to ask. */
export function asksAt({ askedAt }: Hearing, now: number): number | null {
  return askedAt === null ? null : now + Math.max(0, ASK_EVERY - elapsed(askedAt, now));
}
