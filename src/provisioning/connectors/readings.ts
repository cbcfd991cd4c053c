/** The files of a folder, each read again only when it may have changed. */
import type { Folder } from './folder.ts';
import { loadDefinition, problemIn, type DefinitionProblem, type LoadedDefinition } from './load.ts';

interface Reading {
  /** Null: it could not be read and is tried again. */
  readonly stamp: string | null;
  readonly loaded: LoadedDefinition;
}

export class Readings {
  readonly #folder: Folder;
  #files: ReadonlyMap<string, Reading> = new Map();

  constructor(folder: Folder) {
    this.#folder = folder;
  }

  /** By file name. */
  get files(): ReadonlyMap<string, LoadedDefinition> {
    return new Map([...this.#files].map(([name, { loaded }]) => [name, loaded]));
  }

  /** Which version of the file a problem is about, so that the same mistake made again is told again. */
  stampOf(name: string): string {
    return this.#files.get(name)?.stamp ?? '';
  }

  /** Looks at the folder. When that fails, everything stays as it was read last. */
  refresh(): { readonly changed: boolean; readonly problem: DefinitionProblem | null } {
    const listed = this.#folder.list();
    if ('code' in listed) return { changed: false, problem: problemIn(this.#folder.path, listed) };
    const before = this.#files;
    this.#files = new Map(
      listed.map(({ name, stamp }) => {
        const known = before.get(name);
        return [name, known?.stamp === stamp ? known : this.#read(name, stamp)];
      }),
    );
    const same = [...this.#files].every(([name, reading]) => before.get(name) === reading);
    return { changed: !same || this.#files.size !== before.size, problem: null };
  }

  #read(name: string, stamp: string): Reading {
    const read = this.#folder.read(name);
    if (read.kind === 'bytes') return { stamp, loaded: loadDefinition(name, read.bytes) };
    const loaded: LoadedDefinition = { ok: false, problems: [problemIn(name, read.failure)] };
    return { stamp: read.kind === 'refused' ? stamp : null, loaded };
  }
}
