/** One alert on its way: noted before it leaves, settled by whoever sent it and by nobody else. */
import { sql } from 'kysely';
import type { Transaction } from 'kysely';
import type { OutboxOutcome, OutboxQueue } from '../contract.ts';
import type { Database } from './database.ts';
import { holds, renew } from './outbox-lease.ts';
import { fromKey, toRow } from './outbox-rows.ts';
import type { Tables } from './tables.ts';

type Args<M extends keyof OutboxQueue> = Parameters<OutboxQueue[M]>;

export function due(
  database: Database,
  ...[lease, seconds, { now, limit, except }]: Args<'due'>
): ReturnType<OutboxQueue['due']> {
  return database.asTenant(lease.tenantId, async (tx) => {
    if (!(await renew(tx, lease, seconds))) return null;
    const paused = await pausedAt(tx, now);
    if (paused.includes(WHOLE_TENANT)) return [];
    const rows = await tx
      .selectFrom('outbox')
      .selectAll()
      .where('not_before', '<=', instant(now))
      .where(sql<boolean>`channel_id <> all(${[...except, ...paused]}::text[])`)
      .orderBy('not_before')
      .orderBy('lapse_id')
      .orderBy('channel_id')
      .limit(limit)
      .execute();
    return rows.map(toRow);
  });
}

async function pausedAt(tx: Transaction<Tables>, now: string): Promise<string[]> {
  const pauses = tx.selectFrom('outbox_pauses').select('channel_id').where('until', '>', instant(now));
  return (await pauses.execute()).map((pause) => pause.channel_id);
}

/** The look and the note are one statement, under a lock on the lease: no row is sent off by two. */
export function begin(
  database: Database,
  ...[lease, key, now, repeatAt]: Args<'begin'>
): ReturnType<OutboxQueue['begin']> {
  return database.asTenant(lease.tenantId, async (tx) => {
    if (!(await holds(tx, lease))) return null;
    const row = await tx
      .updateTable('outbox')
      .set((eb) => ({
        state: 'sending',
        since: now,
        not_before: null,
        repeat_at: repeatAt,
        attempts: eb('attempts', '+', 1),
        fence: lease.fence,
      }))
      .where((eb) => eb.and(fromKey(key)))
      // Written so that the row is found by its key, not among all that are due.
      .where(sql<boolean>`coalesce(not_before, 'infinity') <= ${now}`)
      .where(notPaused(now))
      .returningAll()
      .executeTakeFirst();
    return row === undefined ? null : toRow(row);
  });
}

/** Once somebody has taken over the row is no longer `sending` under this number, and nothing is changed. */
export function settle(
  database: Database,
  ...[lease, key, { at, status, code, outcome }]: Args<'settle'>
): Promise<boolean> {
  return database.asTenant(lease.tenantId, async (tx) => {
    const settled = await tx
      .updateTable('outbox')
      .set({ ...columnsOf(outcome), since: at, code, closing: null })
      .$if(outcome.kind === 'maybe-sent' && outcome.repeatAt !== null, (query) =>
        query.set((eb) => ({ unanswered: eb('unanswered', '+', 1) })),
      )
      .where((eb) => eb.and(fromKey(key)))
      .where('state', '=', 'sending')
      .where('fence', '=', lease.fence)
      .returning('attempts')
      .executeTakeFirst();
    if (settled === undefined) return false;
    const attempt = { attempt: settled.attempts, at, status, code, outcome: outcome.kind };
    await tx
      .insertInto('outbox_attempts')
      .values({ ...fromKey(key), ...attempt })
      .execute();
    return true;
  });
}

export function pause(
  database: Database,
  ...[lease, channelId, now, until]: Args<'pause'>
): ReturnType<OutboxQueue['pause']> {
  return database.asTenant(lease.tenantId, async (tx) => {
    if (!(await holds(tx, lease))) return;
    await tx.deleteFrom('outbox_pauses').where('until', '<=', instant(now)).execute();
    await tx
      .insertInto('outbox_pauses')
      .values({ tenant_id: lease.tenantId, channel_id: channelId ?? WHOLE_TENANT, until })
      .onConflict((conflict) =>
        conflict
          .columns(['tenant_id', 'channel_id'])
          .doUpdateSet({ until: sql<string>`greatest(outbox_pauses.until, excluded.until)` }),
      )
      .execute();
  });
}

const WHOLE_TENANT = '';

function notPaused(now: string) {
  return sql<boolean>`not exists (
    select from outbox_pauses p
    where p.channel_id in (${WHOLE_TENANT}, outbox.channel_id) and p.until > ${now})`;
}

/** What would go out again does not when its closing was asked for meanwhile. */
function columnsOf(outcome: OutboxOutcome) {
  switch (outcome.kind) {
    case 'sent':
      return { state: outcome.kind, not_before: null, repeat_at: null, activity_id: outcome.activityId };
    case 'dead':
      return { state: outcome.kind, not_before: null, repeat_at: null, refused_by: outcome.by };
    case 'retry':
      return {
        ...again(outcome.kind, outcome.notBefore),
        repeat_at: null,
        ...(outcome.short === true ? { short: true } : {}),
      };
    case 'maybe-sent':
      return outcome.repeatAt === null
        ? { state: outcome.kind, not_before: null, repeat_at: null }
        : { ...again(outcome.kind, outcome.repeatAt), repeat_at: outcome.repeatAt };
    default:
      return outcome satisfies never;
  }
}

function again<K extends 'retry' | 'maybe-sent'>(kind: K, notBefore: string) {
  return {
    state: sql<K>`coalesce(closing, ${kind})`,
    not_before: sql<string | null>`case when closing is null then ${notBefore}::timestamptz end`,
  };
}

function instant(text: string) {
  return sql<Date>`${text}`;
}
