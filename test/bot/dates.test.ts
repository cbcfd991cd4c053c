import { expect, test } from '@jest/globals';
import { dayFrom, daysFrom, distance, timeOfDay } from '../../src/bot/dates.ts';

const now = Date.parse('2026-11-21T10:00:00Z');

test.each([
  ['2027-11-21T00:00:00Z', '21 Nov 2027 (in 12 months)'],
  ['2027-11-20T00:00:00Z', '20 Nov 2027 (in 12 months)'],
  ['2026-11-21T23:59:59Z', '21 Nov 2026 (today)'],
  ['2026-11-22T00:00:00Z', '22 Nov 2026 (in 1 day)'],
  ['2026-12-21T00:00:00Z', '21 Dec 2026 (in 30 days)'],
  ['2027-05-20T00:00:00Z', '20 May 2027 (in 6 months)'],
  ['2028-11-21T00:00:00Z', '21 Nov 2028 (in 2 years)'],
  ['2026-11-19T00:00:00Z', '19 Nov 2026 (2 days ago)'],
  ['nonsense', 'an unknown date'],
])('%s is %s', (iso, said) => {
  expect(dayFrom(now, iso)).toBe(said);
});

test.each([
  ['2027-11-20T00:00:00Z', '20 Nov 2027 (in 364 days, about 12 months)'],
  ['2026-12-03T00:00:00Z', '3 Dec 2026 (in 12 days)'],
  ['2026-11-21T12:00:00Z', '21 Nov 2026 (today)'],
  ['2026-08-01T00:00:00Z', '1 Aug 2026 (112 days ago, about 4 months)'],
  ['nonsense', 'an unknown date'],
])('%s is counted as %s', (iso, said) => {
  expect(daysFrom(now, iso)).toBe(said);
});

test('a leap day is a day', () => {
  expect(distance(Date.parse('2028-02-28T12:00:00Z'), Date.parse('2028-03-01T00:00:00Z'))).toBe('in 2 days');
});

test('a time of day names its zone', () => {
  expect(timeOfDay('2026-11-21T10:42:10Z')).toBe('10:42:10 UTC');
});
