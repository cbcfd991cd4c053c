/**
 * When sweeps are looked after, by the clock of the queue: every minute one process, whichever, looks whose turn it is,
 * and each of those tenants has one job at a time in all of them together. What was due while nothing ran is due still;
 * a process that dies lets its job go within a minute or two. Two at once would be harmless: whoever sweeps holds a
 * lease in the database, and that alone counts. A job carries an id and nothing else.
 */
import type { Job, PgBoss } from 'pg-boss';
import { z } from 'zod/v4';
import type { TenantId } from '../core/ids.ts';
import { isGuid, parseTenantId } from '../core/ids.ts';

export interface SweepTurns {
  /** The tenants whose turn it is. */
  due(): Promise<readonly TenantId[]>;
  /** Resolves when that tenant has been swept, or when it turned out not to be its turn. */
  turn(tenantId: TenantId): Promise<void>;
}

const LOOK = 'sweep-turns';
const SWEEP = 'sweep';
const EVERY_MINUTE = '* * * * *';
/** As many tenants at a time: one that is told to wait for an hour must not hold up the rest. */
const MOST_AT_ONCE = 3;
/** A sweep is tried again by whoever looks next, and by its own clock. */
const ONCE = { policy: 'exclusive', retryLimit: 0, deleteAfterSeconds: 60 } as const;

const payload = z.strictObject({
  tenantId: z.string().transform(parseTenantId).pipe(z.custom<TenantId>(isGuid)),
});

/** Call after `boss.start()`. `failed` is told what went wrong; half a second is the least between two looks for jobs. */
export async function openSweepTurns(
  boss: PgBoss,
  turns: SweepTurns,
  failed: (cause: unknown) => void,
  pollingIntervalSeconds = 5,
): Promise<void> {
  await boss.createQueue(LOOK, { ...ONCE, expireInSeconds: 60 });
  // As long as Graph may ask for pauses on end; one whose process is gone is noticed by its heartbeat.
  await boss.createQueue(SWEEP, { ...ONCE, expireInSeconds: 12 * 60 * 60, heartbeatSeconds: 60 });
  await boss.work(LOOK, { pollingIntervalSeconds }, () => told(failed, () => hand(boss, turns)));
  await boss.work(SWEEP, { pollingIntervalSeconds, localConcurrency: MOST_AT_ONCE }, ([job]) =>
    told(failed, () => carryOut(job, turns)),
  );
  await boss.schedule(LOOK, EVERY_MINUTE);
}

/** A tenant that has a job already gets no second. */
async function hand(boss: PgBoss, turns: SweepTurns): Promise<void> {
  for (const tenantId of await turns.due()) await boss.send(SWEEP, { tenantId }, { singletonKey: tenantId });
}

/** What is no job of ours is left alone: a look at the record is all that it could have caused. */
async function carryOut(job: Job<unknown> | undefined, turns: SweepTurns): Promise<void> {
  const read = payload.safeParse(job?.data);
  if (read.success) await turns.turn(read.data.tenantId);
}

async function told(failed: (cause: unknown) => void, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (cause) {
    failed(cause);
    throw cause;
  }
}
