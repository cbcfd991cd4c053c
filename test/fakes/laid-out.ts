/** A data folder as a first start leaves it. Making a database takes seconds, and each journey wants one of its own. */
import { createHash } from 'node:crypto';
import { cp, mkdir, mkdtemp, readdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openDatabase } from '../../src/provisioning/store/index.ts';
import { createWakes } from '../../src/provisioning/store/wakes.ts';
import { preparedDump } from './database.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const KEPT = join(ROOT, 'node_modules/.cache/registrar');
const MIGRATIONS = join(ROOT, 'src/provisioning/store/migrations');

/** Puts an empty database, with its tables and its job queue, into the folder. */
export async function layOut(dataDir: string): Promise<void> {
  await cp(await laidOut(), dataDir, { recursive: true });
}

/** The data folder that is copied: made once for each set of migrations and each version of what runs them. */
export async function laidOut(): Promise<string> {
  const kept = join(KEPT, `data-${await versionOfAll()}`);
  if (!(await readdir(kept).catch(() => [])).includes('database')) await make(kept);
  return kept;
}

async function versionOfAll(): Promise<string> {
  const hash = createHash('sha256');
  for (const name of ['@electric-sql/pglite', 'pg-boss'])
    hash.update(await readFile(join(ROOT, 'node_modules', name, 'package.json')));
  for (const name of (await readdir(MIGRATIONS)).toSorted())
    hash.update(await readFile(join(MIGRATIONS, name)));
  return hash.digest('hex').slice(0, 16);
}

async function make(kept: string): Promise<void> {
  await mkdir(KEPT, { recursive: true });
  const draft = await mkdtemp(`${kept}.draft-`);
  const database = await openDatabase({ kind: 'pglite', dataDir: draft, prepared: await preparedDump() });
  const queue = createWakes(database, nothing, { failed: ignore });
  await queue.start();
  await queue.stop();
  await database.close();
  // Somebody else may have been faster; theirs is as good.
  await rename(draft, kept).catch(ignore);
  await rm(draft, { recursive: true, force: true });
}

const nothing = async (): Promise<void> => undefined;
const ignore = (): void => undefined;
