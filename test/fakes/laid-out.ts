/**
 * A data folder as a first start leaves it: the database and the keys of the pretend cloud. Making them takes seconds,
 * and each journey wants its own.
 */
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readdir, readFile, rename, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openDatabase } from '../../src/provisioning/store/index.ts';
import { startSandbox } from '../../src/sandbox/server.ts';
import { preparedDump } from './database.ts';
import { makeQueue } from './shared-server.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const KEPT = join(ROOT, 'node_modules/.cache/registrar');
const MIGRATIONS = join(ROOT, 'src/provisioning/store/migrations');

/** Puts an empty database, with its tables and its job queue, and keys into the folder. */
export async function layOut(dataDir: string): Promise<void> {
  await cp(await laidOut(), dataDir, { recursive: true });
}

/** The keys alone, for a product whose database is on a server. */
export async function layOutKeys(dataDir: string): Promise<void> {
  await cp(join(await laidOut(), 'sandbox'), join(dataDir, 'sandbox'), { recursive: true });
}

/** The data folder that is copied: made once for each version of what makes it. */
export async function laidOut(): Promise<string> {
  const kept = join(KEPT, `data-${await versionOfAll()}`);
  if (!existsSync(join(kept, 'database'))) await make(kept);
  return kept;
}

async function versionOfAll(): Promise<string> {
  const migrations = await readdir(MIGRATIONS);
  const makers = [
    'node_modules/@electric-sql/pglite/package.json',
    'node_modules/pg-boss/package.json',
    'src/sandbox/tls.ts',
    'src/sandbox/seed/watch-certificate.ts',
    ...migrations.toSorted().map((name) => join(MIGRATIONS, name)),
  ];
  const hash = createHash('sha256');
  for (const maker of makers) hash.update(await readFile(resolve(ROOT, maker)));
  return hash.digest('hex').slice(0, 16);
}

async function make(kept: string): Promise<void> {
  await mkdir(KEPT, { recursive: true });
  const draft = await mkdtemp(`${kept}.draft-`);
  const database = await openDatabase({ kind: 'pglite', dataDir: draft, prepared: await preparedDump() });
  await makeQueue(database);
  await database.close();
  await makeKeys(draft);
  // Somebody else may have been faster; theirs is as good.
  await rename(draft, kept).catch(ignore);
  await rm(draft, { recursive: true, force: true });
}

/** A pretend cloud with nobody in it yet. */
async function makeKeys(draft: string): Promise<void> {
  const sandbox = await startSandbox({ dataDir: draft, port: 0, tlsPort: 0 });
  await sandbox.close();
  await rm(join(draft, 'sandbox', 'world.json'), { force: true });
}

const ignore = (): void => undefined;
