import { beforeEach, describe, expect, test } from '@jest/globals';
import { createTeams, type Teams } from '../../../src/sandbox/teams/index.ts';
import { REFUSALS, REFUSAL_CODES } from '../../../src/sandbox/teams/errors.ts';
import { TestClock } from '../../fakes/clock.ts';

const V3 = '/teams/v3/conversations';
let clock: TestClock;
let teams: Teams;
let waits: { readonly ms: number; readonly end: () => void }[];

beforeEach(async () => {
  clock = new TestClock();
  waits = [];
  const delay = (ms: number): Promise<void> =>
    ms === 0 ? Promise.resolve() : new Promise((resolve) => waits.push({ ms, end: resolve }));
  teams = createTeams({ clock, delay, tenantId: 'contoso' });
  const members = ['anna', 'bo', 'pia'].map((name) => ({ id: `29:${name}`, name, aadObjectId: name }));
  await control('POST', 'conversations', {
    conversations: [
      { id: 'a:anna', members: members.slice(0, 1) },
      { id: '19:team', kind: 'channel', members },
    ],
  });
});

async function send(method: string, path: string, body: object = {}) {
  const answer = await teams.handle({
    ...{ method, url: `${V3}${path}`, headers: {} },
    body: JSON.stringify(body),
  });
  return { ...answer, body: JSON.parse(answer.body) as Record<string, unknown> };
}

const say = (text: string, to = 'a:anna') =>
  send('POST', `/${encodeURIComponent(to)}/activities`, { type: 'message', text });

async function control(method: string, path: string, body: object = {}): Promise<unknown> {
  const url = `/sandbox/teams/${path}`;
  const answer = await teams.handle({ method, url, headers: {}, body: JSON.stringify(body) });
  return answer.status === 200 ? (JSON.parse(answer.body) as unknown) : answer;
}

function shown(): unknown[] {
  return [...teams.state.messages.values()].map(({ conversationId, versions }) => [
    conversationId,
    ...versions.map(({ activity }) => activity['text']),
  ]);
}

const refusal = (code: keyof typeof REFUSALS) => ({ status: REFUSALS[code][0], body: { error: { code } } });

describe('messages', () => {
  test('are shown, replied to and edited', async () => {
    const { status, body } = await say('one');
    expect(status).toBe(201);
    const id = String(body['id']);
    expect(await send('PUT', `/a:anna/activities/${id}`, { text: 'one, edited' })).toMatchObject({
      status: 200,
      body: { id },
    });
    expect(await send('POST', `/a:anna/activities/${id}`, { text: 'two' })).toMatchObject({ status: 201 });
    expect(shown()).toEqual([
      ['a:anna', 'one', 'one, edited'],
      ['a:anna', 'two'],
    ]);
    expect([...teams.state.messages.values()].map(({ replyTo }) => replyTo)).toEqual([null, id]);
  });

  test('typing leaves nothing behind', async () => {
    expect(await send('POST', '/a:anna/activities', { type: 'typing' })).toMatchObject({ status: 201 });
    expect(shown()).toEqual([]);
  });

  test.each([
    ['POST', '/a:nobody/activities', 'ConversationNotFound'],
    ['PUT', '/a:anna/activities/1', 'ActivityNotFoundInConversation'],
    ['DELETE', '/a:anna/activities/1', 'NotImplemented'],
    ['GET', '/a:anna/members/29:bo', 'MemberNotFoundInConversation'],
    ['PATCH', '/a:anna/activities/1', 'NotImplemented'],
    ['GET', '', 'NotImplemented'],
    ['POST', '/a:anna/attachments', 'NotImplemented'],
  ] as const)('%s %s is %s', async (method, path, code) => {
    expect(await send(method, path)).toMatchObject(refusal(code));
  });

  test('beyond a hundred kilobytes are too big', async () => {
    expect(await say('x'.repeat(100 * 1024))).toMatchObject(refusal('MessageSizeTooBig'));
    expect(shown()).toEqual([]);
  });

  test('that overlap in a conversation are refused with 412, and only there', async () => {
    await control('POST', 'switches', { latencyMs: 50 });
    const first = say('first');
    expect(await say('second')).toMatchObject(refusal('PreconditionFailed'));
    const elsewhere = say('elsewhere', '19:team');
    for (const { end } of waits) end();
    expect([(await first).status, (await elsewhere).status]).toEqual([201, 201]);
  });
});

describe('conversations', () => {
  test('a thread is made in a channel with its first message', async () => {
    const wanted = { isGroup: true, channelData: { channel: { id: '19:team' } }, activity: { text: 'one' } };
    const { status, body } = await send('POST', '', wanted);
    expect(status).toBe(201);
    const thread = `19:team;messageid=${String(body['activityId'])}`;
    expect(body['id']).toBe(thread);
    await say('two', thread);
    expect(shown()).toEqual([
      [thread, 'one'],
      [thread, 'two'],
    ]);
  });

  test('the chat with a person is the one they have, if the bot is installed there', async () => {
    expect(await send('POST', '', { members: [{ id: '29:anna' }] })).toMatchObject({
      body: { id: 'a:anna' },
    });
    expect(await send('POST', '', { members: [{ id: '29:bo' }] })).toMatchObject(
      refusal('ForbiddenOperationException'),
    );
  });

  test('members come whole, singly and in pages', async () => {
    expect(await send('GET', '/19:team/members')).toMatchObject({ body: [{ name: 'anna' }, {}, {}] });
    expect(await send('GET', '/19:team/members/bo')).toMatchObject({ body: { id: '29:bo' } });
    const first = await send('GET', '/19:team/pagedmembers?pageSize=2');
    expect(first.body).toMatchObject({ members: [{}, {}], continuationToken: '2' });
    const rest = await send('GET', '/19:team/pagedmembers?pageSize=2&continuationToken=2');
    expect(rest.body).toEqual({ members: [expect.objectContaining({ name: 'pia' })] });
  });

  test('one that was removed is not found', async () => {
    await control('DELETE', 'conversations', { ids: ['a:anna'] });
    expect(await say('one')).toMatchObject(refusal('ConversationNotFound'));
  });
});

describe('rates', () => {
  const say8 = async (times: number): Promise<number[]> => {
    const statuses = [];
    for (let i = 0; i < times; i += 1) statuses.push((await say('x')).status);
    return statuses;
  };

  test('a conversation takes seven in a second, eight in two', async () => {
    expect((await say8(8)).at(-1)).toBe(429);
    clock.advance(1_000);
    expect(await say8(2)).toEqual([201, 429]);
    clock.advance(1_000);
    expect(await say8(1)).toEqual([201]);
  });

  test('a conversation takes sixty in thirty seconds', async () => {
    for (let i = 0; i < 60; i += 1) {
      await say('x');
      clock.advance(400);
    }
    expect(await say8(1)).toEqual([429]);
    clock.advance(6_000);
    expect(await say8(1)).toEqual([201]);
  });

  test('a tenant takes fifty in a second, whatever for, and is told when to come back', async () => {
    await control('POST', 'switches', { threadLimits: false });
    expect(new Set(await say8(50))).toEqual(new Set([201]));
    expect(await send('GET', '/a:anna/members')).toMatchObject({
      ...refusal('Throttled'),
      headers: { 'retry-after': '1' },
    });
    const elsewhere = { text: 'x', conversation: { tenantId: 'fabrikam' } };
    expect(await send('POST', '/a:anna/activities', elsewhere)).toMatchObject({ status: 201 });
    await control('POST', 'switches', { retryAfterSeconds: null });
    expect((await say('x')).headers).not.toHaveProperty('retry-after');
    clock.advance(1_000);
    expect(await say8(1)).toEqual([201]);
  });
});

describe('faults', () => {
  const arm = (effect: object, more: object = {}) =>
    control('POST', 'faults', { rules: [{ effect, ...more }] });

  test.each(REFUSAL_CODES)('%s can be made to happen', async (error) => {
    await arm({ error, retryAfterSeconds: 7 });
    const { status, headers, body } = await say('one');
    expect([status, headers['retry-after']]).toEqual([REFUSALS[error][0], '7']);
    const code = error === 'MessageWritesBlocked' ? { subCode: error } : { code: error };
    expect(body).toMatchObject({ error: code });
    expect(shown()).toEqual([]);
  });

  test('after the effect the message is there all the same', async () => {
    await arm({ error: 'BadGateway', when: 'after' });
    expect(await say('one')).toMatchObject({ status: 502 });
    expect(shown()).toEqual([['a:anna', 'one']]);
  });

  test.each([
    [{ reset: true }, 0],
    [{ reset: true, when: 'after' }, 1],
    [{ hang: true }, 0],
    [{ hang: true, when: 'after' }, 1],
  ])('%j lets no answer through', async (effect, there) => {
    await arm(effect, { name: 'cut' });
    await expect(say('one')).rejects.toMatchObject({ name: 'ConnectionLost', fault: 'cut' });
    expect(shown()).toHaveLength(there);
    expect(teams.state.requests).toMatchObject([{ status: 0, fault: 'cut' }]);
  });

  test('a slow one is carried out late', async () => {
    await arm({ slowMs: 9_000 });
    const slow = say('one');
    await Promise.resolve();
    expect(shown()).toEqual([]);
    while (waits.length === 0) await Promise.resolve();
    expect(waits.map(({ ms }) => ms)).toEqual([9_000]);
    waits[0]?.end();
    expect((await slow).status).toBe(201);
  });

  test('hit the nth request and every so many after it, where they are meant to', async () => {
    await control('POST', 'switches', { threadLimits: false });
    const match = { conversation: '^a:', operation: 'post', nth: 2, every: 3 };
    await arm({ error: 'BadGateway' }, { match, times: 2 });
    const statuses = [];
    for (let i = 0; i < 10; i += 1) statuses.push((await say('x')).status);
    expect(statuses).toEqual([201, 502, 201, 201, 502, 201, 201, 201, 201, 201]);
    expect((await say('x', '19:team')).status).toBe(201);
  });
});

describe('the other host', () => {
  test('serves a tenant that is there, and the first then does not', async () => {
    await control('POST', 'switches', { host: 'gcc' });
    expect(await say('one')).toMatchObject(refusal('InvalidBotApiHost'));
    const url = `/gcc${V3}/a:anna/activities`;
    expect(await teams.handle({ method: 'POST', url, headers: {}, body: '{}' })).toMatchObject({
      status: 201,
    });
  });
});
