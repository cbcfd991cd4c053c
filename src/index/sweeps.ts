/** Looking for what lapses, as the product itself: put together, begun after a start, and kept going. */
import type { Config } from '../config.ts';
import type { Log } from '../log.ts';
import { every, newId, pause } from '../machine.ts';
import type { AppId } from '../provisioning/core/ids.ts';
import { parseTenantId } from '../provisioning/core/ids.ts';
import { createSweeps, type Sweeps } from '../provisioning/engine/watch/index.ts';
import { createInventory, createInventorySignIn } from '../provisioning/graph/index.ts';
import type { Store } from '../provisioning/store/index.ts';
import { pretendTenant } from './pretend-tenant.ts';

const LOOK_EVERY_MS = 10_000;

export interface SweepParts {
  readonly config: Config;
  readonly log: Pick<Log, 'info' | 'warn'>;
  readonly clock: { now(): number };
  readonly store: Pick<Store, 'inventory' | 'ledger'>;
  /** For one request to Graph or to the sign-in service. */
  readonly timeoutMs: number;
  failed(cause: unknown): void;
}

export function openSweeps({ config, log, clock, store, timeoutMs, failed }: SweepParts): Sweeps {
  const { appId, certificateFile, everything } = config.watch;
  const { graphBaseUrl: baseUrl, loginBaseUrl } = config;
  const signIn = createInventorySignIn({ appId, certificateFile, loginBaseUrl, timeoutMs });
  return createSweeps(
    {
      ...{ clock, pause },
      inventory: createInventory({ baseUrl, timeoutMs, newId, signIn }),
      store: store.inventory,
      ledger: store.ledger,
    },
    {
      everything,
      own: [appId as AppId],
      failed,
      ended: ({ tenantId, requests, failure }) => {
        // Under another name than `code`, which the log takes for one that signs somebody in.
        if (failure === null) log.info({ tenantId, requests }, 'the tenant was looked through');
        else log.warn({ tenantId, requests, problem: failure.code }, 'the tenant was not looked through');
      },
    },
  );
}

/** Nothing waits for it: the product is up, whether or not the tenant can be read. Answers the way to stop. */
export function startSweeps(
  sweeps: Sweeps,
  { config, failed }: Pick<SweepParts, 'config' | 'failed'>,
): () => Promise<void> {
  const first = async (): Promise<void> => {
    const tenantId = parseTenantId((await pretendTenant(config.graphBaseUrl)).tenantId);
    if (tenantId !== undefined) await sweeps.enrol(tenantId);
    await sweeps.tick();
  };
  const begun = first().catch(failed);
  const rest = every(LOOK_EVERY_MS, () => sweeps.tick(), failed);
  return async () => {
    rest();
    await begun;
    await sweeps.stop();
  };
}
