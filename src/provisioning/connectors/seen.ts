/**
 * What each connector asked for when it was last taken, kept beyond a restart: a definition that changes must say so
 * with a higher version, and what it asks for beyond the version last approved is told until somebody approves it.
 */
import { z } from 'zod/v4';
import type { Definition } from '../core/definition.ts';
import { RIGHTS_FORMAT, rightsDiff, rightsOf, widens, type Rights, type RightsDiff } from '../core/rights.ts';
import { failure, type Failure } from '../errors.ts';

/** Where the record is kept, as one text. Both throw what the system threw. */
export interface SeenStore {
  /** For messages. */
  readonly name: string;
  /** Null: there is none yet. */
  read(): string | null;
  /** All of it or nothing. */
  write(text: string): void;
}

export interface Seen {
  /** Null: it may be used, and is remembered. Otherwise why it may not. */
  admit(definition: Definition): Failure | null;
  /** What it asks for beyond the version last approved, in words. */
  widened(id: string): readonly string[];
  /** That version was approved. Any other is not the one that is remembered, and changes nothing. */
  accept(id: string, version: number): void;
  /** Writes down what changed since the last time it could be written. */
  save(): Failure | null;
}

const right = z.strictObject({
  key: z.string(),
  rank: z.number(),
  cases: z.array(z.record(z.string(), z.array(z.string()))),
  words: z.string(),
});
const entry = z.strictObject({
  id: z.string(),
  version: z.int(),
  rights: z.array(right),
  /** Of the version last approved, where this one asks for more. */
  approved: z.array(right).nullable(),
});
const record = z.strictObject({ format: z.literal(RIGHTS_FORMAT), connectors: z.array(entry) });

interface Entry {
  readonly id: string;
  readonly version: number;
  readonly rights: Rights;
  readonly approved: Rights | null;
}

/** A record that is missing or broken means that nothing was seen; `problem` tells of a broken one. */
export function openSeen(store: SeenStore): { readonly seen: Seen; readonly problem: Failure | null } {
  const read = readEntries(store);
  const known = 'problem' in read ? [] : read.entries;
  return { seen: seenOf(store, known), problem: 'problem' in read ? read.problem : null };
}

function seenOf(store: SeenStore, known: readonly Entry[]): Seen {
  const entries = new Map(known.map((one) => [one.id, one]));
  let unsaved = false;
  const keep = (one: Entry): void => {
    entries.set(one.id, one);
    unsaved = true;
  };
  return {
    admit: (definition) => {
      const judged = judge(definition, entries.get(definition.id));
      if ('refused' in judged) return judged.refused;
      if (judged.keep) keep(judged.keep);
      return null;
    },
    widened: (id) => {
      const found = entries.get(id);
      return found?.approved ? rightsDiff(found.approved, found.rights).added : [];
    },
    accept: (id, version) => {
      const found = entries.get(id);
      if (found?.version === version && found.approved) keep({ ...found, approved: null });
    },
    save: () => {
      if (!unsaved) return null;
      const failed = write(store, [...entries.values()]);
      unsaved = failed !== null;
      return failed;
    },
  };
}

type Judged = { readonly refused: Failure } | { readonly keep: Entry | null };

function judge(definition: Definition, known: Entry | undefined): Judged {
  const { id, version } = definition;
  const rights = rightsOf(definition);
  if (known === undefined) return { keep: { id, version, rights, approved: null } };
  if (version < known.version) {
    return { refused: failure('DEF_VERSION_LOWER', { id, version, seen: known.version }) };
  }
  if (version === known.version) {
    const diff = rightsDiff(known.rights, rights);
    return sameRights(diff) ? { keep: null } : { refused: changed(version, diff) };
  }
  const approved = known.approved ?? known.rights;
  const wider = widens(rightsDiff(approved, rights));
  return { keep: { id, version, rights, approved: wider ? approved : null } };
}

function sameRights({ added, removed }: RightsDiff): boolean {
  return added.length === 0 && removed.length === 0;
}

function changed(version: number, { added, removed }: RightsDiff): Failure {
  const told = (lines: readonly string[]): string => lines.join('; ') || 'nothing';
  const facts = { version, added: told(added), removed: told(removed) };
  return failure('DEF_CHANGED_WITHOUT_VERSION', facts);
}

function readEntries(
  store: SeenStore,
): { readonly entries: readonly Entry[] } | { readonly problem: Failure } {
  const unreadable = (reason: string): { readonly problem: Failure } => ({
    problem: failure('DEF_SEEN_UNREADABLE', { reason }),
  });
  try {
    const text = store.read();
    if (text === null) return { entries: [] };
    const parsed = record.safeParse(JSON.parse(text));
    return parsed.success
      ? { entries: parsed.data.connectors }
      : unreadable('It is not the record this version writes.');
  } catch (error) {
    if (error instanceof SyntaxError) return unreadable('It is not JSON.');
    return unreadable(`The operating system answered ${codeOf(error)}.`);
  }
}

function write(store: SeenStore, entries: readonly Entry[]): Failure | null {
  const connectors = [...entries].sort((a, b) => (a.id < b.id ? -1 : 1));
  try {
    store.write(`${JSON.stringify({ format: RIGHTS_FORMAT, connectors })}\n`);
    return null;
  } catch (error) {
    return failure('DEF_SEEN_UNWRITABLE', { reason: codeOf(error) });
  }
}

function codeOf(error: unknown): string {
  return (error as NodeJS.ErrnoException | null)?.code ?? 'nothing that can be told';
}
