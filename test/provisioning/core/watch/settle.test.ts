/** What becomes of a warning and of its channel, answer by answer. */
import { describe, expect, test } from '@jest/globals';
import {
  channelAfter,
  claim,
  revived,
  settle,
  type Outcome,
} from '../../../../src/provisioning/core/watch/settle.ts';
import type { AlertRow } from '../../../../src/provisioning/core/watch/types.ts';
import { REFUSED, SENT, UNANSWERED } from './desk.ts';
import { channel, DAY, END, HOUR, iso, MINUTE, row } from './ground.ts';

const NOT_SENT: Outcome = { kind: 'not-sent' };
const REJECTED: Outcome = { kind: 'rejected', code: 'MessageSizeTooBig' };
const NOW = END - 30 * DAY + HOUR;
const sending = claim(row(), 'first', NOW - 1000);

test('what is sent off is on record before', () => {
  const before = row({ state: 'dead', attempts: 1, retryAt: iso(0), refusal: { by: 'channel', code: 'x' } });
  expect(claim(before, 'moved', NOW)).toEqual(
    row({ state: 'sending', at: iso(NOW), attempts: 2, label: 'moved' }),
  );
});

test.each<[Outcome, Partial<AlertRow>]>([
  [SENT, { state: 'sent', activityId: 'a1' }],
  [UNANSWERED, { state: 'maybe-sent', unanswered: 1 }],
  [NOT_SENT, { state: 'retry', retryAt: iso(NOW + MINUTE) }],
  [
    { kind: 'throttled', retryAfterMs: null },
    { state: 'retry', retryAt: iso(NOW + MINUTE) },
  ],
  [
    { kind: 'throttled', retryAfterMs: 7 * HOUR },
    { state: 'retry', retryAt: iso(NOW + 7 * HOUR) },
  ],
  [REFUSED, { state: 'dead', refusal: { by: 'channel', code: 'BotNotInConversationRoster' } }],
  [REJECTED, { state: 'dead', refusal: { by: 'message', code: 'MessageSizeTooBig' } }],
])('%j', (outcome, change) => {
  expect(settle(sending, outcome, NOW)).toEqual({ ...sending, at: iso(NOW), ...change });
});

test.each([
  [1, 1],
  [2, 2],
  [3, 4],
  [4, 5],
  [50, 5],
])('after attempt %i it pauses %i minutes', (attempts, minutes) => {
  expect(settle({ ...sending, attempts }, NOT_SENT, NOW).retryAt).toBe(iso(NOW + minutes * MINUTE));
});

describe('an answer that comes after the row was given up', () => {
  const maybe = row({ state: 'maybe-sent', unanswered: 1, attempts: 1 });

  test('counts when it is yes', () => {
    expect(settle(maybe, SENT, NOW)).toMatchObject({ state: 'sent', activityId: 'a1', at: iso(NOW) });
  });

  test.each([UNANSWERED, NOT_SENT, REFUSED, REJECTED])('changes nothing when it is %j', (outcome) => {
    expect(settle(maybe, outcome, NOW)).toBe(maybe);
  });
});

describe('the channel', () => {
  const live = channel();
  const dead = channel({ state: 'dead', deadSince: iso(END), triedAt: iso(END) });
  const later = END + 2 * DAY;

  test('dies of a refusal, and remembers since when', () => {
    expect(channelAfter(live, REFUSED, END)).toEqual(dead);
    expect(channelAfter(dead, REFUSED, later)).toEqual({ ...dead, triedAt: iso(later) });
  });

  test('is revived by a message that arrives, or by somebody who speaks there', () => {
    expect(channelAfter(dead, SENT, later)).toEqual(live);
    expect(revived(dead)).toEqual(live);
    expect(revived(live)).toBe(live);
    expect(channelAfter(live, SENT, later)).toBe(live);
  });

  test.each([UNANSWERED, REJECTED])('dead, is left alone for a day after %j', (outcome) => {
    expect(channelAfter(dead, outcome, later)).toEqual({ ...dead, triedAt: iso(later) });
    expect(channelAfter(live, outcome, later)).toBe(live);
  });

  test('has no part in what never reached it', () => {
    expect(channelAfter(dead, NOT_SENT, later)).toBe(dead);
    expect(channelAfter(dead, { kind: 'throttled', retryAfterMs: 1 }, later)).toBe(dead);
  });
});
