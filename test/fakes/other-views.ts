/** Runs of connectors that ask for more than Nectar does: functions, a user, a registration that is there already. */
import type {
  ConnectorSummary,
  Explained,
  FormField,
  PlannedUser,
  PlanView,
  RunView,
} from '../../src/provisioning/contract.ts';
import { CIRRUS, PHASE_VIEWS, PLAN, problem, runView } from './run-views.ts';

export const JTEL: ConnectorSummary = {
  id: 'jtel-presence',
  title: 'jtel Presence',
  vendor: 'jtel',
  purpose:
    'jtel reads the presence of people in Microsoft Teams, so that its contact centre knows who is available. It signs in as an account made for this.',
};
export const AUDIOCODES: ConnectorSummary = {
  id: 'audiocodes-live-platform',
  title: 'AudioCodes Live Platform',
  vendor: 'AudioCodes',
  purpose:
    'Live Platform reaches this tenant through one registration, which all its Direct Routing services share. It needs no permission of Microsoft Graph.',
};
export const SAAS: ConnectorSummary = {
  id: 'saas-microsoft-365',
  title: 'Microsoft 365 connector',
  vendor: 'SaaS management',
  purpose:
    'The connector reads which subscriptions this tenant has, who its users are, and some of what they do.',
};

type Pick = Extract<FormField, { kind: 'pick' }>;
type Option = Pick['options'][number];

function work(id: string, label: string, why: string, asksFor: readonly string[], value = false): FormField {
  return { kind: 'function', id, label, why, asksFor, value, error: null };
}

function pick(id: string, label: string, why: string, options: readonly [Option, ...Option[]]): FormField {
  return { kind: 'pick', id, label, why, value: options[0].id, options, error: null };
}

function option(id: string, label: string, detail = ''): Option {
  return { id, label, detail };
}

function text(id: string, label: string, value: string, hint: string): FormField {
  return { kind: 'text', id, label, value, hint, error: null };
}

const CIRRUS_FIELDS: readonly FormField[] = [
  pick('registration', 'Registration', 'Adding to the one that is there writes only what it lacks.', [
    option(
      'dddddddd-dddd-4ddd-8ddd-dddddddddddd',
      'Add to Cirrus Server',
      '3 Nov 2026, Anna Admin: Active Directory',
    ),
    option('new', 'Make a new one'),
  ]),
  pick('arrangement', 'Registrations', 'The vendor recommends one for everything.', [
    option('together', 'One registration', 'A function added later adds only what is new'),
    option(
      'separate',
      'One for each function',
      'Set up one after the other, named like Cirrus Server – Mail',
    ),
  ]),
  text('name', 'Name in your tenant', 'Cirrus Server', '1 to 120 characters.'),
  work(
    'directory',
    'Active Directory',
    'Imports users and groups of this tenant into UCS.',
    ['User.Read.All (application)', 'Group.Read.All (application)'],
    true,
  ),
  work('calendar', 'Outlook Calendar', 'Looks up when people are busy and when they are free.', [
    'Calendars.Read (application)',
  ]),
  work('mail', 'Outlook mail', 'Sends e-mail and, if wanted, receives it, to route it to agents.', [
    'Mail.ReadWrite.Shared (delegated)',
    'Mail.Send.Shared (delegated)',
  ]),
  work('presence', 'User Presence', 'Shows whether people are available in Teams.', [
    'Presence.ReadWrite.All (application)',
    'Presence.Read.All (delegated)',
  ]),
  pick(
    'presence-by',
    'How Cirrus connects for User Presence',
    'As itself, as an account that has signed in, or both, as its document lists it. Ask Cirrus if you are not sure.',
    [
      option('both', 'Both', 'A client secret and an account'),
      option('application', 'As itself', 'A client secret, and no account'),
      option('delegated', 'As an account', 'An account, and no client secret'),
    ],
  ),
  pick(
    'sync',
    'Where Cirrus gets its users from',
    'Matters for User Presence with an account only. Cirrus calls the first one Azure AD sync.',
    [
      option('cloud', 'Microsoft Entra ID', 'Presence.Read.All is enough'),
      option(
        'on-premises',
        'On-premises Active Directory, synchronised with UCS',
        'Asks for User.Read.All too',
      ),
    ],
  ),
  text(
    'morePermissions',
    'More delegated permissions',
    '',
    'Names as Microsoft Graph prints them, separated by commas.',
  ),
  text(
    'userExisting',
    'Account for Cirrus',
    '',
    'For Outlook mail, and for User Presence with an account. Cirrus acts as this account; it needs no mailbox of its own. Its user name, with the @ and the domain.',
  ),
  text(
    'signInRepeats',
    'Days between sign-ins, if a policy demands them',
    '',
    'Where a policy of yours asks for a sign-in every so many days, you are reminded of each.',
  ),
  text('description', 'Description', 'Cirrus Connect', 'What this secret is for, as the portal lists it.'),
  pick('life', 'A client secret lives', 'When it expires, the connector stops until there is a new one.', [
    option('P12M', '12 months'),
    option('other', 'Another time', 'Up to 2 years'),
  ]),
  text('otherLife', 'Another time, if you chose that', '', 'For example 18 months, 2 years or 90 days'),
];

export const CIRRUS_CHOICES: RunView = runView({
  connector: CIRRUS,
  choices: {
    purpose: CIRRUS.purpose,
    fields: CIRRUS_FIELDS,
    rare: ['arrangement', 'morePermissions', 'signInRepeats', 'otherLife'],
    alternativeNames: [],
    certificate: null,
    notices: [],
    warnings: [
      'Cirrus needs an account here. With application permissions it acts as itself; with delegated ones as the account that signed in, and sees no more than that account may.',
    ],
    links: [
      { title: 'Register an application', url: 'https://learn.microsoft.com/graph/auth-register-app-v2' },
      { title: 'Azure App Registrations', url: 'https://support.cirrus.example/azure' },
    ],
  },
});

/** Short, and half of it rarely changed. */
export const AUDIOCODES_CHOICES: RunView = runView({
  connector: AUDIOCODES,
  choices: {
    ...CIRRUS_CHOICES.choices,
    purpose: AUDIOCODES.purpose,
    fields: [
      text('name', 'Name in your tenant', 'LivePlatform', '3 to 15 characters.'),
      text('directoryRoles', 'Entra roles to add', '', 'Names as Entra prints them, separated by commas.'),
      text('description', 'Service', '', 'The Direct Routing service this secret is for.'),
      ...CIRRUS_FIELDS.filter(({ id }) => id === 'life' || id === 'otherLife'),
    ],
    rare: ['directoryRoles', 'otherLife'],
    warnings: [],
    links: [],
  },
});

/** Cirrus' form, with a mistake in a field that is folded away. */
export const CIRRUS_WRONG: RunView = {
  ...CIRRUS_CHOICES,
  choices: {
    ...CIRRUS_CHOICES.choices,
    fields: CIRRUS_FIELDS.map((field) =>
      field.kind === 'text' && field.id === 'signInRepeats'
        ? { ...field, value: 'often', error: problem('That is no number of days.', 'Use 1 to 365.') }
        : field,
    ),
  },
};

const APP = 'dddddddd-dddd-4ddd-8ddd-dddddddddddd';
const OTHER_APP = 'eeeeeeee-eeee-4eee-8eee-eeeeeeeeeeee';

function asked(value: string, there = false): PlanView['permissions'][number] {
  return { value, displayName: `May do ${value}`, type: 'application', why: 'It is needed.', there };
}

const ADDED_TO: NonNullable<PlanView['existing']> = {
  appId: APP,
  made: 'by-us',
  settingsChange: true,
  servicePrincipalThere: true,
  tooMuch: [],
  removals: [],
};

export const ADDING: PlanView = {
  ...PLAN,
  applicationName: 'Cirrus Server',
  publicClient: true,
  redirects: ['https://login.microsoftonline.com/common/oauth2/nativeclient', 'http://localhost:8639'],
  permissions: [
    asked('User.Read.All', true),
    asked('Group.Read.All', true),
    asked('Calendars.Read', true),
    { ...asked('Mail.Send.Shared'), type: 'delegated' },
  ],
  credential: { kind: 'none', because: 'kept' },
  existing: ADDED_TO,
  warnings: [
    'Keep sign-in policies away from this account. If one asks for a sign-in every so many days, somebody has to sign in at the Cirrus Console that often.',
  ],
};

export const NOTHING_TO_DO: PlanView = {
  ...ADDING,
  permissions: ADDING.permissions.map((one) => ({ ...one, there: true })),
  existing: { ...ADDED_TO, settingsChange: false },
  nothingToDo: true,
  warnings: [],
};

/** The vendor's wizard made it; its permissions are not needed. */
export const CLEANING_UP: PlanView = {
  ...PLAN,
  applicationName: 'LiveDR-01',
  permissions: [],
  directoryRoles: [
    { displayName: 'Teams Communications Administrator', change: 'add' },
    { displayName: 'Skype for Business Administrator', change: 'remove' },
  ],
  credential: {
    kind: 'secret',
    endDateTime: '2027-11-20T00:00:00Z',
    shortened: false,
    description: 'LiveDR-01',
  },
  existing: {
    appId: OTHER_APP,
    made: 'adopted',
    settingsChange: true,
    servicePrincipalThere: true,
    tooMuch: ['A client secret of somebody else, until 1 Jan 2028', 'Owner Mallory Maker'],
    removals: ['Directory.Read.All', 'Organization.Read.All, requested and not granted'],
  },
};

const ACCOUNT: PlannedUser = {
  kind: 'create',
  oid: null,
  displayName: 'jtel Presence',
  userPrincipalName: 'jtel-presence@contoso.onmicrosoft.com',
  neverExpires: false,
  becomesOwner: true,
  passwordDays: 90,
};

export const WITH_USER: PlanView = {
  ...PLAN,
  applicationName: 'jtel Presence',
  permissions: [{ ...asked('Presence.Read.All'), type: 'delegated' }],
  user: ACCOUNT,
  warnings: [
    'jtel signs in with user name and password alone. A rule that asks this account for a second factor, such as security defaults or Conditional Access, stops it.',
  ],
};

export const VENDORS_RULE: PlanView = {
  ...PLAN,
  applicationName: 'Microsoft 365 connector',
  redirects: ['http://localhost'],
  requesterMayConsent: false,
  vendorConsentRule: 'Global Administrator',
};

const NAME_TAKEN: Explained = {
  code: 'CHECK_NAME_NOT_UNIQUE',
  what: 'LiveDR-01 is taken: an application of that name exists since 20 Nov 2026',
  why: 'AudioCodes asks for a name that no other application of the tenant has.',
  fix: 'Choose another name, or take over the one that is there.',
};

export const ADOPTABLE: Partial<RunView> = {
  connector: AUDIOCODES,
  adoptable: [{ appId: OTHER_APP, created: '2026-11-20T09:00:00Z' }],
  cleanUp: "AudioCodes' wizard gives the registration permissions that Live Platform does not need.",
};

export const NAME_IS_TAKEN: RunView = runView({
  ...ADOPTABLE,
  phase: 'checks',
  failure: NAME_TAKEN,
  checks: [
    { id: 'who', state: 'ok', text: problem('You are Anna Admin, Global Administrator') },
    { id: 'register', state: 'ok', text: problem('You may register applications') },
    { id: 'name', state: 'bad', text: NAME_TAKEN },
  ],
});

function item(
  id: string,
  words: string,
  more: Partial<RunView['checklist'][number]> = {},
): RunView['checklist'][number] {
  return { id, text: words, kind: 'tick', required: false, state: 'open', by: null, at: null, ...more };
}

const JTEL_REGISTRATION = {
  appId: APP,
  name: 'jtel Presence',
  portalUrl: 'https://entra.microsoft.com/#view/app',
};
const { proof } = PHASE_VIEWS.proven;

/** A user was made, whose first password waits; one thing has to be done before the hand-over can be finished. */
export const PROVEN_USER: RunView = {
  ...PHASE_VIEWS.proven,
  connector: JTEL,
  plan: WITH_USER,
  registration: JTEL_REGISTRATION,
  proof: proof && {
    ...proof,
    permissions: [{ value: 'Presence.Read.All', granted: 'proven', inToken: 'not-checked' }],
    more: [
      { what: 'User jtel-presence@contoso.onmicrosoft.com is enabled', verdict: 'proven' },
      { what: 'jtel-presence@contoso.onmicrosoft.com is an owner', verdict: 'proven' },
    ],
  },
  user: { userPrincipalName: ACCOUNT.userPrincipalName, made: 'create' },
  firstPassword: 'ready',
  handOverTo: 'the person who sets up the Teams Presence Connector in your jtel ACD',
  lapseEffect: 'jtel no longer sees who is available in Teams',
  lapses: [
    { kind: 'secret', label: 'jtel Presence', ends: '2027-11-21T00:00:00Z', note: '' },
    {
      kind: 'password',
      label: ACCOUNT.userPrincipalName,
      ends: null,
      note: 'Its clock starts when the first sign-in is ticked.',
    },
  ],
  checklist: [
    item(
      'first-sign-in',
      'Sign in as the account once, for example in another browser, and set the password that jtel will use. It must not contain [ ] < > ? # or &.',
      { required: true },
    ),
    item(
      'aggregator',
      'The client secret and the password are entered in the jtel Teams Presence Aggregator. After every renewal of either, they are changed there too.',
    ),
  ],
};

/** Several secrets, something ticked, something that did not work, something to add. */
export const HANDED_OVER_SERVICE: RunView = {
  ...PHASE_VIEWS['handed-over'],
  connector: AUDIOCODES,
  plan: CLEANING_UP,
  registration: { ...JTEL_REGISTRATION, name: 'LiveDR-01' },
  proof: proof && {
    ...proof,
    permissions: [],
    more: [{ what: 'No permission is requested', verdict: 'proven' }],
  },
  description: 'LiveDR-01',
  handOverTo: 'whoever runs Live Platform for you',
  lapseEffect: 'Live Platform can no longer sign in to this tenant for that service',
  lapses: [{ kind: 'secret', label: 'LiveDR-01', ends: '2027-11-20T00:00:00Z', note: '' }],
  checklist: [
    item('add', 'Direct Routing > Add Service > Pending Invitations > Add', {
      state: 'done',
      by: 'Anna Admin',
      at: '2026-11-21T10:50:00Z',
    }),
    item('validate', 'M365 Configuration > Validate Authentication', {
      kind: 'outcome',
      state: 'failed',
      by: 'Anna Admin',
      at: '2026-11-21T10:55:00Z',
    }),
    item('roles', 'Client Secret Days Until Expire agrees with the expiry shown here'),
  ],
  addMore: 'Add a Direct Routing service',
};

/** Only delegated permissions, one registration for each function, and the next one to come. */
export const HANDED_OVER_FUNCTION: RunView = {
  ...PHASE_VIEWS['handed-over'],
  connector: CIRRUS,
  registration: { ...JTEL_REGISTRATION, name: 'Cirrus Server – Mail' },
  plan: { ...ADDING, credential: { kind: 'none', because: 'not-needed' } },
  proof: proof && {
    ...proof,
    permissions: [{ value: 'Mail.Send.Shared', granted: 'proven', inToken: 'not-checked' }],
    credential: 'none',
    credentialKind: 'none',
    credentialEnds: '',
  },
  user: { userPrincipalName: 'cirrus@contoso.onmicrosoft.com', made: 'existing' },
  handOverTo: 'Cirrus',
  lapseEffect: 'mail and presence stop',
  lapses: [
    {
      kind: 'sign-in',
      label: 'cirrus@contoso.onmicrosoft.com',
      ends: '2026-12-21T00:00:00Z',
      note: 'Every 30 days.',
    },
  ],
  checklist: [
    item('mailbox', 'Give the account access to the shared mailboxes in Exchange', {
      state: 'done',
      by: 'Anna Admin',
      at: '2026-11-21T10:50:00Z',
    }),
  ],
  warnings: ['Avoid sign-in policies for this account.'],
  addMore: 'Add a function',
  nextFunction: 'User Presence',
};
