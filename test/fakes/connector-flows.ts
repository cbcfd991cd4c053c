/** The distinct shapes of a set-up beside Nectar's, each from an untouched tenant to its plan, and what must be there at its end. */
import type { RunView } from '../../src/provisioning/contract.ts';
import { control } from './faults.ts';
import { heldBy, type Held } from './held.ts';
import { toPlan, toPlanFrom, toProven } from './stories.ts';
import type { World } from './world.ts';

export interface ConnectorFlow {
  readonly name: string;
  /** Undisturbed, to the plan that Anna may approve. */
  readonly toPlan: (world: World) => Promise<RunView>;
  readonly application: string;
  readonly held: Held;
  /** User names that the flow makes. */
  readonly users: readonly string[];
}

const NOTHING: Held = {
  audience: 'AzureADMyOrg',
  requested: [],
  granted: [],
  redirects: [],
  publicClient: false,
  owners: [],
  secrets: [],
  certificates: 0,
  roles: [],
};
const TEAMS_ADMINISTRATOR = '69091246-20e8-4a56-aa4d-066075b2a7a8';
const UMA = { userExisting: 'uma@contoso.example' };
const ADDRESSES = [
  'https://login.microsoftonline.com/common/oauth2/nativeclient',
  'urn:ietf:wg:oauth:2.0:oob',
  'http://localhost:8639',
];
const CIRRUS_ALL = [
  'Calendars.Read (application)',
  'Group.Read.All (application)',
  'Mail.ReadWrite.Shared (delegated)',
  'Mail.Send.Shared (delegated)',
  'Presence.Read.All (delegated)',
  'Presence.ReadWrite.All (application)',
  'User.Read.All (application)',
];
const CIRRUS_LATER = [
  'Calendars.Read (application)',
  'Mail.ReadWrite.Shared (delegated)',
  'Mail.Send.Shared (delegated)',
  'Presence.Read.All (delegated)',
  'Presence.ReadWrite.All (application)',
];
const SAAS = [
  'Directory.Read.All (application)',
  'Organization.Read.All (application)',
  'Reports.Read.All (application)',
  'User.Read.All (application)',
  'offline_access (delegated)',
];
const JTEL = ['Presence.Read.All (delegated)'];
const JTEL_USER = 'jtel-presence@contoso.example';

export const SAAS_FLOW: ConnectorFlow = {
  name: 'Microsoft 365 connector',
  toPlan: (world) => toPlan(world, 'anna', {}, 'saas-microsoft-365'),
  application: 'SaaS Microsoft 365 connector',
  held: {
    ...NOTHING,
    requested: SAAS,
    granted: SAAS,
    redirects: ['http://localhost'],
    secrets: ['Connector for Microsoft 365'],
  },
  users: [],
};

export const CIRRUS_FLOW: ConnectorFlow = {
  name: 'Cirrus, all functions',
  toPlan: (world) =>
    toPlan(
      world,
      'anna',
      { directory: 'true', calendar: 'true', mail: 'true', presence: 'true', ...UMA },
      'cirrus-connect',
    ),
  application: 'Cirrus Server',
  held: {
    ...NOTHING,
    requested: CIRRUS_ALL,
    granted: CIRRUS_ALL,
    redirects: ADDRESSES,
    publicClient: true,
    secrets: ['Cirrus Connect'],
  },
  users: [],
};

export const JTEL_FLOW: ConnectorFlow = {
  name: 'jtel, with a user of its own',
  toPlan: (world) => toPlan(world, 'anna', {}, 'jtel-presence'),
  application: 'jtel Teams Presence',
  held: { ...NOTHING, requested: JTEL, granted: JTEL, owners: [JTEL_USER], secrets: [''] },
  users: [JTEL_USER],
};

export const FUNCTIONS_ADDED_FLOW: ConnectorFlow = {
  name: 'Cirrus, functions and a secret added',
  toPlan: async (world) => {
    const { runId } = await toProven(
      world,
      'anna',
      { calendar: 'true', mail: 'true', ...UMA },
      30,
      'cirrus-connect',
    );
    const values = { presence: 'true', credential: 'secret', description: 'Second', ...UMA };
    return toPlanFrom(world, 'anna', { runId, what: 'add' }, values);
  },
  application: 'Cirrus Server',
  held: {
    ...NOTHING,
    requested: CIRRUS_LATER,
    granted: CIRRUS_LATER,
    redirects: ADDRESSES,
    publicClient: true,
    secrets: ['Cirrus Connect', 'Second'],
  },
  users: [],
};

export const CLEAN_UP_FLOW: ConnectorFlow = {
  name: 'AudioCodes, taken over and cleaned up',
  toPlan: async (world) => {
    await control(world, 'wizard', { name: 'LiveDR-01' });
    const values = { name: 'LiveDR-01', directoryRoles: 'Teams Administrator' };
    const { runId, adoptable } = await toPlan(world, 'anna', values, 'audiocodes-live-platform');
    await world.engine.adopt(world.actor('anna'), runId, adoptable[0]?.appId ?? '', true);
    await world.settle(5);
    return world.view('anna', runId);
  },
  application: 'LiveDR-01',
  held: { ...NOTHING, secrets: ['Live Platform', 'LiveDR-01'], roles: [TEAMS_ADMINISTRATOR] },
  users: [],
};

export const CONNECTOR_FLOWS: readonly ConnectorFlow[] = [
  SAAS_FLOW,
  CIRRUS_FLOW,
  JTEL_FLOW,
  FUNCTIONS_ADDED_FLOW,
  CLEAN_UP_FLOW,
];

/** What is wrong at the end of a flow: empty when it is proven, and the tenant holds what was planned and nothing else. */
export async function shortOf(world: World, flow: ConnectorFlow, runId: string): Promise<readonly string[]> {
  const { phase, failure, waiting } = await world.view('anna', runId);
  const why = failure?.code ?? waiting?.code ?? 'no failure';
  return [
    ...(phase === 'proven' ? [] : [`phase is ${phase} (${why})`]),
    ...differences(flow.held, heldBy(world.sandbox.world, flow.application)),
    ...different('users', flow.users, usersMade(world)),
    ...world.failures.map(String),
  ];
}

/** People in the pretend tenant that a run of ours made, the recycle bin included. */
export function usersMade(world: World): string[] {
  return Object.values(world.sandbox.world.users)
    .filter(({ employeeType }) => employeeType?.includes('registrar-') === true)
    .map(({ userPrincipalName }) => userPrincipalName);
}

function differences(wanted: Held, found: Held): string[] {
  return (Object.keys(wanted) as (keyof Held)[]).flatMap((part) =>
    different(part, wanted[part], found[part]),
  );
}

function different(part: string, wanted: unknown, found: unknown): string[] {
  const [a, b] = [wanted, found].map((one) => JSON.stringify(Array.isArray(one) ? [...one].sort() : one));
  return a === b ? [] : [`${part}: ${b ?? ''} for ${a ?? ''}`];
}
