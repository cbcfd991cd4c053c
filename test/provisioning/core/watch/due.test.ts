/** When each warning of a lapse on Thursday, 20 May 2027, 10:30 UTC, is due. */
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { dueOf, momentNext, momentNow, type Timing } from '../../../../src/provisioning/core/watch/due.ts';
import { DEFAULT_LADDER, moreUrgent } from '../../../../src/provisioning/core/watch/ladder.ts';
import type { Speaking } from '../../../../src/provisioning/core/watch/speaking.ts';
import { OFFICE_HOURS } from '../../../../src/provisioning/core/watch/working-hours.ts';
import { ANNA, DAY, END, ENDS, HOUR, iso, lapse, MINUTE } from './ground.ts';

function timing(change: Partial<Speaking> = {}, zone = 'UTC'): Timing {
  return {
    lapse: lapse(change),
    ladder: DEFAULT_LADDER,
    hours: { zone, workingHours: OFFICE_HOURS },
  };
}

function snoozedUntil(until: string): Pick<Speaking, 'snooze'> {
  return { snooze: { until, reason: 'The vendor is on it', by: ANNA } };
}

describe('a warning is due', () => {
  test.each<[string, number, string]>([
    ['a working hour is kept', 14, '2027-05-06T10:30:00.000Z'],
    ['a Sunday becomes Monday', 60, '2027-03-22T09:00:00.000Z'],
    ['a Tuesday is kept', 30, '2027-04-20T10:30:00.000Z'],
    ['the day before is kept', 1, '2027-05-19T10:30:00.000Z'],
    ['the end itself', 0, ENDS],
    ['a Saturday after it becomes Monday', -2, '2027-05-24T09:00:00.000Z'],
    ['a Thursday weeks after it', -21, '2027-06-10T10:30:00.000Z'],
  ])('%s', (_what, band, at) => {
    expect(iso(dueOf(timing(), band))).toBe(at);
  });

  test('on the last day at night too, and on other days not', () => {
    const night = timing({ ends: '2027-05-24T01:00:00.000Z' });
    expect([7, 3, 1, 0, -1].map((band) => iso(dueOf(night, band)))).toEqual([
      '2027-05-17T09:00:00.000Z',
      '2027-05-21T09:00:00.000Z',
      '2027-05-23T01:00:00.000Z',
      '2027-05-24T01:00:00.000Z',
      '2027-05-25T09:00:00.000Z',
    ]);
  });

  test('in the hours of the place, however its clocks are set', () => {
    const spring = timing({ ends: '2027-04-27T06:30:00.000Z' }, 'Europe/Berlin');
    expect(iso(dueOf(spring, 30))).toBe('2027-03-29T07:00:00.000Z');
    expect(iso(dueOf(spring, 60))).toBe('2027-02-26T08:00:00.000Z');
  });

  test('after a snooze, in working hours; on the last day at once', () => {
    const saturday = timing(snoozedUntil('2027-05-15T08:00:00.000Z'));
    expect(iso(dueOf(saturday, 14))).toBe('2027-05-17T09:00:00.000Z');
    expect(iso(dueOf(saturday, 3))).toBe('2027-05-17T10:30:00.000Z');
    const night = timing(snoozedUntil('2027-05-19T22:00:00.000Z'));
    expect(iso(dueOf(night, 1))).toBe('2027-05-19T22:00:00.000Z');
  });

  test('never later than the end because of a snooze', () => {
    const beyond = timing(snoozedUntil('2028-01-01T00:00:00.000Z'));
    expect(iso(dueOf(beyond, 0))).toBe(ENDS);
    expect(iso(dueOf(beyond, -1))).toBe('2027-05-21T10:30:00.000Z');
  });
});

describe('the warning whose time has come', () => {
  test.each<[string, string, number | null]>([
    ['long before', '2027-01-01T00:00:00.000Z', null],
    ['on the Sunday of its threshold', '2027-03-21T10:30:00.000Z', null],
    ['on Monday morning', '2027-03-22T09:00:00.000Z', 60],
    ['just before the next', '2027-04-20T10:29:59.999Z', 60],
    ['at the next', '2027-04-20T10:30:00.000Z', 30],
    ['on the last day', '2027-05-19T10:30:00.000Z', 1],
    ['at the end', ENDS, 0],
    ['on the Saturday after', '2027-05-22T12:00:00.000Z', -1],
    ['on the Monday after, Sunday’s, and not Saturday’s too', '2027-05-24T10:29:00.000Z', -3],
    ['on the Monday after, once its own has come', '2027-05-24T10:30:00.000Z', -4],
    ['a year later', '2028-05-18T10:30:00.000Z', -364],
  ])('%s', (_when, now, band) => {
    expect(momentNow(timing(), Date.parse(now))?.band ?? null).toBe(band);
  });

  test('carries when it came', () => {
    expect(momentNow(timing(), END - 50 * DAY)).toEqual({
      band: 60,
      dueAt: Date.parse('2027-03-22T09:00:00.000Z'),
    });
  });

  test('is none while a snooze lasts, and the most urgent when it ends', () => {
    const snoozed = timing(snoozedUntil('2027-05-12T08:00:00.000Z'));
    expect(momentNow(snoozed, Date.parse('2027-05-12T07:59:59.999Z'))).toBeNull();
    expect(momentNow(snoozed, Date.parse('2027-05-12T08:00:00.000Z'))).toBeNull();
    expect(momentNow(snoozed, Date.parse('2027-05-12T09:00:00.000Z'))?.band).toBe(14);
  });

  test('a snooze that would outlast the end is over with it', () => {
    const beyond = timing(snoozedUntil('2028-01-01T00:00:00.000Z'));
    expect(momentNow(beyond, END - 1)).toBeNull();
    expect(momentNow(beyond, END)?.band).toBe(0);
  });

  test('is none that lies before its life began', () => {
    const weekly = timing({ starts: iso(END - 7 * DAY) });
    expect(momentNow(weekly, END - 7 * DAY)).toBeNull();
    expect(momentNow(weekly, END - 4 * DAY)).toBeNull();
    expect(momentNow(weekly, END - 3 * DAY)?.band).toBe(3);
    const longer = timing({ starts: iso(END - 7 * DAY - 1) });
    expect(momentNow(longer, END - 7 * DAY)?.band).toBe(7);
  });
});

describe('the next one', () => {
  const after = (now: string, change = {}) => {
    const one = timing(change);
    return iso(momentNext(one, momentNow(one, Date.parse(now))));
  };

  test.each<[string, string]>([
    ['2026-01-01T00:00:00.000Z', '2027-03-22T09:00:00.000Z'],
    ['2027-03-21T12:00:00.000Z', '2027-03-22T09:00:00.000Z'],
    ['2027-03-22T09:00:00.000Z', '2027-04-20T10:30:00.000Z'],
    ['2027-05-19T10:30:00.000Z', ENDS],
    [ENDS, '2027-05-21T10:30:00.000Z'],
    ['2027-05-27T10:30:00.000Z', '2027-06-03T10:30:00.000Z'],
  ])('seen from %s is at %s', (now, next) => {
    expect(after(now)).toBe(next);
  });

  test('is the last day’s when that comes before a moved one', () => {
    const change = { ends: '2027-05-25T01:00:00.000Z' };
    // Three days before is a Saturday, moved to Monday nine o'clock; the day before is that Monday, one o'clock.
    expect(after('2027-05-20T00:00:00.000Z', change)).toBe('2027-05-24T01:00:00.000Z');
  });

  test('is the end, when the day before is no rung or was before its life', () => {
    const sunday = { ends: '2027-05-23T12:00:00.000Z' };
    const short: Timing = { ...timing(sunday), ladder: [2] };
    expect(iso(momentNext(short, null))).toBe('2027-05-21T12:00:00.000Z');
    const daily = timing({ ...sunday, starts: '2027-05-22T12:00:00.000Z' });
    expect(iso(momentNext(daily, null))).toBe('2027-05-23T12:00:00.000Z');
  });

  test('is the end, which a moved one would miss', () => {
    const weekend: Timing = { ...timing({ ends: '2027-05-24T01:00:00.000Z' }), ladder: [2] };
    expect(iso(momentNext(weekend, null))).toBe('2027-05-24T01:00:00.000Z');
  });
});

test('whatever the ladder, the zone and the hour: the next moment is the first at which the answer changes', () => {
  const ladder = fc
    .uniqueArray(fc.integer({ min: 1, max: 20 }), { maxLength: 5 })
    .map((days) => days.sort((a, b) => b - a));
  const zone = fc.constantFrom('UTC', 'Europe/Berlin', 'America/New_York', 'Asia/Kolkata');
  const quarter = fc.integer({ min: -25 * 96, max: 25 * 96 });
  const snooze = fc.option(fc.integer({ min: -20 * 24, max: 24 }), { nil: null });
  const end = fc.integer({ min: 0, max: 400 * 24 }).map((hours) => END + hours * HOUR);
  fc.assert(
    fc.property(ladder, zone, quarter, snooze, end, (rungs, place, quarters, until, ends) => {
      const change = until === null ? {} : snoozedUntil(iso(ends + until * HOUR));
      const one: Timing = { ...timing({ ...change, ends: iso(ends) }, place), ladder: rungs };
      const now = ends + quarters * 15 * MINUTE;
      const current = momentNow(one, now);
      const next = momentNext(one, current);
      expect(next).toBeGreaterThan(now);
      expect(momentNow(one, next - 1)).toEqual(current);
      expect(momentNow(one, next)?.band ?? Infinity).toBeLessThan(current?.band ?? Infinity);
      expect(dueOf(one, moreUrgent(rungs, current?.band ?? Infinity))).toBeGreaterThan(now);
    }),
    { numRuns: 300 },
  );
});
