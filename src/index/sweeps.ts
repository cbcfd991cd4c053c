/** Looking for what lapses, as the product itself: put together, begun after a start, and kept going. */
import type { Config } from '../config.ts';
import type { Log } from '../log.ts';
import { newId, pause } from '../machine.ts';
import type { AppId } from '../provisioning/core/ids.ts';
import { parseTenantId } from '../provisioning/core/ids.ts';
import { createSweeps, type Sweeps } from '../provisioning/engine/watch/index.ts';
import { createInventory, createInventorySignIn } from '../provisioning/graph/index.ts';
import type { Store } from '../provisioning/store/index.ts';
import { pretendTenant } from './pretend-tenant.ts';

export interface SweepParts {
  readonly config: Config;
  readonly log: Pick<Log, 'info' | 'warn'>;
  readonly clock: { now(): number };
  readonly store: Pick<Store, 'inventory' | 'ledger'>;
  /** For one request to Graph or to the sign-in service. */
  readonly timeoutMs: number;
  /** A tenant was looked through, or it was tried. */
  looked(tenantId: string): void;
  failed(cause: unknown): void;
}

export function openSweeps({ config, log, clock, store, timeoutMs, looked, failed }: SweepParts): Sweeps {
  const { appId, certificateFile, everything, reads } = config.watch;
  const { graphBaseUrl: baseUrl, loginBaseUrl } = config;
  const grants = reads === 'grants';
  const signIn = createInventorySignIn({ appId, certificateFile, loginBaseUrl, timeoutMs, grants });
  return createSweeps(
    {
      ...{ clock, pause },
      inventory: createInventory({ baseUrl, timeoutMs, newId, signIn, grants }),
      store: store.inventory,
      ledger: store.ledger,
    },
    {
      everything,
      own: [appId, config.tab.appId] as AppId[],
      failed,
      ended: ({ tenantId, requests, failure }) => {
        looked(tenantId);
        // Under another name than `code`, which the log takes for one that signs somebody in.
        if (failure === null) log.info({ tenantId, requests }, 'the tenant was looked through');
        else log.warn({ tenantId, requests, problem: failure.code }, 'the tenant was not looked through');
      },
    },
  );
}

export interface SweepStart {
  readonly config: Config;
  readonly clock: { onMoved(listener: () => void): void };
  failed(cause: unknown): void;
}

/**
 * What was due while nothing ran is begun at once, and so is what a moved clock makes due; everything else comes from
 * the queue (store/sweep-turns.ts). Nothing waits for it: the product is up, whether or not the tenant can be read.
 */
export function startSweeps(sweeps: Sweeps, { config, clock, failed }: SweepStart): RunningSweeps {
  const first = async (): Promise<void> => {
    const tenantId = parseTenantId((await pretendTenant(config.graphBaseUrl)).tenantId);
    if (tenantId !== undefined) await sweeps.enrol(tenantId);
    await sweeps.tick();
  };
  const begun = first().catch(failed);
  const moved = async (): Promise<void> => {
    await sweeps.tick();
    // One that was under way looked at another day.
    await sweeps.idle();
    await sweeps.tick();
  };
  clock.onMoved(() => void moved().catch(failed));
  return {
    idle: async () => {
      await begun;
      await sweeps.idle();
    },
    stop: async () => {
      await begun;
      await sweeps.stop();
    },
  };
}

export interface RunningSweeps {
  /** Resolves when no sweep is under way here. */
  idle(): Promise<void>;
  stop(): Promise<void>;
}
