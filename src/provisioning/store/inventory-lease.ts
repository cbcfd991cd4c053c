/** Who is sweeping a tenant: one at a time, across every process. By the database's clock alone. */
import { sql } from 'kysely';
import type { Transaction } from 'kysely';
import type { TenantId } from '../core/ids.ts';
import { RegistrarError } from '../errors.ts';
import type { InventoryStore, SweepHold, SweepPass } from '../ports.ts';
import type { Database } from './database.ts';
import type { Tables } from './tables.ts';

/** Longer than a sign-in and a request may take together. */
const LEASE = sql<Date>`clock_timestamp() + interval '90 seconds'`;

export function enrol(database: Database, tenantId: TenantId): Promise<void> {
  return database.asTenant(tenantId, async (tx) => {
    await makeRow(tx, tenantId);
    await tx
      .updateTable('sweeps')
      .set({ due_at: sql<Date>`clock_timestamp()` })
      .where('tenant_id', '=', tenantId)
      .where('failure', 'is not', null)
      .execute();
  });
}

async function makeRow(tx: Transaction<Tables>, tenantId: TenantId): Promise<void> {
  await tx
    .insertInto('sweeps')
    .values({ tenant_id: tenantId })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

export function resting(database: Database): ReturnType<InventoryStore['resting']> {
  return database.asWorker(async (tx) => {
    const { rows } = await sql<{ tenant_id: TenantId; due: boolean; started_at: Date | null }>`
      select tenant_id, due_at <= clock_timestamp() as due, started_at from sweeps
      where lease_until is null or lease_until <= clock_timestamp()
      union all
      select distinct tenant_id, true, null::timestamptz from runs
      where not exists (select from sweeps where sweeps.tenant_id = runs.tenant_id)
    `.execute(tx);
    return rows.map((row) => ({
      tenantId: row.tenant_id,
      due: row.due,
      startedAt: row.started_at?.toISOString() ?? null,
    }));
  });
}

/** The database's clock decides, in one statement: of two that try at once, one finds the lease taken. */
export function lease(database: Database, tenantId: TenantId): Promise<SweepHold | null> {
  return database.asTenant(tenantId, async (tx) => {
    await makeRow(tx, tenantId);
    const taken = await tx
      .updateTable('sweeps')
      .set((eb) => ({ fence: eb('fence', '+', 1), lease_until: LEASE }))
      .where('tenant_id', '=', tenantId)
      .where((eb) =>
        eb.or([eb('lease_until', 'is', null), eb('lease_until', '<=', sql<Date>`clock_timestamp()`)]),
      )
      .returning('fence')
      .executeTakeFirst();
    return taken === undefined ? null : { tenantId, fence: Number(taken.fence) };
  });
}

/**
 * The first statement of everything a holder writes: the lease begins anew, and the row stays locked until the
 * transaction ends. Answers what kind of pass is under way. Throws STORE_STALE_WRITER for a holder that was overtaken.
 */
export async function holding(
  tx: Transaction<Tables>,
  { tenantId, fence }: SweepHold,
): Promise<SweepPass | null> {
  const held = await tx
    .updateTable('sweeps')
    .set({ lease_until: LEASE })
    .where('tenant_id', '=', tenantId)
    .where('fence', '=', fence)
    .returning('pass')
    .executeTakeFirst();
  if (held === undefined) throw new RegistrarError('STORE_STALE_WRITER');
  return held.pass;
}

export function renew(database: Database, hold: SweepHold): Promise<void> {
  return database.asTenant(hold.tenantId, async (tx) => void (await holding(tx, hold)));
}

/** A holder that was overtaken changes nothing. */
export function release(database: Database, { tenantId, fence }: SweepHold): Promise<void> {
  return database.asTenant(tenantId, async (tx) => {
    await tx
      .updateTable('sweeps')
      .set({ lease_until: null, due_at: sql<Date>`clock_timestamp()` })
      .where('tenant_id', '=', tenantId)
      .where('fence', '=', fence)
      .execute();
  });
}
