/**
 * The tenant as Graph's replicas show it. Reads go through a view that is `replicationLagMs` old; writes go to
 * the true world and are remembered here until the view has caught up. See "Replication" in SPEC.md.
 */
import type { Switches } from '../control/switches.ts';
import type { Tenant } from '../ports.ts';
import type { World } from '../world.ts';
import { concurrencyViolation, notFound } from './errors.ts';

export type Collections = Pick<
  World,
  | 'applications'
  | 'servicePrincipals'
  | 'appRoleAssignments'
  | 'oauth2PermissionGrants'
  | 'users'
  | 'roleAssignments'
>;
export type CollectionName = keyof Collections;
export type Item<C extends CollectionName> = Collections[C][string];

/** What an object looked like before a write; null: it was not there. */
interface Past {
  readonly at: number;
  readonly before: unknown;
}

export interface Change {
  readonly sequence: number;
  readonly id: string;
  /** True when the object no longer exists at all. */
  readonly gone: boolean;
}

export class Directory {
  readonly #tenant: Tenant;
  readonly #switches: Switches;
  readonly #past = new Map<string, Past[]>();
  readonly #changes = new Map<CollectionName, Map<string, Change>>();
  readonly #lastWrites = new Map<string, number>();
  /** Tells one life of the change record from another. */
  readonly epoch: string;
  #sequence = 0;

  constructor(tenant: Tenant, switches: Switches) {
    this.epoch = tenant.random.guid();
    this.#tenant = tenant;
    this.#switches = switches;
  }

  get world(): World {
    return this.#tenant.world;
  }

  now(): number {
    return this.#tenant.clock.now();
  }

  /** Every object of a collection the replicas already show, deleted ones too. Oldest first. */
  visible<C extends CollectionName>(collection: C): Item<C>[] {
    const all = Object.values(this.world[collection]) as Item<C>[];
    if (this.#past.size === 0) return all;
    const shown = all.map((item) => this.#asShown(collection, item.id, item));
    return [...shown.filter((item) => item !== undefined), ...this.#notYetGone(collection)];
  }

  /** One object as the replicas show it, or undefined. */
  find<C extends CollectionName>(collection: C, id: string): Item<C> | undefined {
    return this.#asShown(collection, id, this.world[collection][id] as Item<C> | undefined);
  }

  /** Adds an object to the true world. */
  add<C extends CollectionName>(collection: C, item: Item<C>): void {
    this.#remember(collection, item.id, null);
    (this.world[collection] as Record<string, Item<C>>)[item.id] = item;
    this.#record(collection, item.id, false);
  }

  /**
   * Changes an object of the true world in place. 404 when it is gone from there although the replicas still
   * show it.
   */
  change<C extends CollectionName>(collection: C, id: string, edit: (item: Item<C>) => void): void {
    const item = this.world[collection][id] as Item<C> | undefined;
    if (item === undefined) throw notFound(id);
    this.#remember(collection, id, item);
    edit(item);
    this.#record(collection, id, false);
  }

  /** Takes an object out of the true world for good. */
  remove(collection: CollectionName, id: string): void {
    const records = this.world[collection] as Record<string, unknown>;
    if (records[id] === undefined) throw notFound(id);
    this.#remember(collection, id, records[id]);
    Reflect.deleteProperty(records, id);
    this.#record(collection, id, true);
  }

  /** Refuses a write that follows another write to the same object too closely (switch `conflictWindowMs`). */
  refuseConflict(id: string): void {
    const last = this.#lastWrites.get(id);
    const since = last === undefined ? Infinity : this.now() - last;
    if (since >= 0 && since < this.#switches.conflictWindowMs) throw concurrencyViolation();
    this.#lastWrites.set(id, this.now());
  }

  /** Number of the newest write; a delta token holds it. */
  get sequence(): number {
    return this.#sequence;
  }

  /** The last write to each object of a collection after a sequence number. */
  changesAfter(collection: CollectionName, sequence: number): Change[] {
    const changes = [...(this.#changes.get(collection)?.values() ?? [])];
    return changes.filter((change) => change.sequence > sequence);
  }

  #remember(collection: CollectionName, id: string, before: unknown): void {
    const lag = this.#switches.replicationLagMs;
    if (lag <= 0) return;
    const key = `${collection}/${id}`;
    const past = (this.#past.get(key) ?? []).filter((entry) => this.#hidden(entry));
    past.push({ at: this.now(), before: structuredClone(before) });
    this.#past.set(key, past);
  }

  #record(collection: CollectionName, id: string, gone: boolean): void {
    this.#sequence += 1;
    const changes = this.#changes.get(collection) ?? new Map<string, Change>();
    this.#changes.set(collection, changes.set(id, { sequence: this.#sequence, id, gone }));
    this.#tenant.changed();
  }

  #asShown<C extends CollectionName>(
    collection: C,
    id: string,
    current: Item<C> | undefined,
  ): Item<C> | undefined {
    const key = `${collection}/${id}`;
    const past = this.#past.get(key);
    if (past === undefined) return current;
    const oldestHidden = past.find((entry) => this.#hidden(entry));
    if (oldestHidden !== undefined) return (oldestHidden.before ?? undefined) as Item<C> | undefined;
    this.#past.delete(key);
    return current;
  }

  /** A write from the future (the clock was set back) counts as seen. */
  #hidden(entry: Past): boolean {
    const age = this.now() - entry.at;
    return age >= 0 && age < this.#switches.replicationLagMs;
  }

  #notYetGone<C extends CollectionName>(collection: C): Item<C>[] {
    return [...this.#past.keys()]
      .filter((key) => key.startsWith(`${collection}/`))
      .map((key) => key.slice(collection.length + 1))
      .filter((id) => !Object.hasOwn(this.world[collection], id))
      .map((id) => this.#asShown<C>(collection, id, undefined))
      .filter((item) => item !== undefined);
  }
}
