/** Activities of every type, odd and malformed, through the whole bot: an answer to Teams each time, and no change. */
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { ChatRoom } from '../fakes/chat-room.ts';
import { ANNA } from '../fakes/run-views.ts';

let room: ChatRoom;
beforeEach(async () => {
  room = await ChatRoom.open();
});
afterEach(() => room.close());

test.each<[string, Record<string, unknown>]>([
  ['a message that was edited', { type: 'messageUpdate', text: 'set up nectar' }],
  ['a message that was deleted', { type: 'messageDelete', text: 'set up nectar' }],
  ['a reaction', { type: 'messageReaction', reactionsAdded: [{ type: 'like' }] }],
  ['typing', { type: 'typing' }],
  ['an event of no known name', { type: 'event', name: 'application/made-up', value: {} }],
  ['an invoke of no known name', { type: 'invoke', name: 'made/up', value: { a: 1 } }],
  ['a type of no kind', { type: '__proto__' }],
  ['no type', { type: undefined }],
  ['a number for a type', { type: 7 }],
  ['a bot speaking', { type: 'message', text: 'set up nectar', from: { id: '29:x', role: 'bot' } }],
  ['a press without a value', { type: 'invoke', name: 'adaptiveCard/action' }],
  ['a press with a list for a value', { type: 'invoke', name: 'adaptiveCard/action', value: [1] }],
  ['a submit with a text for a value', { type: 'message', value: 'approve' }],
  ['a submit with a number for a press', { type: 'message', value: { press: 7, verb: 'approve' } }],
])('%s changes nothing', async (_, more) => {
  const { status } = await room.deliver(room.activity(ANNA, more));
  await room.bot.idle();
  expect([200, 201, 202, 400, 501]).toContain(status);
  expect(room.provisioning.changes).toEqual([]);
});

test.each<[string, unknown]>([
  ['a number', 7],
  ['a list', ['set up nectar']],
  ['an object', { toString: 'set up nectar' }],
  ['null', null],
])('%s for a text is no word', async (_, text) => {
  await room.deliver(room.activity(ANNA, { type: 'message', text }));
  await room.bot.idle();
  expect(room.provisioning.changes).toEqual([]);
});

test('a million characters are answered with few', async () => {
  await room.deliver(room.activity(ANNA, { type: 'message', text: `set up ${'x'.repeat(1_000_000)}` }));
  await room.bot.idle();
  expect(room.provisioning.changes).toEqual([]);
  expect(JSON.stringify(room.last()).length).toBeLessThan(28_000);
});
