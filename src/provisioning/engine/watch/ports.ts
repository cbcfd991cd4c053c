/** What sweeps are made of. */
import type { AppId, TenantId } from '../../core/ids.ts';
import type { Failure } from '../../errors.ts';
import type { Clock, Inventory, InventoryStore, Ledger, Pause } from '../../ports.ts';

export interface SweepPorts {
  readonly clock: Clock;
  readonly pause: Pause;
  readonly inventory: Inventory;
  readonly store: InventoryStore;
  /** Whose registrations are ours. */
  readonly ledger: Pick<Ledger, 'list' | 'read'>;
}

export interface SweepOptions {
  /** Keep what lapses of every application of the tenant, not of ours alone. */
  readonly everything: boolean;
  /** The product's own applications: what it signs in with lapses too. */
  readonly own: readonly AppId[];
  /** Told how each sweep ended that was carried out to some end. */
  ended(sweep: {
    readonly tenantId: TenantId;
    readonly requests: number;
    /** Null: it went well. */
    readonly failure: Failure | null;
  }): void;
  /** Told what went wrong that is no answer of the directory; the sweep is tried again by itself. */
  failed(cause: unknown): void;
}
