/** What a caller hears of a message that could not be sent, and how it gives up waiting. */
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { createAdapter } from '../../src/bot/adapter.ts';
import { createChat, type Chat, type Content } from '../../src/bot/chat.ts';
import type { ConversationNote } from '../../src/provisioning/contract.ts';
import { startTeamsSimulator, type TeamsSimulator } from '../fakes/teams-simulator.ts';

const CONTENT: Content = { card: { type: 'AdaptiveCard', body: [] }, summary: 'hello' };
let simulator: TeamsSimulator;
let chat: Chat;
let anna: ConversationNote;
let waits: number[];
/** Ends the slowness of the pretend Teams. */
let release: () => void;

beforeEach(async () => {
  waits = [];
  const slow = Promise.withResolvers<void>();
  release = slow.resolve;
  simulator = await startTeamsSimulator({
    ...{ clock: { now: () => 0 }, tenantId: 'contoso' },
    delay: (ms) => (ms > 0 ? slow.promise : Promise.resolve()),
  });
  await simulator.control('POST', 'switches', { threadLimits: false });
  anna = await simulator.install('anna');
  const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
  const delay = async (ms: number): Promise<void> => void waits.push(ms);
  chat = createChat({
    ...{ appId: '', delay, log },
    adapter: createAdapter({ appId: '', log, newNonce: () => '0'.repeat(32) }),
  });
});
afterEach(async () => {
  release();
  await simulator.close();
});

const fault = (effect: object, times: number | 'always' = 'always'): Promise<unknown> =>
  simulator.control('POST', 'faults', { rules: [{ effect, times }] });

test('of one try: the status, the code and how long to stay away', async () => {
  await fault({ error: 'Throttled', retryAfterSeconds: 7 });
  expect(await chat.post(anna, CONTENT, { tries: 1 })).toEqual({
    ...{ kind: 'failed', status: 429, code: 'Throttled', retryAfterMs: 7_000, maybe: false },
  });
  expect(waits).toEqual([]);
});

test('unasked, it tries four times and waits as it is told', async () => {
  await fault({ error: 'Throttled', retryAfterSeconds: 7 }, 1);
  await fault({ error: 'PreconditionFailed' });
  expect(await chat.post(anna, CONTENT)).toMatchObject({ kind: 'failed', status: 412 });
  expect(waits).toEqual([7_000, 1_000, 2_000]);
});

test('a Teams that cannot be reached is tried again, since nothing was sent', async () => {
  await simulator.close();
  const sent = chat.post(anna, CONTENT);
  expect(await sent).toMatchObject({ kind: 'failed', status: null, code: 'ECONNREFUSED', maybe: false });
  expect(waits).toEqual([500, 1_000, 2_000]);
});

test.each([
  ['ConversationBlockedByUser', 'closed', 403],
  ['ConversationNotFound', 'gone', 404],
  ['BadArgument', 'failed', 400],
])('%s is still %s', async (error, kind, status) => {
  await fault({ error });
  expect(await chat.post(anna, CONTENT)).toMatchObject({ kind, status, code: error, maybe: false });
});

test('a 502 is not repeated, and may have been carried out', async () => {
  await fault({ error: 'BadGateway', when: 'after' });
  expect(await chat.post(anna, CONTENT)).toMatchObject({ kind: 'failed', status: 502, maybe: true });
  expect(simulator.teams.state.requests).toHaveLength(1);
});

test('who gives up hears that nobody knows, and the conversation goes on', async () => {
  await fault({ hang: true }, 1);
  const over = new AbortController();
  const hung = chat.post(anna, CONTENT, { tries: 1, signal: over.signal });
  const next = chat.post(anna, CONTENT);
  while (simulator.teams.state.requests.length === 0) await new Promise(setImmediate);
  over.abort();
  expect(await hung).toMatchObject({ kind: 'failed', status: null, code: 'NoAnswer', maybe: true });
  expect(await next).toMatchObject({ kind: 'sent' });
});

test('who gives up before it was their turn has surely sent nothing', async () => {
  await fault({ slowMs: 1 }, 1);
  const first = chat.post(anna, CONTENT);
  const over = new AbortController();
  const second = chat.post(anna, { ...CONTENT, summary: 'second' }, { tries: 1, signal: over.signal });
  over.abort();
  expect(await second).toMatchObject({ kind: 'failed', code: 'NotBegun', maybe: false });
  release();
  expect(await first).toMatchObject({ kind: 'sent' });
  await chat.idle();
  expect(simulator.teams.state.messages.size).toBe(1);
});
