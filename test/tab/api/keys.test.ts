/** Reading Entra's keys: seldom, and never because somebody made a name up. */
import { beforeEach, expect, test } from '@jest/globals';
import { createKeys, type FindKey } from '../../../src/tab/api/keys.ts';
import { TestClock } from '../../fakes/clock.ts';
import { CONTOSO, FABRIKAM } from '../../fakes/tab-world.ts';
import { LOGIN, TeamsTokens } from '../../fakes/teams-tokens.ts';

let clock: TestClock;
let tokens: TeamsTokens;
let find: FindKey;

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

beforeEach(async () => {
  clock = new TestClock();
  tokens = await TeamsTokens.create(() => clock.now());
  find = createKeys({ loginBaseUrl: LOGIN, fetch: tokens.fetch, timeoutMs: 1_000, now: () => clock.now() });
});

const known = async (kid = 'key-1'): Promise<boolean> => (await find(CONTOSO, kid)) !== undefined;

test('a hundred questions at once are one request', async () => {
  const found = await Promise.all(Array.from({ length: 100 }, () => known()));
  expect([found.every(Boolean), tokens.asked]).toEqual([true, 1]);
});

test('a thousand made-up names cost one more request, and then none', async () => {
  await known();
  clock.advance(6 * MINUTE);
  for (let name = 0; name < 1_000; name += 1) expect(await known(`made-up-${name}`)).toBe(false);
  expect(tokens.asked).toBe(2);
});

test('a new key is found within minutes, though others were asked for in vain', async () => {
  await known();
  clock.advance(6 * MINUTE);
  await known('made-up');
  tokens.published = ['key-1', 'key-2'];
  expect(await known('key-2')).toBe(false);
  clock.advance(6 * MINUTE);
  expect(await known('key-2')).toBe(true);
});

test('the same unknown name is looked for once an hour', async () => {
  await known();
  for (let times = 0; times < 5; times += 1) {
    clock.advance(6 * MINUTE);
    await known('made-up');
  }
  expect(tokens.asked).toBe(2);
  clock.advance(HOUR);
  await known('made-up');
  expect(tokens.asked).toBe(3);
});

test('a key that was taken back is unknown after a day', async () => {
  await known();
  tokens.published = ['key-2'];
  clock.advance(23 * HOUR);
  expect(await known()).toBe(true);
  clock.advance(2 * HOUR);
  expect(await known()).toBe(false);
});

test('each tenant’s are its own', async () => {
  await known();
  await find(FABRIKAM, 'key-1');
  expect(tokens.asked).toBe(2);
});

test.each(['nothing', 'html'] as const)(
  'with %s for an answer nobody is let in, and it is soon tried again',
  async (answers) => {
    tokens.answers = answers;
    await expect(known()).rejects.toMatchObject({ code: 'TAB_KEYS_UNREACHABLE' });
    await expect(known()).rejects.toMatchObject({ code: 'TAB_KEYS_UNREACHABLE' });
    expect(tokens.asked).toBe(1);
    tokens.answers = 'keys';
    clock.advance(5_000);
    expect(await known()).toBe(true);
  },
);

test('what is no key for signatures is not offered', async () => {
  expect(await known('ec')).toBe(false);
});
