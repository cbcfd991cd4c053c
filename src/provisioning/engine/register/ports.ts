/** What the register is read from. */
import type { TenantId } from '../../core/ids.ts';
import type { Alerts, Provisioning } from '../../index.ts';
import type { AlertStore, Catalog, Clock, InventoryStore, Ledger, RegisterStore } from '../../ports.ts';

export interface RegisterPorts {
  readonly clock: Clock;
  readonly catalog: Pick<Catalog, 'byId'>;
  readonly register: RegisterStore;
  readonly ledger: Pick<Ledger, 'read' | 'history'>;
  /** What sweeps saw, and when. */
  readonly inventory: Pick<InventoryStore, 'read' | 'applications'>;
  /** What people said about lapses. */
  readonly marks: Pick<AlertStore, 'marks'>;
  /** Whether they got their warnings. */
  readonly alerts: Pick<Alerts, 'records'>;
  readonly provisioning: Pick<Provisioning, 'view'>;
  /** Asked while no plan has said it. Empty: nobody can say. */
  tenantName(tenantId: TenantId): Promise<string>;
}
