/** Sweeps: looking through tenants for what lapses, in turn, one at a time for each. */
import type { AppId, ObjectId, TenantId } from '../../core/ids.ts';
import type { InventoryStore } from '../../ports.ts';
import { findingsOf, type Recorded, type SweepFinding } from '../../core/watch/findings.ts';
import { knownRuns } from './known.ts';
import type { SweepOptions, SweepPorts } from './ports.ts';
import { watchState, type WatchState } from './state.ts';
import { sweep } from './sweep.ts';
import { isTurn } from './turn.ts';
import { notChecked } from './unseen.ts';

export type { SweepFinding } from '../../core/watch/findings.ts';
export type { SweepOptions, SweepPorts } from './ports.ts';
export type { WatchState } from './state.ts';

export interface Sweeps {
  /** Looks after this tenant from now on; at once when it never did, or when the last sweep failed. */
  enrol(tenantId: TenantId): Promise<void>;
  /** The tenants whose turn it is: what was due while nobody looked is due still. */
  due(): Promise<readonly TenantId[]>;
  /** Sweeps that tenant if its turn has not passed meanwhile; resolves when that has ended. */
  turn(tenantId: TenantId): Promise<void>;
  /** Begins what is due here and now, a few tenants at a time; the others come with their turn. */
  tick(): Promise<void>;
  /** Resolves when it has ended, well or not. Where somebody else is sweeping that tenant there is nothing to do. */
  sweepNow(tenantId: TenantId): Promise<WatchState>;
  watchState(tenantId: TenantId): Promise<WatchState>;
  /** Credentials that end before that, the soonest first. */
  lapsing: InventoryStore['lapsing'];
  /** What is so in the tenant and should not be, by our records. */
  findings(tenantId: TenantId): Promise<readonly SweepFinding[]>;
  /** Resolves when no sweep is under way here. */
  idle(): Promise<void>;
  /** Breaks off what is under way; the next process goes on. */
  stop(): Promise<void>;
}

/** As many tenants at a time: one that is told to wait for an hour must not hold up the rest. */
const MOST_AT_ONCE = 3;

export function createSweeps(ports: SweepPorts, options: SweepOptions): Sweeps {
  const { clock, store } = ports;
  const stopping = new AbortController();
  const underWay = new Map<TenantId, Promise<void>>();

  function begin(tenantId: TenantId): Promise<void> {
    const running = underWay.get(tenantId);
    if (running !== undefined) return running;
    const work = sweepLeased(ports, options, tenantId, stopping.signal)
      .catch((cause: unknown) => options.failed(cause))
      .finally(() => underWay.delete(tenantId));
    underWay.set(tenantId, work);
    return work;
  }
  const state = async (tenantId: TenantId): Promise<WatchState> =>
    watchState(await store.read(tenantId), await notChecked(ports, tenantId), clock.now());
  const due = async (): Promise<readonly TenantId[]> =>
    (await store.resting()).filter((one) => isTurn(one, clock.now())).map(({ tenantId }) => tenantId);
  const looking = new Set<Promise<void>>();
  const idle = async (): Promise<void> => {
    while (looking.size + underWay.size > 0) await Promise.allSettled([...looking, ...underWay.values()]);
  };
  const beginDue = async (): Promise<void> => {
    for (const tenantId of await due()) {
      if (stopping.signal.aborted || underWay.size >= MOST_AT_ONCE) return;
      void begin(tenantId);
    }
  };

  return {
    enrol: (tenantId) => store.enrol(tenantId),
    due,
    turn: async (tenantId) => {
      if ((await due()).includes(tenantId)) await begin(tenantId);
    },
    tick: () => {
      const look = beginDue().finally(() => looking.delete(look));
      looking.add(look);
      return look;
    },
    sweepNow: async (tenantId) => {
      await begin(tenantId);
      return state(tenantId);
    },
    watchState: state,
    lapsing: (tenantId, ends) => store.lapsing(tenantId, ends),
    findings: (tenantId) => findings(ports, tenantId),
    idle,
    stop: async () => {
      stopping.abort();
      await idle();
    },
  };
}

async function sweepLeased(
  ports: SweepPorts,
  options: SweepOptions,
  tenantId: TenantId,
  signal: AbortSignal,
): Promise<void> {
  if (signal.aborted) return;
  const hold = await ports.store.lease(tenantId);
  if (hold !== null) await sweep(ports, options, hold, signal);
}

async function findings(
  { clock, ledger, store }: SweepPorts,
  tenantId: TenantId,
): Promise<readonly SweepFinding[]> {
  const runs = knownRuns(await ledger.list(tenantId));
  const appIds: AppId[] = [...new Set(runs.map(({ registration }) => registration.appId))];
  const kept = await store.applications(tenantId, appIds);
  const found: SweepFinding[] = [];
  for (const application of kept) {
    const ours: Recorded[] = [];
    for (const run of runs.filter((one) => isAbout(one.registration, application.id))) {
      const stored = await ledger.read(tenantId, run.id);
      if (stored !== null) ours.push({ run, steps: stored.steps });
    }
    const [newest, ...older] = ours;
    if (newest !== undefined) found.push(...findingsOf(application, [newest, ...older], clock.now()));
  }
  return found;
}

function isAbout(registration: { readonly applicationId: ObjectId }, id: ObjectId): boolean {
  return registration.applicationId === id;
}
