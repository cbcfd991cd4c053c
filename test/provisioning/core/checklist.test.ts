/** What is left to do outside, and what cannot be left undone. */
import { describe, expect, test } from '@jest/globals';
import {
  checklistOf,
  checklistView,
  firstOpenPlace,
  firstRequired,
  openPlaces,
} from '../../../src/provisioning/core/checklist.ts';
import type { KeyId, RunId } from '../../../src/provisioning/core/ids.ts';
import type { Run } from '../../../src/provisioning/core/run.ts';
import { ACCOUNT, ticked } from './cirrus.ts';
import { done, finished } from './finished.ts';
import { audiocodes, cirrus, contoso, jtel, known, nectar, saas, userFacts, type Typed } from './ground.ts';
import { AT } from './runs.ts';

function ids(definition: typeof jtel, run: Run): readonly string[] {
  return checklistOf(run, definition).map(({ id }) => id);
}

describe('which items matter', () => {
  const facts = contoso({ user: known(userFacts(ACCOUNT)) });
  const cirrusWith = (functions: readonly string[], answers: Typed = {}) =>
    finished(cirrus, ticked(functions, answers), {}, { facts });

  test.each<[string, Run, readonly string[]]>([
    ['C23: mail', cirrusWith(['mail']), ['shared-mailboxes', 'console-sign-in']],
    ['C22: presence with an account', cirrusWith(['presence']), ['console-sign-in']],
    ['C22: presence as itself', cirrusWith(['presence'], { 'presence-by': 'application' }), []],
    ['C22: users and calendars', cirrusWith(['directory', 'calendar']), []],
  ])('%s', (_, run, expected) => expect(ids(cirrus, run)).toEqual(expected));

  test('A15, A16, A17, A18: AudioCodes’ in the order of its wizard', () => {
    expect(ids(audiocodes, finished(audiocodes))).toEqual([
      'pending-invitation',
      'wizard-credentials',
      'validate-authentication',
      'days-until-expire',
    ]);
  });

  test('S18: the Microsoft 365 connector has one, and Nectar none', () => {
    expect(ids(saas, finished(saas))).toEqual(['add-connector']);
    expect(ids(nectar, finished(nectar))).toEqual([]);
  });

  test('none before anything is chosen', () => {
    expect(ids(jtel, finished(jtel, {}, { choices: null }))).toEqual([]);
  });
});

describe('A17: an outcome', () => {
  const shown = (ticks: Run['ticks']) =>
    checklistView(finished(audiocodes, {}, { ticks }), audiocodes).find(
      ({ id }) => id === 'validate-authentication',
    );

  test('is open, then worked or failed, with who said so and when', () => {
    expect(shown({})).toMatchObject({ kind: 'outcome', state: 'open', by: null, at: null });
    expect(shown({ 'validate-authentication': done(AT, 'worked') })).toMatchObject({
      state: 'worked',
      by: 'Bo',
      at: AT,
    });
    expect(shown({ 'validate-authentication': done(AT, 'failed') })).toMatchObject({ state: 'failed' });
  });
});

describe('a renewal', () => {
  const renews = {
    runId: 'old' as RunId,
    keyId: '' as KeyId,
    kind: 'certificate',
    description: null,
    ends: AT,
  } as const;
  const bare = { ...nectar, lapse: { ...nectar.lapse, places: [] } };

  test('has to be said to be in use wherever it is used, before the old one may go', () => {
    const open = (ticks: Run['ticks']) => firstOpenPlace(finished(nectar, {}, { renews, ticks }), nectar);
    expect(open({})?.text).toBe(`The new one is in use: ${nectar.lapse.places[0]}`);
    expect(open({ 'place-1': done(AT) })).toBeUndefined();
    expect(open({ 'place-1': done(AT, 'failed') })).toBeDefined();
  });

  test('has to be confirmed by somebody also where the connector names no place of use', () => {
    const run = finished(nectar, {}, { renews });
    expect(openPlaces(run, bare)).toEqual(['Nectar DXP']);
    expect(firstOpenPlace(run, bare)?.id).toBe('place-1');
    expect(openPlaces({ ...run, ticks: { 'place-1': done(AT) } }, bare)).toEqual([]);
  });
});

describe('J5: the first sign-in of jtel’s user', () => {
  test('is required, and everything else is not', () => {
    const view = checklistView(finished(jtel), jtel);
    expect(view.map(({ id, required }) => [id, required])).toEqual([
      ['first-sign-in', true],
      ['aggregator', false],
    ]);
  });

  test('stands in the way until it is ticked', () => {
    expect(firstRequired(finished(jtel), jtel)?.id).toBe('first-sign-in');
    const ticks = { aggregator: done(AT) };
    expect(firstRequired(finished(jtel, {}, { ticks }), jtel)?.id).toBe('first-sign-in');
    const both = { ...ticks, 'first-sign-in': done(AT) };
    expect(firstRequired(finished(jtel, {}, { ticks: both }), jtel)).toBeUndefined();
  });

  test('no other connector has anything that stands in the way', () => {
    for (const other of [audiocodes, saas, nectar]) {
      expect(firstRequired(finished(other), other)).toBeUndefined();
    }
  });
});
