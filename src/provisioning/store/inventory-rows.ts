/** A page of what a sweep saw, written in one transaction, and what it did not find. Written twice it is the same. */
import { sql } from 'kysely';
import type { SqlBool, Transaction } from 'kysely';
import type { ObjectId } from '../core/ids.ts';
import type { InventoryStore, SeenApplication, SweepHold } from '../ports.ts';
import type { Database } from './database.ts';
import { holding } from './inventory-lease.ts';
import { noteSeen } from './register-stale.ts';
import type { Tables } from './tables.ts';

type Args<M extends keyof InventoryStore> = Parameters<InventoryStore[M]>;

export function write(database: Database, ...[hold, page, at]: Args<'write'>): Promise<void> {
  return database.asTenant(hold.tenantId, async (tx) => {
    const pass = await holding(tx, hold);
    const seen = page.seen.map(({ id }) => id);
    // What is there comes back with the page. A first pass knows at its end what it has not seen.
    if (pass !== 'first') await markGone(tx, CREDENTIALS, hold, seen, at);
    for (let from = 0; from < page.seen.length; from += AT_ONCE)
      await writeSeen(tx, hold, page.seen.slice(from, from + AT_ONCE), at);
    await markGone(tx, BOTH, hold, page.removed, at);
    const ids = [...seen, ...page.removed];
    if (ids.length > 0) await noteSeen(tx, hold.tenantId, onApplications(ids));
  });
}

/** So that what is on its way to the database is small beside what came in. */
const AT_ONCE = 111;

/** Each application with all its credentials. */
async function writeSeen(
  tx: Transaction<Tables>,
  { tenantId, fence }: SweepHold,
  seen: readonly SeenApplication[],
  at: string,
): Promise<void> {
  await sql`
    with page as (
      select * from jsonb_to_recordset(${applicationsOf(seen)}::jsonb)
        as a(application_id text, app_id text, display_name text, created_at timestamptz)
    ), listed as (
      select * from jsonb_to_recordset(${credentialsOf(seen)}::jsonb)
        as c(application_id text, kind text, key_id text, display_name text, starts timestamptz, ends timestamptz)
    ), applications as (
      insert into inventory_applications
        (tenant_id, application_id, app_id, display_name, created_at, first_seen, last_seen, sweep)
      select ${tenantId}, application_id, app_id, display_name, created_at, ${at}::timestamptz, ${at}::timestamptz, ${fence}::bigint
      from page
      on conflict (tenant_id, application_id) do update set
        app_id = excluded.app_id, display_name = excluded.display_name, created_at = excluded.created_at,
        last_seen = excluded.last_seen, gone_at = null, sweep = excluded.sweep
    )
    insert into inventory_credentials
      (tenant_id, application_id, kind, key_id, app_id, application_name, display_name, starts, ends, first_seen, last_seen, sweep)
    select ${tenantId}, application_id, kind, key_id, page.app_id, page.display_name, listed.display_name, starts, ends, ${at}::timestamptz, ${at}::timestamptz, ${fence}::bigint
    from listed join page using (application_id)
    on conflict (tenant_id, application_id, kind, key_id) do update set
      app_id = excluded.app_id, application_name = excluded.application_name, display_name = excluded.display_name, starts = excluded.starts, ends = excluded.ends,
      last_seen = excluded.last_seen, gone_at = null, sweep = excluded.sweep
  `.execute(tx);
}

function applicationsOf(seen: readonly SeenApplication[]): string {
  return JSON.stringify(
    seen.map(({ id, appId, displayName, createdAt }) => ({
      application_id: id,
      app_id: appId,
      display_name: displayName,
      created_at: createdAt,
    })),
  );
}

function credentialsOf(seen: readonly SeenApplication[]): string {
  return JSON.stringify(
    seen.flatMap(({ id, credentials }) =>
      credentials.map(({ kind, keyId, displayName, starts, ends }) => ({
        application_id: id,
        kind,
        key_id: keyId,
        display_name: displayName,
        starts,
        ends,
      })),
    ),
  );
}

/** Lines of the register about one of these. */
function onApplications(ids: readonly ObjectId[]) {
  const listed = JSON.stringify(ids);
  return sql<SqlBool>`key in (
    select app_id from inventory_applications
    where application_id in (select jsonb_array_elements_text(${listed}::jsonb))
  )`;
}

const CREDENTIALS = ['inventory_credentials'] as const;
const BOTH = ['inventory_applications', ...CREDENTIALS] as const;

async function markGone(
  tx: Transaction<Tables>,
  tables: readonly (typeof BOTH)[number][],
  { tenantId }: SweepHold,
  ids: readonly ObjectId[],
  at: string,
): Promise<void> {
  if (ids.length === 0) return;
  for (const table of tables) {
    await tx
      .updateTable(table)
      .set({ gone_at: at })
      .where('tenant_id', '=', tenantId)
      .where('application_id', 'in', ids)
      .where('gone_at', 'is', null)
      .execute();
  }
}

/** An application that was gone before anybody looked has a row all the same, so that it is not looked for again. */
export function gone(database: Database, ...[hold, applications, at]: Args<'gone'>): Promise<void> {
  return database.asTenant(hold.tenantId, async (tx) => {
    await holding(tx, hold);
    if (applications.length === 0) return;
    const rows = applications.map(({ id, appId, displayName }) => ({
      tenant_id: hold.tenantId,
      application_id: id,
      app_id: appId,
      display_name: displayName,
      first_seen: at,
      last_seen: at,
      gone_at: at,
      sweep: hold.fence,
    }));
    await tx
      .insertInto('inventory_applications')
      .values(rows)
      .onConflict((conflict) => conflict.doNothing())
      .execute();
    await markGone(
      tx,
      BOTH,
      hold,
      applications.map(({ id }) => id),
      at,
    );
    await noteSeen(tx, hold.tenantId, onApplications(applications.map(({ id }) => id)));
  });
}
