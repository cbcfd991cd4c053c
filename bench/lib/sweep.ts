/** Two sweeps of a grown tenant by the product as it runs, over real sockets into a real PostgreSQL. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TenantId } from '../../src/provisioning/core/ids.ts';
import type { SweepRecord } from '../../src/provisioning/ports.ts';
import { openDatabase, type Database } from '../../src/provisioning/store/index.ts';
import { TENANT_ID } from '../../src/sandbox/seed/ids.ts';
import { storeOn } from '../../test/fakes/database.ts';
import { startTestServer } from '../../test/fakes/postgres.ts';
import { startCloudProcess } from './cloud-process.ts';
import { startProductProcess, type ProductProcess } from './product-process.ts';

export interface SweepCost {
  readonly applications: number;
  readonly credentials: number;
  readonly pass: 'first' | 'next';
  /** To Microsoft Graph. */
  readonly requests: number;
  /** By how much the product's process grew, at most, over what it held before the first sweep. */
  readonly rssMb: number | null;
  readonly wallMs: number;
  /** Asking for what lapses within 60 days; the median of five. */
  readonly dueMs: number;
}

const TENANT = TENANT_ID as TenantId;
const CHANGES = 20;
const HORIZON_MS = 60 * 86_400_000;
/** Longer than the link of the last sweep lives, and longer than the interval of sweeps. */
const EVERYTHING_AGAIN = 'P8D';
const NEXT_TIME = 'PT7H';
const LOOK_EVERY_MS = 100;
/** For the product to come to rest after its start. */
const REST_MS = 3_000;

/** What ends when the measuring does, the last first. */
type Ends = (() => unknown)[];

export async function measureSweeps(applications: number): Promise<readonly SweepCost[]> {
  const ends: Ends = [];
  try {
    return await measure(applications, ends);
  } finally {
    for (const end of ends.reverse()) await end();
  }
}

async function measure(applications: number, ends: Ends): Promise<readonly SweepCost[]> {
  const dataDir = await mkdtemp(join(tmpdir(), 'registrar-bench-'));
  ends.push(() => rm(dataDir, { recursive: true, force: true }));
  const [cloud, server] = await Promise.all([startCloudProcess(dataDir), startTestServer()]);
  ends.push(() => Promise.all([cloud.stop(), server.stop()]));
  const product = await startProductProcess({
    ...{ PORT: '0', DATA_DIR: dataDir, DATABASE_URL: server.url, WATCH_EVERYTHING: 'on' },
    ...{ SANDBOX_TLS_PORT: new URL(cloud.httpsUrl).port, NODE_EXTRA_CA_CERTS: cloud.caFile },
  });
  ends.push(() => product.stop());
  const database = await openDatabase({ kind: 'server', url: server.url });
  ends.push(() => database.close());
  let last = await swept(database, null);
  await cloud.control('grow', { applications });
  await cloud.quiet();
  await pause(REST_MS);
  const idle = await product.memory();
  const rows: SweepCost[] = [];
  for (const advance of [EVERYTHING_AGAIN, NEXT_TIME]) {
    if (rows.length > 0) await cloud.addSecrets(CHANGES);
    await cloud.quiet();
    await cloud.control('clock', { advance });
    last = await swept(database, last);
    rows.push(await costOf({ last, database, product, idle }));
  }
  return rows;
}

/** The record of the first sweep after that one, once it has ended. */
async function swept(database: Database, before: SweepRecord | null): Promise<SweepRecord> {
  const { inventory } = storeOn(database);
  for (;;) {
    const record = await inventory.read(TENANT);
    if (record?.finishedAt != null && record.startedAt !== before?.startedAt) return record;
    await pause(LOOK_EVERY_MS);
  }
}

async function costOf(at: {
  readonly last: SweepRecord;
  readonly database: Database;
  readonly product: ProductProcess;
  readonly idle: number | null;
}): Promise<SweepCost> {
  const { pass, requests, startedAt, finishedAt, failure } = at.last;
  if (failure !== null) throw new TypeError(`The sweep ended with ${failure.code}.`);
  const peak = await at.product.peak();
  return {
    applications: await count(at.database, 'inventory_applications'),
    credentials: await count(at.database, 'inventory_credentials'),
    pass: pass ?? 'first',
    requests,
    rssMb: peak === null || at.idle === null ? null : Math.max(0, Math.round(peak - at.idle)),
    wallMs: Date.parse(finishedAt ?? '') - Date.parse(startedAt ?? ''),
    dueMs: await measureDue(at.database, Date.parse(finishedAt ?? '')),
  };
}

async function count(
  { kysely }: Database,
  table: 'inventory_applications' | 'inventory_credentials',
): Promise<number> {
  const { countAll } = kysely.fn;
  const { n } = await kysely.selectFrom(table).select(countAll().as('n')).executeTakeFirstOrThrow();
  return Number(n);
}

/** @param now business time, epoch ms */
async function measureDue(database: Database, now: number): Promise<number> {
  const { inventory } = storeOn(database);
  const times: number[] = [];
  for (let round = 0; round < 5; round += 1) {
    const began = performance.now();
    await inventory.lapsing(TENANT, { before: new Date(now + HORIZON_MS).toISOString() });
    times.push(performance.now() - began);
  }
  return Math.round(times.toSorted((a, b) => a - b)[2] ?? 0);
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => void setTimeout(resolve, ms));
}
