/** What becomes of an alert, and of others beside it, after an attempt. */
import type {
  ConversationNote,
  OutboxLease,
  OutboxOutcome,
  OutboxRefusal,
  OutboxRow,
} from '../../provisioning/contract.ts';
import { causeOf } from '../adapter.ts';
import type { Sent } from '../chat.ts';
import { CONTENDED, NOT_SENT, THROTTLED, waitAfter, waitAsked } from './backoff.ts';
import { throughOtherHost } from './host.ts';
import { isoIn, type Desk, type Refused } from './options.ts';
import { settle } from './settle.ts';
import { judge, type Verdict } from './verdict.ts';

/** A message that was not confirmed goes out once more, and no more than that. */
export const MOST_UNANSWERED = 2;
/** Not before this. */
export const REPEAT_AFTER_MS = 30 * 60_000;
/** When what follows from a clear no could not be done. */
const STUMBLED_MS = 60_000;

export async function conclude(
  desk: Desk,
  lease: OutboxLease,
  row: OutboxRow,
  to: ConversationNote | null,
  sent: Sent,
): Promise<void> {
  const verdict = judge(sent, row.edits !== null);
  const whole = desk.crowd.heard(row.tenantId, row.channelId, verdict.kind === 'throttled');
  const outcome = await outcomeOf(desk, { lease, row, to, sent, whole }, verdict).catch((error: unknown) => {
    desk.log.error({ lapseId: row.lapseId, cause: causeOf(error) }, 'a refusal could not be followed up');
    return again(desk, STUMBLED_MS);
  });
  await settle(desk, lease, row, sent, outcome);
}

interface Case {
  readonly lease: OutboxLease;
  readonly row: OutboxRow;
  readonly to: ConversationNote | null;
  readonly sent: Sent;
  /** The tenant as a whole is being refused. */
  readonly whole: boolean;
}

/** Fails only where nothing was sent by this attempt. */
async function outcomeOf(desk: Desk, one: Case, verdict: Verdict): Promise<OutboxOutcome> {
  const { row } = one;
  switch (verdict.kind) {
    case 'sent':
      return verdict;
    case 'unanswered':
      return unanswered(desk, one);
    case 'not-sent':
      return again(desk, waitAfter(row.attempts, NOT_SENT, desk.unit()));
    case 'contended':
      return again(desk, waitAfter(row.attempts, CONTENDED, desk.unit()));
    case 'throttled':
      return throttled(desk, one, verdict.retryAfterMs);
    case 'too-big':
      return row.short ? refused(desk, one, 'message') : { ...again(desk, 0), short: true };
    case 'wrong-host':
      return moved(desk, one);
    case 'refused':
      return refused(desk, one, verdict.by);
    default:
      return verdict satisfies never;
  }
}

/**
 * An edit can be made twice. A message is posted a second time, and when that is not confirmed either it is handed over:
 * in a step of its own, so that it is taken up again should this process end before.
 */
async function unanswered(desk: Desk, one: Case): Promise<OutboxOutcome> {
  const { edits, attempts, unanswered: before } = one.row;
  if (edits !== null) return again(desk, waitAfter(attempts, NOT_SENT, desk.unit()));
  if (before < MOST_UNANSWERED)
    return { kind: 'maybe-sent', repeatAt: isoIn(desk, before === 0 ? REPEAT_AFTER_MS : 0) };
  await passOn(desk, one, 'silence');
  return { kind: 'maybe-sent', repeatAt: null };
}

/** Nothing goes there until then, and to nobody in the tenant when it is the tenant that was refused. */
async function throttled(
  desk: Desk,
  { lease, row, whole }: Case,
  asked: number | null,
): Promise<OutboxOutcome> {
  const { unit } = desk;
  const wait = asked === null ? waitAfter(row.attempts, THROTTLED, unit()) : waitAsked(asked, unit());
  const outcome = again(desk, wait);
  if (whole) desk.gate.slow(row.tenantId);
  await desk.outbox.pause(lease, whole ? null : row.channelId, isoIn(desk), outcome.notBefore);
  return outcome;
}

/** Once: from the other host there is no way back. */
async function moved(desk: Desk, one: Case): Promise<OutboxOutcome> {
  const note = one.to === null ? null : throughOtherHost(one.to, desk.otherHost);
  if (note === null) return refused(desk, one, 'channel');
  await desk.moved(note);
  return again(desk, 0);
}

async function refused(desk: Desk, one: Case, by: OutboxRefusal): Promise<OutboxOutcome> {
  await passOn(desk, one, by);
  return { kind: 'dead', by };
}

function passOn(desk: Desk, { row, sent }: Case, by: Refused['by']): Promise<void> {
  return desk.refused({ row, by, code: sent.kind === 'sent' ? '' : sent.code });
}

function again(desk: Desk, ms: number): { readonly kind: 'retry'; readonly notBefore: string } {
  return { kind: 'retry', notBefore: isoIn(desk, ms) };
}
