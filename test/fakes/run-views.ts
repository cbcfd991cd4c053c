/** Run views to draw: one honest run in each phase, and the same with names that mean harm. */
import type {
  ConnectorSummary,
  Explained,
  Person,
  Phase,
  PlanView,
  RunView,
} from '../../src/provisioning/contract.ts';

export const TENANT = '11111111-1111-4111-8111-111111111111';
export const ANNA = { oid: 'aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa', displayName: 'Anna Admin' } as Person;
export const PIA = { oid: 'bbbbbbbb-bbbb-4bbb-8bbb-bbbbbbbbbbbb', displayName: 'Pia Privileged' } as Person;

export const NECTAR: ConnectorSummary = {
  id: 'nectar-dxp',
  title: 'Nectar DXP',
  vendor: 'Nectar',
  purpose: 'Nectar reads call records to diagnose voice and video quality.',
};
export const CIRRUS: ConnectorSummary = {
  id: 'cirrus-connect',
  title: 'Cirrus Connect',
  vendor: 'Cirrus',
  purpose:
    'Cirrus Connect imports users and groups, looks up who is free, sends and receives mail, and shows presence. You choose which of these it does.',
};

export const NOW = Date.parse('2026-11-21T10:43:00Z');

export function problem(what: string, fix = '', why = ''): Explained {
  return { code: 'TEST_PROBLEM', what, why, fix };
}

export const PLAN: PlanView = {
  number: '4F2A-91C3',
  hash: '4f2a91c3'.repeat(8),
  tenantName: 'Contoso',
  applicationName: 'Nectar DXP Cloud Connector',
  audience: 'AzureADMyOrg',
  redirects: [],
  publicClient: false,
  permissions: [
    permission('CallRecords.Read.All', 'Read all call records'),
    permission('User.Read.All', 'Read all users’ full profiles'),
  ],
  user: null,
  directoryRoles: [],
  credential: {
    kind: 'secret',
    endDateTime: '2027-05-20T00:00:00Z',
    shortened: true,
    description: null,
  },
  existing: null,
  supersedes: null,
  nothingToDo: false,
  creatorBecomesOwner: false,
  vendorConsentRule: null,
  warnings: [],
  requesterMayConsent: true,
  approvers: [
    { oid: PIA.oid, displayName: PIA.displayName, role: 'Privileged Role Administrator' },
    { oid: ANNA.oid, displayName: ANNA.displayName, role: 'Global Administrator' },
  ],
};

function permission(value: string, displayName: string): PlanView['permissions'][number] {
  const why = 'Without it there is nothing to diagnose.';
  return { value, displayName, type: 'application', why, there: false };
}

/** A run in `choices`, whole and honest. */
export function runView(patch: Partial<RunView> = {}): RunView {
  return { ...BASE, ...patch };
}

const BASE: RunView = {
  runId: 'cccccccc-cccc-4ccc-8ccc-cccccccccccc',
  tenantId: TENANT,
  revision: 1,
  phase: 'choices',
  origin: '',
  connector: NECTAR,
  requester: ANNA,
  approver: null,
  approvedBy: null,
  declined: null,
  createdAt: '2026-11-21T10:40:00Z',
  updatedAt: '2026-11-21T10:43:00Z',
  choices: {
    purpose: NECTAR.purpose,
    fields: [
      {
        kind: 'text',
        id: 'name',
        label: 'Name in your tenant',
        value: 'Nectar DXP Cloud Connector',
        hint: '3 to 120 characters.',
        error: null,
      },
      {
        kind: 'fixed',
        id: 'records',
        label: 'Call records',
        permission: 'CallRecords.Read.All',
        why: 'Who called whom, when, over which network, and how it sounded. Nectar does nothing without it.',
      },
      {
        kind: 'tick',
        id: 'groups',
        label: 'Groups',
        permission: 'GroupMember.Read.All',
        why: 'Lets some reports look at one group of people.',
        without: 'Reports work, and cannot be filtered by group.',
        value: true,
        error: null,
      },
      {
        kind: 'pick',
        id: 'credential',
        label: 'Proof of identity',
        why: 'How the connector shows that it is the one you registered.',
        value: 'secret',
        options: [
          {
            id: 'secret',
            label: 'Client secret',
            detail: 'Quicker. You send its value to Nectar once and renew it before it expires.',
          },
          {
            id: 'certificate',
            label: 'Certificate',
            detail: 'Safer. Nectar keeps the private key and sends you the certificate as a .pem.',
          },
        ],
        error: null,
      },
    ],
    rare: [],
    alternativeNames: [
      { name: 'Nectar Cloud Connector', why: 'Nectar’s support looks for an application of this name.' },
    ],
    certificate: null,
    notices: [],
    warnings: [],
    links: [],
  },
  checks: [],
  plan: null,
  steps: [],
  waiting: null,
  needsSignInOf: null,
  failure: null,
  live: [],
  proof: null,
  registration: null,
  handOver: { state: 'none', openedAt: null, openedBy: null },
  adoptable: [],
  cleanUp: null,
  user: null,
  firstPassword: 'none',
  checklist: [],
  lapses: [],
  renewal: null,
  renewable: false,
  supersededAt: null,
  addMore: null,
  nextFunction: null,
  description: null,
  deviceCode: false,
  warnings: [],
  lapseEffect: 'Nectar stops receiving call records',
  handOverTo: 'your Nectar representative',
  findings: [],
};

const STEPS: RunView['steps'] = [
  { id: 'application', label: 'Application', state: 'done', actor: 'Anna Admin', text: null },
  { id: 'sp', label: 'Service principal', state: 'working', actor: null, text: null },
  {
    id: 'grant',
    label: 'Consent',
    state: 'held-up',
    actor: null,
    text: problem('Microsoft is still copying the new application to its other servers.'),
  },
  { id: 'secret', label: 'Secret', state: 'waiting', actor: null, text: null },
];

const PROOF: NonNullable<RunView['proof']> = {
  at: '2026-11-21T10:43:00Z',
  permissions: [
    { value: 'CallRecords.Read.All', granted: 'proven', inToken: 'proven' },
    { value: 'User.Read.All', granted: 'proven', inToken: 'proven' },
  ],
  credential: 'proven',
  credentialKind: 'secret',
  credentialEnds: '2027-05-20T00:00:00Z',
  more: [],
};

const LAPSES: RunView['lapses'] = [
  { kind: 'secret', label: 'Nectar DXP Cloud Connector', ends: '2027-05-20T00:00:00Z', note: '' },
];

const REGISTRATION = {
  appId: 'dddddddd-dddd-4ddd-8ddd-dddddddddddd',
  name: 'Nectar DXP Cloud Connector',
  portalUrl: 'https://entra.microsoft.com/#view/app',
};

const CHECKS: RunView['checks'] = [
  { id: 'me', state: 'ok', text: problem('You are Anna Admin, Global Administrator', '') },
  {
    id: 'policy',
    state: 'warn',
    text: problem(
      'Secrets may live 180 days at most in this tenant.',
      'The secret is made for 180 days. A certificate has a limit of its own.',
      'A policy of your tenant says so.',
    ),
  },
  {
    id: 'logs',
    state: 'unknown',
    text: problem(
      'Sign-in logs cannot be read.',
      'You can go on; you are asked to confirm its use yourself.',
      'Reading them takes a reports role and Microsoft Entra ID P1.',
    ),
  },
];

const ASKED = { ...PIA, role: 'Privileged Role Administrator' };

/** What each phase adds to the run before it. */
export const PHASE_VIEWS: Readonly<Record<Phase, RunView>> = {
  choices: runView(),
  'sign-in': runView({ phase: 'sign-in' }),
  checks: runView({ phase: 'checks', checks: CHECKS }),
  plan: runView({ phase: 'plan', checks: CHECKS, plan: PLAN }),
  approval: runView({
    phase: 'approval',
    plan: { ...PLAN, requesterMayConsent: false },
    checks: CHECKS,
    approver: ASKED,
  }),
  'by-hand': runView({ phase: 'by-hand', plan: PLAN }),
  working: runView({
    phase: 'working',
    plan: PLAN,
    steps: STEPS,
    waiting: {
      ...problem('Microsoft is still copying the new application to its other servers.'),
      until: '2026-11-21T10:42:10Z',
    },
    live: ['Application Nectar DXP Cloud Connector'],
    approvedBy: PIA,
  }),
  'needs-sign-in': runView({ phase: 'needs-sign-in', plan: PLAN, steps: STEPS, needsSignInOf: ANNA }),
  'needs-you': runView({
    phase: 'needs-you',
    plan: PLAN,
    steps: STEPS,
    failure: problem(
      'Microsoft Entra refused the consent.',
      'Sign in again, then try again.',
      'Your role may have changed since the checks.',
    ),
  }),
  cancelling: runView({ phase: 'cancelling', plan: PLAN, steps: STEPS }),
  proven: runView({
    phase: 'proven',
    plan: PLAN,
    steps: STEPS,
    proof: PROOF,
    registration: REGISTRATION,
    lapses: LAPSES,
    handOver: { state: 'ready', openedAt: null, openedBy: null },
  }),
  'handed-over': runView({
    phase: 'handed-over',
    plan: PLAN,
    proof: PROOF,
    registration: REGISTRATION,
    lapses: LAPSES,
    handOver: { state: 'sent', openedAt: null, openedBy: null },
  }),
  declined: runView({ phase: 'declined', declined: { by: 'Pia Privileged', reason: 'Not this quarter' } }),
  cancelled: runView({ phase: 'cancelled' }),
};

/** Everything of a view that people or vendors name, replaced by something that means harm. */
export function hostile(view: RunView, name: string): RunView {
  const person = { ...view.requester, displayName: name };
  return {
    ...view,
    requester: person,
    connector: { ...view.connector, title: name, vendor: name, purpose: name },
    approver: view.approver === null ? null : { ...view.approver, displayName: name, role: name },
    approvedBy: view.approvedBy === null ? null : { ...view.approvedBy, displayName: name },
    needsSignInOf: view.needsSignInOf === null ? null : { ...view.needsSignInOf, displayName: name },
    declined: view.declined === null ? null : { by: name, reason: name },
    failure: view.failure === null ? null : problem(name, name),
    live: view.live.map(() => name),
    choices: {
      ...view.choices,
      purpose: name,
      fields: view.choices.fields.map((field) => harmed(field, name)),
      alternativeNames: [{ name, why: name }],
      notices: [problem(name, name)],
      warnings: view.choices.warnings.map(() => name),
      links: view.choices.links.map(() => ({ title: name, url: name })),
    },
    checks: view.checks.map((check) => ({ ...check, text: problem(name, name) })),
    steps: view.steps.map((step) => ({ ...step, label: name, actor: name, text: problem(name, name) })),
    plan: view.plan && harmedPlan(view.plan, name),
    registration: view.registration && { ...view.registration, name },
    cleanUp: view.cleanUp && name,
    user: view.user && { ...view.user, userPrincipalName: name },
    proof: view.proof && {
      ...view.proof,
      more: view.proof.more.map((one) => ({ ...one, what: name })),
    },
    checklist: view.checklist.map((item) => ({ ...item, text: name, by: name })),
    lapses: view.lapses.map((lapse) => ({ ...lapse, label: name, note: name })),
    addMore: view.addMore && name,
    nextFunction: view.nextFunction && name,
    description: view.description && name,
    warnings: view.warnings.map(() => name),
    lapseEffect: name,
    handOverTo: name,
    findings: [problem(name, name)],
  };
}

function harmed(field: RunView['choices']['fields'][number], name: string): typeof field {
  const label = { ...field, label: name };
  if (label.kind === 'fixed') return { ...label, permission: name, why: name };
  if (label.kind === 'tick')
    return { ...label, permission: name, why: name, without: name, error: problem(name) };
  if (label.kind === 'function')
    return { ...label, why: name, asksFor: label.asksFor.map(() => name), error: problem(name) };
  if (label.kind === 'pick') {
    return {
      ...label,
      why: name,
      error: problem(name),
      options: [{ id: 'secret', label: name, detail: name }],
    };
  }
  return { ...label, value: name, hint: name, error: problem(name) };
}

function harmedPlan(plan: PlanView, name: string): PlanView {
  return {
    ...plan,
    tenantName: name,
    applicationName: name,
    redirects: [name],
    permissions: plan.permissions.map((one) => ({ ...one, value: name, displayName: name, why: name })),
    user: plan.user && { ...plan.user, displayName: name, userPrincipalName: name },
    directoryRoles: plan.directoryRoles.map((role) => ({ ...role, displayName: name })),
    credential:
      plan.credential.kind === 'secret' ? { ...plan.credential, description: name } : plan.credential,
    existing: plan.existing && {
      ...plan.existing,
      tooMuch: plan.existing.tooMuch.map(() => name),
      removals: plan.existing.removals.map(() => name),
    },
    vendorConsentRule: plan.vendorConsentRule && name,
    warnings: plan.warnings.map(() => name),
    approvers: plan.approvers.map((one) => ({ ...one, displayName: name, role: name })),
  };
}
