/** A few years, a few dozen lapses: nobody misses one, nobody hears of one twice, and nobody late. */
import { describe, expect, test } from '@jest/globals';
import { simulate } from './watch.ts';

const SIZE = { lapses: 80, years: 2 };
const KEPT = { ...SIZE, missed: 0, early: 0, unlabelledDuplicates: 0 };

describe('years of the watch, in which everything fails now and then', () => {
  test('the promise is kept', () => {
    const tally = simulate({ ...SIZE, seed: 1 });
    expect(tally).toMatchObject(KEPT);
    expect(tally.latestMinutes).toBeLessThanOrEqual(15);
    // Or it would have proven nothing.
    expect(tally.alertsDue).toBeGreaterThan(700);
    expect(Math.min(tally.moved, tally.overtaken, tally.outages)).toBeGreaterThan(0);
  });

  test.each([2, 3])('and where every tenth message gets no answer, seed %i', (seed) => {
    const tally = simulate({ ...SIZE, seed, rough: true });
    expect(tally).toMatchObject(KEPT);
    expect(tally.latestMinutes).toBeLessThanOrEqual(15);
    expect(tally.moved).toBeGreaterThan(50);
    expect(tally.repeats).toBeGreaterThan(5);
  });

  test('are the same with the same seed, and others with another', () => {
    const size = { lapses: 20, years: 1 };
    const tally = simulate({ ...size, seed: 7 });
    expect(simulate({ ...size, seed: 7 })).toEqual(tally);
    expect(simulate({ ...size, seed: 8 })).not.toEqual(tally);
  });
});
