/** The register as the product puts it together, on the store of a test, with the connectors that ship. */
import { openRegister } from '../../src/index/register.ts';
import { createCatalog } from '../../src/provisioning/connectors/catalog.ts';
import { createAlerts } from '../../src/provisioning/engine/alerts/index.ts';
import type { Provisioning, Register } from '../../src/provisioning/index.ts';
import type { Store } from '../../src/provisioning/store/index.ts';
import { shipped } from './shipped.ts';

export interface RegisterGround {
  readonly store: Store;
  readonly provisioning: Pick<Provisioning, 'view'>;
  readonly clock: { now(): number };
}

export function registerOn({ store, provisioning, clock }: RegisterGround): Register {
  const catalog = createCatalog(shipped());
  const alerts = createAlerts({ ...store, store: store.alerts, clock, catalog });
  const tenantName = (): Promise<string> => Promise.resolve('');
  return openRegister({ store, clock, catalog, alerts, provisioning, tenantName });
}
