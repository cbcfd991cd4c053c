/** All connectors there are. */
import { readdirSync, readFileSync } from 'node:fs';
import { RegistrarError } from '../errors.ts';
import type { Definition } from '../core/definition.ts';
import { findConnector } from '../core/find.ts';
import { loadDefinition } from './load.ts';

export interface DefinitionCatalog {
  all(): readonly Definition[];
  byId(id: string): Definition | undefined;
  /** What people typed after "set up", with near misses understood. */
  find(words: string): ReturnType<typeof findConnector>;
  /** What the connector asks for beyond the version last approved here, in words; empty: nothing. */
  widened(id: string): readonly string[];
  /** A plan of this version was approved: what it asks for is no longer news. */
  accept(id: string, version: number): void;
}

/** In the order of their titles; nothing of them is news. Throws DEF_SAME_CONNECTOR when two have one id. */
export function createCatalog(definitions: readonly Definition[]): DefinitionCatalog {
  const sorted = [...definitions].sort((a, b) => (a.title < b.title ? -1 : 1));
  const byId = new Map<string, Definition>();
  for (const definition of sorted) {
    const other = byId.get(definition.id);
    if (other) {
      const facts = { id: definition.id, file: definition.title, other: other.title };
      throw new RegistrarError('DEF_SAME_CONNECTOR', facts);
    }
    byId.set(definition.id, definition);
  }
  return {
    all: () => sorted,
    byId: (id) => byId.get(id),
    find: (words) => findConnector(sorted, words),
    widened: () => [],
    accept: () => undefined,
  };
}

/** The definitions that ship with the product. Throws the first problem of the first file that has one. */
export function loadBundled(): readonly Definition[] {
  return loadFolder(new URL('./', import.meta.url));
}

/** Every `.yaml` of a folder. */
export function loadFolder(folder: URL): readonly Definition[] {
  const files = readdirSync(folder).filter((file) => file.endsWith('.yaml'));
  return files.sort().map((file) => {
    const loaded = loadDefinition(file, readFileSync(new URL(file, folder)));
    if (loaded.ok) return loaded.definition;
    const [first] = loaded.problems;
    throw new RegistrarError(first?.code ?? 'DEF_UNREADABLE', first?.facts ?? { file });
  });
}
