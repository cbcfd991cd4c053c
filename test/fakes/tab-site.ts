/** The real server with the tab's API, people of two tenants, and what each of them holds. */
import { ROLES, type HeldRoles } from '../../src/provisioning/index.ts';
import { Changes } from '../../src/tab/api/index.ts';
import { startPageServer, type PageServer } from './page-server.ts';
import {
  channelIn,
  CONTOSO,
  FABRIKAM,
  FakeCalendarLinks,
  FakeRegister,
  TabAlerts,
  TabEngine,
} from './tab-world.ts';
import { API, TeamsTokens, type Speaker } from './teams-tokens.ts';

/** Kinds of people, and of answers about them. */
export const KINDS = {
  global: [ROLES.globalAdministrator],
  privileged: [ROLES.privilegedRoleAdministrator],
  application: [ROLES.applicationAdministrator],
  cloud: [ROLES.cloudApplicationAdministrator],
  developer: [ROLES.applicationDeveloper],
  helper: [ROLES.userAdministrator],
  nobody: [],
  guest: [ROLES.globalAdministrator],
  'no consent': 'consent',
  'more proof': 'claims',
  'gone quiet': 'unavailable',
  revoked: 'void',
} as const satisfies Readonly<Record<string, readonly string[] | HeldRoles['kind']>>;

export type Kind = keyof typeof KINDS;

export const CLAIMS = '{"access_token":{"acrs":{"essential":true,"value":"c1"}}}';

export function speaker(kind: Kind, tenantId = CONTOSO): Speaker {
  const number = Object.keys(KINDS).indexOf(kind) + 1;
  const oid = `aaaaaaaa-0000-4000-8000-0000000000${String(number).padStart(2, '0')}`;
  return { oid, displayName: kind, tenantId, acct: kind === 'guest' ? 1 : 0 };
}

/** A pause that a test ends. */
export class HandDelay {
  readonly #waiting = new Set<() => void>();
  readonly asked: number[] = [];

  readonly delay = (ms: number, signal: AbortSignal): Promise<void> => {
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    this.asked.push(ms);
    this.#waiting.add(resolve);
    signal.addEventListener('abort', () => {
      this.#waiting.delete(resolve);
      reject(new DOMException('over', 'AbortError'));
    });
    return promise;
  };

  /** Every pause is over. */
  pass(): void {
    for (const resolve of this.#waiting) resolve();
    this.#waiting.clear();
  }
}

export interface TabSite extends PageServer {
  readonly tokens: TeamsTokens;
  readonly tabEngine: TabEngine;
  readonly register: FakeRegister;
  readonly alerts: TabAlerts;
  readonly changes: Changes;
  readonly pauses: HandDelay;
  /** Tenants in which something was said of a lapse. */
  readonly said: string[];
  /** How often Graph was asked what somebody holds. */
  asked: number;
  /** What Graph says instead. */
  instead: HeldRoles | null;
  /** A request with a token of that person. */
  as(kind: Kind, request: string, body?: unknown): Promise<Response>;
  /** A request with whatever stands in the header. */
  send(request: string, authorization: string | null, body?: unknown): Promise<Response>;
}

export async function startTabSite(options: { readonly tabFiles?: string } = {}): Promise<TabSite> {
  const start = Date.UTC(2026, 10, 21, 10);
  let now = (): number => start;
  const clocked = (): number => now();
  const [tabEngine, register, alerts] = [new TabEngine(), new FakeRegister(clocked), new TabAlerts()];
  const [tokens, pauses, said] = [await TeamsTokens.create(clocked), new HandDelay(), [] as string[]];
  const changes = new Changes(tabEngine.asProvisioning(), 'test');
  const state = { asked: 0, instead: null as HeldRoles | null };
  const site = await startPageServer({
    ...options,
    provisioning: tabEngine.asProvisioning(),
    api: {
      ...{
        register,
        alerts,
        changes,
        appId: API,
        appIdUri: `api://registrar.example/${API}`,
        timeoutMs: 1_000,
      },
      chatUrl: 'https://teams.microsoft.com/l/chat/0/0?users=28:registrar',
      fetch: tokens.fetch,
      delay: pauses.delay,
      calendarLinks: new FakeCalendarLinks(),
      tenants: () => Promise.resolve([CONTOSO, FABRIKAM]),
      tenantName: (tenantId) => Promise.resolve(tenantId === CONTOSO ? 'Contoso' : 'Fabrikam'),
      kindOf: (tenantId, id) => Promise.resolve(id === channelIn(tenantId) ? 'channel' : null),
      saidOfLapses: (tenantId) => said.push(tenantId),
      rolesOf: ({ token }) => {
        state.asked += 1;
        return Promise.resolve(state.instead ?? heldBy(token.expose()));
      },
    },
  });
  now = () => site.clock.now();
  const send: TabSite['send'] = (request, authorization, body) => {
    const [method = '', path = ''] = request.split(' ');
    const type = method === 'GET' ? {} : { 'content-type': 'application/json' };
    return fetch(site.server.url + path, {
      method,
      headers: { ...type, ...(authorization === null ? {} : { authorization }) },
      redirect: 'manual',
      ...(method === 'GET' ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body ?? {}) }),
    });
  };
  return Object.assign(state, site, {
    ...{ tokens, tabEngine, register, alerts, changes, pauses, said, send },
    as: async (kind: Kind, request: string, body?: unknown) =>
      send(request, `Bearer ${await tokens.of(speaker(kind))}`, body),
  });
}

/** What Graph says of whoever the token is for. */
function heldBy(token: string): HeldRoles {
  const payload = token.split('.')[1] ?? '';
  const { oid, name } = JSON.parse(Buffer.from(payload, 'base64url').toString()) as {
    oid: string;
    name: Kind;
  };
  const held: readonly string[] | HeldRoles['kind'] = KINDS[name];
  if (typeof held !== 'string') return { kind: 'held', oid, guest: name === 'guest', roles: held };
  if (held === 'claims') return { kind: 'claims', claims: CLAIMS };
  return { kind: held as 'consent' };
}
