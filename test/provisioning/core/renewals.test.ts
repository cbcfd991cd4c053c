/** A renewal half-way: what is said of the old credential while the new one is there beside it. */
import { describe, expect, test } from '@jest/globals';
import type { Definition } from '../../../src/provisioning/core/definition.ts';
import { parseKeyId, type RunId } from '../../../src/provisioning/core/ids.ts';
import { renewalOf, withoutSpent } from '../../../src/provisioning/core/renewals.ts';
import type { Renewal, Run } from '../../../src/provisioning/core/run.ts';
import { lapse } from './watch/ground.ts';
import { done, finished } from './finished.ts';
import { nectar } from './ground.ts';

const OLD = 'old' as RunId;
const [PLACE = ''] = nectar.lapse.places;
const old = finished(nectar, {}, { id: OLD });
const ends = '2027-11-21T09:00:00.000Z';
const renews: Renewal = {
  ...{ runId: OLD, kind: 'secret', description: null, ends },
  keyId: parseKeyId('99999999-9999-4999-8999-999999999999')!,
};
const proof = { at: '', permissions: [], credential: 'proven', more: [], surplus: [] } as const;

function renewal(change: Partial<Run> = {}, definition: Definition | undefined = nectar) {
  const newer = finished(nectar, {}, { renews, proof, ...change });
  return renewalOf(old, [old, newer], definition);
}

describe('the renewal of a credential', () => {
  test('is known once the new one is proven, with its end and where the old one is still in use', () => {
    expect(renewal()).toEqual({ ends, open: [PLACE] });
    expect(renewal({ ticks: { 'place-1': done('2026-12-01T09:00:00Z') } })).toEqual({ ends, open: [] });
  });

  test('goes on being known while the old one is taken away', () => {
    expect(renewal({ phase: 'working' })).toBeDefined();
    expect(renewal({ phase: 'needs-sign-in' })).toBeDefined();
  });

  test('is not known before the new one is proven, of another run, or when it was given up', () => {
    expect(renewal({ proof: null })).toBeUndefined();
    expect(renewal({ renews: { ...renews, runId: 'another' as RunId } })).toBeUndefined();
    for (const phase of ['cancelling', 'cancelled', 'declined'] as const)
      expect(renewal({ phase })).toBeUndefined();
  });

  test('of a connector that somebody removed names no place', () => {
    const newer = finished(nectar, {}, { renews, proof });
    expect(renewalOf(old, [newer], undefined)).toEqual({ ends, open: [] });
  });

  test('of a connector without places of use is in use once somebody says so of the connector', () => {
    const bare = { ...nectar, lapse: { ...nectar.lapse, places: [] } };
    expect(renewal({}, bare)?.open).toEqual(['Nectar DXP']);
  });
});

describe('an old credential that has ended', () => {
  const at = Date.parse('2027-05-20T10:30:00Z');
  const state = (open: readonly string[], now = at) =>
    withoutSpent(lapse({ ends: '2027-05-20T10:30:00.000Z', renewal: { ends, open } }), now).state;

  test('needs nobody when the new one is in use everywhere, and not before it has ended', () => {
    expect(state([])).toBe('renewed');
    expect(state([], at - 1)).toBe('live');
  });

  test('still needs somebody where nobody said that the new one is in use', () => {
    expect(state([PLACE])).toBe('live');
  });

  test('is left alone without a renewal, or when it is gone', () => {
    expect(withoutSpent(lapse(), Number.MAX_SAFE_INTEGER).state).toBe('live');
    const gone = lapse({ state: 'gone', renewal: { ends, open: [] } });
    expect(withoutSpent(gone, Number.MAX_SAFE_INTEGER).state).toBe('gone');
  });
});
