/** Warnings that somebody refuses: the next one hears at once, and not when somebody looks the next time. */
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals';
import type { OutboxNote } from '../../src/provisioning/contract.ts';
import { ALERT } from '../fakes/alert-views.ts';
import { chatOf, ChatRoom, textOf } from '../fakes/chat-room.ts';
import { openTestDatabase, type TestDatabase } from '../fakes/database.ts';
import { ANNA, NOW, PIA, TENANT } from '../fakes/run-views.ts';

let database: TestDatabase;
let room: ChatRoom;

beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());

beforeEach(async () => {
  await database.clear();
  room = await ChatRoom.open();
  room.outbox = database.store.outbox;
  await room.restart();
  for (const person of [ANNA, PIA]) await room.say(person, 'alert here');
  room.alerts.views = [ANNA, PIA].map((person) => ({ ...ALERT, channelId: chatOf(person) }));
  room.alerts.deciding = () => database.store.outbox.put(wanted()).then(() => undefined);
});
afterEach(() => room.close());

/** To Anna; to Pia when Anna is not to be had. */
function wanted(): OutboxNote[] {
  const channelId = chatOf(room.alerts.dead.has(chatOf(ANNA)) ? PIA : ANNA);
  const dueAt = new Date(NOW).toISOString();
  const about = { tenantId: TENANT, lapseId: 'key:1', ends: '2027-05-20T00:00:00.000Z', band: 30 };
  return [{ ...about, channelId, dueAt, facts: {}, edits: null }];
}

test('one look is enough for the warning to reach the second', async () => {
  room.fail(403, 1, 'ConversationBlockedByUser');
  await room.bot.warn();
  await room.bot.idle();
  expect(textOf(room.last(chatOf(PIA)).card)).toContain('ends 20 May 2027');
  const rows = await database.store.outbox.rows({ tenantId: TENANT });
  expect(rows.map(({ channelId, state }) => [channelId, state.kind])).toEqual([
    [chatOf(ANNA), 'dead'],
    [chatOf(PIA), 'sent'],
  ]);
});

test('a warning that arrives makes nobody look again', async () => {
  let looks = 0;
  const { deciding } = room.alerts;
  room.alerts.deciding = () => {
    looks += 1;
    return deciding();
  };
  await room.bot.warn();
  await room.bot.idle();
  await room.bot.warn();
  expect(looks).toBe(1);
  expect(textOf(room.last(chatOf(ANNA)).card)).toContain('ends 20 May 2027');
});

test('a card that was just sent is not edited into what it is', async () => {
  await room.bot.warn();
  await room.bot.idle();
  const sent = room.last(chatOf(ANNA));
  room.alerts.views = room.alerts.views.slice(0, 1).map((view) => ({ ...view, root: sent.id }));
  const edits = (): number => room.calls.filter(({ method }) => method === 'PUT').length;
  await room.say(PIA, 'alert here');
  await room.bot.warn();
  expect(edits()).toBe(0);
  room.alerts.views = room.alerts.views.map((view) => ({ ...view, alone: true }));
  await room.say(PIA, 'alert here');
  await room.bot.warn();
  expect(edits()).toBe(1);
  expect(textOf(room.messages().find(({ id }) => id === sent.id)?.card ?? {})).toContain('Only this');
});
