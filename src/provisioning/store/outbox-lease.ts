/** Who sends for a tenant. The database's clock decides; a holder that comes back from the dead is told by its number. */
import { sql } from 'kysely';
import type { Transaction } from 'kysely';
import type { OutboxLease, OutboxQueue } from '../contract.ts';
import type { Database } from './database.ts';
import { fromKey, toKey } from './outbox-rows.ts';
import type { Tables } from './tables.ts';

/** In one statement: of two that try at once, one finds the lease taken. */
export function lease(
  database: Database,
  tenantId: string,
  seconds: number,
): ReturnType<OutboxQueue['lease']> {
  return database.asTenant(tenantId, async (tx) => {
    const taken = await sql<{ fence: string | number }>`
      insert into outbox_senders as s (tenant_id, fence, lease_until)
      values (${tenantId}, 1, ${inSeconds(seconds)})
      on conflict (tenant_id) do update set fence = s.fence + 1, lease_until = excluded.lease_until
      where s.lease_until is null or s.lease_until <= clock_timestamp()
      returning fence`.execute(tx);
    const [row] = taken.rows;
    if (row === undefined) return null;
    await recover(tx);
    return { tenantId, fence: Number(row.fence) };
  });
}

export function release(database: Database, { tenantId, fence }: OutboxLease): Promise<void> {
  return database.asTenant(tenantId, async (tx) => {
    await tx.updateTable('outbox_senders').set({ lease_until: null }).where('fence', '=', fence).execute();
  });
}

/** The lease begins anew. False: it is somebody else's. */
export async function renew(
  tx: Transaction<Tables>,
  { fence }: OutboxLease,
  seconds: number,
): Promise<boolean> {
  const held = await tx
    .updateTable('outbox_senders')
    .set({ lease_until: inSeconds(seconds) })
    .where('fence', '=', fence)
    .returning('fence')
    .executeTakeFirst();
  return held !== undefined;
}

/** Until the transaction ends nobody takes over, so that whoever does finds what it has written. */
export async function holds(tx: Transaction<Tables>, { fence }: OutboxLease): Promise<boolean> {
  const held = await tx
    .selectFrom('outbox_senders')
    .select('fence')
    .where('fence', '=', fence)
    .forShare()
    .executeTakeFirst();
  return held !== undefined;
}

/** A holder that ended in order leaves the lease empty; one that was cut off leaves it to run out. */
export function tenantsDue(database: Database, now: string): Promise<readonly string[]> {
  return database.asWorker(async (tx) => {
    const waiting = tx
      .selectFrom('outbox')
      .select('tenant_id')
      .where('not_before', '<=', sql<Date>`${now}`);
    const orphaned = tx
      .selectFrom('outbox_senders')
      .select('tenant_id')
      .where('lease_until', '<=', sql<Date>`clock_timestamp()`);
    const rows = await waiting.union(orphaned).execute();
    return rows.map((row) => row.tenant_id);
  });
}

/** What the last holder sent off and never noted the end of may have arrived. */
async function recover(tx: Transaction<Tables>): Promise<void> {
  const lost = await tx
    .updateTable('outbox')
    .set((eb) => ({
      state: sql<'maybe-sent'>`case when repeat_at is null then 'maybe-sent' else coalesce(closing, 'maybe-sent') end`,
      not_before: sql<string | null>`case when closing is null then repeat_at end`,
      unanswered: eb('unanswered', '+', 1),
      code: INTERRUPTED,
      closing: null,
    }))
    .where('state', '=', 'sending')
    .returningAll()
    .execute();
  if (lost.length === 0) return;
  const attempts = lost.map((row) => ({
    ...fromKey(toKey(row)),
    attempt: row.attempts,
    at: row.since?.toISOString() ?? row.due_at.toISOString(),
    status: null,
    code: INTERRUPTED,
    outcome: 'maybe-sent' as const,
  }));
  await tx.insertInto('outbox_attempts').values(attempts).execute();
}

/** The code of an attempt whose process ended before the answer was noted. */
const INTERRUPTED = 'Interrupted';

function inSeconds(seconds: number) {
  return sql<Date>`clock_timestamp() + make_interval(secs => ${seconds})`;
}
