/** The steps of a run, told for people: in groups, and with what is in the tenant because of them. */
import { describe, expect, test } from '@jest/globals';
import type { AppId, ObjectId } from '../../../src/provisioning/core/ids.ts';
import type { Plan, PlannedExisting } from '../../../src/provisioning/core/plan-types.ts';
import type { Proof, Run, Step } from '../../../src/provisioning/core/run.ts';
import { planSteps } from '../../../src/provisioning/core/steps.ts';
import { liveThings, stepViews } from '../../../src/provisioning/core/view-steps.ts';
import { planWith } from './cirrus.ts';
import { jtel, planFor } from './ground.ts';
import { AT, PLAN, run } from './runs.ts';

const existing: PlannedExisting = {
  applicationId: 'o' as ObjectId,
  appId: 'a' as AppId,
  servicePrincipalId: 'sp' as ObjectId,
  made: 'adopted',
  settingsChange: true,
  tooMuch: [],
  removals: {
    assignments: [{ id: 'a-1', value: 'User.Read.All (application)' }],
    grants: [{ id: 'g-1', value: 'User.Read (delegated)', keep: [] }],
    requests: [],
  },
};
const cleanUp: Plan = {
  ...PLAN,
  existing,
  directoryRoles: [
    { roleDefinitionId: 'r', displayName: 'Global Reader', change: 'add', assignmentId: null },
    { roleDefinitionId: 's', displayName: 'Reports Reader', change: 'remove', assignmentId: 'held' },
  ],
};

/** Every row of the plan in this state. */
function rows(plan: Plan, state: Step['state']): Step[] {
  return planSteps(run(), plan).map((step) => ({ ...step, state }));
}

const labels = (plan: Plan, state: Step['state'], change: Partial<Run> = {}) =>
  stepViews(run({ plan, ...change }), rows(plan, state)).map((view) => `${view.label}: ${view.state}`);

describe('the groups', () => {
  test('J4, J8: a user and an owner have lines of their own', () => {
    expect(labels(planFor(jtel), 'planned')).toEqual([
      'User: waiting',
      'Application: waiting',
      'Service principal: waiting',
      'Consent: waiting',
      'Owner: waiting',
      'Secret: waiting',
      'Proof: waiting',
    ]);
  });

  test('C18: none for a credential that is not made', () => {
    expect(labels(planWith(['mail']), 'applied')).toEqual([
      'Application: done',
      'Service principal: done',
      'Consent: done',
      'Proof: working',
    ]);
  });

  test('A20, A23: settings, clean-up and Entra roles', () => {
    expect(labels(cleanUp, 'verified')).toEqual([
      'Settings: done',
      'Clean-up (2 of 2): done',
      'Consent (2 of 2): done',
      'Entra roles (2 of 2): done',
      'Secret: done',
      'Proof: working',
    ]);
  });
});

describe('the proof', () => {
  const proof: Proof = {
    at: AT,
    permissions: [{ value: 'x', granted: 'proven', inToken: 'not-checked' }],
    credential: 'none',
    more: [],
    surplus: [],
  };
  const last = (change: Partial<Run>) => labels(PLAN, 'verified', change).at(-1);

  test('is done when nothing is missing, whatever could not be looked at', () => {
    expect(last({ phase: 'proven', proof })).toBe('Proof: done');
  });

  test.each<[string, Partial<Proof>]>([
    ['a permission', { permissions: [{ value: 'x', granted: 'missing', inToken: 'proven' }] }],
    ['a role in the token', { permissions: [{ value: 'x', granted: 'proven', inToken: 'missing' }] }],
    ['the credential', { credential: 'missing' }],
    ['anything else', { more: [{ what: 'an owner', verdict: 'missing' }] }],
  ])('has failed when %s is missing', (_, change) => {
    expect(last({ phase: 'needs-you', proof: { ...proof, ...change } })).toBe('Proof: failed');
  });

  test('is held up while the engine waits, and failed when a person must decide', () => {
    const waiting = { code: 'GRAPH_THROTTLED', facts: {}, until: AT };
    expect(last({ waiting })).toBe('Proof: held-up');
    expect(last({ phase: 'needs-you' })).toBe('Proof: failed');
    expect(last({ phase: 'cancelled' })).toBe('Proof: undone');
  });
});

describe('what is live', () => {
  const live = (plan: Plan, state: Step['state']) => liveThings(run({ plan }), rows(plan, state));

  test('J4, J8: the user and its being an owner', () => {
    expect(live(planFor(jtel), 'verified')).toEqual([
      'User jtel-presence@contoso.example',
      'Application jtel Teams Presence',
      'Its service principal',
      'Consent to its delegated permissions',
      'jtel-presence@contoso.example as an owner',
      'A client secret',
    ]);
  });

  test('A20: what was taken away is not; what was changed and given is', () => {
    expect(live(cleanUp, 'applied')).toEqual([
      'Changed settings of Vendor',
      'Consent to User.Read.All',
      'Consent to its delegated permissions',
      'Entra role Global Reader',
      'A client secret',
    ]);
  });

  test('is said with doubt where there is doubt, and not where there is nothing', () => {
    expect(live(planWith(['calendar']), 'unknown')[0]).toBe('Application Cirrus Server (perhaps)');
    expect(live(cleanUp, 'planned')).toEqual([]);
    expect(live(cleanUp, 'compensated')).toEqual([]);
  });

  test('a certificate is called one', () => {
    const certificate = { kind: 'certificate', certificate: {} } as Plan['credential'];
    expect(live({ ...PLAN, credential: certificate }, 'applied').at(-1)).toBe('A certificate');
  });
});
