/**
 * Lines that have to be told anew, because a run was written, a sweep saw something, somebody said something, or time
 * went on. Noting it is one statement; the next reader tells them.
 */
import { sql } from 'kysely';
import type { RawBuilder, SqlBool, Transaction } from 'kysely';
import type { AppId, RunId, TenantId } from '../core/ids.ts';
import { EXPIRING_WITHIN, STATES, type Standing } from '../core/register/state.ts';
import type { Database } from './database.ts';
import type { Definitions } from './register-ground.ts';
import { retell } from './register-write.ts';
import type { Work } from './roles.ts';
import type { Tables } from './tables.ts';

/** Told in one transaction. */
const AT_ONCE = 50;

/** Reads when every line is as it should be at that time. `now` is epoch ms. */
export async function readFresh<T>(
  database: Database,
  definitions: Definitions,
  { tenantId, now }: { readonly tenantId: TenantId; readonly now: number },
  work: Work<T>,
): Promise<T> {
  for (;;) {
    const read = await database.asTenant(tenantId, async (tx) => {
      const due = await readDue(tx, tenantId, now);
      const stale = due.filter(({ untold }) => untold).map(({ key }) => key);
      if (stale.length > 0) return { stale };
      if (due.length > 0) await rankAnew(tx, tenantId, now);
      return { value: await work(tx) };
    });
    if ('value' in read) return read.value;
    await database.asTenant(tenantId, (tx) => retell(tx, definitions, tenantId, read.stale, now));
  }
}

interface Due {
  readonly key: string;
  /** It has to be told anew; otherwise only its place in the order is of another time. */
  readonly untold: boolean;
}

/** Nearly always nothing, which three small indexes tell at once. */
async function readDue(tx: Transaction<Tables>, tenantId: TenantId, now: number): Promise<readonly Due[]> {
  const at = sql`${now}::bigint`;
  const { rows } = await sql<Due>`
    select key, coalesce(until <= ${at}, false) as untold from register
    where tenant_id = ${tenantId} and (until <= ${at} or rank_to <= ${at} or rank_from > ${at})
    order by untold desc limit ${AT_ONCE}`.execute(tx);
  return rows;
}

/** What only time has changed: all of it at once, because the clock of a sandbox may be moved by a year. */
async function rankAnew(tx: Transaction<Tables>, tenantId: TenantId, now: number): Promise<void> {
  const begins = sql`next_at - ${sql.lit(EXPIRING_WITHIN)}::bigint`;
  const at = sql`${now}::bigint`;
  const rank = (state: Standing['state']) => sql.lit(STATES.indexOf(state));
  await sql`
    update register set
      rank = case when next_at <= ${at} then ${rank('lapsed')} when ${begins} <= ${at} then ${rank('expiring')}
        when base = 'settled' then ${rank('healthy')} when base = 'ended' then ${rank('ended')}
        else ${rank('under-way')} end,
      rank_from = case when next_at <= ${at} then next_at when ${begins} <= ${at} then ${begins} end,
      rank_to = case when next_at <= ${at} then null when ${begins} <= ${at} then next_at else ${begins} end
    where tenant_id = ${tenantId} and (rank_to <= ${at} or rank_from > ${at})`.execute(tx);
}

/**
 * The line the run is part of from now on, and the one it was part of. Before the run is replaced; writers of one
 * registration come one after the other.
 */
export async function noteWritten(
  tx: Transaction<Tables>,
  run: { readonly tenantId: TenantId; readonly id: RunId },
  key: string | null,
): Promise<void> {
  await sql`
    insert into register (tenant_id, registration_id, key, until)
    select ${run.tenantId}, 'untold ' || key, key, -1 from (
      select ${key}::text as key
      union select register_key from runs where tenant_id = ${run.tenantId} and run_id = ${run.id}
    ) as its where key is not null
    order by key
    on conflict (tenant_id, key) do update set until = -1`.execute(tx);
}

/** Where the tenant holds something that our records do not say, or no longer what it held when it was last told. */
export async function noteSeen(
  tx: Transaction<Tables>,
  tenantId: TenantId,
  which: RawBuilder<SqlBool>,
): Promise<void> {
  await sql`
    with looked as (
      select key, ${SEEN} as seen from register as r
      where tenant_id = ${tenantId} and app_id is not null and ${which}
      order by key for update
    )
    update register set until = -1, seen = looked.seen from looked
    where register.tenant_id = ${tenantId} and register.key = looked.key and register.seen <> looked.seen
  `.execute(tx);
}

/** As text; empty where everything is as we made it. */
const SEEN = sql`coalesce((
  select string_agg(concat_ws(' ', a.gone_at is not null, c.key_id, c.ends, c.gone_at is not null, c.display_name), ';' order by c.key_id)
  from inventory_applications as a
  left join inventory_credentials as c on c.tenant_id = a.tenant_id and c.application_id = a.application_id
  where a.tenant_id = r.tenant_id and a.app_id = r.key and (a.gone_at is not null or c.gone_at is not null or (
    c.key_id is not null and not exists (
      select from register_lapses as l
      where l.tenant_id = a.tenant_id and l.lapse_id = 'key:' || c.key_id and l.source = 'ours'
    )
  ))
), '')`;

/** A look at it alone showed something else than the one before. */
export async function noteLooked(tx: Transaction<Tables>, tenantId: TenantId, appId: AppId): Promise<void> {
  await tx
    .updateTable('register')
    .set({ until: -1 })
    .where('tenant_id', '=', tenantId)
    .where('key', '=', appId)
    .execute();
}

/** What was said about a lapse of it has changed. */
export async function noteSaid(tx: Transaction<Tables>, tenantId: TenantId, lapseId: string): Promise<void> {
  await sql`
    update register set until = -1 where tenant_id = ${tenantId} and registration_id in (
      select registration_id from register_lapses where tenant_id = ${tenantId} and lapse_id = ${lapseId}
    )`.execute(tx);
}
