import { expect, test } from '@jest/globals';
import { DevicePace, type Paced } from '../../../src/provisioning/engine/device-pace.ts';
import { TestClock } from '../../fakes/clock.ts';

function paced(intervalSeconds = 5) {
  const clock = new TestClock();
  const pace = new DevicePace(() => clock.now());
  const code: Paced = { stateHash: 'one', intervalSeconds, expiresAt: clock.now() + 900_000 };
  return { clock, pace, code };
}

test('the first turn comes an interval after the code, the next an interval later', () => {
  const { clock, pace, code } = paced();
  pace.begin(code);
  expect([pace.takeTurn(code), pace.nextInSeconds(code)]).toEqual([false, 5]);
  clock.advance(4_001);
  expect([pace.takeTurn(code), pace.nextInSeconds(code)]).toEqual([false, 1]);
  clock.advance(999);
  expect([pace.takeTurn(code), pace.takeTurn(code)]).toEqual([true, false]);
});

test('a code of an earlier process has its turn at once', () => {
  const { pace, code } = paced(7);
  expect([pace.takeTurn(code), pace.takeTurn(code), pace.nextInSeconds(code)]).toEqual([true, false, 7]);
});

test('too fast is five seconds more, each time, for good', () => {
  const { clock, pace, code } = paced();
  pace.slowDown(code);
  pace.slowDown(code);
  expect(pace.nextInSeconds(code)).toBe(15);
  clock.advance(15_000);
  expect([pace.takeTurn(code), pace.nextInSeconds(code)]).toEqual([true, 15]);
});

test('one code does not wait for another', () => {
  const { pace, code } = paced();
  pace.begin(code);
  expect(pace.takeTurn({ ...code, stateHash: 'two' })).toBe(true);
});
