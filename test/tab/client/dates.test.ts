import { describe, expect, test } from '@jest/globals';
import { ago, count, day, dayFrom, distance, moment, timeOfDay } from '../../../src/tab/client/dates.ts';

const NOW = Date.parse('2026-11-21T10:43:00Z');

describe('dates on the page', () => {
  test.each([
    ['2027-11-20T00:00:00Z', '20 Nov 2027 (in 12 months)'],
    ['2026-12-03T00:00:00Z', '3 Dec 2026 (in 12 days)'],
    ['2026-11-21T23:00:00Z', '21 Nov 2026 (today)'],
    ['2026-11-20T23:59:00Z', '20 Nov 2026 (1 day ago)'],
    ['2030-01-01T00:00:00Z', '1 Jan 2030 (in 3 years)'],
    ['soon', 'unknown date'],
  ])('%s reads %s', (iso, said) => expect(dayFrom(NOW, iso)).toBe(said));

  test.each([
    [30, 'just now'],
    [4 * 60, '4 minutes ago'],
    [60, '1 minute ago'],
    [3 * 3600, '3 hours ago'],
    [3 * 86_400, '3 days ago'],
  ])('%d seconds back is %s', (seconds, said) => {
    expect(ago(NOW, new Date(NOW - seconds * 1000).toISOString())).toBe(said);
  });

  test('what cannot be read is said to be unknown', () => {
    expect([day(''), moment('x'), timeOfDay('x'), ago(NOW, 'x'), distance(NOW, 'x')]).toEqual([
      'unknown date',
      'unknown date',
      'unknown time',
      'at an unknown time',
      null,
    ]);
  });

  test('a moment has its time zone', () => {
    expect(moment('2026-11-21T10:43:10Z')).toBe('21 Nov 2026, 10:43 UTC');
    expect(timeOfDay('2026-11-21T10:43:10Z')).toBe('10:43:10 UTC');
  });

  test('large numbers have commas', () => expect(count(10_000, 'registration')).toBe('10,000 registrations'));
});
