/** Nobody could look for a day: that is said as well. */
import { describe, expect, test } from '@jest/globals';
import type { AppId, TenantId } from '../../../../src/provisioning/core/ids.ts';
import type { WatchedLapse } from '../../../../src/provisioning/core/watch/types.ts';
import { checkLapse } from '../../../../src/provisioning/core/watch/unchecked.ts';
import { Desk, SENT } from './desk.ts';
import { channel, DAY, HOUR, iso, lapse } from './ground.ts';

/** A Tuesday. */
const CHECKED = Date.UTC(2027, 2, 2, 10);

function read(at: number, name = 'Nectar', change: Partial<WatchedLapse> = {}): WatchedLapse {
  const registration = { appId: name as AppId, name };
  return { ...lapse({ id: name, registration, checkedAt: iso(at) }), ...change };
}

function check(lapses: readonly WatchedLapse[], now: number): WatchedLapse | null {
  return checkLapse('t0' as TenantId, lapses, now);
}

describe('the tenant’s own lapse', () => {
  test('ended with the oldest look at anything that lives', () => {
    const lapses = [
      read(CHECKED + HOUR),
      read(CHECKED, 'Jtel'),
      read(CHECKED - DAY, 'Gone', { state: 'gone' }),
      read(0, 'Typed', { checkedAt: null }),
    ];
    expect(check(lapses, CHECKED + HOUR)).toMatchObject({
      ...{ id: 'check', kind: 'check', state: 'live', tenantId: 't0' },
      ...{ starts: iso(CHECKED), ends: iso(CHECKED), checkedAt: iso(CHECKED) },
      places: [],
    });
  });

  test('names once what nobody has looked at for a day', () => {
    const lapses = [
      read(CHECKED),
      read(CHECKED, 'Nectar', { id: 'second' }),
      read(CHECKED + 1, 'Jtel'),
      read(CHECKED - 1, 'Loose', { registration: null }),
      read(CHECKED - 1, 'Looser', { registration: null, connectorTitle: '', label: 'a password' }),
    ];
    expect(check(lapses, CHECKED + DAY)?.places).toEqual(['Nectar', 'Nectar DXP', 'a password']);
  });

  test('is none where nothing is read', () => {
    expect(check([read(0, 'Typed', { checkedAt: null })], CHECKED)).toBeNull();
    expect(check([], CHECKED)).toBeNull();
  });

  test('puts looks in order by their time, however it is written', () => {
    const text = '2027-03-02T11:00:00+02:00';
    expect(check([read(CHECKED), read(0, 'Other', { checkedAt: text })], CHECKED)?.ends).toBe(text);
  });
});

describe('what is said of it', () => {
  const at = (days: number, ms = 0) => CHECKED + days * DAY + ms;

  function watch(): { look(now: number): void; hours(until: number): string[] } {
    const desk = new Desk({ channels: [channel()] });
    let checked = CHECKED;
    let now = CHECKED;
    return {
      look: (seen) => {
        checked = seen;
      },
      hours: (until) => {
        const said: string[] = [];
        for (; now < until; now += HOUR) {
          desk.lapses = [check([read(checked)], now)].flatMap((one) => one ?? []);
          said.push(...desk.send(now, SENT).map((one) => `${one}, ${(now - CHECKED) / HOUR}`));
        }
        return said;
      },
    };
  }

  test('nothing for a day; then daily, and not at night or on a weekend', () => {
    expect(watch().hours(at(8))).toEqual([
      'c1 -1 first, 24',
      'c1 -2 first, 48',
      'c1 -3 first, 72',
      // Saturday's and Sunday's come on Monday morning as one, Monday's own an hour later.
      'c1 -5 first, 143',
      'c1 -6 first, 144',
      'c1 -7 first, 168',
    ]);
  });

  test('after a week weekly', () => {
    const one = watch();
    one.hours(at(8));
    expect(one.hours(at(29))).toEqual(['c1 -14 first, 336', 'c1 -21 first, 504', 'c1 -28 first, 672']);
  });

  test('nothing once somebody has looked, and anew when that ends', () => {
    const one = watch();
    expect(one.hours(at(1, HOUR))).toHaveLength(1);
    one.look(at(1, HOUR));
    expect(one.hours(at(2, HOUR))).toEqual([]);
    expect(one.hours(at(3))).toEqual(['c1 -1 first, 49']);
  });
});
