/**
 * The operator's folder of definitions, as the file system has it. Whoever may write there decides what connectors
 * ask for, so a file counts only when it lies in the folder itself; links within the folder are followed, because
 * that is how mounted configuration arrives.
 */
import {
  closeSync,
  constants,
  fstatSync,
  openSync,
  readdirSync,
  readFileSync,
  realpathSync,
  statSync,
} from 'node:fs';
import { join, sep } from 'node:path';
import { failure, type Failure } from '../errors.ts';
import { MOST_BYTES } from './load.ts';

export interface FolderEntry {
  readonly name: string;
  /** Changes whenever the file may have changed. */
  readonly stamp: string;
}

export type FileBytes =
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array }
  /** Not a definition, however often it is read. */
  | { readonly kind: 'refused'; readonly failure: Failure }
  /** Perhaps the next time. */
  | { readonly kind: 'unreadable'; readonly failure: Failure };

export interface Folder {
  readonly path: string;
  /** What could be a definition, by its name. A failure when the folder itself cannot be read. */
  list(): readonly FolderEntry[] | Failure;
  /** All of a file. */
  read(name: string): FileBytes;
}

const NAME = /^[a-z0-9][a-z0-9._-]{0,99}\.yaml$/i;

export function openFolder(path: string): Folder {
  return {
    path,
    list: () => {
      try {
        const names = readdirSync(path).filter((name) => /^[^.].*\.ya?ml$/isu.test(name));
        return names.sort().map((name) => ({ name, stamp: stampOf(join(path, name)) }));
      } catch (error) {
        return failure('DEF_FOLDER_UNREADABLE', { file: path, reason: reasonOf(error) });
      }
    },
    read: (name) => {
      if (!NAME.test(name)) return { kind: 'refused', failure: failure('DEF_FILE_NAME') };
      return tried(() => {
        const real = realpathSync.native(join(path, name));
        return real.startsWith(withSeparator(realpathSync.native(path))) ? readFile(real) : notAFile();
      });
    },
  };
}

/** A file that somebody named, wherever it lies. */
export function readDefinitionFile(path: string): FileBytes {
  return tried(() => readFile(realpathSync.native(path)));
}

function tried(read: () => FileBytes): FileBytes {
  try {
    return read();
  } catch (error) {
    return { kind: 'unreadable', failure: failure('DEF_UNREADABLE', { reason: reasonOf(error) }) };
  }
}

/** The change time too: a file that may be read from now on has the same content and the same modification time. */
function stampOf(path: string): string {
  try {
    const { ino, size, mtimeMs, ctimeMs } = statSync(path);
    return [ino, size, mtimeMs, ctimeMs].join(' ');
  } catch (error) {
    return reasonOf(error);
  }
}

/** O_NONBLOCK: a pipe in the place of a file would otherwise hold up the whole program. Windows has neither flag. */
const FLAGS = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK;

function readFile(path: string): FileBytes {
  const file = openSync(path, FLAGS);
  try {
    const about = fstatSync(file);
    const { size } = about;
    if (!about.isFile()) return notAFile();
    if (size > MOST_BYTES) {
      return { kind: 'refused', failure: failure('DEF_TOO_LARGE', { size, most: MOST_BYTES }) };
    }
    return { kind: 'bytes', bytes: readFileSync(file) };
  } finally {
    closeSync(file);
  }
}

function notAFile(): FileBytes {
  return { kind: 'refused', failure: failure('DEF_NOT_A_FILE') };
}

function withSeparator(folder: string): string {
  return folder.endsWith(sep) ? folder : `${folder}${sep}`;
}

/** e.g. `ENOENT`. */
function reasonOf(error: unknown): string {
  const code = (error as NodeJS.ErrnoException | null)?.code;
  return code ?? 'nothing that can be told';
}
