/** What excuses a delay, for a tenant with two channels of which one has lost the message. */
import { expect, test } from '@jest/globals';
import type { AlertChannel } from '../../src/provisioning/core/watch/types.ts';
import { ableFrom, type Debt } from './watch-debt.ts';
import type { Tenant } from './watch-tenants.ts';
import { Outages } from './watch-weather.ts';

const MINUTE = 60_000;
const NEVER = new Outages([]);
const LOST: Debt = { band: 7, dueAt: 0, lost: new Map([['a', 30 * MINUTE]]) };

function tenant(closed: Outages): Tenant {
  return {
    channels: [{ id: 'a' }, { id: 'b' }] as AlertChannel[],
    closed: new Map([['b', closed]]),
    unreachable: NEVER,
  } as unknown as Tenant;
}

function untilOpen(minutes: number): Tenant {
  return tenant(new Outages([{ from: -MINUTE, to: minutes * MINUTE }]));
}

test.each([
  ['the other one is open all the time', tenant(NEVER), 5, 0],
  ['the other one is closed: the repeat is waited for', untilOpen(90), 5, 30],
  ['the other one has opened before the repeat', untilOpen(20), 25, 20],
  ['the other one opens after the repeat, which could have come first', untilOpen(90), 100, 30],
])('able once %s', (_how, of, now, from) => {
  expect(ableFrom(LOST, of, [], now * MINUTE)).toBe(from * MINUTE);
});

test('nothing was lost: its own time', () => {
  expect(ableFrom({ ...LOST, lost: new Map() }, untilOpen(20), [], 25 * MINUTE)).toBe(0);
});
