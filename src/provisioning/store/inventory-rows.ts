/** A page of what a sweep saw, written in one statement, and what it did not find. Written twice it is the same. */
import { sql } from 'kysely';
import type { Transaction } from 'kysely';
import type { ObjectId } from '../core/ids.ts';
import type { InventoryStore, SeenApplication, SweepHold } from '../ports.ts';
import type { Database } from './database.ts';
import { holding } from './inventory-lease.ts';
import type { Tables } from './tables.ts';

type Args<M extends keyof InventoryStore> = Parameters<InventoryStore[M]>;

export function write(database: Database, ...[hold, page, at]: Args<'write'>): Promise<void> {
  return database.asTenant(hold.tenantId, async (tx) => {
    await holding(tx, hold);
    if (page.seen.length > 0) await writeSeen(tx, hold, page.seen, at);
    if (page.removed.length > 0) await markGone(tx, hold, page.removed, at);
  });
}

/** Each application comes with all its credentials: one that it had and has not is gone. */
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
    ), absent as (
      update inventory_credentials as kept set gone_at = ${at}::timestamptz
      where kept.tenant_id = ${tenantId} and kept.gone_at is null
        and kept.application_id in (select application_id from page)
        and not exists (
          select from listed
          where listed.application_id = kept.application_id and listed.kind = kept.kind and listed.key_id = kept.key_id
        )
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

async function markGone(
  tx: Transaction<Tables>,
  { tenantId }: SweepHold,
  ids: readonly ObjectId[],
  at: string,
): Promise<void> {
  for (const table of ['inventory_applications', 'inventory_credentials'] as const) {
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
      hold,
      applications.map(({ id }) => id),
      at,
    );
  });
}
