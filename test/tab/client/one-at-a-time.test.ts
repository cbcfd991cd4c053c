import { describe, expect, test } from '@jest/globals';
import { oneAtATime } from '../../../src/tab/client/one-at-a-time.ts';

/** A reading that is answered when the test says so. */
function reading() {
  const under: PromiseWithResolvers<void>[] = [];
  const ask = oneAtATime(() => {
    const one = Promise.withResolvers<void>();
    under.push(one);
    return one.promise;
  });
  const answered = async (n: number): Promise<void> => {
    under[n]?.resolve();
    await new Promise(setImmediate);
  };
  return { ask, answered, begun: () => under.length };
}

describe('reading one at a time', () => {
  test('is begun at once', () => {
    const { ask, begun } = reading();
    ask();
    expect(begun()).toBe(1);
  });

  test('however often it is asked for meanwhile, it is done once more afterwards', async () => {
    const { ask, answered, begun } = reading();
    for (let times = 0; times < 5; times += 1) ask();
    expect(begun()).toBe(1);
    await answered(0);
    expect(begun()).toBe(2);
    await answered(1);
    expect(begun()).toBe(2);
  });

  test('can be asked for again when it is done', async () => {
    const { ask, answered, begun } = reading();
    ask();
    await answered(0);
    ask();
    expect(begun()).toBe(2);
  });
});
