/** The rows of a plan: their order, their names and the marks by which their effects are found. */
import { describe, expect, test } from '@jest/globals';
import type { AppId, ObjectId } from '../../../src/provisioning/core/ids.ts';
import { MICROSOFT_GRAPH } from '../../../src/provisioning/core/ids.ts';
import type { Plan, PlannedExisting, PlannedPermission } from '../../../src/provisioning/core/plan-types.ts';
import {
  CONSENTING,
  REMOVALS,
  credentialStep,
  currentSteps,
  planSteps,
} from '../../../src/provisioning/core/steps.ts';
import { planWith } from './cirrus.ts';
import { audiocodes, jtel, planFor, saas } from './ground.ts';
import { PLAN, STEPS, run } from './runs.ts';

const rows = (plan: Plan) => planSteps(run(), plan).map(({ step, tag }) => [step, tag]);

test('one row for each write, the credential last', () => {
  expect(STEPS.map(({ step, tag }) => [step, tag])).toEqual([
    ['application', 'registrar-0123'],
    ['service-principal', 'registrar-0123'],
    ['app-role:User.Read.All', 'r1'],
    ['delegated-grant', MICROSOFT_GRAPH],
    ['secret', 'registrar 12345678-1'],
  ]);
});

test('J8: the user comes first, and becomes an owner before the secret is made', () => {
  expect(rows(planFor(jtel))).toEqual([
    ['user', 'registrar-0123'],
    ['application', 'registrar-0123'],
    ['service-principal', 'registrar-0123'],
    ['delegated-grant', MICROSOFT_GRAPH],
    ['owner', 'jtel-presence@contoso.example'],
    ['secret', 'registrar 12345678-1'],
  ]);
});

test('C18: without a credential there is no row for one', () => {
  expect(rows(planWith(['mail'])).map(([step]) => step)).toEqual([
    'application',
    'service-principal',
    'delegated-grant',
  ]);
  expect(() => credentialStep(run(), planWith(['mail']).credential, 1)).toThrow(RangeError);
});

test('C15: consent is given to every permission that is asked for, though the vendor’s text has no step for it', () => {
  const plan = planWith(['directory', 'calendar', 'mail', 'presence']);
  expect(rows(plan).map(([step]) => step)).toEqual([
    'application',
    'service-principal',
    'app-role:User.Read.All',
    'app-role:Group.Read.All',
    'app-role:Calendars.Read',
    'app-role:Presence.ReadWrite.All',
    'delegated-grant',
    'secret',
  ]);
});

test('S11: four roles are four rows, and the scopes of one API are one', () => {
  expect(rows(planFor(saas)).map(([step]) => step)).toEqual([
    'application',
    'service-principal',
    'app-role:Directory.Read.All',
    'app-role:Organization.Read.All',
    'app-role:User.Read.All',
    'app-role:Reports.Read.All',
    'delegated-grant',
    'secret',
  ]);
});

test('scopes of several APIs are a row for each', () => {
  const other = '00000009-0000-0000-c000-000000000000' as AppId;
  const scope = PLAN.permissions[1] as PlannedPermission;
  const permissions = [scope, { ...scope, resource: other, id: 's2' }, { ...scope, id: 's3', value: 'x' }];
  expect(rows({ ...PLAN, permissions }).filter(([step]) => step?.startsWith('delegated'))).toEqual([
    ['delegated-grant', MICROSOFT_GRAPH],
    [`delegated-grant:${other}`, other],
  ]);
});

describe('on a registration that is there', () => {
  const existing: PlannedExisting = {
    applicationId: 'o' as ObjectId,
    appId: 'a' as AppId,
    servicePrincipalId: 'sp' as ObjectId,
    made: 'adopted',
    settingsChange: true,
    tooMuch: [],
    removals: null,
  };
  const of = (change: Partial<PlannedExisting>, plan: Partial<Plan> = {}) =>
    rows({ ...PLAN, existing: { ...existing, ...change }, ...plan });

  test('neither application nor service principal is made again', () => {
    expect(of({}).map(([step]) => step)).toEqual([
      'settings',
      'app-role:User.Read.All',
      'delegated-grant',
      'secret',
    ]);
    expect(of({ settingsChange: false, servicePrincipalId: null })[0]).toEqual([
      'service-principal',
      'registrar-0123',
    ]);
  });

  test('what is there already has no row', () => {
    const permissions = PLAN.permissions.map((one) => ({ ...one, there: true }));
    expect(of({ settingsChange: false }, { permissions })).toEqual([['secret', 'registrar 12345678-1']]);
  });

  test('A20: what goes is named by what it is, and found by its own id', () => {
    const removals = {
      assignments: [{ id: 'a-1', value: 'User.Read.All (application)' }],
      grants: [{ id: 'g-1', value: 'User.Read (delegated)', keep: [] }],
      requests: [],
    };
    expect(of({ removals }).slice(0, 3)).toEqual([
      ['settings', 'o'],
      ['remove-app-role:User.Read.All (application)', 'a-1'],
      ['remove-grant:User.Read (delegated)', 'g-1'],
    ]);
  });

  test('A20: two things of one name are two rows', () => {
    const twice = [1, 2].map((at) => ({ id: `g-${at}`, value: 'User.Read (delegated)', keep: [] }));
    const found = of({ removals: { assignments: [], grants: twice, requests: [] } }).filter(([step]) =>
      step?.startsWith('remove-grant'),
    );
    expect(found.map(([, tag]) => tag)).toEqual(['g-1', 'g-2']);
    expect(new Set(found.map(([step]) => step)).size).toBe(2);
  });

  test('A23: Entra roles are given and taken before the secret is made', () => {
    const role = { roleDefinitionId: 'reader', displayName: 'Global Reader', assignmentId: null };
    const directoryRoles = [
      { ...role, change: 'add' as const },
      { ...role, displayName: 'Reports Reader', change: 'remove' as const, assignmentId: 'held' },
    ];
    expect(of({}, { directoryRoles }).slice(-3)).toEqual([
      ['directory-role:Global Reader', 'reader'],
      ['remove-directory-role:Reports Reader', 'held'],
      ['secret', 'registrar 12345678-1'],
    ]);
  });
});

test('one permission of two APIs is two rows', () => {
  const [role] = PLAN.permissions;
  const other = { ...role, resource: '00000009-0000-0000-c000-000000000000', id: 'r2' } as PlannedPermission;
  const found = rows({ ...PLAN, permissions: [role as PlannedPermission, other] }).filter(([step]) =>
    step?.startsWith('app-role:User.Read.All'),
  );
  expect(found.map(([, tag]) => tag)).toEqual(['r1', 'r2']);
  expect(new Set(found.map(([step]) => step)).size).toBe(2);
});

describe('the mark of a credential', () => {
  test('A4: carries the service it is for behind the run’s own', () => {
    const plan = planFor(audiocodes, { description: 'Berlin' });
    expect(credentialStep(run(), plan.credential, 2)).toMatchObject({
      tag: 'registrar 12345678-2 Berlin',
      kind: 'secret',
      attempt: 2,
    });
  });

  test('is cut where portals would cut it', () => {
    const credential = { ...PLAN.credential, description: 'x'.repeat(200) } as Plan['credential'];
    const { tag } = credentialStep(run(), credential, 1);
    expect(tag).toHaveLength(120);
    expect(tag).toMatch(/^registrar 12345678-1 xxx/);
  });
});

test('the newest attempt counts, and one that is to go does not', () => {
  const [first, second, third] = [1, 2, 3].map((attempt) => credentialStep(run(), PLAN.credential, attempt));
  if (first === undefined || second === undefined || third === undefined) throw new RangeError('three');
  expect(currentSteps([first, second])).toEqual([second]);
  expect(currentSteps([{ ...first, retire: true }])).toEqual([]);
  expect(currentSteps([{ ...second, retire: true }, third])).toEqual([third]);
});

test('rights are given and taken by the approver; a credential comes and goes without one', () => {
  expect([...CONSENTING].filter((kind) => !REMOVALS.has(kind))).toEqual([
    'app-role',
    'delegated-grant',
    'directory-role',
  ]);
  expect([...REMOVALS].filter((kind) => !CONSENTING.has(kind))).toEqual(['remove-credential']);
});
