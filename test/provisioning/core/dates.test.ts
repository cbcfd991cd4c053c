/** Lives and policies in calendar time. */
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  addDuration,
  addLife,
  compareDurations,
  compareLives,
  DAY,
  dayWords,
  durationWords,
  isLife,
  parseDuration,
  readLife,
} from '../../../src/provisioning/core/dates.ts';
import type { Life } from '../../../src/provisioning/core/definition.ts';

const life: fc.Arbitrary<Life> = fc
  .tuple(fc.integer({ min: 1, max: 240 }), fc.constantFrom('D', 'M', 'Y'))
  .map(([count, unit]): Life => `P${count}${unit}`);
const instant = fc.integer({ min: Date.UTC(2000, 0, 1), max: Date.UTC(2200, 0, 1) });

describe('adding a life', () => {
  test.each<[string, Life, string]>([
    ['2026-11-21T09:00:00.000Z', 'P2Y', '2028-11-21T09:00:00.000Z'],
    ['2026-11-21T09:00:00.000Z', 'P12M', '2027-11-21T09:00:00.000Z'],
    ['2026-01-31T00:00:00.000Z', 'P1M', '2026-02-28T00:00:00.000Z'],
    ['2028-01-31T00:00:00.000Z', 'P1M', '2028-02-29T00:00:00.000Z'],
    ['2024-02-29T12:00:00.000Z', 'P1Y', '2025-02-28T12:00:00.000Z'],
    ['2026-12-31T23:59:59.999Z', 'P2M', '2027-02-28T23:59:59.999Z'],
    ['2026-03-28T23:30:00.000Z', 'P1D', '2026-03-29T23:30:00.000Z'],
    ['2026-11-21T09:00:00.000Z', 'P180D', '2027-05-20T09:00:00.000Z'],
    ['9990-01-01T00:00:00.000Z', 'P50Y', '9999-12-31T23:59:59.000Z'],
  ])('%s and %s is %s', (start, span, end) => {
    expect(addLife(start, span)).toBe(end);
  });

  test('months and years are the same calendar, and never leave the month they reach', () => {
    fc.assert(
      fc.property(instant, fc.integer({ min: 1, max: 40 }), (start, years) => {
        const iso = new Date(start).toISOString();
        expect(addLife(iso, `P${years}Y`)).toBe(addLife(iso, `P${years * 12}M`));
        const [from, to] = [new Date(start), new Date(addLife(iso, `P${years}M`))];
        const months =
          (to.getUTCFullYear() - from.getUTCFullYear()) * 12 + to.getUTCMonth() - from.getUTCMonth();
        expect(months).toBe(years);
        expect(to.getUTCDate()).toBeLessThanOrEqual(from.getUTCDate());
        expect(to.getTime() % DAY).toBe(from.getTime() % DAY);
      }),
    );
  });

  test('a longer life never ends earlier', () => {
    fc.assert(
      fc.property(instant, life, life, (start, a, b) => {
        const iso = new Date(start).toISOString();
        // Calendar lengths differ by up to three days from the mean ones they are compared by.
        if (compareLives(a, b) <= 0) {
          expect(Date.parse(addLife(iso, a))).toBeLessThanOrEqual(Date.parse(addLife(iso, b)) + 3 * DAY);
        }
      }),
    );
  });
});

describe('reading a duration', () => {
  test.each<[string, number, number]>([
    ['P180D', 0, 180 * DAY],
    ['P4DT12H30M5S', 0, 4 * DAY + 12 * 3_600_000 + 30 * 60_000 + 5000],
    ['P1Y6M', 18, 0],
    ['P2W', 0, 14 * DAY],
    ['PT1.5S', 0, 1500],
    ['P0D', 0, 0],
  ])('%s', (text, months, ms) => {
    expect(parseDuration(text)).toEqual({ months, ms });
  });

  test.each([
    '',
    'P',
    'PT',
    'P1',
    '1D',
    'P-1D',
    'P1DT',
    '-P1D',
    'P1.5D',
    'p1d',
    ' P1D',
    'P1H',
    'P1D1Y',
    'P9999999999D',
  ])('%j is none', (text) => {
    expect(parseDuration(text)).toBeNull();
  });

  test('12 months are a year, and 180 days are less', () => {
    expect(compareLives('P12M', 'P1Y')).toBe(0);
    expect(compareLives('P180D', 'P6M')).toBeLessThan(0);
    expect(compareLives('P25M', 'P24M')).toBeGreaterThan(0);
    expect(compareDurations({ months: 0, ms: 1 }, { months: 0, ms: 0 })).toBeGreaterThan(0);
  });

  test('a policy of days caps what months would reach', () => {
    const limit = parseDuration('P180D') ?? { months: 0, ms: 0 };
    expect(new Date(addDuration(Date.UTC(2026, 10, 21), limit)).toISOString()).toBe(
      '2027-05-20T00:00:00.000Z',
    );
  });
});

describe('what people type', () => {
  test.each<[string, string | null]>([
    ['18 months', 'P18M'],
    ['2 years', 'P2Y'],
    ['1 Year', 'P1Y'],
    ['90 days', 'P90D'],
    ['3 weeks', 'P21D'],
    ['  6mo ', null],
    ['2y', 'P2Y'],
    ['P18M', 'P18M'],
    ['0 days', 'zero'],
    ['-1 years', null],
    ['1.5 years', null],
    ['two years', null],
    ['12', null],
    ['', null],
    ['999999 years', null],
    ['1e3 days', null],
    ['2 years; drop', null],
  ])('%j is %j', (typed, read) => {
    expect(readLife(typed)).toBe(read);
  });

  test('words and lives are each other', () => {
    fc.assert(
      fc.property(life, (one) => {
        expect(isLife(one)).toBe(true);
        expect(readLife(durationWords(one))).toBe(one);
      }),
    );
  });
});

describe('words for people', () => {
  test.each([
    ['P12M', '12 months'],
    ['P1Y', '1 year'],
    ['P180D', '180 days'],
    ['P4DT12H30M5S', '4 days 12 hours 30 minutes 5 seconds'],
    ['PT0S', 'no time'],
    ['rubbish', 'rubbish'],
  ])('the duration %s is %s', (text, words) => {
    expect(durationWords(text)).toBe(words);
  });

  test('a day is written as the portals do, in UTC', () => {
    expect(dayWords('2027-05-20T23:59:59Z')).toBe('20 May 2027');
    expect(dayWords('2027-01-01T00:30:00+02:00')).toBe('31 Dec 2026');
    expect(dayWords('never')).toBe('never');
  });
});
