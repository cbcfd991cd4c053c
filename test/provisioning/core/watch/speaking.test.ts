/** What there is no use in warning of, and what there is. */
import { describe, expect, test } from '@jest/globals';
import type { AppId } from '../../../../src/provisioning/core/ids.ts';
import { silenceOf, speaks } from '../../../../src/provisioning/core/watch/speaking.ts';
import type { WatchedLapse } from '../../../../src/provisioning/core/watch/types.ts';
import { ANNA, DAY, END, iso, lapse } from './ground.ts';

const NOT_OURS = { owner: 'Finance', by: ANNA, at: iso(END) };

test.each<[Partial<WatchedLapse>, string | null]>([
  [{}, null],
  [{ state: 'renewed' }, 'renewed'],
  [{ state: 'gone' }, 'gone'],
  [{ notOurs: NOT_OURS }, 'not-ours'],
  [{ ends: null }, 'undated'],
  [{ snooze: { until: iso(END), reason: 'x', by: ANNA } }, null],
])('with %j it is silent because %s', (change, why) => {
  const one = { ...lapse(), ...change };
  expect(silenceOf(one, [one])).toBe(why);
  expect(speaks(one, [one])).toBe(why === null);
});

describe('an application watched as a whole', () => {
  const found = { connectorId: null, source: 'found' } as const;
  const older = lapse({ ...found, id: 'a' });
  const newer = (change: Partial<WatchedLapse> = {}): WatchedLapse => ({
    ...lapse({ ...found, id: 'b', ends: iso(END + 100 * DAY) }),
    ...change,
  });

  test('is spoken for by its credential that ends last', () => {
    expect(silenceOf(older, [older, newer()])).toBe('outlived');
    expect(silenceOf(newer(), [older, newer()])).toBeNull();
    expect(silenceOf(older, [older, newer({ ends: null })])).toBe('outlived');
  });

  test.each<[string, Partial<WatchedLapse>]>([
    ['one that ends earlier', { ends: iso(END - DAY) }],
    ['one that is gone', { state: 'gone' }],
    ['one that was renewed', { state: 'renewed' }],
    ['one that is somebody else’s', { notOurs: NOT_OURS }],
    ['one of another kind', { kind: 'certificate' }],
    ['one of another application', { registration: { appId: 'app-2' as AppId, name: 'Other' } }],
    ['one of a connector', { connectorId: 'audiocodes' }],
  ])('is not by %s', (_what, change) => {
    expect(silenceOf(older, [older, newer(change)])).toBeNull();
  });

  test.each(['secret', 'certificate', 'federated'] as const)(
    'with a newer %s the older is silent',
    (kind) => {
      expect(silenceOf({ ...older, kind }, [newer({ kind })])).toBe('outlived');
    },
  );

  test.each(['password', 'sign-in', 'check'] as const)('a %s is not a credential that is renewed', (kind) => {
    expect(silenceOf({ ...older, kind }, [newer({ kind })])).toBeNull();
  });

  test('has one speaker when several end together', () => {
    const twins = ['x', 'y', 'z'].map((id) => lapse({ ...found, id }));
    expect(twins.filter((one) => speaks(one, twins)).map(({ id }) => id)).toEqual(['z']);
  });

  test('needs an application: what has none is on its own', () => {
    const loose = { ...older, registration: null };
    expect(silenceOf(loose, [newer({ registration: null })])).toBeNull();
  });
});

test('on a connector’s registration each secret is another service’s, and speaks', () => {
  const services = [lapse({ id: 'a' }), lapse({ id: 'b', ends: iso(END + 100 * DAY) })];
  expect(services.every((one) => speaks(one, services))).toBe(true);
});
