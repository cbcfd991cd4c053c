/** Alerts on their way to people: what is to be said, what has been, and what came of each attempt. */
import { sql } from 'kysely';
import type { ExpressionBuilder } from 'kysely';
import type { Outbox, OutboxNote, OutboxSelection } from '../contract.ts';
import type { Database } from './database.ts';
import { lease, release, tenantsDue } from './outbox-lease.ts';
import { fromKey, toAttempt, toRow } from './outbox-rows.ts';
import { begin, due, pause, settle } from './outbox-sending.ts';
import type { Tables } from './tables.ts';

export function createOutbox(database: Database): Outbox {
  return {
    put: (notes) => put(database, notes),
    close: (which, as, at) => close(database, which, as, at),
    rows: (which) =>
      database.asTenant(which.tenantId, async (tx) => {
        const rows = tx.selectFrom('outbox').selectAll().where(matching(which));
        return (await rows.orderBy('due_at').orderBy('band', 'desc').execute()).map(toRow);
      }),
    history: (tenantId, lapseId) =>
      database.asTenant(tenantId, async (tx) => {
        const lines = tx.selectFrom('outbox_attempts').selectAll().where('lapse_id', '=', lapseId);
        return (await lines.orderBy('at').orderBy('attempt').execute()).map(toAttempt);
      }),
    purge: (before) => purge(database, before),
    tenantsDue: (now) => tenantsDue(database, now),
    lease: (tenantId, seconds) => lease(database, tenantId, seconds),
    release: (held) => release(database, held),
    due: (...ask) => due(database, ...ask),
    begin: (...ask) => begin(database, ...ask),
    settle: (...ask) => settle(database, ...ask),
    pause: (...ask) => pause(database, ...ask),
  };
}

/** Opened again, it keeps its attempts, and what may have arrived still waits for its repeat. */
function put(database: Database, notes: readonly OutboxNote[]): Promise<number> {
  const [first] = notes;
  if (first === undefined) return Promise.resolve(0);
  return database.asTenant(first.tenantId, async (tx) => {
    const added = await tx
      .insertInto('outbox')
      .values(notes.map(toNew))
      .onConflict((conflict) =>
        conflict
          .columns(['tenant_id', 'lapse_id', 'ends', 'band', 'channel_id'])
          .doUpdateSet((eb) => ({
            state: 'pending',
            since: null,
            due_at: eb.ref('excluded.due_at'),
            not_before: sql<string>`greatest(excluded.due_at, outbox.repeat_at)`,
            facts: eb.ref('excluded.facts'),
            edits: eb.ref('excluded.edits'),
            code: '',
          }))
          .where('outbox.state', 'in', ['superseded', 'cancelled']),
      )
      .returning('band')
      .execute();
    return added.length;
  });
}

function toNew(note: OutboxNote) {
  return {
    ...fromKey(note),
    edits: note.edits,
    facts: JSON.stringify(note.facts),
    due_at: note.dueAt,
    not_before: note.dueAt,
    state: 'pending' as const,
  };
}

function close(
  database: Database,
  which: OutboxSelection,
  as: 'superseded' | 'cancelled',
  at: string,
): Promise<void> {
  return database.asTenant(which.tenantId, async (tx) => {
    const rows = tx.updateTable('outbox').where(matching(which));
    await rows.set({ state: as, since: at, not_before: null }).where('not_before', 'is not', null).execute();
    await rows.set({ closing: as }).where('state', '=', 'sending').execute();
  });
}

function matching({ tenantId, lapseId, channelId, bands }: OutboxSelection) {
  return (eb: ExpressionBuilder<Tables, 'outbox'>) =>
    eb.and([
      eb('tenant_id', '=', tenantId),
      ...(lapseId === undefined ? [] : [eb('lapse_id', '=', lapseId)]),
      ...(channelId === undefined ? [] : [eb('channel_id', '=', channelId)]),
      ...(bands === undefined ? [] : [eb('band', '=', sql<number>`any(${bands}::integer[])`)]),
    ]);
}

function purge(database: Database, before: string): Promise<number> {
  return database.asWorker(async (tx) => {
    const old = tx.deleteFrom('outbox_attempts').where('at', '<', sql<Date>`${before}`);
    return Number((await old.executeTakeFirst()).numDeletedRows);
  });
}
