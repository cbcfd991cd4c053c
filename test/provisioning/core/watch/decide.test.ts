/** What is sent, where, how often, and what is not. The lapse ends on Thursday, 20 May 2027, 10:30 UTC. */
import { describe, expect, test } from '@jest/globals';
import type { AppId, ObjectId } from '../../../../src/provisioning/core/ids.ts';
import { groupOf } from '../../../../src/provisioning/core/watch/decide.ts';
import { revived } from '../../../../src/provisioning/core/watch/settle.ts';
import type { WatchedLapse } from '../../../../src/provisioning/core/watch/types.ts';
import { Desk, REFUSED, SENT, UNANSWERED } from './desk.ts';
import { ANNA, channel, DAY, END, ENDS, HOUR, iso, lapse, MINUTE, row } from './ground.ts';

const at = (daysBefore: number, ms = 0) => END - daysBefore * DAY + ms;
const anna = channel({ id: 'c2', kind: 'personal', personId: ANNA.oid });
const bo = channel({ id: 'c3', kind: 'personal', personId: 'b0' as ObjectId });
const TWO = [channel(), anna];

describe('one lapse, one channel', () => {
  test('is told of at every rung, once', () => {
    const desk = new Desk();
    const said: string[] = [];
    for (let now = at(90); now < at(-30); now += HOUR) said.push(...desk.send(now, SENT, SENT));
    expect(said).toEqual(
      [60, 30, 14, 7, 3, 1, 0, -1, -3, -4, -5, -6, -7, -14, -21, -28].map((band) => `c1 ${band} first`),
    );
  });

  test('nothing is written before anything has come, and it is known when that is', () => {
    const desk = new Desk();
    expect(desk.decide(at(90))).toEqual({
      ...{ writes: [], messages: [], unreachable: [] },
      wakeAt: Date.parse('2027-03-22T09:00:00.000Z'),
    });
  });

  test('a warning is on record before it is sent', () => {
    const [message] = new Desk().decide(at(30, 5 * MINUTE)).messages;
    const written = row({ state: 'pending', at: iso(at(30, 5 * MINUTE)) });
    expect(message).toEqual({
      ...{ channelId: 'c1', label: 'first', band: 30, severity: 'info', thread: null },
      rows: [written],
    });
    const desk = new Desk();
    expect(desk.decide(at(30, 5 * MINUTE)).writes).toEqual([written]);
    expect(desk.decide(at(30, 6 * MINUTE)).writes).toEqual([]);
  });

  test('after an outage only the most urgent is sent', () => {
    const desk = new Desk();
    desk.send(at(60, 9 * DAY), SENT);
    expect(desk.send(at(2), SENT, SENT, SENT)).toEqual(['c1 3 first']);
    expect(desk.send(at(-20), SENT, SENT)).toEqual(['c1 -14 first']);
  });

  test('what waits is overtaken by what is more urgent', () => {
    const desk = new Desk();
    expect(desk.due(at(14))).toEqual(['c1 14 first']);
    expect(desk.due(at(7))).toEqual(['c1 7 first']);
    expect(desk.states()).toEqual({ 'c1 14': 'superseded', 'c1 7': 'pending' });
  });

  test('a more urgent one that was moved does not follow one that was not', () => {
    const desk = new Desk({ lapses: [lapse({ ends: '2027-05-25T01:00:00.000Z' })] });
    expect(desk.send(Date.parse('2027-05-24T01:00:00.000Z'), SENT)).toEqual(['c1 1 first']);
    expect(desk.send(Date.parse('2027-05-24T09:00:00.000Z'), SENT)).toEqual([]);
  });
});

describe('a lapse that is closed', () => {
  test.each<[Partial<WatchedLapse>]>([
    [{ state: 'renewed' }],
    [{ state: 'gone' }],
    [{ notOurs: { owner: 'Finance', by: ANNA, at: iso(at(29)) } }],
    [{ ends: null }],
  ])('%j: what waits is called off, and nothing follows', (change) => {
    const desk = new Desk();
    desk.due(at(14));
    desk.lapses = [{ ...lapse(), ...change }];
    const decision = desk.decide(at(13));
    expect(decision).toMatchObject({ messages: [], wakeAt: null, unreachable: [] });
    expect(desk.states()).toEqual({ 'c1 14': 'cancelled' });
    expect(desk.send(at(-3), SENT)).toEqual([]);
  });

  test('leaves on record what was sent, or may have been', () => {
    const desk = new Desk();
    desk.send(at(60, 9 * DAY), SENT);
    desk.send(at(30), UNANSWERED);
    desk.lapses = [lapse({ state: 'renewed' })];
    expect(desk.decide(at(29)).writes).toEqual([]);
    expect(desk.states()).toEqual({ 'c1 60': 'sent', 'c1 30': 'maybe-sent' });
  });

  test('gives up what is on its way after two minutes, as one that may have arrived', () => {
    const desk = new Desk();
    desk.claim(desk.decide(at(30)).messages[0]!, at(30));
    desk.lapses = [lapse({ state: 'gone' })];
    expect(desk.decide(at(30, 2 * MINUTE)).writes).toMatchObject([{ state: 'maybe-sent', unanswered: 1 }]);
  });

  test('is taken up again when that was a mistake', () => {
    const desk = new Desk();
    desk.due(at(14));
    desk.lapses = [lapse({ state: 'gone' })];
    desk.decide(at(13));
    desk.lapses = [lapse()];
    expect(desk.send(at(12), SENT, SENT)).toEqual(['c1 14 first']);
  });
});

describe('a date that moves on', () => {
  const later = lapse({ ends: iso(END + 90 * DAY) });

  test('calls off what waits, and is warned of anew', () => {
    const desk = new Desk();
    desk.send(at(0), SENT);
    desk.due(at(-1));
    desk.lapses = [later];
    desk.decide(at(-1, HOUR));
    expect(desk.states()).toEqual({ 'c1 0': 'sent', 'c1 -1': 'cancelled' });
    expect(desk.send(END + 60 * DAY, SENT)).toEqual(['c1 30 first']);
  });

  test('by an hour or more; seconds are a matter of rounding', () => {
    const desk = new Desk();
    desk.send(at(30), SENT);
    desk.lapses = [lapse({ ends: iso(END - 7000) })];
    expect(desk.send(at(29), SENT)).toEqual([]);
    desk.lapses = [lapse({ ends: iso(END + HOUR) })];
    expect(desk.send(at(29), SENT)).toEqual(['c1 30 first']);
  });
});

test('a date that moves on by hours calls off what waits for the one before', () => {
  const desk = new Desk();
  desk.due(at(14));
  desk.lapses = [lapse({ ends: iso(END + 2 * HOUR) })];
  expect(desk.due(at(13))).toEqual(['c1 14 first']);
  expect(desk.rows.map(({ ends, state }) => [ends, state])).toEqual([
    [ENDS, 'cancelled'],
    [iso(END + 2 * HOUR), 'pending'],
  ]);
});

describe('a snooze', () => {
  const until = (time: number) => ({ snooze: { until: iso(time), reason: 'Holiday', by: ANNA } });

  test('calls off what waits, and when it ends the most urgent is sent', () => {
    const desk = new Desk();
    desk.due(at(30));
    desk.lapses = [lapse(until(at(10)))];
    expect(desk.decide(at(29)).wakeAt).toBe(at(10));
    expect(desk.states()).toEqual({ 'c1 30': 'cancelled' });
    expect(desk.send(at(10) - 1, SENT)).toEqual([]);
    expect(desk.send(at(10), SENT, SENT)).toEqual(['c1 14 first']);
  });

  test('ends with the lapse, whatever its date', () => {
    const desk = new Desk({ lapses: [lapse(until(at(-100)))] });
    expect(desk.decide(at(30))).toMatchObject({ messages: [], wakeAt: END });
    expect(desk.send(END, SENT)).toEqual(['c1 0 first']);
  });

  test('puts off when a warning is due', () => {
    const desk = new Desk();
    desk.due(at(30));
    desk.lapses = [lapse(until(at(29)))];
    desk.decide(at(30));
    expect(desk.due(at(29))).toEqual(['c1 30 first']);
    expect(desk.rows).toMatchObject([{ state: 'pending', dueAt: iso(at(29)) }]);
  });

  test('lifted early, lets the warning it held through', () => {
    const desk = new Desk({ lapses: [lapse(until(at(10)))] });
    expect(desk.send(at(13), SENT)).toEqual([]);
    desk.lapses = [lapse()];
    expect(desk.send(at(13), SENT)).toEqual(['c1 14 first']);
  });
});

describe('no answer', () => {
  test('is followed by one repeat, labelled, half an hour later and no more', () => {
    const desk = new Desk();
    expect(desk.send(at(30), UNANSWERED, SENT)).toEqual(['c1 30 first']);
    expect(desk.decide(at(30, MINUTE)).wakeAt).toBe(at(30, 30 * MINUTE));
    expect(desk.send(at(30, 30 * MINUTE - 1), SENT)).toEqual([]);
    expect(desk.send(at(30, 30 * MINUTE), UNANSWERED, SENT)).toEqual(['c1 30 repeat']);
    expect(desk.send(at(15), SENT)).toEqual([]);
    expect(desk.send(at(14), SENT)).toEqual(['c1 14 first']);
  });

  test('is not repeated when something more urgent has come', () => {
    const desk = new Desk({ lapses: [lapse()] });
    desk.send(at(1), UNANSWERED);
    expect(desk.send(END, SENT, SENT)).toEqual(['c1 0 first']);
  });

  test('sends the next channel off at once, saying so; when that has it, nothing is repeated', () => {
    const desk = new Desk({ channels: TWO });
    expect(desk.send(at(30), UNANSWERED, SENT, SENT)).toEqual(['c1 30 first', 'c2 30 moved']);
    expect(desk.send(at(29), SENT)).toEqual([]);
  });

  test('anywhere leads back to the first channel', () => {
    const desk = new Desk({ channels: TWO });
    expect(desk.send(at(30), UNANSWERED, UNANSWERED, SENT)).toEqual(['c1 30 first', 'c2 30 moved']);
    expect(desk.send(at(30, 30 * MINUTE), UNANSWERED, UNANSWERED, SENT)).toEqual([
      'c1 30 repeat',
      'c2 30 repeat',
    ]);
  });

  test('because the process ended is no answer either', () => {
    const desk = new Desk();
    desk.claim(desk.decide(at(30)).messages[0]!, at(30));
    expect(desk.decide(at(30, MINUTE))).toMatchObject({ messages: [], wakeAt: at(30, 2 * MINUTE) });
    expect(desk.due(at(30, 2 * MINUTE))).toEqual([]);
    expect(desk.states()).toEqual({ 'c1 30': 'maybe-sent' });
    expect(desk.send(at(30, 32 * MINUTE), SENT)).toEqual(['c1 30 repeat']);
  });

  test('is found again when the process ends right after deciding', () => {
    expect(new Desk().decide(at(30)).wakeAt).toBe(at(30, 2 * MINUTE));
  });
});

describe('a refusal', () => {
  test('moves on to the next channel at once, and says so', () => {
    const desk = new Desk({ channels: TWO });
    expect(desk.send(at(30), REFUSED, SENT, SENT)).toEqual(['c1 30 first', 'c2 30 moved']);
    expect(desk.channels.map(({ state }) => state)).toEqual(['dead', 'live']);
    expect(desk.states()).toEqual({ 'c1 30': 'dead', 'c2 30': 'sent' });
  });

  test('takes along what waited there, which is nowhere said twice', () => {
    const desk = new Desk({ channels: TWO });
    desk.due(at(30));
    desk.channels = [channel({ state: 'dead', deadSince: iso(at(30)), triedAt: iso(at(30)) }), anna];
    expect(desk.send(at(30, MINUTE), SENT)).toEqual(['c2 30 first']);
    expect(desk.states()).toEqual({ 'c1 30': 'superseded', 'c2 30': 'sent' });
  });

  test('of all is no reason to look daily while nothing is due', () => {
    const desk = new Desk({
      channels: [channel({ state: 'dead', deadSince: iso(at(60)), triedAt: iso(at(60)) })],
    });
    desk.rows = [row({ band: 60, state: 'sent', attempts: 1 })];
    expect(desk.decide(at(59))).toMatchObject({ unreachable: [], wakeAt: at(30) });
    desk.channels = [channel({ state: 'dead', deadSince: iso(at(40)), triedAt: iso(at(40)) })];
    expect(desk.decide(at(40, HOUR)).wakeAt).toBe(at(30));
  });

  test('of all leaves what waits to wait', () => {
    const desk = new Desk();
    desk.due(at(30));
    desk.channels = [channel({ state: 'dead', deadSince: iso(at(30)), triedAt: iso(at(30)) })];
    expect(desk.decide(at(30, HOUR))).toMatchObject({ writes: [], unreachable: ['secret:k1'] });
    desk.channels = desk.channels.map(revived);
    expect(desk.send(at(29), SENT)).toEqual(['c1 30 first']);
  });

  test('that is over before anything was sent takes the warning back', () => {
    const desk = new Desk({ channels: TWO });
    const dead = channel({ state: 'dead', deadSince: iso(at(30)), triedAt: iso(at(30)) });
    desk.due(at(30));
    desk.channels = [dead, anna];
    desk.due(at(30));
    desk.channels = TWO;
    expect(desk.due(at(30))).toEqual(['c1 30 first']);
    expect(desk.states()).toEqual({ 'c1 30': 'pending', 'c2 30': 'superseded' });
  });

  test('is over when the channel is back: it hears what comes next, and what nobody heard', () => {
    const desk = new Desk({ channels: TWO });
    desk.send(at(30), REFUSED, SENT);
    desk.channels = desk.channels.map(revived);
    expect(desk.send(at(29), SENT)).toEqual([]);
    expect(desk.send(at(14), SENT)).toEqual(['c1 14 first']);

    const alone = new Desk();
    alone.send(at(30), REFUSED);
    alone.channels = alone.channels.map(revived);
    expect(alone.send(at(29), SENT)).toEqual(['c1 30 first']);
  });

  test('everywhere is said to be so, and tried daily in one channel after the other', () => {
    const desk = new Desk({ channels: TWO });
    expect(desk.decide(at(30)).unreachable).toEqual([]);
    expect(desk.send(at(30), REFUSED, REFUSED, SENT)).toEqual(['c1 30 first', 'c2 30 moved']);
    const dark = desk.decide(at(30, HOUR));
    expect(dark).toMatchObject({ messages: [], unreachable: ['secret:k1'], wakeAt: at(29) });
    expect(desk.send(at(29) - 1, SENT)).toEqual([]);
    expect(desk.send(at(29), REFUSED, REFUSED, SENT)).toEqual(['c1 30 moved', 'c2 30 moved']);
    expect(desk.send(at(28), SENT)).toEqual(['c1 30 moved']);
    expect(desk.channels[0]?.state).toBe('live');
    expect(desk.decide(at(28)).unreachable).toEqual([]);
  });

  test('of a message is not one of the channel: the next has it, and this one is asked again in a day', () => {
    const rejected = { kind: 'rejected', code: 'MessageSizeTooBig' } as const;
    const desk = new Desk({ channels: TWO });
    expect(desk.send(at(30), rejected, rejected, SENT)).toEqual(['c1 30 first', 'c2 30 moved']);
    expect(desk.decide(at(30, HOUR))).toMatchObject({ unreachable: [], wakeAt: at(29) });
    expect(desk.send(at(29), SENT, SENT)).toEqual(['c1 30 moved']);
  });
});

describe('a channel that puts us off', () => {
  const later = (minutes: number) => ({ kind: 'throttled', retryAfterMs: minutes * MINUTE }) as const;

  test('is waited for, up to five minutes', () => {
    const desk = new Desk({ channels: TWO });
    expect(desk.send(at(30), later(5), SENT)).toEqual(['c1 30 first']);
    expect(desk.send(at(30, 5 * MINUTE), SENT, SENT)).toEqual(['c1 30 first']);
  });

  test('for longer hands over, and is not asked again when the next has it', () => {
    const desk = new Desk({ channels: TWO });
    expect(desk.send(at(30), later(6), SENT)).toEqual(['c1 30 first', 'c2 30 moved'].slice(0, 2));
    desk.decide(at(30, MINUTE));
    expect(desk.states()).toEqual({ 'c1 30': 'superseded', 'c2 30': 'sent' });
    expect(desk.send(at(30, 10 * MINUTE), SENT)).toEqual([]);
  });

  test('waits beside the next one while that is being tried', () => {
    const desk = new Desk({ channels: TWO });
    expect(desk.send(at(30), later(10), later(20))).toEqual(['c1 30 first', 'c2 30 moved']);
    expect(desk.decide(at(30, MINUTE)).wakeAt).toBe(at(30, 10 * MINUTE));
    expect(desk.states()).toEqual({ 'c1 30': 'retry', 'c2 30': 'retry' });
  });
});

test('a channel’s word on when is kept while another is tried', () => {
  const later = (minutes: number) => ({ kind: 'throttled', retryAfterMs: minutes * MINUTE }) as const;
  const desk = new Desk({ channels: TWO });
  expect(desk.send(at(30), later(10), later(20))).toEqual(['c1 30 first', 'c2 30 moved']);
  expect(desk.send(at(30, 10 * MINUTE), later(60))).toEqual(['c1 30 moved']);
  expect(desk.send(at(30, 11 * MINUTE), SENT)).toEqual([]);
  expect(desk.decide(at(30, 11 * MINUTE)).wakeAt).toBe(at(30, 20 * MINUTE));
  expect(desk.send(at(30, 20 * MINUTE), SENT)).toEqual(['c2 30 moved']);
  desk.decide(at(30, 20 * MINUTE));
  expect(desk.states()).toEqual({ 'c1 30': 'superseded', 'c2 30': 'sent' });
});

describe('channels in other places', () => {
  const hours = (zone: string, id: string) => channel({ zone, id, ladder: [30] });

  test('the first one’s hours count', () => {
    const desk = new Desk({
      lapses: [lapse({ ends: '2027-05-20T02:00:00.000Z' })],
      channels: [hours('America/New_York', 'c1'), hours('Asia/Tokyo', 'c2')],
    });
    const threshold = Date.parse('2027-04-20T02:00:00.000Z');
    expect(desk.send(threshold, SENT)).toEqual([]);
    expect(desk.send(Date.parse('2027-04-20T13:00:00.000Z'), SENT)).toEqual(['c1 30 first']);
  });

  test('the next one is not woken at night', () => {
    const desk = new Desk({ channels: [hours('UTC', 'c1'), hours('Asia/Tokyo', 'c2')] });
    expect(desk.send(at(30), UNANSWERED, SENT)).toEqual(['c1 30 first']);
    expect(desk.send(at(30, 30 * MINUTE), UNANSWERED, SENT)).toEqual(['c1 30 repeat']);
    const morning = Date.parse('2027-04-21T00:00:00.000Z');
    expect(desk.decide(at(30, HOUR)).wakeAt).toBe(morning);
    expect(desk.send(morning, SENT)).toEqual(['c2 30 moved']);
  });

  test('one that sleeps, or knows already, is passed over for the one behind it', () => {
    const later = { kind: 'throttled', retryAfterMs: HOUR } as const;
    const asleep = new Desk({
      channels: [hours('UTC', 'c1'), hours('Asia/Tokyo', 'c2'), hours('UTC', 'c3')],
    });
    expect(asleep.send(at(30), later, SENT)).toEqual(['c1 30 first', 'c3 30 moved']);
    const knows = { ...anna, ladder: [45, 10] };
    const told = new Desk({ channels: [channel({ ladder: [30] }), knows, { ...bo, ladder: [30] }] });
    told.rows = [row({ channelId: 'c2', band: 45, state: 'sent', attempts: 1 })];
    expect(told.send(at(30), later, SENT)).toEqual(['c1 30 first', 'c3 30 moved']);
  });

  test('the next one is told of what it was due, as moved, though its rung is another', () => {
    const desk = new Desk({ channels: [channel({ ladder: [30] }), { ...anna, ladder: [45, 10] }] });
    expect(desk.send(at(30), UNANSWERED, SENT, SENT)).toEqual(['c1 30 first', 'c2 45 moved']);
  });

  test('the next one that was told of what it was due leaves the first to wait', () => {
    const desk = new Desk({ channels: [channel({ ladder: [30] }), { ...anna, ladder: [45, 10] }] });
    desk.rows = [row({ channelId: 'c2', band: 45, state: 'sent', attempts: 1 })];
    expect(desk.send(at(30), { kind: 'throttled', retryAfterMs: 10 * MINUTE }, SENT)).toEqual([
      'c1 30 first',
    ]);
    expect(desk.decide(at(30, 9 * MINUTE))).toMatchObject({ writes: [], wakeAt: at(30, 10 * MINUTE) });
    expect(desk.send(at(30, 10 * MINUTE), SENT)).toEqual(['c1 30 first']);
  });

  test('a ladder is a channel’s own', () => {
    const channels = [channel({ ladder: [5] }), anna];
    const desk = new Desk({ channels });
    desk.ladders = { nectar: [90] };
    expect(desk.decide(at(90, -2 * DAY)).wakeAt).toBe(at(5, 22 * HOUR + 30 * MINUTE + 24 * HOUR));
    desk.channels = [{ ...channel({ ladder: [5] }), state: 'dead' }, anna];
    expect(desk.send(at(88), SENT)).toEqual(['c2 90 first']);
    desk.channels = channels;
    expect(desk.send(at(88), SENT)).toEqual([]);
  });
});

describe('several lapses of one registration', () => {
  const services = [lapse({ id: 'a', label: 'Berlin' }), lapse({ id: 'b', label: 'Madrid' })];

  test('share a card, and its thread', () => {
    const desk = new Desk({ lapses: services });
    const [message, ...others] = desk.decide(at(30)).messages;
    expect(others).toEqual([]);
    expect(message?.rows.map(({ lapseId }) => lapseId)).toEqual(['a', 'b']);
    desk.answer(desk.claim(message!, at(30)), { kind: 'sent', activityId: 'old' }, at(30));
    const [next] = desk.decide(at(14)).messages;
    expect(next).toMatchObject({ thread: 'old', band: 14, severity: 'warning' });
    desk.answer(desk.claim(next!, at(14)), { kind: 'sent', activityId: 'new' }, at(14));
    expect(desk.decide(at(7)).messages).toMatchObject([{ thread: 'new' }]);
  });

  test('the card looks like the most urgent of them', () => {
    const desk = new Desk({ lapses: [lapse({ id: 'a' }), lapse({ id: 'b', ends: iso(END - 29 * DAY) })] });
    expect(desk.decide(at(30))).toMatchObject({
      messages: [{ band: 1, severity: 'urgent', rows: [{ band: 30 }, { band: 1 }] }],
    });
  });

  test('a repeat is a card of its own', () => {
    const desk = new Desk({ lapses: services.slice(0, 1) });
    desk.send(at(30), UNANSWERED);
    desk.lapses = services;
    expect(desk.due(at(30, 30 * MINUTE))).toEqual(['c1 30 repeat', 'c1 30 first']);
  });

  test('go where their own owners are', () => {
    const owned = [
      lapse({ id: 'a' }),
      lapse({ id: 'b', owner: { oid: 'b0' as ObjectId, displayName: 'Bo' } }),
    ];
    const desk = new Desk({ lapses: owned, channels: [anna, bo] });
    expect(desk.due(at(30))).toEqual(['c2 30 first', 'c3 30 first']);
  });

  test('a thread is the channel’s own', () => {
    const desk = new Desk({ channels: TWO });
    desk.send(at(30), SENT);
    desk.channels = [channel({ state: 'dead' }), anna];
    expect(desk.decide(at(14)).messages).toMatchObject([{ channelId: 'c2', thread: null }]);
  });

  test('look again when the first of them has to', () => {
    const desk = new Desk({ lapses: [lapse({ id: 'a', ends: iso(END + 5 * DAY) }), lapse({ id: 'b' })] });
    expect(desk.decide(at(90)).wakeAt).toBe(Date.parse('2027-03-22T09:00:00.000Z'));
  });

  test('one closed leaves the others as they are', () => {
    const desk = new Desk({ lapses: [lapse({ id: 'a', state: 'renewed' }), lapse({ id: 'b' })] });
    expect(desk.due(at(30))).toEqual(['c1 30 first']);
    expect(desk.rows.map(({ lapseId }) => lapseId)).toEqual(['b']);
  });

  test('on an application watched as a whole the newest speaks, and when it is gone the older', () => {
    const found = { connectorId: null, source: 'found' } as const;
    const older = lapse({ ...found, id: 'a' });
    const newer = lapse({ ...found, id: 'b', ends: iso(END + 300 * DAY) });
    const desk = new Desk({ lapses: [older, newer] });
    expect(desk.send(at(30), SENT)).toEqual([]);
    desk.lapses = [older, { ...newer, state: 'gone' }];
    expect(desk.send(at(29), SENT)).toEqual(['c1 30 first']);
  });

  test('are those of one application; others are on their own', () => {
    expect(groupOf(lapse())).toBe('app:app-1');
    expect(groupOf(lapse({ id: 'z', registration: { appId: 'app-2' as AppId, name: '' } }))).toBe(
      'app:app-2',
    );
    expect(groupOf(lapse({ id: 'z', registration: null }))).toBe('lapse:z');
  });
});

describe('without any channel', () => {
  test('what is due is said to reach nobody, in office hours in UTC', () => {
    const desk = new Desk({ channels: [] });
    expect(desk.decide(Date.parse('2027-03-22T08:59:59.000Z'))).toMatchObject({
      ...{ unreachable: [], wakeAt: Date.parse('2027-03-22T09:00:00.000Z') },
    });
    expect(desk.decide(at(30))).toMatchObject({ messages: [], writes: [], unreachable: ['secret:k1'] });
  });
});

describe('a clock that is set', () => {
  test('back a little: nothing is said twice', () => {
    const desk = new Desk();
    desk.send(at(30), SENT);
    for (const back of [1, 5 * MINUTE, HOUR]) expect(desk.send(at(30) - back, SENT)).toEqual([]);
    expect(desk.send(at(30), SENT)).toEqual([]);
  });

  test('wrong by months and right again: what it skipped is said in its time, what it said is not said again', () => {
    const desk = new Desk();
    expect(desk.send(at(-10), SENT)).toEqual(['c1 -7 first']);
    const said: string[] = [];
    for (let now = at(70); now < at(-15); now += HOUR) said.push(...desk.send(now, SENT));
    expect(said).toEqual([60, 30, 14, 7, 3, 1, 0, -1, -3, -4, -5, -6, -14].map((band) => `c1 ${band} first`));
  });

  test('back while a message is on its way: it is given up as one that may have arrived', () => {
    const desk = new Desk();
    desk.claim(desk.decide(at(14)).messages[0]!, at(14));
    expect(desk.due(at(30))).toEqual(['c1 30 first']);
    expect(desk.rows.find(({ band }) => band === 14)?.state).toBe('maybe-sent');
  });

  test('back before a warning that waits: it waits for its time', () => {
    const desk = new Desk();
    desk.due(at(30));
    expect(desk.decide(at(80)).messages).toEqual([]);
    expect(desk.states()).toEqual({ 'c1 30': 'cancelled' });
    expect(desk.send(at(30), SENT)).toEqual(['c1 30 first']);
  });

  test('forward: only the most urgent is sent', () => {
    const desk = new Desk();
    desk.send(at(60, 9 * DAY), SENT);
    expect(desk.send(at(-400), SENT, SENT)).toEqual(['c1 -399 first']);
  });
});

test('a warning carries the end it speaks of and when it came due', () => {
  const [written] = new Desk().decide(Date.parse('2027-03-24T12:00:00.000Z')).writes;
  expect(written).toMatchObject({ ends: ENDS, dueAt: '2027-03-22T09:00:00.000Z', band: 60 });
});
