/** Sixty days before to weeks after: which rung comes after which, and how each looks. */
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  DEFAULT_LADDER,
  ladderFor,
  lessUrgent,
  moreUrgent,
  reachedBand,
  severityOf,
  thresholdOf,
} from '../../../../src/provisioning/core/watch/ladder.ts';
import type { Ladder } from '../../../../src/provisioning/core/watch/types.ts';
import { channel, DAY, END, lapse } from './ground.ts';

const anyLadder: fc.Arbitrary<Ladder> = fc
  .uniqueArray(fc.integer({ min: 1, max: 730 }), { maxLength: 12 })
  .map((days) => days.sort((a, b) => b - a));

test('the rungs: 60, 30, 14, 7, 3 and 1 days, the day itself, a week of days, then weeks', () => {
  const rungs = [];
  for (let band = moreUrgent(DEFAULT_LADDER, Infinity); band > -40; band = moreUrgent(DEFAULT_LADDER, band))
    rungs.push(band);
  expect(rungs).toEqual([60, 30, 14, 7, 3, 1, 0, -1, -2, -3, -4, -5, -6, -7, -14, -21, -28, -35]);
});

test('a ladder with nothing before begins with the day itself', () => {
  expect(moreUrgent([], Infinity)).toBe(0);
  expect(lessUrgent([], 0)).toBeNull();
});

test('up and down are each other’s way back', () => {
  fc.assert(
    fc.property(anyLadder, fc.integer({ min: 0, max: 60 }), (ladder, steps) => {
      let band = moreUrgent(ladder, Infinity);
      expect(lessUrgent(ladder, band)).toBeNull();
      for (let step = 0; step < steps; step += 1) {
        const next = moreUrgent(ladder, band);
        expect(next).toBeLessThan(band);
        expect(lessUrgent(ladder, next)).toBe(band);
        band = next;
      }
    }),
  );
});

describe('the rung that has been reached', () => {
  test.each<[number, number | null]>([
    [-60 * DAY - 1, null],
    [-60 * DAY, 60],
    [-30 * DAY - 1, 60],
    [-30 * DAY, 30],
    [-1 * DAY - 1, 3],
    [-1 * DAY, 1],
    [-1, 1],
    [0, 0],
    [DAY - 1, 0],
    [DAY, -1],
    [7 * DAY, -7],
    [14 * DAY - 1, -7],
    [14 * DAY, -14],
    [21 * DAY - 1, -14],
    [21 * DAY, -21],
    [3650 * DAY, -3647],
  ])('%i ms from the end it is %s', (from, band) => {
    expect(reachedBand(DEFAULT_LADDER, END, END + from)).toBe(band);
  });

  test('is the last whose threshold has come, and the next has not', () => {
    const when = fc.integer({ min: END - 800 * DAY, max: END + 400 * DAY });
    fc.assert(
      fc.property(anyLadder, when, (ladder, now) => {
        const band = reachedBand(ladder, END, now);
        if (band !== null) expect(thresholdOf(END, band)).toBeLessThanOrEqual(now);
        expect(thresholdOf(END, moreUrgent(ladder, band ?? Infinity))).toBeGreaterThan(now);
      }),
    );
  });
});

test.each([
  [60, 'info'],
  [15, 'info'],
  [14, 'warning'],
  [4, 'warning'],
  [3, 'urgent'],
  [1, 'urgent'],
  [0, 'lapsed'],
  [-14, 'lapsed'],
])('%i days before looks %s', (band, severity) => {
  expect(severityOf(band)).toBe(severity);
});

describe('whose ladder holds', () => {
  const ladders = { nectar: [90, 30] };

  test('the channel’s own, then the connector’s, then ours', () => {
    expect(ladderFor(lapse(), channel({ ladder: [5] }), ladders)).toEqual([5]);
    expect(ladderFor(lapse(), channel(), ladders)).toEqual([90, 30]);
    expect(ladderFor(lapse({ connectorId: 'jtel' }), channel(), ladders)).toBe(DEFAULT_LADDER);
    expect(ladderFor(lapse({ connectorId: null }), undefined, ladders)).toBe(DEFAULT_LADDER);
  });

  test('a connector called like a method of objects has no ladder by it', () => {
    expect(ladderFor(lapse({ connectorId: 'constructor' }), channel(), {})).toBe(DEFAULT_LADDER);
  });
});
