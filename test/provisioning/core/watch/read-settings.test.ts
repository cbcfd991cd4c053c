/** How a conversation is to be warned, as people type it. */
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  readSettings,
  typedSettings,
  type TypedSettings,
} from '../../../../src/provisioning/core/watch/read-settings.ts';
import { zoneNamed } from '../../../../src/provisioning/core/watch/zone-names.ts';
import { OFFICE_HOURS } from '../../../../src/provisioning/core/watch/working-hours.ts';

const OFFERED = ['nectar', 'jtel', 'cirrus'];
const TYPED: TypedSettings = {
  ladder: '',
  connectors: '',
  zone: 'Europe/Berlin',
  from: '09:00',
  to: '17:00',
  days: '1,2,3,4,5',
};

function read(changes: Partial<TypedSettings>) {
  return readSettings({ ...TYPED, ...changes }, OFFERED);
}

function settings(changes: Partial<TypedSettings>) {
  const result = read(changes);
  if (!result.ok) throw new RangeError(JSON.stringify(result.wrong));
  return result.settings;
}

function wrong(changes: Partial<TypedSettings>): unknown {
  const result = read(changes);
  return result.ok
    ? {}
    : Object.fromEntries(Object.entries(result.wrong).map(([id, failed]) => [id, failed.code]));
}

test('what nobody chose is the usual', () => {
  expect(settings({})).toEqual({
    ladder: null,
    connectors: null,
    zone: 'Europe/Berlin',
    workingHours: OFFICE_HOURS,
  });
});

describe('connectors', () => {
  test('that are ticked are listened to, and what is not offered is no connector', () => {
    expect(settings({ connectors: 'jtel, elsewhere,nectar' }).connectors).toEqual(['nectar', 'jtel']);
  });

  test('are all of them, those to come included, when none or each is ticked', () => {
    expect(settings({ connectors: '' }).connectors).toBeNull();
    expect(settings({ connectors: OFFERED.join(',') }).connectors).toBeNull();
  });
});

describe('hours', () => {
  test.each([
    ['9:30', '18:15', { from: 570, to: 1095 }],
    ['00:00', '00:00', { from: 0, to: 1440 }],
    ['08:00', '24:00', { from: 480, to: 1440 }],
    ['07.15', '16.45', { from: 435, to: 1005 }],
  ])('from %s until %s', (from, to, hours) => {
    expect(settings({ from, to }).workingHours).toMatchObject(hours);
  });

  test('that cannot be read are named, each by itself', () => {
    expect(wrong({ from: 'nine', to: '' })).toEqual({ from: 'HOURS_UNREADABLE', to: 'HOURS_UNREADABLE' });
    expect(wrong({ from: '22:00', to: '06:00' })).toEqual({ to: 'HOURS_BACKWARDS' });
    expect(wrong({ from: '09:00', to: '09:00' })).toEqual({ to: 'HOURS_BACKWARDS' });
    expect(wrong({ from: '25:00' })).toEqual({ from: 'HOURS_UNREADABLE' });
  });

  test('are on the days that are ticked, and on one at least', () => {
    expect(settings({ days: '7,6,6,1' }).workingHours.days).toEqual([1, 6, 7]);
    expect(wrong({ days: '' })).toEqual({ days: 'DAYS_NONE' });
    expect(wrong({ days: '0,8,x,1.5' })).toEqual({ days: 'DAYS_NONE' });
  });
});

describe('a time zone', () => {
  test.each([
    ['Europe/Berlin', 'Europe/Berlin'],
    ['europe/berlin', 'Europe/Berlin'],
    ['Berlin', 'Europe/Berlin'],
    [' new york ', 'America/New_York'],
    ['UTC', 'Etc/UTC'],
    ['US/Eastern', 'US/Eastern'],
  ])('%s', (typed, zone) => {
    expect(zoneNamed(typed)).toBe(zone);
  });

  test.each(['', 'Atlantis', 'Europe/', '/berlin/', 'the office'])('is not %j', (typed) => {
    expect(zoneNamed(typed)).toBeNull();
    expect(wrong({ zone: typed })).toEqual({ zone: 'ZONE_UNKNOWN' });
  });
});

test('everything that is wrong is said at once', () => {
  expect(wrong({ ladder: 'soon', zone: 'x', from: '', to: '', days: '' })).toEqual({
    ladder: 'LADDER_UNREADABLE',
    zone: 'ZONE_UNKNOWN',
    from: 'HOURS_UNREADABLE',
    to: 'HOURS_UNREADABLE',
    days: 'DAYS_NONE',
  });
});

test('what the form shows is read as what is so', () => {
  const days = fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1 });
  const hours = fc
    .tuple(fc.integer({ min: 0, max: 1438 }), fc.integer({ min: 1, max: 1440 }))
    .filter(([from, to]) => from < to);
  const ladder = fc.uniqueArray(fc.integer({ min: 1, max: 730 }), { minLength: 1, maxLength: 12 });
  fc.assert(
    fc.property(days, hours, ladder, fc.subarray(OFFERED), (week, [from, to], rungs, ticked) => {
      const chosen = {
        ladder: rungs.toSorted((a, b) => b - a),
        connectors: ticked.length === 0 || ticked.length === OFFERED.length ? null : ticked,
        zone: 'Asia/Tokyo',
        workingHours: { from, to, days: week.toSorted((a, b) => a - b) },
      };
      expect(readSettings(typedSettings(chosen), OFFERED)).toEqual({ ok: true, settings: chosen });
    }),
  );
});
