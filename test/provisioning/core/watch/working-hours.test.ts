/** The next hour in which somebody reads. Held against a walk through every quarter of an hour. */
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  OFFICE_HOURS,
  workingMoment,
  type HoursOf,
} from '../../../../src/provisioning/core/watch/working-hours.ts';
import { iso, MINUTE } from './ground.ts';

const berlin: HoursOf = { zone: 'Europe/Berlin', workingHours: OFFICE_HOURS };
const newYork: HoursOf = { zone: 'America/New_York', workingHours: OFFICE_HOURS };

describe('moving into working hours', () => {
  test.each<[string, HoursOf, string, string]>([
    ['within them nothing', berlin, '2027-05-20T10:30:00.000Z', '2027-05-20T10:30:00.000Z'],
    ['their first instant', berlin, '2027-05-20T07:00:00.000Z', '2027-05-20T07:00:00.000Z'],
    ['just before', berlin, '2027-05-20T06:59:59.999Z', '2027-05-20T07:00:00.000Z'],
    ['their last instant', berlin, '2027-05-20T14:59:59.999Z', '2027-05-20T14:59:59.999Z'],
    ['closing time', berlin, '2027-05-20T15:00:00.000Z', '2027-05-21T07:00:00.000Z'],
    ['a night', berlin, '2027-05-19T23:30:00.000Z', '2027-05-20T07:00:00.000Z'],
    ['a Friday night', berlin, '2027-05-21T15:00:00.000Z', '2027-05-24T07:00:00.000Z'],
    ['a Sunday', berlin, '2027-05-23T09:00:00.000Z', '2027-05-24T07:00:00.000Z'],
    ['a Sunday on which clocks go forward', berlin, '2027-03-28T00:30:00.000Z', '2027-03-29T07:00:00.000Z'],
    ['a Friday before that', berlin, '2027-03-26T20:00:00.000Z', '2027-03-29T07:00:00.000Z'],
    ['a Sunday on which clocks go back', berlin, '2027-10-31T00:30:00.000Z', '2027-11-01T08:00:00.000Z'],
    ['a month’s end', berlin, '2027-01-30T12:00:00.000Z', '2027-02-01T08:00:00.000Z'],
    ['a leap day', berlin, '2028-02-28T20:00:00.000Z', '2028-02-29T08:00:00.000Z'],
    ['a day that is another one there', newYork, '2027-05-21T02:00:00.000Z', '2027-05-21T13:00:00.000Z'],
    ['a Monday that is still Sunday there', newYork, '2027-05-24T02:00:00.000Z', '2027-05-24T13:00:00.000Z'],
    [
      'a Saturday that is still Friday there',
      newYork,
      '2027-05-22T00:30:00.000Z',
      '2027-05-24T13:00:00.000Z',
    ],
  ])('%s', (_what, hours, at, moved) => {
    expect(iso(workingMoment(Date.parse(at), hours))).toBe(moved);
  });

  test('one day a week is waited for', () => {
    const mondays = { zone: 'UTC', workingHours: { from: 0, to: 60, days: [1] } };
    const late = Date.parse('2027-05-24T01:00:00.000Z');
    expect(iso(workingMoment(late, mondays))).toBe('2027-05-31T00:00:00.000Z');
  });

  test('where nobody ever works, nothing is waited for', () => {
    const never = { zone: 'UTC', workingHours: { ...OFFICE_HOURS, days: [] } };
    expect(workingMoment(0, never)).toBe(0);
  });
});

const ZONES = ['Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kolkata'] as const;
const shownIn = Object.fromEntries(
  ZONES.map((timeZone) => [
    timeZone,
    new Intl.DateTimeFormat('en-GB', {
      timeZone,
      weekday: 'short',
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
    }),
  ]),
);
const WEEKDAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];

/** What `Intl` shows, hours and weekday, without any arithmetic of ours. */
function works(at: number, { zone, workingHours }: HoursOf): boolean {
  const text = shownIn[zone]?.format(at) ?? '';
  const [, day = '', hour, minute] = /^(\w{3})\D*(\d\d):(\d\d)/.exec(text) ?? [];
  const shown = Number(hour) * 60 + Number(minute);
  const { from, to, days } = workingHours;
  return days.includes(WEEKDAYS.indexOf(day) + 1) && shown >= from && shown < to;
}

test('no quarter of an hour before it is a working one, and it is', () => {
  const QUARTER = 15 * MINUTE;
  const hours = fc.record({
    zone: fc.constantFrom(...ZONES),
    workingHours: fc.record({
      from: fc.integer({ min: 16, max: 40 }).map((quarters) => quarters * 15),
      to: fc.integer({ min: 41, max: 96 }).map((quarters) => quarters * 15),
      days: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1, maxLength: 7 }),
    }),
  });
  const quarters = fc
    .integer({ min: Date.UTC(2026, 0, 1) / QUARTER, max: Date.UTC(2030, 0, 1) / QUARTER })
    .map((quarter) => quarter * QUARTER);
  fc.assert(
    fc.property(hours, quarters, (one, at) => {
      let expected = at;
      while (!works(expected, one)) expected += QUARTER;
      expect(iso(workingMoment(at, one))).toBe(iso(expected));
    }),
    { numRuns: 40 },
  );
});
