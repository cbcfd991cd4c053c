/** What is kept of applications and credentials, for whoever decides what follows from it. */
import { sql } from 'kysely';
import type { Selectable, Transaction } from 'kysely';
import { toIso } from '../core/dates.ts';
import type { AppId, KeyId, ObjectId, TenantId } from '../core/ids.ts';
import type {
  CredentialKind,
  InventoryLapse,
  InventoryStore,
  KeptApplication,
  KeptCredential,
} from '../ports.ts';
import type { Database } from './database.ts';
import { looksAt } from './inventory-looks.ts';
import type { InventoryApplicationsTable, InventoryCredentialsTable } from './inventory-tables.ts';
import type { Tables } from './tables.ts';

type Args<M extends keyof InventoryStore> = Parameters<InventoryStore[M]>;

export function lapsing(
  database: Database,
  ...[tenantId, { from, before }]: Args<'lapsing'>
): ReturnType<InventoryStore['lapsing']> {
  return database.asTenant(tenantId, async (tx) => {
    const rows = await ending(tx, tenantId, before)
      .$if(from !== undefined, (query) =>
        query.where('inventory_credentials.ends', '>=', new Date(from ?? '')),
      )
      .execute();
    return toLapses(rows);
  });
}

export function lapsingElsewhere(
  database: Database,
  ...[tenantId, { from, before, ours, ignored }]: Args<'lapsingElsewhere'>
): ReturnType<InventoryStore['lapsingElsewhere']> {
  return database.asTenant(tenantId, async (tx) => {
    const fresh = ending(tx, tenantId, before)
      .select('gone_at')
      .where('inventory_credentials.ends', '>=', new Date(from))
      .where(({ not, exists }) => not(exists(outliving(tx, ignored))));
    const told = credentials(tx, tenantId)
      .select('gone_at')
      .where('application_id', 'in', warnedOf(tx, tenantId));
    const rows = await fresh.union(told).execute();
    return rows.filter((row) => !ours.includes(row.app_id as AppId)).map(toCredential);
  });
}

function ending(tx: Transaction<Tables>, tenantId: string, before: string) {
  return credentials(tx, tenantId)
    .where('gone_at', 'is', null)
    .where('inventory_credentials.ends', '<', new Date(before));
}

function credentials(tx: Transaction<Tables>, tenantId: string) {
  return tx
    .selectFrom('inventory_credentials')
    .select(['application_id', 'app_id', 'application_name', 'kind', 'key_id', 'display_name'])
    .select([milliseconds('starts').as('starts'), milliseconds('ends').as('ends')])
    .where('tenant_id', '=', tenantId);
}

/** Ids of applications of which something was said, by a credential of theirs. */
function warnedOf(tx: Transaction<Tables>, tenantId: string) {
  return tx
    .selectFrom('inventory_credentials as c')
    .innerJoin('outbox as o', (join) =>
      join.onRef('o.tenant_id', '=', 'c.tenant_id').on(sql<boolean>`o.lapse_id = 'key:' || c.key_id`),
    )
    .select('c.application_id')
    .where('c.tenant_id', '=', tenantId);
}

/** One of the same kind on the same application that ends later or never; of two that end together, one. */
function outliving(tx: Transaction<Tables>, ignored: readonly KeyId[]) {
  const older = (column: string) => sql.ref(`inventory_credentials.${column}`);
  return tx
    .selectFrom('inventory_credentials as newer')
    .select(sql.lit(1).as('one'))
    .where('newer.tenant_id', '=', sql<string>`${older('tenant_id')}`)
    .where('newer.application_id', '=', sql<string>`${older('application_id')}`)
    .where('newer.kind', '=', sql<CredentialKind>`${older('kind')}`)
    .where('newer.gone_at', 'is', null)
    .where(
      sql<boolean>`(newer.ends is null or newer.ends > ${older('ends')}
        or (newer.ends = ${older('ends')} and newer.key_id collate "C" > ${older('key_id')} collate "C"))`,
    )
    .$if(ignored.length > 0, (query) => query.where('newer.key_id', 'not in', ignored));
}

type Ending = Awaited<ReturnType<ReturnType<typeof ending>['execute']>>[number];

/** Sorted here, because so many do not fit what the database sorts in without its disk. */
function toLapses(rows: Ending[]): readonly InventoryLapse[] {
  return rows.sort(bySoonest).map((row) => ({ ...seenOf(row), ends: toIso(row.ends ?? 0) }));
}

function toCredential(row: Ending & { readonly gone_at: Date | null }): KeptCredential {
  const ends = row.ends === null ? null : toIso(row.ends);
  return { ...seenOf(row), ends, goneAt: row.gone_at?.toISOString() ?? null };
}

function seenOf(row: Ending): Omit<KeptCredential, 'ends' | 'goneAt'> {
  return {
    application: {
      id: row.application_id as ObjectId,
      appId: row.app_id as AppId,
      displayName: row.application_name,
    },
    kind: row.kind,
    keyId: row.key_id as KeyId,
    displayName: row.display_name,
    starts: row.starts === null ? null : toIso(row.starts),
  };
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
  return database.asTenant(tenantId, (tx) => keptOf(tx, tenantId, appIds));
}

/** The same, for whoever is in a transaction already. */
export async function keptOf(
  tx: Transaction<Tables>,
  tenantId: TenantId,
  appIds: readonly string[],
): Promise<readonly KeptApplication[]> {
  const rows = await tx
    .selectFrom('inventory_applications')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .where('app_id', 'in', appIds)
    .orderBy('first_seen')
    .execute();
  const ids = rows.map((row) => row.application_id);
  if (ids.length === 0) return [];
  const credentials = await tx
    .selectFrom('inventory_credentials')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .where('application_id', 'in', ids)
    .orderBy('ends')
    .execute();
  const looks = await looksAt(tx, tenantId, ids);
  return rows.map((row) => {
    const own = credentials.filter(({ application_id }) => application_id === row.application_id);
    const look = looks.get(row.application_id as ObjectId);
    return { ...toKept(row, own), ...(look === undefined ? {} : { look }) };
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
