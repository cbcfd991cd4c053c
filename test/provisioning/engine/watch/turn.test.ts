import { describe, expect, test } from '@jest/globals';
import {
  isStale,
  isTurn,
  linkToFollow,
  retrySeconds,
} from '../../../../src/provisioning/engine/watch/turn.ts';
import type { SweepRecord } from '../../../../src/provisioning/ports.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const iso = (at: number) => new Date(at).toISOString();

/** Ends of months, a leap day, and the nights in which Europe changes its clocks. */
const MOMENTS = [
  '2026-11-30T23:59:59Z',
  '2028-02-29T00:00:00Z',
  '2027-03-28T01:00:00Z',
  '2026-12-31T23:30:00Z',
];

describe.each(MOMENTS)('from %s', (moment) => {
  const at = Date.parse(moment);
  const startedAt = iso(at);

  test('it is a tenant’s turn when the database says so, whatever the time', () => {
    expect(isTurn({ due: true, startedAt }, at)).toBe(true);
    expect(isTurn({ due: true, startedAt: null }, at)).toBe(true);
    expect(isTurn({ due: false, startedAt: null }, at)).toBe(false);
  });

  test('it is its turn when business time has jumped, forth or back, and not while both clocks run alike', () => {
    expect(isTurn({ due: false, startedAt }, at + 6 * HOUR)).toBe(false);
    expect(isTurn({ due: false, startedAt }, at + 6 * HOUR + 11 * 60_000)).toBe(true);
    expect(isTurn({ due: false, startedAt }, at + 400 * DAY)).toBe(true);
    expect(isTurn({ due: false, startedAt }, at - 5 * 60_000)).toBe(false);
    expect(isTurn({ due: false, startedAt }, at - 400 * DAY)).toBe(true);
  });

  test('the watch is stale a day after the last look that went well, and before the first', () => {
    expect(isStale(startedAt, at + DAY)).toBe(false);
    expect(isStale(startedAt, at + DAY + 1)).toBe(true);
    expect(isStale(startedAt, at - DAY - 1)).toBe(true);
    expect(isStale(null, at)).toBe(true);
  });

  test('a link is followed for seven days', () => {
    const record = { ...RECORD, link: 'link', linkAt: startedAt };
    expect(linkToFollow(record, false, at + 7 * DAY - 1)).toBe('link');
    expect(linkToFollow(record, false, at + 7 * DAY)).toBeNull();
    expect(linkToFollow(record, false, at - 7 * DAY)).toBeNull();
  });
});

const RECORD: SweepRecord = {
  ...{ pass: 'first', everything: false, startedAt: null, finishedAt: null, checkedAt: null },
  ...{ requests: 0, failure: null, failures: 0, link: null, linkAt: null },
};

test('without a link, or with one of another choice of applications, everything is read', () => {
  const record = { ...RECORD, link: 'link', linkAt: iso(0) };
  expect(linkToFollow(null, false, 0)).toBeNull();
  expect(linkToFollow(RECORD, false, 0)).toBeNull();
  expect(linkToFollow(record, true, 0)).toBeNull();
  expect(linkToFollow(record, false, 0)).toBe('link');
});

test('tries that fail are five minutes apart at first and six hours at last', () => {
  const waits = [1, 2, 3, 4, 5, 6, 7, 8, 9, 1000].map((failures) => retrySeconds(failures) / 60);
  expect(waits).toEqual([5, 10, 20, 40, 80, 160, 320, 360, 360, 360]);
});
