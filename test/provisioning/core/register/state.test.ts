/** How a registration is at a given time, and how long that holds. */
import { describe, expect, test } from '@jest/globals';
import { DAY, toIso } from '../../../../src/provisioning/core/dates.ts';
import type { AppId } from '../../../../src/provisioning/core/ids.ts';
import {
  checkedAt,
  provenSince,
  standingAt,
  stateOf,
} from '../../../../src/provisioning/core/register/state.ts';
import { NOW } from '../runs.ts';

const in_ = (days: number): string => toIso(NOW + days * DAY);
const next = (days: number) => ({ id: 'a', kind: 'secret' as const, label: '', ends: in_(days) });
const APP = 'a' as AppId;

describe('what a line is', () => {
  test.each([
    ['needs-you', 'needs-you', next(-5), 'needs-you'],
    ['lapsed when it ends now', 'settled', next(0), 'lapsed'],
    ['lapsed while something is under way', 'under-way', next(-1), 'lapsed'],
    ['expiring sixty days before', 'settled', next(60), 'expiring'],
    ['healthy before that', 'settled', next(60.001), 'healthy'],
    ['healthy without an end', 'settled', { ...next(0), ends: null }, 'healthy'],
    ['under way', 'under-way', next(61), 'under-way'],
    ['ended', 'ended', null, 'ended'],
  ] as const)('%s', (_, base, ends, state) => {
    expect(standingAt({ base, next: ends }, NOW).state).toBe(state);
  });

  test('holds until before the instant at which it is something else', () => {
    for (let days = -3; days < 100; days += 0.5) {
      const at = NOW + days * DAY;
      const { state, from, to } = standingAt({ base: 'settled', next: next(64) }, at);
      const stateAt = (when: number) => standingAt({ base: 'settled', next: next(64) }, when).state;
      expect(from === null || (from <= at && stateAt(from) === state && stateAt(from - 1) !== state)).toBe(
        true,
      );
      expect(to === null || (to > at && stateAt(to - 1) === state && stateAt(to) !== state)).toBe(true);
    }
  });
});

describe('whether anybody looked', () => {
  const swept = (days: number | null) => ({ now: NOW, checkedAt: days === null ? null : in_(days) });

  test.each([
    ['a sweep within a day covers all', null, -0.99, 'healthy'],
    ['a sweep of a day ago does not', null, -1, 'unknown'],
    ['nobody ever looked', null, null, 'unknown'],
    ['its own proof is as good', -0.5, -3, 'healthy'],
    ['and as old', -1, null, 'unknown'],
  ])('%s', (_, proven, sweep, state) => {
    const provenAt = proven === null ? null : in_(proven);
    expect(stateOf('healthy', { appId: APP, provenAt }, provenSince(swept(sweep)))).toBe(state);
  });

  test('changes nothing about what is something else', () => {
    for (const state of ['needs-you', 'lapsed', 'expiring', 'under-way', 'ended'] as const)
      expect(stateOf(state, { appId: APP, provenAt: null }, provenSince(swept(null)))).toBe(state);
  });

  test.each([
    ['the later of both', -2, -1, in_(-1)],
    ['the proof alone', -2, null, in_(-2)],
    ['the sweep alone', null, -1, in_(-1)],
    ['never', null, null, null],
  ])('is told by %s', (_, proven, sweep, at) => {
    const provenAt = proven === null ? null : in_(proven);
    expect(checkedAt({ appId: APP, provenAt }, swept(sweep))).toBe(at);
    expect(checkedAt({ appId: null, provenAt }, swept(sweep))).toBeNull();
  });
});
