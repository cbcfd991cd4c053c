/** A run and its rows, as the core sees them, for its unit tests. */
import type { AppId, ObjectId, RunId, TenantId } from '../../../src/provisioning/core/ids.ts';
import type { ApplicationFacts } from '../../../src/provisioning/core/operations.ts';
import type { PermissionType } from '../../../src/provisioning/core/definition.ts';
import { NEW, type Plan, type PlannedPermission } from '../../../src/provisioning/core/plan-types.ts';
import type { Person, Run, Step } from '../../../src/provisioning/core/run.ts';
import { planSteps } from '../../../src/provisioning/core/steps.ts';

export const BO: Person = { oid: 'b0' as ObjectId, displayName: 'Bo' };
export const ANNA: Person = { oid: 'a0' as ObjectId, displayName: 'Anna' };
export const NOW = Date.UTC(2026, 10, 21, 10);
export const AT = new Date(NOW).toISOString();

const GRAPH = '00000003-0000-0000-c000-000000000000' as AppId;

export const PLAN: Plan = {
  connector: { id: 'vendor', version: 1, title: 'Vendor' },
  tenant: { id: 't' as TenantId, displayName: 'Contoso' },
  application: {
    displayName: 'Vendor',
    signInAudience: 'AzureADMyOrg',
    redirects: { web: ['https://vendor.example/back'], spa: [], publicClient: [] },
    publicClient: false,
  },
  permissions: [
    permission('User.Read.All', 'application', 'r1'),
    permission('Calendars.Read', 'delegated', 's1'),
  ],
  user: null,
  directoryRoles: [],
  credential: {
    kind: 'secret',
    endDateTime: '2027-11-21T10:00:00Z',
    shortened: false,
    description: null,
  },
  existing: null,
  supersedes: null,
  consentBy: [],
  creatorBecomesOwner: false,
};

function permission(value: string, type: PermissionType, id: string): PlannedPermission {
  return { resource: GRAPH, value, type, id, displayName: '', why: '', there: false };
}

export function run(change: Partial<Run> = {}): Run {
  return {
    id: '12345678-0000-4000-8000-000000000000' as RunId,
    tenantId: 't' as TenantId,
    connectorId: 'vendor',
    requester: BO,
    origin: '',
    phase: 'working',
    revision: 1,
    tag: 'registrar-0123',
    short: '12345678',
    createdAt: AT,
    updatedAt: AT,
    mode: 'for-me',
    cancelRequested: false,
    target: NEW,
    known: [],
    remaining: [],
    renews: null,
    superseded: null,
    typed: {},
    fieldErrors: {},
    choices: null,
    facts: null,
    plan: PLAN,
    planHash: 'h',
    approval: { asked: null, approvedBy: ANNA, approvedAt: AT, roles: [], declined: null },
    registration: null,
    proof: null,
    waiting: null,
    failure: null,
    credentialEnds: null,
    needsSignInOf: null,
    handOver: { state: 'none', openedAt: null, openedBy: null, revealedAt: null, revealUntil: null },
    userId: null,
    firstPassword: 'none',
    ticks: {},
    findings: [],
    ...change,
  };
}

export const STEPS: readonly Step[] = planSteps(run(), PLAN);

/** The rows of the plan, changed by name. */
export function steps(changes: Readonly<Record<string, Partial<Step>>> = {}): Step[] {
  return STEPS.map((step) => ({ ...step, ...changes[step.step] }));
}

/** Every row up to and with the one named is applied. */
export function appliedUpTo(name: string, changes: Readonly<Record<string, Partial<Step>>> = {}): Step[] {
  const last = STEPS.findIndex(({ step }) => step === name);
  return STEPS.map((step, i) => ({
    ...step,
    ...(i <= last ? { state: 'applied' as const, effectId: `${step.step} id`, settledAt: AT } : {}),
    ...changes[step.step],
  }));
}

export function application(change: Partial<ApplicationFacts> = {}): ApplicationFacts {
  return {
    id: 'o' as ObjectId,
    appId: 'a' as AppId,
    displayName: 'Vendor',
    uniqueName: 'registrar-0123',
    createdDateTime: AT,
    tags: ['registrar', 'registrar-0123'],
    signInAudience: 'AzureADMyOrg',
    publicClient: false,
    redirects: { web: ['https://vendor.example/back'], spa: [], publicClient: [] },
    requested: [],
    passwords: [],
    certificates: [],
    ...change,
  };
}
