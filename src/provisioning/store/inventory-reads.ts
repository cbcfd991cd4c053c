/** What is kept of applications and credentials, for whoever decides what follows from it. */
import { sql } from 'kysely';
import type { Selectable } from 'kysely';
import { toIso } from '../core/dates.ts';
import type { AppId, KeyId, ObjectId } from '../core/ids.ts';
import type { InventoryStore, KeptApplication } from '../ports.ts';
import type { Database } from './database.ts';
import type { InventoryApplicationsTable, InventoryCredentialsTable } from './inventory-tables.ts';

type Args<M extends keyof InventoryStore> = Parameters<InventoryStore[M]>;

export function lapsing(
  database: Database,
  ...[tenantId, { from, before }]: Args<'lapsing'>
): ReturnType<InventoryStore['lapsing']> {
  return database.asTenant(tenantId, async (tx) => {
    const rows = await tx
      .selectFrom('inventory_credentials')
      .select(['application_id', 'app_id', 'application_name', 'kind', 'key_id', 'display_name'])
      .select([milliseconds('starts').as('starts'), milliseconds('ends').as('ends')])
      .where('tenant_id', '=', tenantId)
      .where('gone_at', 'is', null)
      .where('inventory_credentials.ends', '<', new Date(before))
      .$if(from !== undefined, (query) =>
        query.where('inventory_credentials.ends', '>=', new Date(from ?? '')),
      )
      .execute();
    // Here, because so many do not fit what the database sorts in without its disk.
    return rows.sort(bySoonest).map((row) => ({
      application: {
        id: row.application_id as ObjectId,
        appId: row.app_id as AppId,
        displayName: row.application_name,
      },
      kind: row.kind,
      keyId: row.key_id as KeyId,
      displayName: row.display_name,
      starts: row.starts === null ? null : toIso(row.starts),
      ends: toIso(row.ends ?? 0),
    }));
  });
}

function bySoonest(
  a: { readonly ends: number | null; readonly key_id: string },
  b: { readonly ends: number | null; readonly key_id: string },
): number {
  return (a.ends ?? 0) - (b.ends ?? 0) || a.key_id.localeCompare(b.key_id);
}

/** As a number: there may be tens of thousands, and reading each from a text takes longer than finding it. */
function milliseconds(column: 'starts' | 'ends') {
  return sql<
    number | null
  >`(extract(epoch from ${sql.ref(`inventory_credentials.${column}`)}) * 1000)::float8`;
}

export function missing(
  database: Database,
  ...[{ tenantId, fence }, appIds]: Args<'missing'>
): ReturnType<InventoryStore['missing']> {
  if (appIds.length === 0) return Promise.resolve([]);
  return database.asTenant(tenantId, async (tx) => {
    const rows = await tx
      .selectFrom('inventory_applications as a')
      .innerJoin('sweeps as s', 's.tenant_id', 'a.tenant_id')
      .select('a.app_id')
      .where('a.tenant_id', '=', tenantId)
      .where('a.app_id', 'in', appIds)
      .where((eb) =>
        eb.or([eb('a.gone_at', 'is not', null), eb('s.pass', '<>', 'first'), eb('a.sweep', '=', fence)]),
      )
      .execute();
    const there = new Set(rows.map((row) => row.app_id));
    return appIds.filter((appId) => !there.has(appId));
  });
}

export function applications(
  database: Database,
  ...[tenantId, appIds]: Args<'applications'>
): ReturnType<InventoryStore['applications']> {
  if (appIds.length === 0) return Promise.resolve([]);
  return database.asTenant(tenantId, async (tx) => {
    const rows = await tx
      .selectFrom('inventory_applications')
      .selectAll()
      .where('tenant_id', '=', tenantId)
      .where('app_id', 'in', appIds)
      .orderBy('first_seen')
      .execute();
    if (rows.length === 0) return [];
    const credentials = await tx
      .selectFrom('inventory_credentials')
      .selectAll()
      .where('tenant_id', '=', tenantId)
      .where(
        'application_id',
        'in',
        rows.map((row) => row.application_id),
      )
      .orderBy('ends')
      .execute();
    return rows.map((row) =>
      toKept(
        row,
        credentials.filter(({ application_id }) => application_id === row.application_id),
      ),
    );
  });
}

function toKept(
  row: Selectable<InventoryApplicationsTable>,
  credentials: readonly Selectable<InventoryCredentialsTable>[],
): KeptApplication {
  return {
    id: row.application_id as ObjectId,
    appId: row.app_id as AppId,
    displayName: row.display_name,
    ...times(row),
    credentials: credentials.map((one) => ({
      kind: one.kind,
      keyId: one.key_id as KeyId,
      displayName: one.display_name,
      starts: one.starts?.toISOString() ?? null,
      ends: one.ends?.toISOString() ?? null,
      ...times(one),
    })),
  };
}

function times({
  first_seen,
  last_seen,
  gone_at,
}: {
  first_seen: Date;
  last_seen: Date;
  gone_at: Date | null;
}) {
  return {
    firstSeen: first_seen.toISOString(),
    lastSeen: last_seen.toISOString(),
    goneAt: gone_at?.toISOString() ?? null,
  };
}
