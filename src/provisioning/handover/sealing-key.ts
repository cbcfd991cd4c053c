/** Where the sealing key comes from: the configuration or, in the sandbox, a file made on first use. */
import { randomBytes } from 'node:crypto';
import { link, mkdir, open, readFile, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { RegistrarError } from '../errors.ts';

export const KEY_BYTES = 32;

/** @param base64 SEALING_KEY of the configuration. Throws SEAL_KEY_WRONG unless it is 32 bytes in base64. */
export function readSealingKey(base64: string): Buffer {
  const text = base64.trim();
  const key = Buffer.from(text, 'base64');
  if (key.length !== KEY_BYTES || key.toString('base64') !== text) {
    throw new RegistrarError('SEAL_KEY_WRONG', { bytes: key.length });
  }
  return key;
}

/**
 * The key in `path`, made there (mode 0600) when there is none. Safe to call from two processes at once: both get
 * the same key. Throws SEAL_KEY_EXPOSED when others may read the file, SEAL_KEY_WRONG when it holds no key.
 */
export async function loadOrMakeKeyFile(path: string): Promise<Buffer> {
  const found = await readIfThere(path);
  if (found !== null) return found;
  await makeKeyFile(path);
  return readSealingKey(await readFile(path, 'utf8'));
}

async function readIfThere(path: string): Promise<Buffer | null> {
  const file = await stat(path).catch(() => null);
  if (file === null) return null;
  // Windows has no mode bits to speak of: there the folder's access list is what protects the file.
  if (process.platform !== 'win32' && (file.mode & 0o077) !== 0) {
    throw new RegistrarError('SEAL_KEY_EXPOSED', { mode: (file.mode & 0o777).toString(8), file: path });
  }
  return readSealingKey(await readFile(path, 'utf8'));
}

/** A hard link appears whole or not at all, and never replaces a file that was there first. */
async function makeKeyFile(path: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const draft = `${path}.${randomBytes(8).toString('hex')}`;
  const file = await open(draft, 'wx', 0o600);
  try {
    await file.writeFile(`${randomBytes(KEY_BYTES).toString('base64')}\n`);
    await file.sync();
    await link(draft, path).catch(ignoreExisting);
  } finally {
    await file.close();
    await rm(draft, { force: true });
  }
}

function ignoreExisting(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EEXIST') throw error;
}
