/** A folder of definitions and a record of what was seen, in memory: files change without a disk or a pause. */
import type { FileBytes, Folder, FolderEntry } from '../../src/provisioning/connectors/folder.ts';
import type { SeenStore } from '../../src/provisioning/connectors/seen.ts';
import { failure, type Failure } from '../../src/provisioning/errors.ts';

export class FakeFolder implements Folder {
  readonly path = '/connectors';
  /** How often a file was read. */
  reads = 0;
  /** What the system answers for the whole folder instead of its files. */
  broken: Failure | null = null;
  readonly #files = new Map<string, { readonly stamp: string; readonly content: FileBytes }>();
  #changes = 0;

  write(name: string, text: string): void {
    this.put(name, { kind: 'bytes', bytes: new TextEncoder().encode(text) });
  }

  put(name: string, content: FileBytes): void {
    this.#changes += 1;
    this.#files.set(name, { stamp: String(this.#changes), content });
  }

  remove(name: string): void {
    this.#files.delete(name);
  }

  list(): readonly FolderEntry[] | Failure {
    if (this.broken !== null) return this.broken;
    return [...this.#files]
      .map(([name, { stamp }]) => ({ name, stamp }))
      .sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  read(name: string): FileBytes {
    this.reads += 1;
    return (
      this.#files.get(name)?.content ?? {
        kind: 'unreadable',
        failure: failure('DEF_UNREADABLE', { reason: 'ENOENT' }),
      }
    );
  }
}

/** Throws what `refuses` holds, as a full or failing disk would. */
export class MemoryStore implements SeenStore {
  readonly name = 'connectors-seen.json';
  text: string | null;
  writes = 0;
  refuses: Error | null = null;

  constructor(text: string | null = null) {
    this.text = text;
  }

  read(): string | null {
    if (this.refuses !== null) throw this.refuses;
    return this.text;
  }

  write(text: string): void {
    if (this.refuses !== null) throw this.refuses;
    this.writes += 1;
    this.text = text;
  }
}

export function systemError(code: string): Error {
  return Object.assign(new Error(code), { code });
}
