import { expect, test } from '@jest/globals';
import { ServerClock } from '../../../src/tab/client/clock.ts';

test('time is what the server said and what has passed since', () => {
  let passed = 5_000;
  const clock = new ServerClock(() => passed);
  expect(clock.now()).toBeNull();
  clock.heard('2026-11-21T10:43:00Z');
  passed += 2_000;
  expect(clock.now()).toBe(Date.parse('2026-11-21T10:43:02Z'));
  clock.heard('never');
  expect(clock.now()).toBe(Date.parse('2026-11-21T10:43:02Z'));
  clock.heard('2027-11-21T10:43:00Z');
  expect(clock.now()).toBe(Date.parse('2027-11-21T10:43:00Z'));
});
