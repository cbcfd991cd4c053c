/** One attempt: wait for its turn, look once more, note it, send it, and note what came of it. */
import type { ConversationNote, OutboxLease, OutboxRow } from '../../provisioning/contract.ts';
import { causeOf } from '../adapter.ts';
import type { Content, Sent } from '../chat.ts';
import { NOT_BEGUN } from '../trouble.ts';
import { conclude, MOST_UNANSWERED, REPEAT_AFTER_MS } from './conclude.ts';
import { withDeadline } from './deadline.ts';
import { labelled } from './label.ts';
import { isoIn, type Desk } from './options.ts';

/** Nobody said where the channel is: it takes nothing. */
const NOWHERE: Sent = {
  kind: 'gone',
  ...{ status: 404, code: 'ConversationNotFound', retryAfterMs: null, maybe: false },
};
/** The card could not be made; that it can be later is more likely than not. */
const NO_CONTENT: Sent = {
  kind: 'failed',
  ...{ status: null, code: 'NoContent', retryAfterMs: null, maybe: false },
};

/** This process is about to end. */
const STOPPED: Sent = { kind: 'failed', ...NOT_BEGUN };
/** It went out twice, and neither was confirmed: there is no third time. */
const UNCONFIRMED: Sent = {
  kind: 'failed',
  ...{ status: null, code: 'Unconfirmed', retryAfterMs: null, maybe: true },
};

export async function attempt(desk: Desk, lease: OutboxLease, row: OutboxRow): Promise<void> {
  const to = await desk.conversation(row);
  const place = to?.key ?? row.channelId;
  await desk.lanes.run(`${row.tenantId}/${place}`, async () => {
    const passage = await desk.gate.pass(row.tenantId, place);
    if (passage.kind === 'stopped') return;
    if (passage.kind === 'later') {
      await desk.outbox.pause(lease, row.channelId, isoIn(desk), isoIn(desk, passage.afterMs));
      return;
    }
    const current = await desk.outbox.begin(lease, row, isoIn(desk), repeatAt(desk, row));
    if (current === null) return;
    await conclude(desk, lease, current, to, await speak(desk, current, to));
  });
}

/** Should this process die now: a repeat is taken up at once, to be handed over, and a first message is repeated. */
function repeatAt(desk: Desk, row: OutboxRow): string {
  return isoIn(desk, isRepeat(row) ? 0 : REPEAT_AFTER_MS);
}

/** A message that is edited can be so as often as it takes. */
function isRepeat({ edits, unanswered }: OutboxRow): boolean {
  return edits === null && unanswered > 0;
}

async function speak(desk: Desk, row: OutboxRow, to: ConversationNote | null): Promise<Sent> {
  if (isRepeat(row) && row.unanswered >= MOST_UNANSWERED) return UNCONFIRMED;
  if (to === null) return NOWHERE;
  const content = await contentOf(desk, row);
  if (content === null) return NO_CONTENT;
  const answered = await desk.gate.depart(row.tenantId, to.key);
  if (answered === null) return STOPPED;
  return withDeadline(desk.deadlineMs, desk.delay, (signal) => {
    const how = { tries: 1, signal };
    return row.edits === null
      ? desk.chat.post(to, content, how)
      : desk.chat.update(to, row.edits, content, how);
  }).finally(answered);
}

async function contentOf(desk: Desk, row: OutboxRow): Promise<Content | null> {
  try {
    const content = await desk.content(row);
    return isRepeat(row) ? labelled(content) : content;
  } catch (error) {
    desk.log.error(
      { lapseId: row.lapseId, band: row.band, cause: causeOf(error) },
      'an alert could not be drawn',
    );
    return null;
  }
}
