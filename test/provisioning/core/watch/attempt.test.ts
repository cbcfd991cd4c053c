/** Whether a warning may be sent in a channel now, by what is on record of it there. */
import { describe, expect, test } from '@jest/globals';
import { attemptIn, type Attempt } from '../../../../src/provisioning/core/watch/attempt.ts';
import type { AlertChannel, AlertRow } from '../../../../src/provisioning/core/watch/types.ts';
import { channel, DAY, iso, MINUTE, row } from './ground.ts';

const AT = Date.UTC(2027, 3, 20, 10, 30);

/** `minutes` after the row came into its state. */
function attempt(change: Partial<AlertRow>, minutes: number, place: Partial<AlertChannel> = {}): string {
  return said(attemptIn(channel(place), row({ at: iso(AT), ...change }), AT + minutes * MINUTE));
}

function said(one: Attempt): string {
  if (one.do === 'send') return 'send';
  const until = one.until === Infinity ? 'never' : String((one.until - AT) / MINUTE);
  return `${one.do} ${until}`;
}

test('what nobody has tried is sent', () => {
  expect(said(attemptIn(channel(), undefined, AT))).toBe('send');
});

const retry = (pause: number, attempts = 1): Partial<AlertRow> => ({
  ...{ state: 'retry', attempts },
  retryAt: iso(AT + pause * MINUTE),
});
const no = (by: 'channel' | 'message'): Partial<AlertRow> => ({
  ...{ state: 'dead', attempts: 1 },
  refusal: { by, code: 'x' },
});
const maybe = (unanswered: number): Partial<AlertRow> => ({ state: 'maybe-sent', unanswered });

test.each<[Partial<AlertRow>, number, string]>([
  [{ state: 'pending' }, 0, 'send'],
  [{ state: 'superseded' }, 0, 'send'],
  [{ state: 'cancelled' }, 0, 'send'],
  [{ state: 'sent' }, 9999, 'pass never'],
  [{ state: 'sending' }, 1, 'wait 2'],
  [maybe(1), 0, 'pass 30'],
  [maybe(1), 29, 'pass 30'],
  [maybe(1), 30, 'send'],
  [maybe(2), 9999, 'pass never'],
  [retry(1), 0, 'wait 1'],
  [retry(1), 1, 'send'],
  [retry(5), 4, 'wait 5'],
  [retry(6), 4, 'pass 6'],
  [retry(6), 6, 'send'],
  [retry(2, 2), 1, 'wait 2'],
  [retry(2, 3), 1, 'pass 2'],
  [{ ...retry(1), retryAt: null }, 0, 'send'],
  [{ ...retry(4), state: 'cancelled' }, 3, 'wait 4'],
  [{ ...retry(4), state: 'superseded' }, 4, 'send'],
  [{ ...retry(-9), state: 'cancelled' }, 0, 'send'],
  [no('channel'), 0, 'send'],
  [no('message'), 0, `pass ${24 * 60}`],
  [no('message'), 24 * 60 - 1, `pass ${24 * 60}`],
  [no('message'), 24 * 60, 'send'],
])('%j after %i minutes: %s', (change, minutes, expected) => {
  expect(attempt(change, minutes)).toBe(expected);
});

test('a channel that refused, and is not back, is tried daily', () => {
  const dead = { state: 'dead', deadSince: iso(AT), triedAt: iso(AT) } as const;
  expect(attempt(no('channel'), 24 * 60 - 1, dead)).toBe(`pass ${24 * 60}`);
  expect(attempt(no('channel'), 24 * 60, dead)).toBe('send');
});

describe('when the clock was set back', () => {
  test.each<[Partial<AlertRow>]>([[maybe(1)], [retry(60)], [no('message')]])(
    'nothing waits for the day to come again: %j',
    (change) => {
      expect(attempt(change, (-60 * DAY) / MINUTE)).toBe('send');
    },
  );
});
