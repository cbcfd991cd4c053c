/** What the watch keeps beside the outbox: where warnings go, and what people said about a lapse. */
import { sql } from 'kysely';
import type { Selectable } from 'kysely';
import type { ObjectId, TenantId } from '../core/ids.ts';
import type { AlertChannel } from '../core/watch/types.ts';
import type { AlertStore, LapseMark } from '../ports.ts';
import type { AlertChannelsTable } from './alerts-tables.ts';
import { createLadderStore } from './alerts-ladders.ts';
import type { Database } from './database.ts';
import { noteSaid } from './register-stale.ts';

export function createAlertStore(database: Database): AlertStore {
  return {
    putChannel: (channel) => putChannel(database, channel),
    removeChannel: (tenantId, id) =>
      database.asTenant(tenantId, async (tx) => {
        await tx
          .updateTable('alert_channels')
          .set({ ended: true })
          .where('tenant_id', '=', tenantId)
          .where('id', '=', id)
          .execute();
      }),
    removedChannel: (tenantId, id) => removedChannel(database, tenantId, id),
    channels: (tenantId) => channels(database, tenantId),
    tenants: () =>
      database.asWorker(async (tx) => {
        const living = tx.selectFrom('alert_channels').where('ended', '=', false);
        const rows = await living.select('tenant_id').distinct().execute();
        return rows.map((row) => row.tenant_id as TenantId);
      }),
    putMark: (tenantId, lapseId, mark) => putMark(database, tenantId, lapseId, mark),
    marks: (tenantId) => marks(database, tenantId),
    ...createLadderStore(database),
  };
}

function putChannel(database: Database, channel: AlertChannel): Promise<void> {
  const { tenantId, id } = channel;
  const changed = {
    kind: channel.kind,
    person_id: channel.personId,
    zone: channel.zone,
    working_hours: JSON.stringify(channel.workingHours),
    ladder: toJson(channel.ladder),
    connectors: toJson(channel.connectors),
    state: channel.state,
    dead_since: channel.deadSince,
    tried_at: channel.triedAt,
    ended: false,
  };
  return database.asTenant(tenantId, async (tx) => {
    await tx
      .insertInto('alert_channels')
      .values({ tenant_id: tenantId, id, ...changed })
      .onConflict((conflict) => conflict.columns(['tenant_id', 'id']).doUpdateSet(changed))
      .execute();
  });
}

/** By code point, so that the order does not hang on the locale of a server. */
function channels(database: Database, tenantId: TenantId): Promise<readonly AlertChannel[]> {
  return database.asTenant(tenantId, async (tx) => {
    const rows = await tx
      .selectFrom('alert_channels')
      .selectAll()
      .where('tenant_id', '=', tenantId)
      .where('ended', '=', false)
      .orderBy(sql`id collate "C"`)
      .execute();
    return rows.map(toChannel);
  });
}

function removedChannel(database: Database, tenantId: TenantId, id: string): Promise<AlertChannel | null> {
  return database.asTenant(tenantId, async (tx) => {
    const row = await tx
      .selectFrom('alert_channels')
      .selectAll()
      .where('tenant_id', '=', tenantId)
      .where('id', '=', id)
      .where('ended', '=', true)
      .executeTakeFirst();
    return row === undefined ? null : toChannel(row);
  });
}

function putMark(
  database: Database,
  tenantId: TenantId,
  lapseId: string,
  { snooze, notOurs }: LapseMark,
): Promise<void> {
  const changed = { snooze: toJson(snooze), not_ours: toJson(notOurs) };
  return database.asTenant(tenantId, async (tx) => {
    await tx
      .insertInto('lapse_marks')
      .values({ tenant_id: tenantId, lapse_id: lapseId, ...changed })
      .onConflict((conflict) => conflict.columns(['tenant_id', 'lapse_id']).doUpdateSet(changed))
      .execute();
    await noteSaid(tx, tenantId, lapseId);
  });
}

function marks(database: Database, tenantId: TenantId): ReturnType<AlertStore['marks']> {
  return database.asTenant(tenantId, async (tx) => {
    const rows = await tx.selectFrom('lapse_marks').selectAll().where('tenant_id', '=', tenantId).execute();
    return new Map(rows.map((row) => [row.lapse_id, { snooze: row.snooze, notOurs: row.not_ours }]));
  });
}

function toChannel(row: Selectable<AlertChannelsTable>): AlertChannel {
  return {
    tenantId: row.tenant_id as TenantId,
    id: row.id,
    kind: row.kind,
    personId: row.person_id as ObjectId | null,
    zone: row.zone,
    workingHours: row.working_hours,
    ladder: row.ladder,
    connectors: row.connectors,
    state: row.state,
    deadSince: row.dead_since,
    triedAt: row.tried_at,
  };
}

function toJson(value: object | null): string | null {
  return value === null ? null : JSON.stringify(value);
}
