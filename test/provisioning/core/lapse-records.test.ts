/** What of a run is watched, under which id, and for how long. */
import { describe, expect, test } from '@jest/globals';
import { parseKeyId, type RunId } from '../../../src/provisioning/core/ids.ts';
import { watchedLapses } from '../../../src/provisioning/core/lapse-records.ts';
import type { Run, Step } from '../../../src/provisioning/core/run.ts';
import { done, finished } from './finished.ts';
import { jtel, nectar } from './ground.ts';
import { AT, STEPS } from './runs.ts';

const KEY = '99999999-9999-4999-8999-999999999999';

/** The step that made the secret, as it stands. */
function secretStep(change: Partial<Step> = {}): Step[] {
  const made = STEPS.find(({ kind }) => kind === 'secret');
  if (made === undefined) throw new TypeError('no secret is planned');
  return [{ ...made, effectId: parseKeyId(KEY) ?? null, settledAt: AT, ...change }];
}

function states(run: Run, steps: readonly Step[]): readonly string[] {
  return watchedLapses(run, steps, nectar).map(({ id, state }) => `${id} ${state}`);
}

describe('a credential', () => {
  test('is watched from the minute it is made, with its end, its places and what breaks', () => {
    expect(watchedLapses(finished(nectar), secretStep(), nectar)).toMatchObject([
      {
        id: `key:${KEY}`,
        kind: 'secret',
        connectorTitle: 'Nectar DXP',
        starts: AT,
        ends: '2027-11-21T09:00:00.000Z',
        places: nectar.lapse.places,
        effect: nectar.lapse.effect,
        owner: { displayName: 'Bo' },
        state: 'live',
        source: 'ours',
      },
    ]);
  });

  test('that was taken away again, or renewed, is known and no longer live', () => {
    const superseded = { by: 'next' as RunId, removedAt: AT };
    expect(states(finished(nectar), secretStep({ state: 'compensated' }))).toEqual([`key:${KEY} gone`]);
    expect(states(finished(nectar, {}, { superseded }), secretStep())).toEqual([`key:${KEY} renewed`]);
  });

  test('that was never made is not watched', () => {
    expect(states(finished(nectar), secretStep({ effectId: null }))).toEqual([]);
  });

  test('is watched when the definition of its connector is gone', () => {
    const [lapse] = watchedLapses(finished(nectar), secretStep(), undefined);
    expect(lapse).toMatchObject({ connectorTitle: 'Nectar DXP', effect: '', places: [] });
  });
});

test('a password is watched beside it, and its clock starts with the first sign-in', () => {
  const start = jtel.checklist.find(({ starts }) => starts === 'password')?.id ?? '';
  const ends = (run: Run) => watchedLapses(run, [], jtel).map(({ kind, ends: end }) => [kind, end]);
  expect(ends(finished(jtel))).toContainEqual(['password', null]);
  expect(ends(finished(jtel, {}, { ticks: { [start]: done('2026-11-21T10:00:00Z') } }))).not.toContainEqual([
    'password',
    null,
  ]);
});
