/** Databases for tests: each its own on a real PostgreSQL server of loopback, or PGlite in memory. */
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { PGlite } from '@electric-sql/pglite';
import { sql } from 'kysely';
import { createCatalog } from '../../src/provisioning/connectors/catalog.ts';
import { createStore, openDatabase } from '../../src/provisioning/store/index.ts';
import type { Database, Store } from '../../src/provisioning/store/index.ts';
import { writeWhole } from '../../src/provisioning/store/dumps.ts';
import { newDatabase } from './shared-server.ts';
import { shipped } from './shipped.ts';

export interface TestDatabase {
  readonly database: Database;
  readonly store: Store;
  /** Empties every table. */
  clear(): Promise<void>;
  close(): Promise<void>;
}

/** A database that nobody else sees, with all tables. */
export async function openTestDatabase(): Promise<TestDatabase> {
  const { url, drop } = await newDatabase('tables');
  const database = await openDatabase({ kind: 'server', url });
  return asTestDatabase(database, async () => {
    await database.close();
    await drop();
  });
}

/** PGlite, as the sandbox has it, from a prepared dump. */
export async function openInMemory(): Promise<TestDatabase> {
  const database = await openDatabase({ kind: 'pglite', dataDir: 'memory', prepared: await preparedDump() });
  return asTestDatabase(database, () => database.close());
}

export function asTestDatabase(database: Database, close: () => Promise<void>): TestDatabase {
  return { database, store: storeOn(database), clear: () => clear(database), close };
}

/** That knows the connectors that ship with the product. */
export function storeOn(database: Database): Store {
  return createStore(database, createCatalog(shipped()));
}

const TABLES = [
  'runs',
  'steps',
  'history',
  'sign_ins',
  'secrets',
  'pending_sign_ins',
  'conversations',
  'cards',
  'presses',
  'activities_seen',
  'outbox',
  'outbox_attempts',
  'outbox_senders',
  'outbox_pauses',
  'inventory_applications',
  'inventory_credentials',
  'inventory_looks',
  'sweeps',
  'alert_channels',
  'lapse_marks',
  'connector_ladders',
  'calendar_links',
  'register',
];

/** Few rows are gone sooner than the files of so many tables are made anew. */
async function clear(database: Database): Promise<void> {
  const each = TABLES.map((table) => sql`${sql.ref(`from_${table}`)} as (delete from ${sql.table(table)})`);
  await sql`with ${sql.join(each)} select 1`.execute(database.kysely);
}

const MODULES = fileURLToPath(new URL('../../node_modules/', import.meta.url));

/** Made once a machine and PGlite version: loading it is some seconds faster than making a database. */
export async function preparedDump(): Promise<Blob> {
  const about = JSON.parse(
    await readFile(join(MODULES, '@electric-sql', 'pglite', 'package.json'), 'utf8'),
  ) as { version: string };
  const path = join(MODULES, '.cache', `pglite-${about.version}.tar.gz`);
  const kept = await readFile(path).catch(() => null);
  return kept === null ? makePreparedDump(path) : new Blob([kept]);
}

async function makePreparedDump(path: string): Promise<Blob> {
  const pglite = await PGlite.create();
  const dump = await pglite.dumpDataDir('gzip');
  await pglite.close();
  await mkdir(join(MODULES, '.cache'), { recursive: true });
  await writeWhole(path, new Uint8Array(await dump.arrayBuffer()));
  return dump;
}
