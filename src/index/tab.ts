/** What the tab's API is made of, and how it and the chat hear of what the other did. */
import { join } from 'node:path';
import type { Config } from '../config.ts';
import { delay, newId } from '../machine.ts';
import { createRolesOf } from '../provisioning/graph/index.ts';
import type { Alerts, Provisioning, Register } from '../provisioning/index.ts';
import type { Store } from '../provisioning/store/index.ts';
import { Changes, type ApiOptions } from '../tab/api/index.ts';
import { pretendTenant } from './pretend-tenant.ts';

/** Where the page is built to. */
export const TAB_FILES = join(import.meta.dirname, '..', '..', 'dist', 'tab');

/** The chat with the bot, as the chat client of the sandbox calls it. */
const CHAT = 'https://teams.microsoft.com/l/chat/0/0?users=28:registrar';

export interface TabParts {
  readonly config: Config;
  readonly clock: { now(): number };
  readonly store: Pick<Store, 'calendarLinks' | 'chat'>;
  readonly register: Register;
  readonly alerts: Alerts;
  readonly changes: Changes;
  readonly tenantName: ApiOptions['tenantName'];
  /** Shows anew in the chat what is said of lapses. */
  saidOfLapses(tenantId: string): void;
  /** For one request to Graph or to the sign-in service. */
  readonly timeoutMs: number;
  failed(cause: unknown): void;
}

export function openChanges(provisioning: Provisioning): Changes {
  return new Changes(provisioning, newId.hex(128).slice(0, 12));
}

export function openTab(parts: TabParts): ApiOptions {
  const { config, clock, store, timeoutMs } = parts;
  const { graphBaseUrl, loginBaseUrl } = config;
  const { appId, appIdUri, certificateFile } = config.tab;
  const now = (): number => clock.now();
  const pretend = () => pretendTenant(graphBaseUrl);
  return {
    ...{ appId, appIdUri, delay, timeoutMs },
    register: parts.register,
    alerts: parts.alerts,
    changes: parts.changes,
    calendarLinks: store.calendarLinks,
    rolesOf: createRolesOf({
      ...{ appId, certificateFile, loginBaseUrl, graphBaseUrl, timeoutMs, newId, now },
      failed: (cause) => parts.failed(cause),
    }),
    tenants: once(async () => config.tab.tenants ?? [(await pretend()).tenantId]),
    tenantName: parts.tenantName,
    chatUrl: CHAT,
    kindOf: async (tenantId, channelId) => (await store.chat.conversation(tenantId, channelId))?.kind ?? null,
    saidOfLapses: (tenantId) => parts.saidOfLapses(tenantId),
  };
}

/** Whoever looks at the tab sees what is said of lapses elsewhere. */
export function telling(alerts: Alerts, touched: (tenantId: string) => void): Alerts {
  const told = async <T>(tenantId: string, work: Promise<T>): Promise<T> => {
    const answer = await work;
    touched(tenantId);
    return answer;
  };
  return {
    ...alerts,
    snooze: (actor, ...asked) => told(actor.tenantId, alerts.snooze(actor, ...asked)),
    notOurs: (actor, ...asked) => told(actor.tenantId, alerts.notOurs(actor, ...asked)),
  };
}

/** Asked until it is known: it does not change while the product runs. */
function once<T>(ask: () => Promise<T>): () => Promise<T> {
  let known: Promise<T> | null = null;
  return () => {
    known ??= ask().catch((error: unknown) => {
      known = null;
      throw error;
    });
    return known;
  };
}
