/** Registrations to look at: any number of them, each the same every time, and the questions the page asks of them. */
import type { RunView } from '../../../src/provisioning/contract.ts';
import type {
  CredentialView,
  LapseCounts,
  RegisterLapse,
  RegisterPage,
  RegisterSummary,
  RegistrationLine,
  RegistrationState,
  RegistrationView,
} from '../../../src/provisioning/contract/register.ts';
import { ANNA, NECTAR, NOW, PHASE_VIEWS, problem } from '../run-views.ts';

const DAY = 86_400_000;
const CONNECTORS = [
  ['audiocodes-live-platform', 'AudioCodes Live Platform'],
  ['nectar-dxp', 'Nectar DXP'],
  ['cirrus-connect', 'Cirrus Connect'],
  ['jtel-presence', 'jtel Presence'],
  ['saas-microsoft-365', 'Microsoft 365 connector'],
] as const;
const NAMES = [
  'LiveDR',
  'Nectar DXP Cloud Connector',
  'Cirrus Server – Mail',
  'jtel Presence',
  'Licences',
] as const;
const OWNERS = ['Anna Admin', 'Bo Builder', 'Pia Privileged'] as const;
const KINDS = ['secret', 'secret', 'sign-in', 'password', 'certificate'] as const;

/** In the order of attention, as the server sorts them. */
const ATTENTION: readonly RegistrationState[] = [
  'needs-you',
  'lapsed',
  'expiring',
  'under-way',
  'unknown',
  'healthy',
  'ended',
];

const WHY = {
  'needs-you': problem(
    'A permission is no longer granted',
    'Validate it, then set it up again with the permissions that are missing.',
    'Somebody took the consent to User.Read.All away.',
  ),
  lapsed: problem('The secret has ended', 'Renew it now.', 'Nobody renewed it in time.'),
} as const;

/** Days until each ends, over and over. */
const ENDS = [180, 12, -9, 41, 330, 95, 213, 64, 150, 27, 270, 355];

function at(days: number): string {
  return new Date(NOW + days * DAY).toISOString();
}

function stateOf(i: number, days: number): RegistrationState {
  if (i % 12 === 1) return 'needs-you';
  if (i % 12 === 7) return 'unknown';
  if (i % 12 === 10) return 'under-way';
  if (days < 0) return 'lapsed';
  return days <= 60 ? 'expiring' : 'healthy';
}

export function line(i: number): RegistrationLine {
  const [connectorId, connectorTitle] = CONNECTORS[i % 5] ?? CONNECTORS[0];
  const days = (ENDS[i % 12] ?? 0) + (i >= 12 ? (i * 7) % 11 : 0);
  const state = stateOf(i, days);
  const id = `00000000-0000-4000-8000-${String(i).padStart(12, '0')}`;
  const name = i < 5 ? (NAMES[i] ?? '') : `${NAMES[i % 5] ?? ''} ${String(i + 1).padStart(2, '0')}`;
  const isKnown = state !== 'unknown' && state !== 'under-way';
  const nextLapse: RegisterLapse | null = isKnown
    ? {
        id: `lapse-${i}`,
        registrationId: id,
        kind: KINDS[i % 5] ?? 'secret',
        connectorTitle,
        name,
        label: name,
        ends: at(days),
      }
    : null;
  return {
    id,
    appId: state === 'under-way' ? null : `dddddddd-dddd-4ddd-8ddd-${String(i).padStart(12, '0')}`,
    connectorId,
    connectorTitle,
    name,
    state,
    why: state === 'needs-you' || state === 'lapsed' ? WHY[state] : null,
    permissions: {
      granted: !isKnown ? null : state === 'needs-you' ? 2 : i % 5 === 0 ? 0 : 3,
      planned: i % 5 === 0 ? 0 : 3,
    },
    nextLapse,
    lapses: nextLapse === null ? 0 : 1 + (i % 3),
    owner: OWNERS[i % 3] ?? '',
    checkedAt: state === 'unknown' ? null : new Date(NOW - 4 * 60_000).toISOString(),
    updatedAt: at(-1),
  };
}

export function lines(count: number): readonly RegistrationLine[] {
  return Array.from({ length: count }, (_, i) => line(i));
}

const byState = (all: readonly RegistrationLine[]): Record<RegistrationState, number> =>
  Object.fromEntries(
    ATTENTION.map((state) => [state, all.filter((one) => one.state === state).length]),
  ) as Record<RegistrationState, number>;

/** As the server: single lapses where they can be told apart. */
const MOST = 240;
const MONTHS = Array.from({ length: 13 }, (_, i) =>
  new Date(Date.UTC(2026, 10 + i, 1)).toISOString().slice(0, 7),
);

function isToCome(ends: string | null): boolean {
  return Date.parse(ends ?? '') > NOW;
}

function countsOf(lapses: readonly RegisterLapse[]): LapseCounts {
  const kinds = [...new Set(lapses.map(({ kind }) => kind))].sort();
  return Object.fromEntries(kinds.map((kind) => [kind, lapses.filter((one) => one.kind === kind).length]));
}

export function summary(all: readonly RegistrationLine[]): RegisterSummary {
  const timeline = all
    .flatMap(({ nextLapse }) => (nextLapse === null ? [] : [nextLapse]))
    .sort((a, b) => (a.ends ?? '').localeCompare(b.ends ?? ''));
  return {
    // Known from the first plan on.
    tenantName: all.length === 0 ? '' : 'Contoso',
    total: all.length,
    byState: byState(all),
    connectors: CONNECTORS.map(([id, title]) => ({
      id,
      title,
      count: all.filter(({ connectorId }) => connectorId === id).length,
    })).filter(({ count }) => count > 0),
    nextLapse: timeline.find(({ ends }) => isToCome(ends)) ?? null,
    timeline: timeline.length > MOST ? [] : timeline,
    timelineCut: timeline.length > MOST,
    months: MONTHS.map((month) => ({
      month,
      counts: countsOf(timeline.filter(({ ends }) => isToCome(ends) && (ends ?? '').startsWith(month))),
    })),
    overdue: countsOf(timeline.filter(({ ends }) => !isToCome(ends))),
    checkedAt: new Date(NOW - 4 * 60_000).toISOString(),
    checkFailure: null,
    at: new Date(NOW).toISOString(),
  };
}

/** Of the connectors that are asked for; of all where none is. */
export function among(all: readonly RegistrationLine[], query: URLSearchParams): readonly RegistrationLine[] {
  const wanted = (query.get('connector') ?? '').split(',').filter((one) => one !== '');
  return wanted.length === 0 ? all : all.filter(({ connectorId }) => wanted.includes(connectorId));
}

const KEYS: Readonly<Record<string, (one: RegistrationLine) => string>> = {
  attention: ({ state, nextLapse }) => `${ATTENTION.indexOf(state)} ${nextLapse?.ends ?? '~'}`,
  connector: ({ connectorTitle, name }) => `${connectorTitle} ${name}`,
  name: ({ name }) => name,
  state: ({ state, name }) => `${ATTENTION.indexOf(state)} ${name}`,
  lapse: ({ nextLapse }) => nextLapse?.ends ?? '~',
  owner: ({ owner, name }) => `${owner} ${name}`,
  checked: ({ checkedAt }) => checkedAt ?? '',
};

/** Filters, sorts, groups and pages as the table of src/provisioning/contract/tab.ts says. */
export function page(all: readonly RegistrationLine[], query: URLSearchParams): RegisterPage {
  const within = Number(query.get('within') ?? 0);
  const listed = (name: string): string[] => (query.get(name) ?? '').split(',').filter((one) => one !== '');
  const [states, connectors] = [listed('state'), listed('connector')];
  const search = (query.get('search') ?? '').toLowerCase().split(' ');
  const found = all.filter(
    (one) =>
      (states.length === 0 || states.includes(one.state)) &&
      (connectors.length === 0 || connectors.includes(one.connectorId)) &&
      (within === 0 || Date.parse(one.nextLapse?.ends ?? '') <= NOW + within * DAY) &&
      search.every((word) => `${one.name} ${one.connectorTitle} ${one.owner}`.toLowerCase().includes(word)),
  );
  const key = KEYS[query.get('sort') ?? 'attention'] ?? (() => '');
  const group = KEYS[query.get('group') ?? 'none'];
  const title = titleOf(query.get('group') ?? 'none');
  const order = (one: RegistrationLine): string =>
    `${group === undefined ? '' : title(one)}\u0000${key(one)}`;
  const sorted = [...found].sort((a, b) => order(a).localeCompare(order(b)));
  if (query.get('desc') === '1') sorted.reverse();
  const start = Number(query.get('after') ?? 0);
  const end = start + Number(query.get('limit') ?? 100);
  return {
    lines: sorted.slice(start, end),
    total: sorted.length,
    groups: group === undefined ? [] : groupsOf(sorted, title),
    next: end < sorted.length ? String(end) : null,
  };
}

function titleOf(group: string): (one: RegistrationLine) => string {
  if (group === 'connector') return ({ connectorTitle }) => connectorTitle;
  return group === 'owner' ? ({ owner }) => owner : ({ state }) => state;
}

function groupsOf(
  sorted: readonly RegistrationLine[],
  title: (one: RegistrationLine) => string,
): RegisterPage['groups'] {
  const counts = new Map<string, number>();
  for (const one of sorted) counts.set(title(one), (counts.get(title(one)) ?? 0) + 1);
  return [...counts].map(([name, count]) => ({ key: name, title: name, count }));
}

/** A registration that has much to say. */
export function registration(one: RegistrationLine, runs: readonly RunView[]): RegistrationView {
  const proven = {
    ...PHASE_VIEWS['handed-over'],
    runId: `run of ${one.id}`.replaceAll(' ', '-'),
    renewable: true,
  };
  return {
    line: one,
    runs: [...runs, proven],
    proof: proven.proof,
    reasons: {
      'CallRecords.Read.All': 'Who called whom, when, over which network, and how it sounded.',
      'User.Read.All': 'Matches a call to a person, so that a report can name them.',
    },
    credentials: [
      credential(one, 'secret', 'Nectar DXP 2026', 12, proven.runId),
      credential(one, 'certificate', 'Second site', 300, null),
    ],
    handOver: proven.handOver,
    findings: one.why === null ? [] : [one.why],
    notChecked: [
      { what: 'directory-roles', since: at(-180) },
      { what: 'key-use', since: null },
    ],
    history: [
      { at: at(-1), who: null, what: 'Looked at the tenant: everything is as it was', requestId: null },
      {
        at: at(-180),
        who: 'Anna Admin',
        what: 'Added a client secret',
        requestId: 'f1b6f5a2-7c61-4f0e-9f5b-0d4a4c8f8a10',
      },
      {
        at: at(-181),
        who: 'Pia Privileged',
        what: 'Approved plan 4F2A-91C3',
        requestId: '0d4a4c8f-8a10-4f0e-9f5b-f1b6f5a27c61',
      },
    ],
    warnings: [
      {
        lapseId: `lapse-${one.id}-Nectar-DXP-2026`,
        band: 14,
        channelId: '19:channel',
        dueAt: at(-2),
        outcome: 'delivered',
        attempts: [{ at: at(-2), status: 201, code: '' }],
      },
    ],
    portalUrl: 'https://entra.microsoft.com/#view/app',
  };
}

function credential(
  one: RegistrationLine,
  kind: CredentialView['kind'],
  label: string,
  days: number,
  runId: string | null,
): CredentialView {
  return {
    kind,
    label,
    ends: at(days),
    note: '',
    lapseId: `lapse-${one.id}-${label.replaceAll(' ', '-')}`,
    starts: at(days - 365),
    hint: kind === 'secret' ? 'a1B' : null,
    places: ['Nectar DXP, Settings'],
    effect: 'Nectar stops receiving call records',
    runId,
    owner: ANNA,
    snoozed: null,
    notOurs: null,
  };
}

export const CONNECTOR_LIST = [
  NECTAR,
  {
    id: 'jtel-presence',
    title: 'jtel Presence',
    vendor: 'jtel',
    purpose:
      'jtel reads the presence of people in Microsoft Teams, so that its contact centre knows who is available.',
  },
];
