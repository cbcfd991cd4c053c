/**
 * The exclusive lock on a data folder. PGlite has none of its own, and two processes on one folder silently lose
 * each other's rows.
 *
 * The lock is a folder of numbered claims; the highest number holds. A claim is taken by linking a whole file to
 * the next free number, which succeeds for one process only. It is given up by being emptied, never by being
 * removed: numbers only grow, so nobody can slip in beneath a holder. A claim whose process is gone (kill -9,
 * power cut) counts as given up.
 */
import { randomBytes } from 'node:crypto';
import { link, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { RegistrarError } from '../errors.ts';
import { isRunning, thisProcess } from './process-identity.ts';
import type { ProcessIdentity } from './process-identity.ts';

export interface Lock {
  release(): Promise<void>;
}

/** @param folder of the lock itself; made when absent. Throws STORE_LOCKED, naming the process that holds it. */
export async function takeLock(folder: string): Promise<Lock> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  for (;;) {
    const highest = await highestClaim(folder);
    const holder = await readHolder(join(folder, String(highest)));
    if (holder !== null && (await isRunning(holder)))
      throw new RegistrarError('STORE_LOCKED', { pid: holder.pid });
    const mine = highest + 1;
    if (await claim(folder, mine)) return { release: () => writeFile(join(folder, String(mine)), '') };
  }
}

/** True when the claim is ours. One that was removed beneath a newer holder could be made again: hence the look. */
async function claim(folder: string, number: number): Promise<boolean> {
  const draft = join(folder, `draft-${randomBytes(8).toString('hex')}`);
  const path = join(folder, String(number));
  await writeFile(draft, JSON.stringify(await thisProcess()), { flag: 'wx', mode: 0o600 });
  try {
    if (!(await linked(draft, path))) return false;
  } finally {
    await rm(draft, { force: true });
  }
  const ours = (await highestClaim(folder)) === number;
  if (ours) await removeOlder(folder, number);
  else await rm(path, { force: true });
  return ours;
}

async function linked(from: string, to: string): Promise<boolean> {
  try {
    await link(from, to);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

async function claims(folder: string): Promise<readonly number[]> {
  return (await readdir(folder)).filter((name) => /^\d+$/.test(name)).map(Number);
}

async function highestClaim(folder: string): Promise<number> {
  return Math.max(0, ...(await claims(folder)));
}

async function removeOlder(folder: string, than: number): Promise<void> {
  for (const number of await claims(folder)) {
    if (number < than) await rm(join(folder, String(number)), { force: true });
  }
}

/** Null: nobody, or given up. A claim is linked whole, so half of one was left by a power cut: nobody's either. */
async function readHolder(path: string): Promise<ProcessIdentity | null> {
  try {
    return JSON.parse(await readFile(path, 'utf8')) as ProcessIdentity;
  } catch {
    return null;
  }
}
