/** Where the sweep of a tenant stands: its beginning, its end either way, and what is on record of it. */
import { sql } from 'kysely';
import type { Selectable, Transaction } from 'kysely';
import type { TenantId } from '../core/ids.ts';
import { failure } from '../errors.ts';
import type { FailureCode } from '../errors.ts';
import type { InventoryStore, SweepHold, SweepRecord } from '../ports.ts';
import type { Database } from './database.ts';
import { holding } from './inventory-lease.ts';
import type { SweepsTable } from './inventory-tables.ts';
import { noteSeen } from './register-stale.ts';
import type { Tables } from './tables.ts';

type Args<M extends keyof InventoryStore> = Parameters<InventoryStore[M]>;

export function begin(database: Database, ...[hold, sweep]: Args<'begin'>): Promise<SweepHold> {
  return database.asTenant(hold.tenantId, async (tx) => {
    await holding(tx, hold);
    const { everything } = await tx.selectFrom('sweeps').select('everything').executeTakeFirstOrThrow();
    if (everything !== null && everything !== sweep.everything) await empty(tx, hold.tenantId);
    const { fence } = await tx
      .updateTable('sweeps')
      .set((eb) => ({
        fence: eb('fence', '+', 1),
        pass: sweep.pass,
        everything: sweep.everything,
        started_at: sweep.at,
        finished_at: null,
        // Whoever dies on the way leaves it due.
        due_at: sql<Date>`clock_timestamp()`,
      }))
      .where('tenant_id', '=', hold.tenantId)
      .returning('fence')
      .executeTakeFirstOrThrow();
    return { tenantId: hold.tenantId, fence: Number(fence) };
  });
}

async function empty(tx: Transaction<Tables>, tenantId: TenantId): Promise<void> {
  await tx.deleteFrom('inventory_credentials').where('tenant_id', '=', tenantId).execute();
  await tx.deleteFrom('inventory_applications').where('tenant_id', '=', tenantId).execute();
}

export function finish(database: Database, ...[hold, sweep, nextInSeconds]: Args<'finish'>): Promise<void> {
  return database.asTenant(hold.tenantId, async (tx) => {
    await holding(tx, hold);
    const { pass } = await tx.selectFrom('sweeps').select('pass').executeTakeFirstOrThrow();
    if (pass === 'first') await markUnseen(tx, hold, sweep.at);
    await tx
      .updateTable('sweeps')
      .set({
        link: sweep.link,
        link_at: sweep.linkAt,
        requests: sweep.requests,
        finished_at: sweep.at,
        checked_at: sweep.at,
        failure: null,
        failures: 0,
        ...ended(nextInSeconds),
      })
      .where('tenant_id', '=', hold.tenantId)
      .execute();
  });
}

/** Everything was read to its end: what this sweep has not seen is not there. */
async function markUnseen(
  tx: Transaction<Tables>,
  { tenantId, fence }: SweepHold,
  at: string,
): Promise<void> {
  for (const table of ['inventory_applications', 'inventory_credentials'] as const) {
    await tx
      .updateTable(table)
      .set({ gone_at: at })
      .where('tenant_id', '=', tenantId)
      .where('gone_at', 'is', null)
      .where('sweep', '<>', fence)
      .execute();
  }
  await noteSeen(tx, tenantId, sql`true`);
}

export function fail(database: Database, ...[hold, sweep, nextInSeconds]: Args<'fail'>): Promise<void> {
  return database.asTenant(hold.tenantId, async (tx) => {
    await holding(tx, hold);
    await tx
      .updateTable('sweeps')
      .set((eb) => ({
        failure: JSON.stringify(sweep.failure),
        failures: eb('failures', '+', 1),
        requests: sweep.requests,
        finished_at: sweep.at,
        ...ended(nextInSeconds),
      }))
      .where('tenant_id', '=', hold.tenantId)
      .execute();
  });
}

function ended(nextInSeconds: number) {
  return {
    lease_until: null,
    due_at: sql<Date>`clock_timestamp() + make_interval(secs => ${nextInSeconds})`,
  };
}

export function read(database: Database, tenantId: TenantId): Promise<SweepRecord | null> {
  return database.asTenant(tenantId, async (tx) => {
    const row = await tx
      .selectFrom('sweeps')
      .selectAll()
      .where('tenant_id', '=', tenantId)
      .executeTakeFirst();
    return row === undefined ? null : toRecord(row);
  });
}

function toRecord(row: Selectable<SweepsTable>): SweepRecord {
  return {
    pass: row.pass,
    everything: row.everything,
    startedAt: row.started_at?.toISOString() ?? null,
    finishedAt: row.finished_at?.toISOString() ?? null,
    checkedAt: row.checked_at?.toISOString() ?? null,
    requests: row.requests,
    failure: row.failure === null ? null : failure(row.failure.code as FailureCode, row.failure.facts),
    failures: row.failures,
    link: row.link,
    linkAt: row.link_at?.toISOString() ?? null,
  };
}
