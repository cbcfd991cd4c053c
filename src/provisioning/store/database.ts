/** The database: PGlite in a folder (or in memory), or a PostgreSQL server. The same tables and roles on both. */
import { join } from 'node:path';
import { Kysely, PGliteDialect, PostgresDialect } from 'kysely';
import { Pool } from 'pg';
import { fromPglite } from 'pg-boss';
import type { BackendProfile, Db } from 'pg-boss';
import type { PGlite } from '@electric-sql/pglite';
import { createDumps } from './dumps.ts';
import { withStoreFailures } from './failures.ts';
import { takeLock } from './lock.ts';
import { migrate } from './migrations/index.ts';
import { openFolder, openInMemory } from './pglite.ts';
import { asTenant, asWorker } from './roles.ts';
import type { Work } from './roles.ts';
import type { Tables } from './tables.ts';

export type DatabaseOptions =
  | {
      readonly kind: 'pglite';
      /** DATA_DIR: the database is in `database`, its lock in `lock` and its dumps in `dumps`. */
      readonly dataDir: string;
      /** A dump of an empty database, to start from instead of making one. */
      readonly prepared?: Blob;
    }
  | { readonly kind: 'server'; readonly url: string };

export interface Database {
  readonly kind: 'pglite' | 'server';
  /** As the login itself, whom no policy holds. For migrations and for tests; the store uses the two below. */
  readonly kysely: Kysely<Tables>;
  /** One transaction that sees one tenant. */
  asTenant<T>(tenantId: string, work: Work<T>): Promise<T>;
  /** One transaction across tenants, with next to no rights. */
  asWorker<T>(work: Work<T>): Promise<T>;
  /** What the job queue runs its own statements on. */
  readonly queue: { readonly db: Db; readonly backend: BackendProfile };
  /** File name of the dump the folder was restored from at this start, when it could not be read. */
  readonly restoredFrom: string | null;
  /** Writes a dump of the folder; null where there is no folder of ours. */
  dump(): Promise<string | null>;
  close(): Promise<void>;
}

/**
 * Opens the database and brings its tables up to date. `dataDir: 'memory'` keeps nothing.
 *
 * Throws STORE_LOCKED, STORE_UNREADABLE, STORE_UNREACHABLE, STORE_UNWRITABLE or STORE_NOT_READY.
 */
export async function openDatabase(options: DatabaseOptions): Promise<Database> {
  return withStoreFailures(() => open(options));
}

async function open(options: DatabaseOptions): Promise<Database> {
  if (options.kind === 'server') return openServer(options.url);
  const prepared = options.prepared ?? null;
  if (options.dataDir !== 'memory') return openLocked(options.dataDir, prepared);
  return overPglite(await openInMemory(prepared), { restoredFrom: null, dump: noDump, release: noRelease });
}

async function openLocked(dataDir: string, prepared: Blob | null): Promise<Database> {
  const lock = await takeLock(join(dataDir, 'lock'));
  try {
    const dumps = createDumps(join(dataDir, 'dumps'));
    const { pglite, restoredFrom } = await openFolder(dataDir, dumps, prepared);
    const dump = async (): Promise<string> => {
      await pglite.exec('checkpoint');
      return dumps.write(await pglite.dumpDataDir('gzip'));
    };
    return await overPglite(pglite, { restoredFrom, dump, release: () => lock.release() });
  } catch (error) {
    await lock.release();
    throw error;
  }
}

interface Folder {
  readonly restoredFrom: string | null;
  dump(): Promise<string | null>;
  release(): Promise<void>;
}

async function overPglite(pglite: PGlite, folder: Folder): Promise<Database> {
  const kysely = new Kysely<Tables>({ dialect: new PGliteDialect({ pglite }) });
  const close = async (): Promise<void> => {
    if (!pglite.closed) await pglite.close();
    await folder.release();
  };
  return ready(kysely, close, {
    kind: 'pglite',
    queue: { db: fromPglite(pglite), backend: 'pglite' },
    restoredFrom: folder.restoredFrom,
    dump: () => withStoreFailures(() => folder.dump()),
  });
}

async function openServer(url: string): Promise<Database> {
  const pool = new Pool({ connectionString: url, connectionTimeoutMillis: 10_000 });
  // A connection that breaks while idle is replaced at its next use; unheard, it would end the process.
  pool.on('error', ignore);
  const kysely = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
  return ready(kysely, () => kysely.destroy(), {
    kind: 'server',
    queue: { db: { executeSql: (text, values) => pool.query(text, values) }, backend: 'postgres' },
    restoredFrom: null,
    dump: noDump,
  });
}

type Rest = Omit<Database, 'kysely' | 'asTenant' | 'asWorker' | 'close'>;

async function ready(kysely: Kysely<Tables>, close: () => Promise<void>, rest: Rest): Promise<Database> {
  try {
    await migrate(kysely);
  } catch (error) {
    await close();
    throw error;
  }
  return {
    ...rest,
    kysely,
    asTenant: (tenantId, work) => withStoreFailures(() => asTenant(kysely, tenantId, work)),
    asWorker: (work) => withStoreFailures(() => asWorker(kysely, work)),
    close,
  };
}

const noDump = (): Promise<null> => Promise.resolve(null);
const noRelease = (): Promise<void> => Promise.resolve();
const ignore = (): void => undefined;
