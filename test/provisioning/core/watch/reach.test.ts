/** Whether a second conversation would hear of it, should the first go silent. */
import { describe, expect, test } from '@jest/globals';
import { isAlone, thinReaches } from '../../../../src/provisioning/core/watch/reach.ts';
import type { ObjectId } from '../../../../src/provisioning/core/ids.ts';
import { ANNA, channel, END, iso, lapse } from './ground.ts';

const BO = { oid: 'b0' as ObjectId, displayName: 'Bo Builder' };
const team = channel({ id: 'team' });
const anna = channel({ id: 'anna', kind: 'personal', personId: ANNA.oid });
const dead = { state: 'dead', deadSince: iso(END), triedAt: iso(END) } as const;

describe('an owner', () => {
  test('with two live conversations is well', () => {
    expect(thinReaches([lapse()], [team, anna])).toEqual([]);
  });

  test('with one is named once, with the conversation everything hangs on', () => {
    const two = [lapse(), lapse({ id: 'secret:k2' })];
    expect(thinReaches(two, [team])).toEqual([{ owner: ANNA, only: 'team' }]);
    expect(thinReaches(two, [team, { ...anna, ...dead }])).toEqual([{ owner: ANNA, only: 'team' }]);
    expect(isAlone('team', two, [team])).toBe(true);
    expect(isAlone('anna', two, [team, { ...anna, ...dead }])).toBe(false);
  });

  test('with none is named with none', () => {
    expect(thinReaches([lapse()], [])).toEqual([{ owner: ANNA, only: null }]);
    expect(thinReaches([lapse()], [{ ...team, ...dead }])).toEqual([{ owner: ANNA, only: null }]);
  });

  test('is named beside others, and where nobody is known to own it that is said', () => {
    const all = [lapse(), lapse({ id: 'b', owner: BO }), lapse({ id: 'c', owner: null })];
    expect(thinReaches(all, [team]).map(({ owner }) => owner)).toEqual([ANNA, BO, null]);
  });
});

test('a conversation that listens to other connectors is no second one', () => {
  const other = { ...anna, connectors: ['jtel'] };
  expect(isAlone('team', [lapse()], [team, other])).toBe(true);
  const jtel = lapse({ connectorId: 'jtel' });
  expect(thinReaches([jtel], [team, other])).toEqual([]);
});

test.each([
  ['was renewed', lapse({ state: 'renewed' })],
  ['is gone', lapse({ state: 'gone' })],
  ['is somebody else’s', lapse({ notOurs: { owner: 'Payroll', by: ANNA, at: iso(END) } })],
  ['never ends', { ...lapse(), ends: null }],
])('what %s asks for nobody', (_, silent) => {
  expect(thinReaches([silent], [team])).toEqual([]);
});
