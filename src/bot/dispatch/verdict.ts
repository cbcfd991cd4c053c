/** What an answer of Teams means for an alert: one table, from Microsoft's "Status codes from bot conversational APIs". */
import type { OutboxRefusal } from '../../provisioning/contract.ts';
import type { Sent } from '../chat.ts';

export type Verdict =
  | { readonly kind: 'sent'; readonly activityId: string }
  /** 408, 5xx, a timeout, a connection that broke: it may be there. */
  | { readonly kind: 'unanswered' }
  /** It never left, or the bot was not let in: surely not there. */
  | { readonly kind: 'not-sent' }
  /** Too much was asked for. `retryAfterMs`: Teams' word on when; null when it said none. */
  | { readonly kind: 'throttled'; readonly retryAfterMs: number | null }
  /** Something else was at work in the conversation. */
  | { readonly kind: 'contended' }
  | { readonly kind: 'too-big' }
  | { readonly kind: 'wrong-host' }
  | { readonly kind: 'refused'; readonly by: OutboxRefusal };

/** `edits`: it was an edit of a message, which may be gone while the conversation is well. */
export function judge(sent: Sent, edits: boolean): Verdict {
  if (sent.kind === 'sent') return sent;
  if (sent.maybe) return { kind: 'unanswered' };
  if (sent.status === null) return { kind: 'not-sent' };
  return answered(sent.status, sent.code, sent.retryAfterMs, edits);
}

function answered(status: number, code: string, retryAfterMs: number | null, edits: boolean): Verdict {
  switch (status) {
    case 401:
      return code === 'BotNotRegistered' ? { kind: 'refused', by: 'channel' } : { kind: 'not-sent' };
    case 403:
      return code === 'InvalidBotApiHost' ? { kind: 'wrong-host' } : { kind: 'refused', by: 'channel' };
    case 404:
      return { kind: 'refused', by: isMessageGone(code, edits) ? 'message' : 'channel' };
    case 412:
      return { kind: 'contended' };
    case 413:
      return { kind: 'too-big' };
    case 429:
      return { kind: 'throttled', retryAfterMs };
    default:
      return { kind: 'refused', by: 'message' };
  }
}

function isMessageGone(code: string, edits: boolean): boolean {
  return edits && code !== 'ConversationNotFound';
}
