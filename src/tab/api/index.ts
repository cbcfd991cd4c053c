/** The API of the tab, put together: who asks, what they may, and what they get. */
import type { CalendarLinks } from '../../provisioning/contract/tab.ts';
import type { Alerts, Register, RolesOf } from '../../provisioning/index.ts';
import type { PagePorts, PageRoute } from '../pages/exchange.ts';
import type { ApiPorts } from './calls.ts';
import type { Changes } from './changes.ts';
import { consentRoutes, consentUrl } from './consent.ts';
import { createKeys } from './keys.ts';
import { Rights } from './rights.ts';
import { apiRoutes } from './routes.ts';
import { Streams } from './stream.ts';
import { createVerifier, TEAMS_CLIENTS } from './verify.ts';

export { Changes } from './changes.ts';

/** What the API needs beside what the pages have. */
export interface ApiOptions {
  readonly register: Register;
  readonly alerts: Alerts;
  readonly calendarLinks: CalendarLinks;
  readonly rolesOf: RolesOf;
  readonly changes: Changes;
  /** Application (client) id of the API. */
  readonly appId: string;
  /** Its application id URI; null: it has none. */
  readonly appIdUri: string | null;
  /** Ids of the tenants that are served. */
  tenants(): Promise<readonly string[]>;
  tenantName(tenantId: string): Promise<string>;
  readonly chatUrl: ApiPorts['chatUrl'];
  readonly kindOf: ApiPorts['kindOf'];
  readonly saidOfLapses: ApiPorts['saidOfLapses'];
  /** Rejects when the signal says so. */
  delay(ms: number, signal: AbortSignal): Promise<void>;
  readonly fetch?: typeof globalThis.fetch;
  /** For one request to the sign-in service. */
  readonly timeoutMs: number;
}

export function createApi(options: ApiOptions & PagePorts): readonly PageRoute[] {
  const { appId, appIdUri, loginOrigin: loginBaseUrl, alerts, changes } = options;
  const now = (): number => options.now();
  const verify = createVerifier({
    ...{ loginBaseUrl, now },
    audiences: [appId, ...(appIdUri === null ? [] : [appIdUri])],
    clients: [...TEAMS_CLIENTS, appId],
    tenants: () => options.tenants(),
    findKey: createKeys({ ...options, loginBaseUrl, now }),
  });
  const rights = new Rights({
    rolesOf: options.rolesOf,
    now,
    consentUrl: (tenantId) => consentUrl(options, tenantId),
  });
  const saidOfLapses = (tenantId: string): void => {
    options.saidOfLapses(tenantId);
    changes.touched(tenantId);
  };
  const ports = { ...options, alerts, verify, rights, streams: new Streams(options), saidOfLapses };
  return [...apiRoutes(ports), ...consentRoutes(options)];
}
