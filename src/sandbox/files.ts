/** What the sandbox keeps on disk: the world and the signing key. Every file is readable by its owner alone. */
import { mkdir, open, readFile, rename } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { newSigningKey, type StoredSigningKey } from './entra/keys.ts';
import { upgradeWorld, type SavedWorld } from './upgrade.ts';
import type { World } from './world.ts';

/** The content, or undefined when there is no such file. Anything else that is wrong with it is thrown. */
export async function readText(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8');
  } catch (problem) {
    if ((problem as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw problem;
  }
}

/** Either the old content or the new is there afterwards, never half of it, whatever happens to the process. */
export async function writeAtomically(path: string, content: string): Promise<void> {
  const draft = `${path}.new`;
  const file = await open(draft, 'w', 0o600);
  try {
    await file.writeFile(content);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(draft, path);
}

export interface WorldFile {
  load(): Promise<World | undefined>;
  /** Returns at once. Calls that come while a write is under way lead to one more write, of the newest state. */
  save(world: World): void;
  /** Resolves when everything saved is on disk; rejects if the last write failed. */
  settled(): Promise<void>;
}

/** @param pause awaited before each write: a large world is then not written for every one of many changes. */
export function createWorldFile(folder: string, pause?: () => Promise<void>): WorldFile {
  const path = join(folder, 'world.json');
  let waiting: World | undefined;
  let writing: Promise<void> | undefined;

  async function writeAll(): Promise<void> {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    while (waiting !== undefined) {
      await pause?.();
      const world = waiting;
      waiting = undefined;
      await writeAtomically(path, JSON.stringify(world));
    }
  }

  return {
    async load() {
      const text = await readText(path);
      return text === undefined ? undefined : upgradeWorld(JSON.parse(text) as SavedWorld);
    },
    save(world) {
      waiting = world;
      writing ??= writeAll().finally(() => (writing = undefined));
      writing.catch(() => undefined);
    },
    async settled() {
      await writing;
    },
  };
}

/** The signing key in `folder`, made on the first call. */
export async function loadSigningKey(folder: string): Promise<StoredSigningKey> {
  const path = join(folder, 'signing-key.json');
  const text = await readText(path);
  if (text !== undefined) return JSON.parse(text) as StoredSigningKey;
  const made = await newSigningKey();
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  await writeAtomically(path, JSON.stringify(made));
  return made;
}
