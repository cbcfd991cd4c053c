/**
 * That something changed, for whoever watches a tenant. What it is now is read again; so an event may be missed, come
 * twice or stand for several, and nothing is lost when this process ends.
 */
import type { ChangesView } from '../../provisioning/contract/tab.ts';
import type { Provisioning } from '../../provisioning/index.ts';

/** A run that moved on, or with null: the list, a registration or a lapse. */
export type Change = string | null;

export class Changes {
  readonly #counts = new Map<string, number>();
  readonly #followers = new Map<string, Set<(change: Change) => void>>();
  /** Another process counts anew, under another name. */
  readonly #name: string;

  constructor(provisioning: Pick<Provisioning, 'onChange'>, name: string) {
    this.#name = name;
    provisioning.onChange((tenantId, runId) => this.#note(tenantId, runId));
  }

  /** Something beside runs is not what it was. */
  touched(tenantId: string): void {
    this.#note(tenantId, null);
  }

  /** Returns the way to stop. */
  follow(tenantId: string, follower: (change: Change) => void): () => void {
    const followers = this.#followers.get(tenantId) ?? new Set();
    this.#followers.set(tenantId, followers.add(follower));
    return () => {
      followers.delete(follower);
      if (followers.size === 0) this.#followers.delete(tenantId);
    };
  }

  latest(tenantId: string): string {
    return `${this.#name}.${this.#counts.get(tenantId) ?? 0}`;
  }

  since(tenantId: string, known: string): ChangesView {
    const latest = this.latest(tenantId);
    return { latest, changed: known !== latest };
  }

  #note(tenantId: string, change: Change): void {
    this.#counts.set(tenantId, (this.#counts.get(tenantId) ?? 0) + 1);
    for (const follower of this.#followers.get(tenantId) ?? []) follower(change);
  }
}
