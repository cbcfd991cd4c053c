/**
 * The tab as the sandbox serves it, in front of a register that holds so many registrations: the product's server and
 * API on PGlite in memory, a pretend cloud that makes the tokens and knows the roles, and the page that plays Teams.
 * Nothing is set up here and no sweep runs, so that what is measured is the tab.
 */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { readConfig } from '../../src/config.ts';
import { openTab, TAB_FILES } from '../../src/index/tab.ts';
import type { TenantId } from '../../src/provisioning/core/ids.ts';
import { TAB_APP_ID } from '../../src/sandbox/seed/ids.ts';
import { hostRoutes } from '../../src/sandbox/host/index.ts';
import { startSandbox, type RunningSandbox } from '../../src/sandbox/server.ts';
import { Changes } from '../../src/tab/api/index.ts';
import { FakeAlerts } from '../../test/fakes/alerts.ts';
import { openInMemory, type TestDatabase } from '../../test/fakes/database.ts';
import { startPageServer, type PageServer } from '../../test/fakes/page-server.ts';
import { leaveBehind, registration } from '../../test/fakes/registrations.ts';
import { registerOn } from '../../test/fakes/register-on.ts';
import { TabEngine } from '../../test/fakes/tab-world.ts';

export interface BenchSite {
  /** Of the page that plays Teams, with the tab in it. */
  readonly hostUrl: string;
  /** A page of the API, with a token of an administrator. Resolves when all of it is here. */
  page(limit: number): Promise<void>;
  close(): Promise<void>;
}

const clock = { now: () => Date.now() };

export async function openSite(registrations: number): Promise<BenchSite> {
  const dataDir = await mkdtemp(join(tmpdir(), 'registrar-bench-'));
  const cloud = await startSandbox({ dataDir, port: 0, tlsPort: 0 });
  setDefaultCACertificates([...getCACertificates('default'), await readFile(cloud.caFile, 'utf8')]);
  const database = await openInMemory();
  await fill(database, registrations, cloud.sandbox.world.tenantId as TenantId);
  const { server } = await serve(cloud, database, dataDir);
  const authorization = `Bearer ${await tokenOf(cloud)}`;
  return {
    hostUrl: `${server.url}/host`,
    page: async (limit) => {
      const asked = `${server.url}/api/tab/registrations?limit=${limit}`;
      const response = await fetch(asked, { headers: { authorization } });
      if (!response.ok) throw new TypeError(`${asked} answered ${response.status}`);
      await response.text();
    },
    close: async () => {
      await server.close();
      await database.close();
      await cloud.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

async function fill(
  { database, store }: TestDatabase,
  registrations: number,
  tenantId: TenantId,
): Promise<void> {
  const now = clock.now();
  const many = Array.from({ length: registrations }, (_, number) => registration(number, now));
  await leaveBehind(database, many, tenantId);
  await store.register.fill(now);
}

function serve(cloud: RunningSandbox, { store }: TestDatabase, dataDir: string): Promise<PageServer> {
  const config = readConfig({
    ...{ PORT: '0', PLAYGROUND_PORT: 'off', DATA_DIR: dataDir },
    SANDBOX_PORT: new URL(cloud.httpUrl).port,
    SANDBOX_TLS_PORT: new URL(cloud.httpsUrl).port,
  });
  const provisioning = new TabEngine().asProvisioning();
  const failed = (cause: unknown): void => void process.stderr.write(`${String(cause)}\n`);
  const api = openTab({
    ...{ config, clock, store, failed, timeoutMs: 10_000 },
    register: registerOn({ store, provisioning, clock }),
    alerts: new FakeAlerts(),
    changes: new Changes(provisioning, 'bench'),
    tenantName: () => Promise.resolve(cloud.sandbox.world.tenantName),
    saidOfLapses: () => undefined,
  });
  return startPageServer({
    ...{ provisioning, api, now: () => clock.now(), tabFiles: TAB_FILES },
    loginOrigin: config.loginBaseUrl,
    morePages: hostRoutes({ cloudUrl: cloud.httpUrl, clientId: TAB_APP_ID, chat: null, directoryUrl: null }),
  });
}

async function tokenOf({ httpUrl }: RunningSandbox): Promise<string> {
  const response = await fetch(`${httpUrl}/sandbox/teams-sso`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ persona: 'anna', clientId: TAB_APP_ID }),
  });
  return ((await response.json()) as { token: string }).token;
}
