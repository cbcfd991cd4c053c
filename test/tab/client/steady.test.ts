import { describe, expect, test } from '@jest/globals';
import { Steady } from '../../../src/tab/client/overview/steady.ts';

/** Waiting takes no time; what is done in the middle of each wait is said. */
function hand(meanwhile: (wait: number) => void = () => undefined) {
  let at = 0;
  let waits = 0;
  const wait = async (ms: number): Promise<void> => {
    at += ms / 2;
    meanwhile(waits);
    at += ms / 2;
    waits += 1;
  };
  const steady = new Steady({ now: () => at, wait });
  return { steady, at: () => at, pass: (ms: number) => (at += ms) };
}

describe('rows under a pointer', () => {
  test('move at once where there is no pointer', async () => {
    const { steady, at } = hand();
    await steady.rest();
    expect(at()).toBe(0);
  });

  test('wait until it stands still', async () => {
    const { steady, at } = hand();
    steady.touched();
    await steady.rest();
    expect(at()).toBe(600);
  });

  test('wait on when it moves meanwhile', async () => {
    const { steady, at } = hand((wait) => {
      if (wait === 0) steady.touched();
    });
    steady.touched();
    await steady.rest();
    expect(at()).toBe(900);
  });

  test('move all the same when it never stands still', async () => {
    const { steady, at } = hand(() => steady.touched());
    steady.touched();
    await steady.rest();
    expect(at()).toBe(4_000);
  });

  test('do not wait for one that has stood still for long', async () => {
    const { steady, at, pass } = hand();
    steady.touched();
    pass(10_000);
    await steady.rest();
    expect(at()).toBe(10_000);
  });
});
