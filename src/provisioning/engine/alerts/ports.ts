/** What warnings are made of. */
import type { Outbox } from '../../contract.ts';
import type { AlertStore, Catalog, Clock, InventoryStore, Ledger } from '../../ports.ts';

export interface AlertPorts {
  readonly clock: Clock;
  readonly catalog: Pick<Catalog, 'all' | 'byId'>;
  readonly ledger: Pick<Ledger, 'list' | 'read'>;
  readonly outbox: Pick<Outbox, 'put' | 'close' | 'rows' | 'history'>;
  readonly store: AlertStore;
  /** What sweeps saw. */
  readonly inventory: Pick<InventoryStore, 'read' | 'applications' | 'lapsingElsewhere'>;
}
