/** Which of the definitions in a folder are used, when each has been read and some may not be. */
import type { Definition } from '../core/definition.ts';
import { failure, type Failure } from '../errors.ts';
import type { DefinitionProblem, LoadedDefinition } from './load.ts';
import type { Seen } from './seen.ts';

/** By file name. */
export type InUse = ReadonlyMap<string, Definition>;

export interface Admitted {
  readonly inUse: InUse;
  readonly problems: readonly DefinitionProblem[];
}

/**
 * A file that cannot be taken leaves in use what it held before, and with it the id. Who holds an id keeps it;
 * among newcomers the first by name gets it. `taken`: ids that no file may have, with who has them.
 */
export function admit(
  files: ReadonlyMap<string, LoadedDefinition>,
  before: InUse,
  taken: ReadonlyMap<string, string>,
  seen: Pick<Seen, 'admit'>,
): Admitted {
  const inUse = new Map([...before].filter(([file]) => files.has(file)));
  const holders = new Map([...inUse].map(([file, { id }]) => [id, file]));
  const problems: DefinitionProblem[] = [];
  for (const [file, loaded] of inOrder(files, inUse)) {
    if (!loaded.ok) {
      problems.push(...loaded.problems);
      continue;
    }
    const { definition } = loaded;
    const { id } = definition;
    const other = taken.get(id) ?? holders.get(id) ?? file;
    const refused = other === file ? seen.admit(definition) : failure('DEF_SAME_CONNECTOR', { id, other });
    if (refused) {
      problems.push(loaded.problemAt([placeOf(refused)], refused));
      continue;
    }
    const previous = inUse.get(file)?.id;
    if (previous !== undefined && previous !== id) holders.delete(previous);
    holders.set(id, file);
    inUse.set(file, definition);
  }
  return { inUse, problems };
}

function inOrder(
  files: ReadonlyMap<string, LoadedDefinition>,
  inUse: InUse,
): readonly (readonly [string, LoadedDefinition])[] {
  const names = [...files.keys()].sort();
  const ordered = [...names.filter((name) => inUse.has(name)), ...names.filter((name) => !inUse.has(name))];
  return ordered.flatMap((name) => {
    const loaded = files.get(name);
    return loaded ? [[name, loaded] as const] : [];
  });
}

function placeOf({ code }: Failure): string {
  return code === 'DEF_SAME_CONNECTOR' ? 'id' : 'version';
}
