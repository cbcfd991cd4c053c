/** The register, put together from what the store keeps and what the engine and the watch tell. */
import { createRegister, type RegisterPorts } from '../provisioning/engine/register/index.ts';
import type { Alerts, Provisioning, Register } from '../provisioning/index.ts';
import type { Catalog, Clock } from '../provisioning/ports.ts';
import type { Store } from '../provisioning/store/index.ts';

export interface RegisterParts {
  readonly store: Pick<Store, 'register' | 'ledger' | 'inventory' | 'alerts'>;
  readonly clock: Clock;
  readonly catalog: Pick<Catalog, 'byId'>;
  readonly alerts: Pick<Alerts, 'records'>;
  readonly provisioning: Pick<Provisioning, 'view'>;
  readonly tenantName: RegisterPorts['tenantName'];
}

export function openRegister({ store, ...parts }: RegisterParts): Register {
  const { register, ledger, inventory, alerts: marks } = store;
  return createRegister({ ...parts, register, ledger, inventory, marks });
}
