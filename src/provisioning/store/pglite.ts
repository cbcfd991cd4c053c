/** PostgreSQL in the data folder: opened, made on the first start, or restored from the newest dump that works. */
import { existsSync } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { RegistrarError } from '../errors.ts';
import type { Dumps } from './dumps.ts';

export interface Opened {
  readonly pglite: PGlite;
  /** The dump it was restored from, when the folder could not be read. */
  readonly restoredFrom: string | null;
}

/** @param prepared a dump of an empty database: loading it takes a third of the time of making one. */
export async function openInMemory(prepared: Blob | null): Promise<PGlite> {
  return start(new PGlite(loading(prepared)));
}

/** Throws STORE_UNREADABLE, leaving the folder alone, when it is damaged and no dump can be read either. */
export async function openFolder(dataDir: string, dumps: Dumps, prepared: Blob | null): Promise<Opened> {
  const folder = join(dataDir, 'database');
  const names = await dumps.list();
  if (!existsSync(folder) && names.length === 0) await makeFolder(folder, prepared);
  const pglite = await tryOpening(folder);
  if (pglite !== null) return { pglite, restoredFrom: null };
  for (const name of names) {
    const restored = await tryRestoring(folder, await dumps.read(name));
    if (restored !== null) return { pglite: restored, restoredFrom: name };
  }
  throw new RegistrarError('STORE_UNREADABLE', { folder });
}

/** Made beside its place and moved there when complete: a first start that is cut short leaves nothing. */
async function makeFolder(folder: string, from: Blob | null): Promise<void> {
  const draft = `${folder}.new`;
  await rm(draft, { recursive: true, force: true });
  await mkdir(draft, { recursive: true, mode: 0o700 });
  const pglite = await start(new PGlite(draft, loading(from)));
  await pglite.close();
  await rename(draft, folder);
}

async function tryOpening(folder: string): Promise<PGlite | null> {
  // Without this file PGlite would make a new, empty database in the folder.
  if (!existsSync(join(folder, 'PG_VERSION'))) return null;
  try {
    return await start(new PGlite(folder));
  } catch {
    return null;
  }
}

/** The unreadable folder is kept: somebody may still want to look into it. */
async function tryRestoring(folder: string, dump: Blob): Promise<PGlite | null> {
  try {
    if (existsSync(folder)) await rename(folder, freeName(`${folder}.unreadable`));
    await makeFolder(folder, dump);
  } catch {
    return null;
  }
  return tryOpening(folder);
}

function freeName(wanted: string): string {
  for (let number = 1; ; number += 1) {
    if (!existsSync(`${wanted}-${number}`)) return `${wanted}-${number}`;
  }
}

async function start(pglite: PGlite): Promise<PGlite> {
  await pglite.waitReady;
  return pglite;
}

function loading(dump: Blob | null): { loadDataDir?: Blob } {
  return dump === null ? {} : { loadDataDir: dump };
}
