/** The dispatcher against the pretend Teams, through botbuilder's real adapter and real HTTP. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { OutboxAttempt } from '../../../src/provisioning/contract.ts';
import { openTestDatabase, type TestDatabase } from '../../fakes/database.ts';
import { DispatchStage, TENANT } from '../../fakes/dispatch-stage.ts';
import { worst } from '../../fakes/teams-simulator.ts';
import { VirtualTime } from '../../fakes/virtual-time.ts';

const MINUTE = 60_000;
let database: TestDatabase;
let stage: DispatchStage;

beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());

beforeEach(async () => {
  await database.clear();
  stage = await DispatchStage.open({ outbox: database.store.outbox, time: new VirtualTime() });
  await stage.install('anna', 'bo');
});
afterEach(() => stage.close());

const put = (...changes: Parameters<DispatchStage['alert']>[0][]): Promise<number> =>
  stage.outbox.put(changes.map((one) => stage.alert(one)));

async function tale(lapseId = 'lapse-1'): Promise<unknown[]> {
  const told = (one: OutboxAttempt) => [one.outcome, one.status, one.code];
  return (await stage.outbox.history(TENANT, lapseId)).map(told);
}

const once = { alert: 'lapse-1 30', channelId: 'anna', labelled: false, edits: 0 };

describe('what is due', () => {
  test('is sent once, and where it is is known', async () => {
    await put({}, { band: 7, dueAt: '2026-12-16T09:00:00.000Z' });
    await stage.run();
    await stage.run();
    expect(stage.seen()).toEqual([once]);
    const [message] = stage.simulator.teams.state.messages.keys();
    expect(await stage.row()).toMatchObject({ state: { kind: 'sent', activityId: message }, attempts: 1 });
    expect(await tale()).toEqual([['sent', 200, '']]);
  });

  test('edits a message in place when it says so', async () => {
    await put({});
    await stage.run();
    const [edits = ''] = stage.simulator.teams.state.messages.keys();
    await put({ band: 0, edits });
    await stage.run();
    expect(stage.seen()).toEqual([{ ...once, alert: 'lapse-1 0', edits: 1 }]);
  });

  test('is not sent when it was called off a moment before', async () => {
    await put({}, { channelId: 'bo' });
    const running = stage.dispatcher.dispatch();
    await running;
    await stage.outbox.close({ tenantId: TENANT, channelId: 'anna' }, 'cancelled', '2026-11-23T09:00:00Z');
    await stage.run();
    expect(stage.seen()).toEqual([{ ...once, channelId: 'bo' }]);
  });

  test('of another tenant goes at its own pace', async () => {
    const tenantId = 'bbbbbbbb-0000-4000-8000-000000000000';
    const many = Array.from({ length: 40 }, (_, n) => ({ lapseId: `lapse-${n}`, channelId: `p${n}` }));
    await stage.install(...many.map(({ channelId }) => channelId));
    await stage.outbox.put(many.slice(0, 20).map((one) => stage.alert(one)));
    await stage.outbox.put(many.slice(20).map((one) => stage.alert({ ...one, tenantId })));
    await stage.run();
    expect(stage.seen()).toHaveLength(40);
    expect(worst(stage.simulator.teams.state.requests, 1_000)).toBeGreaterThan(25);
  });

  test('to somebody nobody can find is handed over', async () => {
    await put({ channelId: 'nobody' });
    await stage.run();
    expect(stage.refusals).toMatchObject([{ by: 'channel', code: 'ConversationNotFound' }]);
    expect(await stage.row()).toMatchObject({ state: { kind: 'dead', by: 'channel' } });
    expect(stage.simulator.teams.state.requests).toEqual([]);
  });
});

describe('what came of it', () => {
  /** Whoever is told reads the record at once, before anything else happens. */
  async function noted(): Promise<unknown[]> {
    const reading: Promise<unknown>[] = [];
    const onRecord = async (channelId: string): Promise<unknown> =>
      (await stage.row({ channelId })).state.kind;
    const dispatcher = stage.replica({
      noted: ({ channelId }, { kind }) =>
        void reading.push(onRecord(channelId).then((state) => [channelId, kind, state])),
    });
    await stage.run(dispatcher);
    return Promise.all(reading);
  }

  test('is told once it is on record: sent, refused, unanswered, to be tried again', async () => {
    await stage.install('cleo', 'dora');
    await stage.fault({ error: 'ConversationBlockedByUser' }, { conversation: 'bo' });
    await stage.fault({ error: 'GatewayTimeout' }, { conversation: 'cleo' });
    await stage.fault({ error: 'Throttled' }, { conversation: 'dora' });
    await put(...['anna', 'bo', 'cleo', 'dora'].map((channelId) => ({ channelId })));
    expect((await noted()).toSorted()).toEqual([
      ['anna', 'sent', 'sent'],
      ['bo', 'dead', 'dead'],
      ['cleo', 'maybe-sent', 'maybe-sent'],
      ['dora', 'retry', 'retry'],
    ]);
  });

  test('is not told by a sender that was overtaken', async () => {
    await put({});
    const told: string[] = [];
    const overtaken = stage.replica({
      content: async () => {
        // Its lease is somebody else's before the answer comes.
        await database.clear();
        return { card: { type: 'AdaptiveCard', version: '1.5', body: [] }, summary: 'late' };
      },
      noted: (_, { kind }) => void told.push(kind),
    });
    await stage.run(overtaken);
    expect(told).toEqual([]);
  });
});

describe('a clear no', () => {
  test.each([
    'BotNotRegistered',
    'BotNotInConversationRoster',
    'ConversationBlockedByUser',
    'BotDisabledByAdmin',
    'ForbiddenOperationException',
    'NotEnoughPermissions',
    'MessageWritesBlocked',
    'ConversationNotFound',
  ])('%s: the channel is dead, and the next one is asked', async (error) => {
    await stage.fault({ error }, { conversation: 'anna' }, 'always');
    await put({});
    await stage.run();
    expect(stage.refusals).toMatchObject([{ by: 'channel', code: error, row: { channelId: 'anna' } }]);
    expect(await stage.row()).toMatchObject({ state: { kind: 'dead', by: 'channel', code: error } });
    await stage.after(30 * MINUTE);
    expect(stage.simulator.teams.state.requests).toHaveLength(1);
  });

  test('a refusal that cannot be passed on is met again, and passed on then', async () => {
    let passedOn = 0;
    const refused = (): Promise<void> =>
      (passedOn += 1) === 1 ? Promise.reject(new RangeError('not now')) : Promise.resolve();
    const dispatcher = stage.replica({ refused });
    await stage.fault({ error: 'ConversationBlockedByUser' }, {}, 'always');
    await put({});
    await stage.run(dispatcher);
    expect(await stage.row()).toMatchObject({ state: { kind: 'retry', code: 'ConversationBlockedByUser' } });
    stage.time.advance(MINUTE);
    await stage.run(dispatcher);
    expect(await stage.row()).toMatchObject({ state: { kind: 'dead' } });
    expect(passedOn).toBe(2);
  });

  test('a message that is not taken leaves the channel alive', async () => {
    await stage.fault({ error: 'BadArgument' });
    await put({}, { band: 7 });
    await stage.run();
    expect(stage.refusals).toMatchObject([{ by: 'message', code: 'BadArgument' }]);
    expect(stage.seen()).toHaveLength(1);
  });

  test('an edit of a message that is gone says so', async () => {
    await put({ edits: '1' });
    await stage.run();
    expect(stage.refusals).toMatchObject([{ by: 'message', code: 'ActivityNotFoundInConversation' }]);
  });

  test('a card that is too large goes out small, and not at all if that is too large as well', async () => {
    await put({ facts: { size: 200_000 } });
    await stage.run();
    expect(stage.seen()).toEqual([{ ...once, alert: 'lapse-1 30 short' }]);
    expect(await tale()).toEqual([
      ['retry', 413, 'MessageSizeTooBig'],
      ['sent', 200, ''],
    ]);
    await stage.simulator.control('POST', 'switches', { maxBytes: 10 });
    await put({ lapseId: 'lapse-2' });
    await stage.run();
    expect(stage.refusals).toMatchObject([{ by: 'message', code: 'MessageSizeTooBig' }]);
    expect(await tale('lapse-2')).toHaveLength(2);
  });

  test('a tenant on the other host is found there, once and for all', async () => {
    const other = stage.simulator.serviceUrl.replace('/teams', '/gcc/teams');
    const otherHost = (url: string): string | null => (url === other ? null : other);
    const dispatcher = stage.replica({ otherHost });
    await stage.simulator.control('POST', 'switches', { host: 'gcc' });
    await put({});
    await stage.run(dispatcher);
    stage.time.advance(1);
    await put({ band: 7 });
    await stage.run(dispatcher);
    expect(stage.seen()).toHaveLength(2);
    expect(await tale()).toEqual([
      ['retry', 403, 'InvalidBotApiHost'],
      ['sent', 200, ''],
      ['sent', 200, ''],
    ]);
    await stage.simulator.control('POST', 'switches', { host: 'teams' });
    await put({ lapseId: 'lapse-2' });
    await stage.run(dispatcher);
    expect(stage.refusals).toMatchObject([{ by: 'channel', code: 'InvalidBotApiHost' }]);
  });
});

describe('a "later"', () => {
  test.each([0, 3, 120])(
    'Retry-After %i is honoured, for that conversation alone',
    async (retryAfterSeconds) => {
      await stage.fault({ error: 'Throttled', retryAfterSeconds }, { conversation: 'anna' });
      await put({}, { band: 7 }, { channelId: 'bo' });
      await stage.run();
      const before = stage.simulator.teams.state.requests.length;
      await stage.after(retryAfterSeconds * 1_000 - 1);
      if (retryAfterSeconds > 0) {
        expect(before).toBe(2);
        expect(stage.simulator.teams.state.requests).toHaveLength(2);
      }
      await stage.after(retryAfterSeconds * 200 + 1);
      expect(
        stage
          .seen()
          .map(({ channelId }) => channelId)
          .sort(),
      ).toEqual(['anna', 'anna', 'bo']);
    },
  );

  test('a 429 that names no time is asked again after a while that grows', async () => {
    await stage.fault({ error: 'Throttled' }, {}, 3);
    await put({});
    const waits = [];
    for (let attempt = 1; attempt <= 3; attempt += 1) {
      await stage.run();
      const { state } = await stage.row();
      const wait = state.kind === 'retry' ? Date.parse(state.notBefore) - stage.time.now() : -1;
      waits.push(wait);
      stage.time.advance(wait);
    }
    expect(waits).toEqual([1_100, 2_200, 4_400]);
    await stage.run();
    expect(stage.seen()).toEqual([once]);
  });

  test('a 412 is tried again, and the rest of the conversation need not wait', async () => {
    await stage.fault({ error: 'PreconditionFailed' });
    await put({}, { band: 7 });
    await stage.run();
    expect(stage.seen()).toHaveLength(1);
    await stage.after(1_000);
    expect(stage.seen()).toHaveLength(2);
    expect((await tale()).filter((line) => String(line).startsWith('retry'))).toEqual([
      ['retry', 412, 'PreconditionFailed'],
    ]);
  });

  test('a bot that is not let in tries again', async () => {
    stage.notes.set('anna', {
      ...stage.notes.get('anna')!,
      reference: stage.notes.get('anna')!.reference.replace(/localhost:\d+/, '127.0.0.1:1'),
    });
    await put({});
    await stage.run();
    expect(await stage.row()).toMatchObject({
      state: { kind: 'retry', code: 'ECONNREFUSED' },
      unanswered: 0,
    });
    await stage.install('anna');
    await stage.after(6_000);
    expect(stage.seen()).toEqual([once]);
  });

  test('when the tenant is refused as a whole, all of it rests', async () => {
    const many = Array.from({ length: 30 }, (_, n) => ({ lapseId: `lapse-${n}`, channelId: `p${n}` }));
    await stage.install(...many.map(({ channelId }) => channelId));
    await stage.fault({ error: 'Throttled', retryAfterSeconds: 10 }, {}, 5);
    await put(...many);
    await stage.run();
    const { requests } = stage.simulator.teams.state;
    const during = requests.length;
    expect(during).toBeLessThan(10);
    await stage.after(9_000);
    expect(requests).toHaveLength(during);
    await stage.after(3_000);
    expect(stage.seen()).toHaveLength(30);
  });
});

describe('no clear answer', () => {
  const effects = [
    { error: 'RequestTimeout' },
    { error: 'ServiceError' },
    { error: 'BadGateway' },
    { error: 'ServiceUnavailable' },
    { error: 'GatewayTimeout' },
    { reset: true },
    { hang: true },
  ].flatMap((effect) => [
    [{ ...effect, when: 'before' }, 0] as const,
    [{ ...effect, when: 'after' }, 1] as const,
  ]);

  test.each(effects)('%j: half an hour later once more, and labelled', async (effect, there) => {
    await stage.fault(effect);
    await put({});
    await stage.run();
    expect(await stage.row()).toMatchObject({ state: { kind: 'maybe-sent' }, unanswered: 1 });
    expect(stage.seen()).toHaveLength(there);
    await stage.after(30 * MINUTE - 30_000);
    expect(stage.seen()).toHaveLength(there);
    await stage.after(30_000);
    expect(stage.seen()).toEqual([...(there === 1 ? [once] : []), { ...once, labelled: true }]);
    expect(await stage.row()).toMatchObject({ state: { kind: 'sent' } });
  });

  test('twice is where it ends, and somebody else is asked', async () => {
    await stage.fault({ error: 'BadGateway' }, {}, 'always');
    await put({});
    await stage.run();
    for (const minutes of [30, 30, 600]) await stage.after(minutes * MINUTE);
    expect(stage.simulator.teams.state.requests).toHaveLength(2);
    expect(await stage.row()).toMatchObject({ state: { kind: 'maybe-sent', repeatAt: null }, unanswered: 2 });
    expect(stage.refusals).toMatchObject([{ by: 'silence', row: { channelId: 'anna' } }]);
    expect(await tale()).toEqual([
      ['maybe-sent', 502, 'BadGateway'],
      ['maybe-sent', 502, 'BadGateway'],
      ['maybe-sent', null, 'Unconfirmed'],
    ]);
  });

  test('a repeat that is told to wait stays labelled', async () => {
    await stage.fault({ error: 'BadGateway', when: 'after' });
    await stage.fault({ error: 'Throttled', retryAfterSeconds: 1 }, { nth: 2 });
    await put({});
    await stage.run();
    await stage.after(30 * MINUTE);
    await stage.after(2_000);
    expect(stage.seen()).toEqual([once, { ...once, labelled: true }]);
  });

  test('an edit is made again without a word, since twice is as good as once', async () => {
    await put({});
    await stage.run();
    const [edits = ''] = stage.simulator.teams.state.messages.keys();
    await stage.fault({ error: 'BadGateway', when: 'after' }, { operation: 'update' });
    await put({ band: 0, edits });
    await stage.run();
    await stage.after(10_000);
    expect(stage.seen()).toEqual([{ ...once, alert: 'lapse-1 0', edits: 2 }]);
  });

  test('somebody who was told meanwhile is not told again', async () => {
    await stage.fault({ error: 'BadGateway' });
    await put({});
    await stage.run();
    await stage.outbox.close({ tenantId: TENANT }, 'superseded', new Date(stage.time.now()).toISOString());
    await stage.after(30 * MINUTE);
    expect(stage.seen()).toEqual([]);
  });

  test('slow is not lost', async () => {
    await stage.fault({ slowMs: 14_000 });
    await put({});
    await stage.run();
    expect(stage.seen()).toEqual([once]);
    expect(await tale()).toEqual([['sent', 200, '']]);
  });
});

describe('rates', () => {
  test('one conversation is spoken to one thing at a time, and never beyond what Teams lets it', async () => {
    await stage.simulator.control('POST', 'switches', { latencyMs: 30 });
    await put(...Array.from({ length: 70 }, (_, n) => ({ lapseId: `lapse-${n}` })));
    for (let second = 0; second < 40; second += 1) await stage.after(1_000);
    const { requests } = stage.simulator.teams.state;
    expect(stage.seen()).toHaveLength(70);
    expect(requests.filter(({ status }) => status !== 201)).toEqual([]);
    expect([worst(requests, 1_000), worst(requests, 2_000), worst(requests, 30_000)]).toEqual([7, 8, 60]);
  });

  test('a conversation that has to wait does not hold up the others', async () => {
    await put(...Array.from({ length: 120 }, (_, n) => ({ lapseId: `lapse-${n}` })));
    await put({ channelId: 'bo', dueAt: '2026-11-23T09:00:00.001Z' });
    stage.time.advance(1);
    const began = stage.time.now();
    await stage.run();
    const [toBo] = stage.simulator.teams.state.requests.filter(
      ({ conversationId }) => conversationId === 'bo',
    );
    expect((toBo?.at ?? Infinity) - began).toBeLessThan(3_000);
  });

  test.each([
    [undefined, 25, 80],
    [10, 10, 35],
    [1_000, 45, 140],
  ])('asked for %p a second, no second sees more than %i', async (perSecond, most, count) => {
    const dispatcher = stage.replica(perSecond === undefined ? {} : { perSecond });
    const many = Array.from({ length: count }, (_, n) => ({ lapseId: `lapse-${n}`, channelId: `p${n}` }));
    await stage.install(...many.map(({ channelId }) => channelId));
    await put(...many);
    await stage.run(dispatcher);
    const { requests } = stage.simulator.teams.state;
    const seconds = ((requests.at(-1)?.at ?? 0) - (requests[0]?.at ?? 0)) / 1_000;
    expect(requests).toHaveLength(count);
    expect(worst(requests, 1_000)).toBe(most);
    expect((count - 1) / seconds).toBeGreaterThan(most * 0.9);
  });
});
