import { describe, expect, test } from '@jest/globals';
import type { AppId, ObjectId } from '../../../src/provisioning/core/ids.ts';
import type { PlannedExisting } from '../../../src/provisioning/core/plan-types.ts';
import { planSteps } from '../../../src/provisioning/core/steps.ts';
import { jtel, planFor } from './ground.ts';
import { next } from '../../../src/provisioning/core/next.ts';
import type { Hands } from '../../../src/provisioning/core/next.ts';
import type { Run, Step } from '../../../src/provisioning/core/run.ts';
import { ANNA, AT, BO, PLAN, appliedUpTo, run, steps } from './runs.ts';

const BOTH: Hands = { alive: new Set([BO.oid, ANNA.oid]), approverMayRegister: false };
const alive = (...oids: ObjectId[]): Hands => ({ alive: new Set(oids), approverMayRegister: false });

/** The decision in short: what, by whom, on which rows. */
function decide(given: Run, rows: readonly Step[], hands: Hands = BOTH): string {
  const action = next(given, rows, hands);
  const who = 'actor' in action ? action.actor.displayName : 'of' in action ? action.of.displayName : '';
  const on =
    'steps' in action ? action.steps.map(({ step }) => step) : 'step' in action ? [action.step.step] : [];
  return [action.do, who, ...on].filter((word) => word !== '').join(' ');
}

describe('the order of the work', () => {
  test.each([
    [steps(), 'perform Bo application'],
    [appliedUpTo('application'), 'perform Bo service-principal'],
    [appliedUpTo('service-principal'), 'perform Anna app-role:User.Read.All delegated-grant'],
    [appliedUpTo('delegated-grant'), 'perform Bo secret'],
    [appliedUpTo('secret'), 'prove Bo'],
  ])('step by step, each under the sign-in of whose it is (%#)', (rows, expected) => {
    expect(decide(run(), rows)).toBe(expected);
  });

  test('one person: grants and secret together', () => {
    const own = run({ approval: { ...run().approval, approvedBy: BO } });
    expect(decide(own, appliedUpTo('service-principal'))).toBe(
      'perform Bo app-role:User.Read.All delegated-grant secret',
    );
  });

  test('in doubt, look first', () => {
    const rows = appliedUpTo('delegated-grant', { secret: { state: 'unknown' } });
    expect(decide(run(), rows)).toBe('look Bo secret');
    const intended = appliedUpTo('service-principal', { 'delegated-grant': { state: 'intended' } });
    expect(decide(run(), intended)).toBe('look Bo delegated-grant');
  });

  test('an application in doubt is asked for again by its name', () => {
    expect(decide(run(), steps({ application: { state: 'unknown' } }))).toBe('perform Bo application');
  });
});

describe('a user, an owner and Entra roles', () => {
  const all: Step[] = planSteps(run(), {
    ...planFor(jtel),
    directoryRoles: [
      { roleDefinitionId: 'r', displayName: 'Global Reader', change: 'add', assignmentId: null },
    ],
  });
  const upTo = (name: string, change: Partial<Step> = {}): Step[] => {
    const last = all.findIndex(({ step }) => step === name);
    const applied = { state: 'applied', effectId: 'x', settledAt: AT } as const;
    return all.map((step, i) => ({ ...step, ...(i < last ? applied : i === last ? change : {}) }));
  };

  test('J4: the user is made first and alone, by whoever registers', () => {
    expect(decide(run(), all)).toBe('perform Bo user');
    expect(decide(run(), upTo('user', { state: 'unknown' }))).toBe('look Bo user');
    expect(decide(run(), upTo('application'))).toBe('perform Bo application');
  });

  test('J8, A23: rights are the approver’s to give; owner and secret are not', () => {
    expect(decide(run(), upTo('delegated-grant'))).toBe(
      'perform Anna delegated-grant directory-role:Global Reader',
    );
    const granted = upTo('delegated-grant', { state: 'applied' }).map((step) =>
      step.kind === 'directory-role' ? { ...step, state: 'applied' as const } : step,
    );
    expect(decide(run(), granted)).toBe('perform Bo owner secret');
  });
});

describe('on a registration that is there', () => {
  const existing: PlannedExisting = {
    applicationId: 'o' as ObjectId,
    appId: 'a' as AppId,
    servicePrincipalId: 'sp' as ObjectId,
    made: 'adopted',
    settingsChange: true,
    tooMuch: [],
    removals: { assignments: [{ id: 'a-1', value: 'x' }], grants: [], requests: [] },
  };
  const all = planSteps(run(), { ...PLAN, existing });

  test('A20: settings are the registrar’s, and what goes is the approver’s', () => {
    expect(decide(run(), all)).toBe('perform Bo settings secret');
    const set = all.map((step) => (step.kind === 'settings' ? { ...step, state: 'applied' as const } : step));
    expect(decide(run(), set)).toBe('perform Anna remove-app-role:x app-role:User.Read.All delegated-grant');
  });

  test('settings in doubt are looked at', () => {
    const rows = all.map((step) =>
      step.kind === 'settings' ? { ...step, state: 'unknown' as const } : step,
    );
    expect(decide(run(), rows)).toBe('look Bo settings');
  });

  test('without anything to write, the proof is all there is', () => {
    expect(decide(run(), [])).toBe('prove Bo');
  });

  test('a right is taken back by whoever may give it', () => {
    const target = { kind: 'existing', appId: 'a' as AppId, made: 'by-us', cleanUp: false } as const;
    const applied = all.map((step) => ({ ...step, state: 'applied' as const }));
    const given = run({ phase: 'cancelling', target });
    expect(decide(given, applied)).toBe('undo Bo');
    expect(
      decide(
        given,
        applied.filter(({ kind }) => kind !== 'secret'),
      ),
    ).toBe('undo Anna');
  });
});

describe('sign-ins', () => {
  test('the one that is missing is asked for, and no other', () => {
    expect(decide(run(), steps(), alive(ANNA.oid))).toBe('need-sign-in Bo');
    expect(decide(run(), appliedUpTo('service-principal'), alive(BO.oid))).toBe('need-sign-in Anna');
  });

  test('an approver who may register stands in', () => {
    const hands = { ...alive(ANNA.oid), approverMayRegister: true };
    expect(decide(run(), steps(), hands)).toBe('perform Anna application');
    expect(decide(run(), appliedUpTo('secret'), hands)).toBe('prove Anna');
    expect(decide(run({ phase: 'cancelling' }), steps(), hands)).toBe('undo Anna');
  });
});

describe('a secret made anew', () => {
  const old: Step = { ...(appliedUpTo('secret').at(-1) as Step), retire: true };
  const fresh: Step = { ...old, attempt: 2, tag: 'registrar 12345678-2', retire: false };
  const rows = [...appliedUpTo('delegated-grant').slice(0, -1), old, fresh];
  const proof = { at: AT, permissions: [], credential: 'proven' as const, more: [], surplus: [] };

  test('the old one waits for the proof of the new one', () => {
    expect(decide(run(), rows)).toBe('prove Bo');
    expect(next(run({ proof }), rows, BOTH)).toMatchObject({ do: 'retire', step: { attempt: 1 } });
  });

  test('and once gone it is done with', () => {
    const gone = rows.map((row) => (row.retire ? { ...row, state: 'compensated' as const } : row));
    expect(decide(run({ proof }), gone)).toBe('prove Bo');
  });
});

describe('a lost secret, after the proof', () => {
  const lost: Step = { ...(steps().at(-1) as Step), state: 'unknown' };
  const replaced: Step = { ...lost, attempt: 2, state: 'verified', effectId: 'k' };
  const rows = [lost, replaced];

  test.each(['proven', 'handed-over'] as const)('is looked for when %s', (phase) => {
    expect(decide(run({ phase }), rows)).toBe('look Bo secret');
    const removing = [{ ...lost, state: 'compensating' as const }, replaced];
    expect(decide(run({ phase }), removing)).toBe('look Bo secret');
  });

  test('is listed once when nobody is signed in', () => {
    expect(decide(run({ phase: 'proven' }), rows, alive())).toBe('list secret');
    const findings = [{ code: 'RUN_UNACCOUNTED', facts: { tag: lost.tag } }];
    expect(decide(run({ phase: 'proven', findings }), rows, alive())).toBe('stop');
  });
});

test.each([
  'choices',
  'sign-in',
  'plan',
  'approval',
  'by-hand',
  'needs-you',
  'needs-sign-in',
  'declined',
  'cancelled',
] as const)('in %s it is a person’s turn', (phase) => expect(decide(run({ phase }), steps())).toBe('stop'));
