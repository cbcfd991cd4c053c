/**
 * Rolling dumps of the PGlite folder: PGlite does not wait for the disk, so a power cut may leave a folder that
 * cannot be read. What a dump holds is as sealed as the folder itself.
 */
import { randomBytes } from 'node:crypto';
import { mkdir, open, readdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';

const KEEP = 3;
const NAME = /^(\d+)\.tar\.gz$/;

export interface Dumps {
  /** Writes a dump whole or not at all, then removes all but the newest three. Answers its file name. */
  write(dump: Blob): Promise<string>;
  /** File names, newest first. */
  list(): Promise<readonly string[]>;
  read(name: string): Promise<Blob>;
}

export function createDumps(folder: string): Dumps {
  const list = async (): Promise<readonly string[]> => (await numbers(folder)).map(nameOf);
  return {
    list,
    read: async (name) => new Blob([await readFile(join(folder, name))]),
    write: async (dump) => {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      const name = nameOf(((await numbers(folder))[0] ?? 0) + 1);
      await writeWhole(join(folder, name), Buffer.from(await dump.arrayBuffer()));
      for (const old of (await list()).slice(KEEP)) await rm(join(folder, old), { force: true });
      return name;
    },
  };
}

function nameOf(number: number): string {
  return `${String(number).padStart(6, '0')}.tar.gz`;
}

/** Newest first. */
async function numbers(folder: string): Promise<readonly number[]> {
  const names = await readdir(folder).catch(() => []);
  return names
    .flatMap((name) => NAME.exec(name)?.[1] ?? [])
    .map(Number)
    .sort((a, b) => b - a);
}

/** A file appears under its name only once all of it is on the disk. */
export async function writeWhole(path: string, bytes: Uint8Array): Promise<void> {
  const part = `${path}.${randomBytes(8).toString('hex')}.part`;
  const file = await open(part, 'wx', 0o600);
  try {
    await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(part, path);
}
