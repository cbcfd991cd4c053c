import { describe, expect, test } from '@jest/globals';
import type { ConversationNote, OutboxRow } from '../../../src/provisioning/contract.ts';
import { CONTENDED, NOT_SENT, THROTTLED, waitAfter, waitAsked } from '../../../src/bot/dispatch/backoff.ts';
import { Crowd } from '../../../src/bot/dispatch/crowd.ts';
import { Hand } from '../../../src/bot/dispatch/hand.ts';
import { gccHost, throughOtherHost } from '../../../src/bot/dispatch/host.ts';
import { labelled, MAY_BE_REPEAT } from '../../../src/bot/dispatch/label.ts';
import { Turns } from '../../../src/bot/dispatch/turns.ts';
import { judge } from '../../../src/bot/dispatch/verdict.ts';

describe('a verdict', () => {
  const answer = (status: number | null, code = '', maybe = false, retryAfterMs: number | null = null) =>
    ({ kind: 'failed', status, code, maybe, retryAfterMs }) as const;

  test.each([
    [answer(null, 'NoAnswer', true), 'unanswered'],
    [answer(null, 'ECONNRESET', true), 'unanswered'],
    [answer(408, '', true), 'unanswered'],
    [answer(500, 'ServiceError', true), 'unanswered'],
    [answer(502, '', true), 'unanswered'],
    [answer(503, '', true), 'unanswered'],
    [answer(504, '', true), 'unanswered'],
    [answer(null, 'ECONNREFUSED'), 'not-sent'],
    [answer(null, 'NotBegun'), 'not-sent'],
    [answer(401, 'Unauthorized'), 'not-sent'],
    [answer(401, 'BotNotRegistered'), 'refused channel'],
    [answer(403, 'BotNotInConversationRoster'), 'refused channel'],
    [answer(403, ''), 'refused channel'],
    [answer(403, 'InvalidBotApiHost'), 'wrong-host'],
    [answer(404, 'ConversationNotFound'), 'refused channel'],
    [answer(404, ''), 'refused channel'],
    [answer(412, 'PreconditionFailed'), 'contended'],
    [answer(413, 'MessageSizeTooBig'), 'too-big'],
    [answer(429, 'Throttled'), 'throttled'],
    [answer(400, 'BadArgument'), 'refused message'],
    [answer(415, ''), 'refused message'],
  ])('%j: %s', (sent, expected) => {
    const verdict = judge(sent, false);
    expect(verdict.kind === 'refused' ? `refused ${verdict.by}` : verdict.kind).toBe(expected);
  });

  test('of an edit: the message may be gone while the conversation is well', () => {
    expect(judge(answer(404, 'ActivityNotFoundInConversation'), true)).toMatchObject({ by: 'message' });
    expect(judge(answer(404, 'ConversationNotFound'), true)).toMatchObject({ by: 'channel' });
  });
});

describe('waiting', () => {
  test.each([
    [CONTENDED, 500, 30_000],
    [THROTTLED, 1_000, 60_000],
    [NOT_SENT, 5_000, 300_000],
  ])('%j doubles up to its longest, and chance adds up to a fifth', (backoff, first, longest) => {
    expect([1, 2, 3, 40].map((attempt) => waitAfter(attempt, backoff, 0))).toEqual([
      first,
      first * 2,
      first * 4,
      longest,
    ]);
    expect(waitAfter(1, backoff, 1)).toBe(first * 1.2);
  });

  test('as asked is never shorter, and has an end', () => {
    expect([waitAsked(0, 1), waitAsked(7_000, 0), waitAsked(7_000, 1)]).toEqual([0, 7_000, 8_400]);
    expect(waitAsked(1e12, 0)).toBe(3_600_000);
  });
});

describe('a crowd', () => {
  test('two refusals in a hundred are about conversations', () => {
    const crowd = new Crowd();
    const whole = Array.from({ length: 1_000 }, (_, n) => crowd.heard('contoso', `p${n}`, n % 50 === 0));
    expect(whole).not.toContain(true);
  });

  test('one refusal in three is about the tenant, and is said once', () => {
    const crowd = new Crowd();
    const whole = Array.from({ length: 20 }, (_, n) => crowd.heard('contoso', `p${n}`, n % 3 === 0));
    expect(whole.filter(Boolean)).toHaveLength(1);
    expect(crowd.heard('fabrikam', 'p', true)).toBe(false);
  });

  test('one conversation is no crowd, however often it is refused', () => {
    const crowd = new Crowd();
    expect(Array.from({ length: 50 }, () => crowd.heard('contoso', 'anna', true))).not.toContain(true);
  });
});

describe('a label', () => {
  test('stands before everything on the card, and in the notification', () => {
    const card = { type: 'AdaptiveCard', body: [{ type: 'TextBlock', text: 'It lapses' }] };
    const shown = labelled({ card, summary: 'It lapses' });
    expect(shown.summary).toBe(`${MAY_BE_REPEAT} It lapses`);
    expect(shown.card['body']).toEqual([expect.objectContaining({ text: MAY_BE_REPEAT }), card.body[0]]);
  });
});

describe('the other host', () => {
  const note = (serviceUrl: string): ConversationNote => ({
    ...{ tenantId: 't', key: 'a:anna', kind: 'personal', oid: null },
    reference: JSON.stringify({ serviceUrl, bot: { id: '28:registrar' } }),
  });

  test('is that of the community cloud, and leads nowhere else', () => {
    const moved = throughOtherHost(note('https://smba.trafficmanager.net/amer/'), gccHost);
    expect(JSON.parse(moved?.reference ?? '')).toEqual({
      serviceUrl: 'https://smba.infra.gcc.teams.microsoft.com/teams',
      bot: { id: '28:registrar' },
    });
    expect(moved && throughOtherHost(moved, gccHost)).toBeNull();
  });
});

describe('a hand', () => {
  const rows = (channelId: string, count: number): OutboxRow[] =>
    Array.from({ length: count }, (_, n) => ({
      ...{ tenantId: 't', lapseId: `lapse-${n}`, ends: '', band: 30, channelId, dueAt: '', facts: {} },
      ...{ edits: null, state: { kind: 'pending' }, attempts: 0, unanswered: 0, short: false },
    }));

  test('holds few of each channel, and none of them twice', () => {
    const hand = new Hand(() => undefined);
    const forever = (): Promise<void> => new Promise(() => undefined);
    expect(hand.take([...rows('anna', 9), ...rows('bo', 2)], forever)).toBe(7);
    expect(hand.take([...rows('anna', 9), ...rows('bo', 3)], forever)).toBe(1);
    expect([hand.size, hand.full()]).toEqual([8, ['anna']]);
  });

  test('does not take again what failed, and tells', async () => {
    const failed: string[] = [];
    const hand = new Hand(({ lapseId }) => void failed.push(lapseId));
    hand.take(rows('anna', 2), ({ lapseId }) =>
      lapseId === 'lapse-0' ? Promise.reject(new RangeError('no')) : Promise.resolve(),
    );
    await hand.below(1);
    expect([failed, hand.size, hand.known]).toEqual([['lapse-0'], 0, 1]);
    expect(hand.take(rows('anna', 1), () => Promise.resolve())).toBe(0);
  });
});

describe('turns', () => {
  test('are taken so many at once, and in order', async () => {
    const turns = new Turns(2);
    const log: string[] = [];
    const gates = new Map<string, () => void>();
    const work = (name: string) =>
      turns.run(async () => {
        log.push(`${name} begins`);
        await new Promise<void>((resolve) => gates.set(name, resolve));
        log.push(`${name} ends`);
      });
    const all = Promise.all(['a', 'b', 'c'].map(work));
    gates.get('b')?.();
    while (!gates.has('c')) await Promise.resolve();
    expect(log).toEqual(['a begins', 'b begins', 'b ends', 'c begins']);
    for (const end of gates.values()) end();
    await all;
  });
});
