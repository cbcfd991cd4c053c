/** The record of what connectors asked for, as a file that appears whole or not at all. */
import { randomBytes } from 'node:crypto';
import {
  closeSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname } from 'node:path';
import type { SeenStore } from './seen.ts';

export function openSeenFile(path: string): SeenStore {
  return {
    name: path,
    read: () => {
      try {
        return readFileSync(path, 'utf8');
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
        throw error;
      }
    },
    write: (text) => {
      mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
      const draft = `${path}.${randomBytes(8).toString('hex')}.part`;
      try {
        writeThrough(draft, text);
        renameSync(draft, path);
      } finally {
        rmSync(draft, { force: true });
      }
    },
  };
}

function writeThrough(path: string, text: string): void {
  const file = openSync(path, 'wx', 0o600);
  try {
    writeFileSync(file, text);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}
