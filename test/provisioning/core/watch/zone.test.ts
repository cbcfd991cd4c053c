/** Clocks on the wall, those that are put forward and back among them. */
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  dayAt,
  instantOf,
  isZone,
  offsetAt,
  weekdayOf,
} from '../../../../src/provisioning/core/watch/zone.ts';
import { DAY, HOUR, iso, MINUTE } from './ground.ts';

const ZONES = [
  'UTC',
  'Europe/Berlin',
  'America/New_York',
  'America/Santiago',
  'Asia/Kolkata',
  'Asia/Kathmandu',
  'Australia/Lord_Howe',
  'Pacific/Apia',
  'Africa/Casablanca',
];
const zones = fc.constantFrom(...ZONES);
const instants = fc.integer({ min: Date.UTC(2012, 0, 1), max: Date.UTC(2045, 0, 1) });

describe('the offset', () => {
  test.each<[string, string, number]>([
    ['UTC', '2027-05-20T10:00:00Z', 0],
    ['Europe/Berlin', '2027-01-20T10:00:00Z', 60],
    ['Europe/Berlin', '2027-05-20T10:00:00Z', 120],
    ['Europe/Berlin', '2027-03-28T00:59:59Z', 60],
    ['Europe/Berlin', '2027-03-28T01:00:00Z', 120],
    ['America/New_York', '2027-05-20T10:00:00Z', -240],
    ['Asia/Kathmandu', '2027-05-20T10:00:00Z', 345],
    ['Australia/Lord_Howe', '2027-01-20T10:00:00Z', 660],
    ['America/St_Johns', '2027-01-20T10:00:00Z', -210],
    ['Nowhere/Land', '2027-05-20T10:00:00Z', 0],
  ])('of %s at %s is %i minutes', (zone, at, minutes) => {
    expect(offsetAt(zone, Date.parse(at))).toBe(minutes * MINUTE);
  });

  test('knows seconds, in times before standard time', () => {
    expect(offsetAt('Africa/Monrovia', 0)).toBe(-(44 * 60 + 30) * 1000);
  });
});

test.each<[string, boolean]>([
  ['Europe/Berlin', true],
  ['europe/berlin', true],
  ['UTC', true],
  ['Berlin', false],
  ['', false],
])('a zone called %j is known: %s', (text, known) => {
  expect(isZone(text)).toBe(known);
});

test('days are those of the place, and weeks begin on Monday', () => {
  expect(dayAt('UTC', 0)).toBe(0);
  expect(dayAt('UTC', -1)).toBe(-1);
  expect(dayAt('Asia/Kolkata', Date.UTC(1970, 0, 1, 18, 30))).toBe(1);
  expect(dayAt('America/New_York', 0)).toBe(-1);
  expect([-4, -3, 0, 3, 4, 10].map(weekdayOf)).toEqual([7, 1, 4, 7, 1, 7]);
});

describe('an instant from a day and a time', () => {
  const on = (text: string) => Date.parse(`${text}T00:00:00Z`) / DAY;

  test.each<[string, string, number, string]>([
    ['Europe/Berlin', '2027-01-20', 9 * 60, '2027-01-20T08:00:00.000Z'],
    ['Europe/Berlin', '2027-05-20', 9 * 60, '2027-05-20T07:00:00.000Z'],
    ['Europe/Berlin', '2027-03-28', 9 * 60, '2027-03-28T07:00:00.000Z'],
    ['Europe/Berlin', '2027-03-27', 9 * 60, '2027-03-27T08:00:00.000Z'],
    ['Europe/Berlin', '2027-10-31', 9 * 60, '2027-10-31T08:00:00.000Z'],
    ['Europe/Berlin', '2027-10-30', 9 * 60, '2027-10-30T07:00:00.000Z'],
    // Half past two does not happen, and happens twice.
    ['Europe/Berlin', '2027-03-28', 150, '2027-03-28T01:30:00.000Z'],
    ['Europe/Berlin', '2027-10-31', 150, '2027-10-31T00:30:00.000Z'],
    ['America/New_York', '2027-03-14', 150, '2027-03-14T07:30:00.000Z'],
    ['America/New_York', '2027-11-07', 90, '2027-11-07T05:30:00.000Z'],
    // Midnight itself is skipped.
    ['America/Santiago', '2026-09-06', 0, '2026-09-06T04:00:00.000Z'],
    ['Europe/Berlin', '2027-05-20', 24 * 60, '2027-05-20T22:00:00.000Z'],
  ])('%s on %s, %i minutes after midnight is %s', (zone, day, minute, instant) => {
    expect(iso(instantOf(zone, on(day), minute))).toBe(instant);
  });

  test('the clock shows what was asked for, or by how much it was put forward more', () => {
    fc.assert(
      fc.property(zones, instants, fc.integer({ min: 0, max: 24 * 60 - 1 }), (zone, at, minute) => {
        const day = dayAt(zone, at);
        const found = instantOf(zone, day, minute);
        const shown = found + offsetAt(zone, found) - (day * DAY + minute * MINUTE);
        const forward = offsetAt(zone, found + DAY) - offsetAt(zone, found - DAY);
        expect([0, forward]).toContain(shown);
        expect(shown).toBeLessThanOrEqual(HOUR);
      }),
      { numRuns: 1000 },
    );
  });
});
