/** Two sweeps of a grown tenant over real sockets into a real PostgreSQL, and what they cost on the product's side. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { newId, pause } from '../../src/machine.ts';
import type { TenantId } from '../../src/provisioning/core/ids.ts';
import { createSweeps, type Sweeps } from '../../src/provisioning/engine/watch/index.ts';
import { createInventory, createInventorySignIn } from '../../src/provisioning/graph/index.ts';
import { createStore, openDatabase, type Database, type Store } from '../../src/provisioning/store/index.ts';
import { TENANT_ID, WATCH_APP_ID } from '../../src/sandbox/seed/ids.ts';
import { startTestServer } from '../../test/fakes/postgres.ts';
import { startCloudProcess, type CloudProcess } from './cloud-process.ts';

export interface SweepCost {
  readonly applications: number;
  readonly credentials: number;
  readonly pass: 'first' | 'next';
  /** To Microsoft Graph. */
  readonly requests: number;
  /** Growth of this process over what it held before the first sweep, at most. */
  readonly rssMb: number;
  readonly wallMs: number;
  /** Asking the store for what lapses within 60 days; the median of five. */
  readonly dueMs: number;
}

const TENANT = TENANT_ID as TenantId;
const CHANGES = 20;
const TIMEOUT_MS = 60_000;
const HORIZON_MS = 60 * 86_400_000;

export async function measureSweeps(applications: number): Promise<readonly SweepCost[]> {
  const dataDir = await mkdtemp(join(tmpdir(), 'registrar-bench-'));
  const [cloud, server] = await Promise.all([startCloudProcess(dataDir), startTestServer()]);
  const database = await openDatabase({ kind: 'server', url: server.url });
  try {
    await cloud.control('grow', { applications });
    await cloud.quiet();
    const store = createStore(database);
    const sweeps = openSweeps(cloud, dataDir, store);
    const idle = process.memoryUsage.rss();
    const first = await measure({ sweeps, store, database, idle });
    await cloud.addSecrets(CHANGES);
    await cloud.quiet();
    const next = await measure({ sweeps, store, database, idle });
    return [first, next];
  } finally {
    await database.close();
    await Promise.all([cloud.stop(), server.stop()]);
    await rm(dataDir, { recursive: true, force: true });
  }
}

function openSweeps({ httpsUrl }: CloudProcess, dataDir: string, { inventory, ledger }: Store): Sweeps {
  const wire = { timeoutMs: TIMEOUT_MS };
  const certificateFile = join(dataDir, 'sandbox', 'watch.pem');
  const signIn = createInventorySignIn({
    ...wire,
    appId: WATCH_APP_ID,
    certificateFile,
    loginBaseUrl: httpsUrl,
  });
  return createSweeps(
    {
      clock: { now: () => Date.now() },
      ...{ pause, ledger, store: inventory },
      inventory: createInventory({ ...wire, baseUrl: httpsUrl, newId, signIn }),
    },
    {
      ...{ everything: true, own: [], ended: () => undefined },
      failed: (cause) => {
        throw cause;
      },
    },
  );
}

async function measure(at: {
  readonly sweeps: Sweeps;
  readonly store: Store;
  readonly database: Database;
  readonly idle: number;
}): Promise<SweepCost> {
  const memory = watchMemory();
  const began = performance.now();
  const { failure } = await at.sweeps.sweepNow(TENANT);
  const wallMs = Math.round(performance.now() - began);
  const peak = memory.stop();
  if (failure !== null) throw new TypeError(`The sweep ended with ${failure.code}.`);
  const record = await at.store.inventory.read(TENANT);
  return {
    ...(await counted(at.database)),
    pass: record?.pass ?? 'first',
    requests: record?.requests ?? 0,
    rssMb: Math.max(0, Math.round((peak - at.idle) / 2 ** 20)),
    wallMs,
    dueMs: await measureDue(at.sweeps),
  };
}

const LOOK_EVERY_MS = 5;

/** The largest this process is while somebody watches. */
function watchMemory(): { stop(): number } {
  let peak = process.memoryUsage.rss();
  const look = (): void => void (peak = Math.max(peak, process.memoryUsage.rss()));
  const timer = setInterval(look, LOOK_EVERY_MS);
  return {
    stop: () => {
      clearInterval(timer);
      look();
      return peak;
    },
  };
}

async function counted({ kysely }: Database): Promise<{ applications: number; credentials: number }> {
  const count = async (table: 'inventory_applications' | 'inventory_credentials') => {
    const { countAll } = kysely.fn;
    const { n } = await kysely.selectFrom(table).select(countAll().as('n')).executeTakeFirstOrThrow();
    return Number(n);
  };
  return {
    applications: await count('inventory_applications'),
    credentials: await count('inventory_credentials'),
  };
}

async function measureDue(sweeps: Sweeps): Promise<number> {
  const times: number[] = [];
  for (let round = 0; round < 5; round += 1) {
    const began = performance.now();
    await sweeps.lapsing(TENANT, { before: new Date(Date.now() + HORIZON_MS).toISOString() });
    times.push(performance.now() - began);
  }
  return Math.round(times.toSorted((a, b) => a - b)[2] ?? 0);
}
