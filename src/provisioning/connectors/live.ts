/**
 * The connectors that ship with the product and those of the operator's folder, which is looked at again while the
 * product runs. Events of the file system get lost (containers, network drives), so the catalogue looks for itself,
 * when it is asked and not more than once a second.
 */
import type { Definition } from '../core/definition.ts';
import { admit, type InUse } from './admit.ts';
import { createCatalog, type DefinitionCatalog } from './catalog.ts';
import type { Folder } from './folder.ts';
import { problemIn, type DefinitionProblem } from './load.ts';
import { Readings } from './readings.ts';
import { openSeen, type Seen, type SeenStore } from './seen.ts';

export interface LiveCatalog extends DefinitionCatalog {
  /** What stands in the way of definitions right now. */
  problems(): readonly DefinitionProblem[];
}

export interface LiveOptions {
  readonly bundled: readonly Definition[];
  /** Null: only what is bundled. */
  readonly folder: Folder | null;
  readonly seen: SeenStore;
  /** Epoch ms of this machine. */
  now(): number;
  /** Told of each problem once, and again when its file has changed and still has it. */
  report(problem: DefinitionProblem): void;
}

const LOOK_EVERY_MS = 1000;

export function createLiveCatalog(options: LiveOptions): LiveCatalog {
  const live = new Live(options);
  const fresh = (): Live => {
    live.look();
    return live;
  };
  return {
    all: () => fresh().catalog.all(),
    byId: (id) => fresh().catalog.byId(id),
    find: (words) => fresh().catalog.find(words),
    widened: (id) => fresh().widened(id),
    accept: (id, version) => fresh().accept(id, version),
    problems: () => fresh().problems,
  };
}

class Live {
  readonly #options: LiveOptions;
  readonly #seen: Seen;
  readonly #readings: Readings | null;
  readonly #bundled: readonly Definition[];
  /** Problems of the start, which stay until the next one. */
  readonly #lasting: readonly DefinitionProblem[];
  #ofFiles: readonly DefinitionProblem[] = [];
  #ofFolder: readonly DefinitionProblem[] = [];
  #ofRecord: readonly DefinitionProblem[] = [];
  #inUse: InUse = new Map();
  #told: ReadonlySet<string> = new Set();
  #lookedAt: number | null = null;
  catalog: DefinitionCatalog;

  constructor(options: LiveOptions) {
    this.#options = options;
    const { seen, problem } = openSeen(options.seen);
    this.#seen = seen;
    this.#readings = options.folder === null ? null : new Readings(options.folder);
    const judged = options.bundled.map((definition) => ({ definition, refused: seen.admit(definition) }));
    this.#bundled = judged.flatMap(({ definition, refused }) => (refused ? [] : [definition]));
    this.#lasting = [
      ...(problem ? [problemIn(options.seen.name, problem)] : []),
      ...judged.flatMap(({ definition, refused }) =>
        refused ? [problemIn(fileOf(definition), refused, 1, 'version')] : [],
      ),
    ];
    this.catalog = createCatalog(this.#bundled);
    this.look();
  }

  get problems(): readonly DefinitionProblem[] {
    return [...this.#lasting, ...this.#ofFolder, ...this.#ofFiles, ...this.#ofRecord];
  }

  /** A clock that was set back counts as time that has passed. */
  look(): void {
    const now = this.#options.now();
    const since = this.#lookedAt === null ? Infinity : now - this.#lookedAt;
    if (since >= 0 && since < LOOK_EVERY_MS) return;
    this.#lookedAt = now;
    const looked = this.#readings?.refresh() ?? { changed: false, problem: null };
    this.#ofFolder = looked.problem ? [looked.problem] : [];
    if (looked.changed) this.#admit();
    this.#settle();
  }

  widened(id: string): readonly string[] {
    return this.catalog.byId(id) ? this.#seen.widened(id) : [];
  }

  accept(id: string, version: number): void {
    this.#seen.accept(id, version);
    this.#settle();
  }

  #admit(): void {
    const taken = new Map(this.#options.bundled.map((one) => [one.id, fileOf(one)]));
    const admitted = admit(this.#readings?.files ?? new Map(), this.#inUse, taken, this.#seen);
    this.#inUse = admitted.inUse;
    this.#ofFiles = admitted.problems;
    this.catalog = createCatalog([...this.#bundled, ...this.#inUse.values()]);
  }

  /** Writes down what is new, and tells of the problems that are. */
  #settle(): void {
    const unsaved = this.#seen.save();
    this.#ofRecord = unsaved ? [problemIn(this.#options.seen.name, unsaved)] : [];
    const keyed = this.problems.map((problem) => ({ problem, key: this.#keyOf(problem) }));
    for (const { problem, key } of keyed) if (!this.#told.has(key)) this.#options.report(problem);
    this.#told = new Set(keyed.map(({ key }) => key));
  }

  #keyOf(problem: DefinitionProblem): string {
    return JSON.stringify([problem, this.#readings?.stampOf(problem.file) ?? '']);
  }
}

/** As the bundled files are named. */
function fileOf({ id }: Definition): string {
  return `${id}.yaml`;
}
