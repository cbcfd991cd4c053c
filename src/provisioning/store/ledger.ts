/** The ledger: runs, their steps and their history. What one entry says is written together or not at all. */
import { sql } from 'kysely';
import type { Transaction } from 'kysely';
import type { RunId, TenantId } from '../core/ids.ts';
import { registerKey } from '../core/register/key.ts';
import { ACTIVE } from '../core/run.ts';
import type { Run } from '../core/run.ts';
import { RegistrarError } from '../errors.ts';
import type { Fence, HistoryEvent, Ledger, LedgerEntry } from '../ports.ts';
import type { Database } from './database.ts';
import { appendHistory, readHistory } from './history.ts';
import type { ChainEnd } from './history.ts';
import { REGISTER_VERSION } from './register-fill.ts';
import { noteWritten } from './register-stale.ts';
import { readSteps, writeSteps } from './steps.ts';
import type { Tables } from './tables.ts';
import { writeSecret } from './vault.ts';

export function createLedger(database: Database): Ledger {
  return {
    create: (run) => create(database, run),
    read: (tenantId, runId) =>
      database.asTenant(tenantId, async (tx) => {
        const row = await tx.selectFrom('runs').select('doc').where('run_id', '=', runId).executeTakeFirst();
        return row === undefined ? null : { run: row.doc, steps: await readSteps(tx, runId) };
      }),
    list: (tenantId) =>
      database.asTenant(tenantId, async (tx) => {
        const rows = await tx.selectFrom('runs').select('doc').orderBy('created_at', 'desc').execute();
        return rows.map((row) => row.doc);
      }),
    save: (entry) => write(database, entry, null),
    commit: (fence, entry) => write(database, entry, fence),
    lease: (tenantId, runId, seconds) => lease(database, tenantId, runId, seconds),
    release: (tenantId, runId, fence) => release(database, tenantId, runId, fence),
    unfinished: () => unfinished(database),
    history: (tenantId, runId) =>
      database.asTenant(tenantId, async (tx) => {
        const rows = await readHistory(tx, runId);
        return rows.map(({ at, actor, what, request_id }) => ({ at, actor, what, requestId: request_id }));
      }),
  };
}

/** Throws STORE_STALE_WRITER when there is a run of this id already. */
function create(database: Database, run: Run): Promise<void> {
  return database.asTenant(run.tenantId, async (tx) => {
    const inserted = await tx
      .insertInto('runs')
      .values({
        tenant_id: run.tenantId,
        run_id: run.id,
        revision: run.revision,
        phase: run.phase,
        created_at: run.createdAt,
        doc: JSON.stringify(run),
        ...registered(run),
      })
      .onConflict((conflict) => conflict.doNothing())
      .returning('run_id')
      .executeTakeFirst();
    if (inserted === undefined) throw new RegistrarError('STORE_STALE_WRITER');
    await noteWritten(tx, run, registerKey(run));
  });
}

function write(database: Database, entry: LedgerEntry, fence: Fence | null): Promise<void> {
  const { run, steps = [], sealed, history = [] } = entry;
  return database.asTenant(run.tenantId, async (tx) => {
    await noteWritten(tx, run, registerKey(run));
    const end = await replaceRun(tx, run, fence);
    await writeSteps(tx, run, steps);
    if (sealed !== undefined) await writeSecret(tx, run, sealed);
    if (entry.forgetSignIns === true) await tx.deleteFrom('sign_ins').where('run_id', '=', run.id).execute();
    if (history.length > 0) await addHistory(tx, run, end, history);
  });
}

async function addHistory(
  tx: Transaction<Tables>,
  run: Run,
  end: ChainEnd,
  history: readonly HistoryEvent[],
): Promise<void> {
  const { count, head } = await appendHistory(tx, { tenantId: run.tenantId, runId: run.id }, end, history);
  await tx
    .updateTable('runs')
    .set({ history_count: count, history_head: head })
    .where('run_id', '=', run.id)
    .execute();
}

function registered(run: Run) {
  return { register_key: registerKey(run), registered: REGISTER_VERSION };
}

/**
 * The guard and the change are one statement: it waits for any other writer of the row, then looks again. The row
 * stays locked until the transaction ends, so the chain of the history cannot fork.
 */
async function replaceRun(tx: Transaction<Tables>, run: Run, fence: Fence | null): Promise<ChainEnd> {
  const replaced = await tx
    .updateTable('runs')
    .set({ revision: run.revision, phase: run.phase, doc: JSON.stringify(run), ...registered(run) })
    .where('run_id', '=', run.id)
    .where('revision', '=', run.revision - 1)
    .$if(fence !== null, (query) => query.where('fence', '=', fence).set({ lease_until: LEASE_AGAIN }))
    .returning(['history_count as count', 'history_head as head'])
    .executeTakeFirst();
  if (replaced === undefined) throw new RegistrarError('STORE_STALE_WRITER');
  return replaced;
}

/** A holder that commits is alive: its lease begins anew (engine LEASE_SECONDS). */
const LEASE_AGAIN = sql<Date>`clock_timestamp() + interval '20 seconds'`;

/** The database's clock decides, in one statement: of two that try at once, one finds the lease taken. */
function lease(database: Database, tenantId: TenantId, runId: RunId, seconds: number): Promise<Fence | null> {
  return database.asTenant(tenantId, async (tx) => {
    const taken = await tx
      .updateTable('runs')
      .set((eb) => ({
        fence: eb('fence', '+', 1),
        lease_until: sql<Date>`clock_timestamp() + make_interval(secs => ${seconds})`,
      }))
      .where('run_id', '=', runId)
      .where((eb) =>
        eb.or([eb('lease_until', 'is', null), eb('lease_until', '<=', sql<Date>`clock_timestamp()`)]),
      )
      .returning('fence')
      .executeTakeFirst();
    return taken === undefined ? null : Number(taken.fence);
  });
}

/** Ends the lease early. A holder that was overtaken changes nothing. */
function release(database: Database, tenantId: TenantId, runId: RunId, fence: Fence): Promise<void> {
  return database.asTenant(tenantId, async (tx) => {
    await tx
      .updateTable('runs')
      .set({ lease_until: null })
      .where('run_id', '=', runId)
      .where('fence', '=', fence)
      .execute();
  });
}

function unfinished(
  database: Database,
): Promise<readonly { readonly tenantId: TenantId; readonly runId: RunId }[]> {
  return database.asWorker(async (tx) => {
    const rows = await tx
      .selectFrom('runs')
      .select(['tenant_id', 'run_id'])
      .where('phase', 'in', [...ACTIVE])
      .execute();
    return rows.map((row) => ({ tenantId: row.tenant_id as TenantId, runId: row.run_id as RunId }));
  });
}
