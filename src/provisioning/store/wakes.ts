/**
 * Wake-ups: a job in the database for each, so that none is lost with the process, and beside it a timer of our
 * own when it is soon, because the queue looks only every two seconds. A wake-up may come twice; it never fails to
 * come. A job carries ids and nothing else: whoever writes into the queue can cause a look at the ledger, no more.
 */
import { PgBoss } from 'pg-boss';
import type { Job, JobResult } from 'pg-boss';
import { z } from 'zod/v4';
import type { RunId, TenantId } from '../core/ids.ts';
import { isGuid, parseRunId, parseTenantId } from '../core/ids.ts';
import type { Wakes } from '../ports.ts';
import type { Database } from './database.ts';
import { openSweepTurns, type SweepTurns } from './sweep-turns.ts';
import { systemTimers } from './timers.ts';
import type { Timers } from './timers.ts';

const SCHEMA = 'registrar_jobs';
const QUEUE = 'wake';
/** Where jobs end that make no sense, or that failed nine times over about an hour. */
export const DEAD_LETTERS = 'wake-dead';
const SOON_MS = 60_000;
const STOP_WITHIN_MS = 10_000;
/** Two take turns, so that one long wake-up does not hold up the rest. */
const WORKER = {
  perJobResults: true,
  pollingIntervalSeconds: 2,
  localConcurrency: 2,
  batchSize: 10,
  burstWhenBatchFull: true,
} as const;

const payload = z.strictObject({
  tenantId: z.string().transform(parseTenantId).pipe(z.custom<TenantId>(isGuid)),
  runId: z.string().transform(parseRunId).pipe(z.custom<RunId>(isGuid)),
});

export type OnWake = (tenantId: TenantId, runId: RunId) => Promise<void>;

export interface WakeQueue extends Wakes {
  /** Makes the queue and takes up what is due. Call before the first `wake`. */
  start(): Promise<void>;
  /** Takes up nothing more and waits, at most ten seconds, for what is in hand. What is left comes at the next start. */
  stop(): Promise<void>;
}

export interface WakeOptions {
  /** Told what went wrong in the queue or in `onWake`; the wake-up is tried again by itself. */
  failed(cause: unknown): void;
  readonly timers?: Timers;
  /** Whose turn it is to be swept is looked after by the same queue, if at all. */
  readonly sweeps?: SweepTurns;
}

export function createWakes(database: Database, onWake: OnWake, options: WakeOptions): WakeQueue {
  const { sweeps } = options;
  const boss = new PgBoss({ ...database.queue, schema: SCHEMA, schedule: sweeps !== undefined });
  boss.on('error', options.failed);
  const soon = createSoon(options.timers ?? systemTimers, options.failed);
  return {
    start: async () => {
      await boss.start();
      await makeQueues(boss);
      await boss.work(QUEUE, WORKER, (jobs: Job<unknown>[]) => carryOut(jobs, onWake, options.failed));
      if (sweeps !== undefined) await openSweepTurns(boss, sweeps, options.failed);
    },
    wake: async (tenantId, runId, afterMs) => {
      const job = await boss.send(QUEUE, { tenantId, runId }, { startAfter: Math.ceil(afterMs / 1000) });
      if (afterMs > SOON_MS) return;
      soon.arm(afterMs, async () => {
        await onWake(tenantId, runId);
        if (job !== null) await boss.deleteJob(QUEUE, job);
      });
    },
    stop: async () => {
      await soon.stop();
      await boss.stop({ close: false, graceful: true, timeout: STOP_WITHIN_MS });
    },
  };
}

async function makeQueues(boss: PgBoss): Promise<void> {
  await boss.createQueue(DEAD_LETTERS, { retentionSeconds: 14 * 24 * 60 * 60 });
  await boss.createQueue(QUEUE, {
    deadLetter: DEAD_LETTERS,
    expireInSeconds: 120,
    retryLimit: 8,
    retryBackoff: true,
    retryDelay: 2,
    retryDelayMax: 600,
    deleteAfterSeconds: 60,
  });
}

async function carryOut(
  jobs: readonly Job<unknown>[],
  onWake: OnWake,
  failed: (cause: unknown) => void,
): Promise<JobResult[]> {
  return Promise.all(
    jobs.map(async ({ id, data }): Promise<JobResult> => {
      const read = payload.safeParse(data);
      if (!read.success) return { id, status: 'deadletter' };
      try {
        await onWake(read.data.tenantId, read.data.runId);
        return { id, status: 'completed' };
      } catch (cause) {
        failed(cause);
        return { id, status: 'failed' };
      }
    }),
  );
}

interface Soon {
  arm(ms: number, work: () => Promise<void>): void;
  /** Calls off what has not begun and waits for what has. */
  stop(): Promise<void>;
}

function createSoon(timers: Timers, failed: (cause: unknown) => void): Soon {
  const armed = new Set<() => void>();
  const begun = new Set<Promise<void>>();
  return {
    arm: (ms, work) => {
      const callOff = timers.after(ms, () => {
        armed.delete(callOff);
        const done = work()
          .catch(failed)
          .finally(() => begun.delete(done));
        begun.add(done);
      });
      armed.add(callOff);
    },
    stop: async () => {
      for (const callOff of armed) callOff();
      armed.clear();
      await Promise.all(begun);
    },
  };
}
