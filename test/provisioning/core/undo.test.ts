/** What Cancel takes away: the newest first, and nothing that never was there. */
import { describe, expect, test } from '@jest/globals';
import { NEW, type Target } from '../../../src/provisioning/core/plan-types.ts';
import type { Step, StepKind, StepState } from '../../../src/provisioning/core/run.ts';
import { undoRows } from '../../../src/provisioning/core/undo.ts';
import { APP_ID } from './ground.ts';
import { steps } from './runs.ts';

const THERE: Target = { kind: 'existing', appId: APP_ID, made: 'by-us', cleanUp: false };

function rows(kinds: readonly StepKind[], change: Partial<Step> = {}): Step[] {
  const [first] = steps();
  if (first === undefined) throw new RangeError('a row');
  return kinds.map((kind) => ({ ...first, step: kind, kind, state: 'applied', ...change }));
}

const kindsOf = (target: Target, all: readonly Step[]) => undoRows({ target }, all).map(({ kind }) => kind);

describe('of a new registration', () => {
  test('the application goes with all that is part of it, then the user', () => {
    const all = rows(['user', 'application', 'service-principal', 'app-role', 'owner', 'secret']);
    expect(kindsOf(NEW, all)).toEqual(['application', 'user']);
  });

  test('nothing goes before anything is there', () => {
    expect(kindsOf(NEW, steps())).toEqual([]);
  });
});

describe('of a registration that was there', () => {
  test('each thing goes on its own, in the opposite order', () => {
    const all = rows([
      'user',
      'service-principal',
      'settings',
      'app-role',
      'delegated-grant',
      'owner',
      'directory-role',
      'secret',
    ]);
    expect(kindsOf(THERE, all)).toEqual([
      'secret',
      'directory-role',
      'owner',
      'delegated-grant',
      'app-role',
      'settings',
      'service-principal',
      'user',
    ]);
  });

  test('A20: what was taken away stays gone', () => {
    const all = rows(['settings', 'remove-app-role', 'remove-grant', 'remove-directory-role', 'secret']);
    expect(kindsOf(THERE, all)).toEqual(['secret', 'settings']);
  });

  test('every attempt at a secret goes', () => {
    const [first] = rows(['secret']);
    const second = { ...(first as Step), attempt: 2 };
    expect(undoRows({ target: THERE }, [first as Step, second]).map(({ attempt }) => attempt)).toEqual([
      2, 1,
    ]);
  });
});

describe('an effect may be there', () => {
  test.each<[StepState, Partial<Step>, boolean]>([
    ['planned', {}, false],
    ['planned', { looks: 1 }, true],
    ['planned', { effectId: 'x' }, true],
    ['intended', {}, true],
    ['unknown', {}, true],
    ['applied', {}, true],
    ['verified', {}, true],
    ['needs_human', {}, true],
    ['compensating', {}, true],
    ['failed', {}, false],
    ['failed', { looks: 2 }, true],
    ['failed', { effectId: 'x' }, true],
    ['compensated', { effectId: 'x', looks: 3 }, false],
  ])('when it is %s with %j: %s', (state, change, expected) => {
    expect(kindsOf(NEW, rows(['application'], { state, ...change }))).toEqual(
      expected ? ['application'] : [],
    );
  });
});
