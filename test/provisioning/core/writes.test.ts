/** Each ledger row stands for exactly one write, which sends along whatever must stay. */
import { describe, expect, test } from '@jest/globals';
import type { AppId, ObjectId } from '../../../src/provisioning/core/ids.ts';
import { MICROSOFT_GRAPH } from '../../../src/provisioning/core/ids.ts';
import type { Write } from '../../../src/provisioning/core/operations.ts';
import type { Plan } from '../../../src/provisioning/core/plan-types.ts';
import type { Step, StepKind } from '../../../src/provisioning/core/run.ts';
import { Secret } from '../../../src/provisioning/core/secret.ts';
import { planSteps } from '../../../src/provisioning/core/steps.ts';
import { userMark, writeFor, type StepContext } from '../../../src/provisioning/core/writes.ts';
import { onTopOf, planWith } from './cirrus.ts';
import {
  APP_ID,
  audiocodes,
  contoso,
  grant,
  GRAPH_PRINCIPAL,
  jtel,
  madeBy,
  nectar,
  planFor,
  recorded,
  SCOPE_IDS,
  USER,
} from './ground.ts';
import { certificate } from './nectar.ts';
import { application, PLAN, run, STEPS } from './runs.ts';

const registration = {
  applicationId: 'app-object' as ObjectId,
  appId: 'app' as AppId,
  servicePrincipalId: 'client' as ObjectId,
};
const nothing = { application: null, grants: [] };
const made = run({ registration });
const { resources } = contoso();

function contextOf(plan: Plan, change: Partial<StepContext> = {}): StepContext {
  return { run: made, plan, resources, before: nothing, password: null, ...change };
}

/** The write of the plan's row of this kind. */
function write(kind: StepKind, plan: Plan, change: Partial<StepContext> = {}): Write {
  const step = planSteps(made, plan).find((one) => one.kind === kind);
  if (step === undefined) throw new TypeError(`the plan has no ${kind}`);
  return writeFor(step, contextOf(plan, change));
}

test('each row is exactly one write', () => {
  const graph = {
    servicePrincipalId: 'graph' as ObjectId,
    appId: MICROSOFT_GRAPH,
    displayName: 'Microsoft Graph',
    appRoles: [{ id: 'r1', value: 'User.Read.All', displayName: '', isEnabled: true }],
    scopes: [],
  };
  const context = contextOf(PLAN, { resources: [graph] });
  expect(STEPS.map((step) => writeFor(step, context))).toEqual([
    {
      op: 'upsert-application',
      uniqueName: 'registrar-0123',
      displayName: 'Vendor',
      signInAudience: 'AzureADMyOrg',
      tags: ['registrar', 'registrar-0123'],
      requested: [
        {
          resource: MICROSOFT_GRAPH,
          access: [
            { id: 'r1', type: 'Role' },
            { id: 's1', type: 'Scope' },
          ],
        },
      ],
      redirects: PLAN.application.redirects,
      publicClient: false,
    },
    { op: 'upsert-service-principal', appId: 'app', tags: ['registrar', 'registrar-0123'] },
    { op: 'assign-app-role', clientId: 'client', resourceId: 'graph', appRoleId: 'r1' },
    { op: 'grant-delegated', clientId: 'client', resourceId: 'graph', scopes: ['Calendars.Read'] },
    {
      op: 'add-password',
      applicationId: 'app-object',
      displayName: 'registrar 12345678-1',
      endDateTime: '2027-11-21T10:00:00Z',
    },
  ]);
});

test('C5: Cirrus’ registration is made here, and without an address of the web', () => {
  expect(write('application', planWith(['calendar']))).toMatchObject({
    op: 'upsert-application',
    displayName: 'Cirrus Server',
    signInAudience: 'AzureADMyOrg',
    redirects: { web: [], spa: [], publicClient: [] },
    publicClient: false,
  });
});

describe('a user', () => {
  const password = new Secret('first');

  test('J4: carries our mark, and its password is to be changed', () => {
    expect(write('user', planFor(jtel, { neverExpires: 'true' }), { password })).toEqual({
      op: 'create-user',
      userPrincipalName: 'jtel-presence@contoso.example',
      displayName: 'jtel Teams Presence',
      mailNickname: 'jtel-presence',
      employeeType: userMark({ tag: 'registrar-0123' }),
      neverExpires: true,
      password,
    });
    expect(userMark({ tag: 'registrar-0123' })).toBe('Service account (registrar-0123)');
  });

  test('is not made without a password', () => {
    expect(() => write('user', planFor(jtel))).toThrow(RangeError);
  });

  test('J8: becomes an owner once it is made, or as the one that is there', () => {
    const owner = { op: 'add-owner', applicationId: 'app-object' };
    const plan = planFor(jtel);
    expect(write('owner', plan, { run: { ...made, userId: USER } })).toEqual({ ...owner, ownerId: USER });
    const there = plan.user && { ...plan.user, oid: USER };
    expect(write('owner', { ...plan, user: there })).toEqual({ ...owner, ownerId: USER });
    expect(() => write('owner', plan)).toThrow(RangeError);
  });
});

describe('a delegated grant', () => {
  const plan = planWith(['mail']);
  const scopes = ['Mail.ReadWrite.Shared', 'Mail.Send.Shared'];
  const withGrants = (grants: StepContext['before']['grants']) =>
    write('delegated-grant', plan, { before: { application: null, grants } });

  test('is made where there is none for everybody on that API', () => {
    const wanted = { op: 'grant-delegated', clientId: 'client', resourceId: GRAPH_PRINCIPAL, scopes };
    expect(withGrants([])).toEqual(wanted);
    expect(withGrants([grant('g', ['x'], { allPrincipals: false })])).toEqual(wanted);
    expect(withGrants([grant('g', ['x'], { resourceId: 'other' as ObjectId })])).toEqual(wanted);
  });

  test('C3: is widened where there is one, and keeps the scopes it has', () => {
    expect(withGrants([grant('g', ['x', 'Mail.Send.Shared'])])).toEqual({
      op: 'set-grant-scopes',
      grantId: 'g',
      scopes: ['x', 'Mail.Send.Shared', 'Mail.ReadWrite.Shared'],
    });
  });
});

describe('settings', () => {
  test('C3: are what is there and what is wanted', () => {
    const existing = madeBy(planWith(['calendar']));
    const plan = planWith(['mail'], {}, onTopOf(['calendar'], existing));
    const changed = write('settings', plan, { before: { application: existing.application, grants: [] } });
    expect(changed).toMatchObject({
      op: 'update-application',
      applicationId: 'app-object',
      publicClient: true,
      requested: [{ access: [{}, { id: SCOPE_IDS['Mail.ReadWrite.Shared'] }, {}] }],
    });
    expect(() => write('settings', plan)).toThrow(RangeError);
  });

  test('A20: of a clean-up request nothing', () => {
    const existing = {
      ...madeBy(planFor(audiocodes)),
      application: { ...application(), requested: [{ resource: MICROSOFT_GRAPH, access: [role('x')] }] },
    };
    const plan = planFor(
      audiocodes,
      { description: 'Hamburg' },
      {
        known: [recorded()],
        target: { kind: 'existing', appId: APP_ID, made: 'adopted', cleanUp: true },
        facts: contoso({ existing }),
      },
    );
    expect(
      write('settings', plan, { before: { application: existing.application, grants: [] } }),
    ).toMatchObject({ requested: [], redirects: application().redirects });
  });

  function role(id: string) {
    return { id, type: 'Role' as const };
  }
});

describe('what is taken away', () => {
  const row = (kind: StepKind, tag: string): Step => ({ ...(STEPS[0] as Step), kind, tag });
  const removals = (keep: readonly string[]) => ({
    assignments: [],
    grants: [{ id: 'g-1', value: 'x (delegated)', keep }],
    requests: [],
  });
  const of = (step: Step, keep: readonly string[] = []) => {
    const existing = { removals: removals(keep) } as unknown as Plan['existing'];
    return writeFor(step, contextOf({ ...PLAN, existing }));
  };

  test('A20: an application permission, by the id of its assignment', () => {
    expect(of(row('remove-app-role', 'a-1'))).toEqual({
      op: 'remove-app-role',
      servicePrincipalId: 'client',
      assignmentId: 'a-1',
    });
  });

  test('A20: a grant, whole or but for the scopes that are planned', () => {
    expect(of(row('remove-grant', 'g-1'))).toEqual({ op: 'remove-grant', grantId: 'g-1' });
    expect(of(row('remove-grant', 'g-1'), ['offline_access'])).toEqual({
      op: 'set-grant-scopes',
      grantId: 'g-1',
      scopes: ['offline_access'],
    });
  });

  test('A23: an Entra role, which is given by its definition and taken by its assignment', () => {
    expect(of(row('directory-role', 'reader'))).toEqual({
      op: 'assign-directory-role',
      principalId: 'client',
      roleDefinitionId: 'reader',
    });
    expect(of(row('remove-directory-role', 'held'))).toEqual({
      op: 'unassign-directory-role',
      assignmentId: 'held',
    });
  });
});

describe('a certificate', () => {
  const plan = planFor(nectar, { credential: 'certificate' }, { certificate });

  test('is added beside those that are there', () => {
    const { certificates } = madeBy(plan).application;
    const before = { application: application({ certificates }), grants: [] };
    expect(write('certificate', plan, { before })).toEqual({
      op: 'add-certificate',
      applicationId: 'app-object',
      displayName: 'registrar 12345678-1',
      der: certificate.der,
      keep: certificates,
      startDateTime: certificate.notBefore,
      endDateTime: certificate.notAfter,
    });
    expect(write('certificate', plan)).toMatchObject({ keep: [] });
  });
});

describe('A21: a secret', () => {
  test('is added under its own name, and touches no other', () => {
    const plan = planFor(audiocodes, { description: 'Hamburg' });
    expect(write('secret', plan)).toEqual({
      op: 'add-password',
      applicationId: 'app-object',
      displayName: 'registrar 12345678-1 Hamburg',
      endDateTime: '2027-11-21T09:00:00.000Z',
    });
  });
});

describe('a row whose turn it is not', () => {
  test.each<[string, StepKind, StepContext]>([
    ['before the application', 'secret', contextOf(PLAN, { run: run() })],
    [
      'before the service principal',
      'app-role',
      contextOf(PLAN, { run: run({ registration: { ...registration, servicePrincipalId: null } }) }),
    ],
    ['of an API nobody read', 'app-role', contextOf(PLAN, { resources: [] })],
    ['of another API nobody read', 'delegated-grant', contextOf(PLAN, { resources: [] })],
    ['of another credential', 'certificate', contextOf(PLAN)],
  ])('%s is refused', (_, kind, context) => {
    expect(() => writeFor({ ...(STEPS[2] as Step), kind }, context)).toThrow(RangeError);
  });
});
