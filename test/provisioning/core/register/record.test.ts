/** What is kept of a registration: what its runs say together. */
import { describe, expect, test } from '@jest/globals';
import type { AppId, RunId } from '../../../../src/provisioning/core/ids.ts';
import { folded, storable } from '../../../../src/provisioning/core/register/fold.ts';
import type { RegisterGround } from '../../../../src/provisioning/core/register/ground.ts';
import { registerKey } from '../../../../src/provisioning/core/register/key.ts';
import { NO_MARKS, registrationLapses } from '../../../../src/provisioning/core/register/lapses.ts';
import { registerRecord } from '../../../../src/provisioning/core/register/record.ts';
import type { Phase, Run } from '../../../../src/provisioning/core/run.ts';
import { explain } from '../../../../src/provisioning/errors.ts';
import { finished } from '../finished.ts';
import { APP_ID, jtel, nectar } from '../ground.ts';
import { ANNA, AT, BO, NOW, PLAN, run } from '../runs.ts';

const FIRST = '11111111-0000-4000-8000-000000000000' as RunId;
const LATER = '22222222-0000-4000-8000-000000000000' as RunId;
const REGISTRATION = { applicationId: 'o', appId: APP_ID, servicePrincipalId: null } as Run['registration'];
const ADDED = { kind: 'existing', appId: APP_ID, made: 'by-us', cleanUp: false } as const;

function ground(...runs: readonly Run[]): RegisterGround {
  const [first = run(), ...rest] = runs;
  return {
    runs: [{ run: first, steps: [] }, ...rest.map((one) => ({ run: one, steps: [] }))],
    definitionOf: (id) => [nectar, jtel].find((definition) => definition.id === id),
    kept: [],
  };
}

function record(...runs: readonly Run[]) {
  const about = ground(...runs);
  return registerRecord(about, registrationLapses(about, NO_MARKS, NOW), NOW);
}

const proof = (...granted: readonly ('proven' | 'missing' | 'not-checked')[]): Run['proof'] => ({
  ...{ at: AT, credential: 'proven', more: [], surplus: [] },
  permissions: PLAN.permissions.map(({ value }, index) => ({
    ...{ value, granted: granted[index] ?? 'proven', inToken: 'not-checked' },
  })),
});

describe('which line a run is part of', () => {
  const known = [{ appId: APP_ID }] as unknown as Run['known'];
  test.each<[string, Partial<Run>, string | null]>([
    ['its own, before it has an application', { phase: 'checks' }, run().id],
    ['none, once it was declined', { phase: 'declined' }, null],
    ['that of its application', { registration: REGISTRATION }, APP_ID],
    ['that which it adds to, before anything is written', { target: ADDED, phase: 'plan' }, APP_ID],
    ['that which it took back what it had added to', { target: ADDED, phase: 'cancelled' }, APP_ID],
    ['that which its form begins with', { phase: 'choices', known, typed: { registration: APP_ID } }, APP_ID],
    [
      'its own, when the form names none of ours',
      { phase: 'choices', known, typed: { registration: 'new' } },
      run().id,
    ],
    ['its own, when it is to take another’s over', { target: { ...ADDED, made: 'adopted' } }, run().id],
  ])('is %s', (_, change, key) => {
    expect(registerKey(run(change))).toBe(key);
  });
});

describe('who it goes by', () => {
  test('is the run that made it, though an older one was added to it', () => {
    const made = run({ id: LATER, registration: REGISTRATION, requester: ANNA });
    const added = run({ id: FIRST, registration: REGISTRATION, target: ADDED });
    expect(record(added, made)).toMatchObject({ id: LATER, owner: 'Anna', appId: APP_ID });
  });

  test('is the one that took it over', () => {
    const adopted = run({ id: LATER, registration: REGISTRATION, target: { ...ADDED, made: 'adopted' } });
    expect(record(run({ id: FIRST, target: ADDED }), adopted).id).toBe(LATER);
  });
});

describe('what has to be done', () => {
  test.each<[Phase, string | null]>([
    ['plan', 'REGISTER_PLAN_WAITS'],
    ['approval', 'REGISTER_APPROVAL_WAITS'],
    ['needs-sign-in', 'RUN_NEEDS_SIGN_IN'],
    ['needs-you', 'REGISTER_DECISION_WAITS'],
    ['choices', null],
    ['working', null],
    ['cancelling', null],
    ['proven', null],
  ])('in %s is %s', (phase, code) => {
    expect(record(run({ phase })).why?.code ?? null).toBe(code);
  });

  test('is what failed, in the words of the failure', () => {
    const failed = run({ phase: 'needs-you', failure: { code: 'RUN_FOREIGN', facts: { detail: 'x' } } });
    expect(record(failed)).toMatchObject({ base: 'needs-you', why: { code: 'RUN_FOREIGN' } });
  });

  test('is a finding, but not of a run that was taken back', () => {
    const findings = [{ code: 'HANDOVER_UNCLAIMED', facts: {} }];
    const ready = run({ id: FIRST, phase: 'handed-over', registration: REGISTRATION });
    expect(record({ ...ready, findings })).toMatchObject({ base: 'needs-you', why: findings[0] });
    const over = run({ id: LATER, phase: 'cancelled', target: ADDED, findings });
    expect(record(ready, over)).toMatchObject({ base: 'settled', why: null });
  });

  test('leads with the newest', () => {
    const runs = [run({ id: FIRST, phase: 'plan' }), run({ id: LATER, phase: 'needs-sign-in' })];
    expect(record(...runs).why?.code).toBe('RUN_NEEDS_SIGN_IN');
  });

  test('has its words', () => {
    const why = record(run({ phase: 'plan' })).why;
    expect(why === null ? '' : explain(why).why).toContain('Bo');
  });
});

describe('permissions', () => {
  const ready = (change: Partial<Run>) => run({ phase: 'proven', registration: REGISTRATION, ...change });
  test.each<[string, readonly Run[], { granted: number | null; planned: number }]>([
    ['nobody has looked', [ready({})], { granted: null, planned: 2 }],
    ['one is missing', [ready({ proof: proof('proven', 'missing') })], { granted: 1, planned: 2 }],
    [
      'one could not be looked at',
      [ready({ proof: proof('not-checked', 'proven') })],
      { granted: 1, planned: 2 },
    ],
    ['none could', [ready({ proof: proof('not-checked', 'not-checked') })], { granted: null, planned: 2 }],
    [
      'a later run found what an earlier one missed',
      [ready({ proof: proof('missing', 'proven') }), ready({ id: LATER, proof: proof() })],
      { granted: 2, planned: 2 },
    ],
    [
      'a later run plans more, and has not looked yet',
      [
        ready({ proof: proof() }),
        ready({
          id: LATER,
          plan: { ...PLAN, permissions: PLAN.permissions.map((one) => ({ ...one, value: `${one.value}2` })) },
        }),
      ],
      { granted: 2, planned: 4 },
    ],
    ['there is no plan yet', [run({ plan: null, phase: 'choices' })], { granted: null, planned: 0 }],
    [
      'it needs none',
      [
        ready({
          plan: { ...PLAN, permissions: [] },
          proof: { ...proof(), permissions: [] } as unknown as Run['proof'],
        }),
      ],
      { granted: 0, planned: 0 },
    ],
  ])('when %s', (_, runs, counts) => {
    expect(record(...runs)).toMatchObject(counts);
  });
});

describe('what is told', () => {
  test('is called as its connector is called, and found by all that is shown', () => {
    const set = finished(nectar, { name: 'Zürich Nord' }, { requester: BO });
    const { connectorTitle, name, search, definition } = record(set);
    expect({ connectorTitle, name, definition }).toEqual({
      ...{ connectorTitle: nectar.title, name: 'Zürich Nord', definition: nectar.version },
    });
    for (const word of ['zurich', 'bo', 'nectar', APP_ID]) expect(search).toContain(word);
  });

  test('a connector that somebody removed is called as its plan calls it', () => {
    expect(record(run({ connectorId: 'gone' }))).toMatchObject({ connectorTitle: 'Vendor', definition: 0 });
  });

  test('of a user whose clock has not started there is a lapse, and none that is next', () => {
    const { lapses, next } = record(finished(jtel, {}, { credentialEnds: null }));
    expect(lapses.map(({ kind, ends, live }) => [kind, ends, live])).toContainEqual(['password', null, true]);
    expect(next).toBeNull();
  });
});

describe('texts', () => {
  test('are compared without case and accents', () => {
    expect(folded('ŐRI Ångström')).toBe('ori angstrom');
  });

  test('are kept as a column can hold them', () => {
    expect(storable('a\u0000b\ud800')).toBe('ab\ufffd');
  });

  test('an id is not another', () => {
    expect(
      registerKey(run({ registration: { ...REGISTRATION, appId: 'x' as AppId } as Run['registration'] })),
    ).toBe('x');
  });
});
