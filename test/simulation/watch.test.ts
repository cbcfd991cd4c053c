/** A few years, a few dozen lapses: nobody misses one, nobody hears of one twice, and nobody late. */
import { describe, expect, test } from '@jest/globals';
import { simulate } from './watch.ts';

const SIZE = { lapses: 80, years: 2 };

describe('years of the watch, in which everything fails now and then', () => {
  test.each([1, 2, 3])('seed %i', (seed) => {
    const tally = simulate({ ...SIZE, seed });
    expect(tally).toMatchObject({ ...SIZE, missed: 0, early: 0, unlabelledDuplicates: 0 });
    expect(tally.latestMinutes).toBeLessThanOrEqual(15);
    // Or it would have proven nothing.
    expect(tally.alertsDue).toBeGreaterThan(500);
    expect(Math.min(tally.moved, tally.overtaken, tally.outages)).toBeGreaterThan(0);
  });

  test('are the same with the same seed, and others with another', () => {
    const size = { lapses: 20, years: 1 };
    const tally = simulate({ ...size, seed: 7 });
    expect(simulate({ ...size, seed: 7 })).toEqual(tally);
    expect(simulate({ ...size, seed: 8 })).not.toEqual(tally);
  });
});
