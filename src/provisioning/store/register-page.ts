/** A page of the register, and how many there are in all. */
import { sql } from 'kysely';
import type { Expression, RawBuilder, SqlBool, Transaction } from 'kysely';
import type { RegisterPage, RegisterQuery, RegistrationLine } from '../contract/register.ts';
import type { TenantId } from '../core/ids.ts';
import { STATE_WORDS, type RegisterMoment } from '../core/register/state.ts';
import { fromCursor, placeOf, toCursor, type Place } from './register-cursor.ts';
import {
  behind,
  fitting,
  groupKeys,
  lookedAt,
  orderOf,
  stateFrom,
  unchecked,
  type Asked,
} from './register-query.ts';
import { LINE_COLUMNS, toLine, type LineRow } from './register-rows.ts';
import type { Tables } from './tables.ts';

const MOST = 200;

/** Throws REGISTER_BAD_CURSOR. */
export async function readPage(
  tx: Transaction<Tables>,
  tenantId: TenantId,
  query: RegisterQuery,
  moment: RegisterMoment,
): Promise<RegisterPage> {
  const place = query.after === null ? null : fromCursor(tenantId, query, query.after);
  const asked: Asked = { query, ...(place?.looked ?? lookedAt(moment)) };
  const limit = Math.max(1, Math.min(MOST, Math.trunc(query.limit)));
  const { lines, last } = await readLines(tx, { tenantId, moment, asked }, place, limit);
  const groups = await readGroups(tx, { tenantId, moment, asked });
  return {
    lines,
    total:
      groups?.reduce((sum, { count }) => sum + count, 0) ?? (await countAll(tx, { tenantId, moment, asked })),
    groups: groups ?? [],
    next: last === null ? null : toCursor(tenantId, query, last),
  };
}

export interface List {
  readonly tenantId: TenantId;
  readonly moment: RegisterMoment;
  readonly asked: Asked;
}

/** After that place, or from the start. `last` is the place of the last line; null: nothing comes after it. */
export async function readLines(
  tx: Transaction<Tables>,
  list: List,
  place: Place | null,
  limit: number,
): Promise<{ readonly lines: readonly RegistrationLine[]; readonly last: Place | null }> {
  const { moment, asked } = list;
  const order = orderOf(asked);
  const names = order.map((_, index) => sql.ref(`k${index}`));
  const keys = order.map(({ value }, index) => sql`${value} as ${names[index]}`);
  const further = place === null ? [] : [behind(order, place.values)];
  const sorted = (by: readonly RawBuilder<unknown>[]) =>
    sql.join(order.map(({ down }, index) => sql`${by[index]} ${sql.raw(down ? 'desc' : 'asc')}`));
  // What a line says is fetched once it is known which are on the page: to sort as much takes longer than to find it.
  const said = sql.join(LINE_COLUMNS.map((column) => sql.ref(column)));
  const { rows } = await sql<LineRow & Record<string, unknown>>`
    with page as materialized (
      select tenant_id as of_tenant, registration_id as of, ${sql.join(keys)} from register
      where ${fits(list, further)} order by ${sorted(order.map(({ value }) => value))} limit ${limit + 1}
    )
    select ${sql.join(names)}, ${said} from page join register on tenant_id = of_tenant and registration_id = of
    order by ${sorted(names)}`.execute(tx);
  const shown = rows.slice(0, limit);
  const last = rows.length > limit ? shown.at(-1) : undefined;
  return {
    lines: shown.map((row) => toLine(row, moment, asked.since)),
    last: last === undefined ? null : { looked: asked, values: placeOf(order, last) },
  };
}

function fits({ tenantId, moment, asked }: List, further: readonly Expression<SqlBool>[] = []) {
  return sql.join([sql`tenant_id = ${tenantId}`, ...fitting(asked, moment.now), ...further], sql` and `);
}

async function countAll(tx: Transaction<Tables>, list: List): Promise<number> {
  const { rows } = await sql<{ n: string | number }>`
    select count(*) as n from register where ${fits(list)}`.execute(tx);
  return Number(rows[0]?.n ?? 0);
}

interface GroupRow {
  readonly key: string;
  readonly title: string;
  readonly n: string | number;
}

/** Undefined: they are not grouped. */
async function readGroups(tx: Transaction<Tables>, list: List): Promise<RegisterPage['groups'] | undefined> {
  const { query, since } = list.asked;
  const keys = groupKeys(list.asked).map(({ value }) => value);
  if (keys.length === 0) return undefined;
  const { rows } = await sql<GroupRow>`
    select ${nameOf(query.group, since)}, count(*) as n
    from register where ${fits(list)} group by ${sql.join(keys)} order by ${sql.join(keys)}`.execute(tx);
  return rows.map(({ key, title, n }) => ({
    ...(query.group === 'state' ? inWords(key) : { key, title }),
    count: Number(n),
  }));
}

/** Of a group, and nothing else of its lines: each thing that is looked at in ten thousand of them takes its time. */
function nameOf(group: RegisterQuery['group'], since: number | null): RawBuilder<unknown> {
  if (group === 'connector') return sql`connector_id as key, max(connector_title) as title`;
  if (group === 'owner') return sql`owner as key, owner as title`;
  return sql`concat(min(rank), ' ', min(${unchecked(since)})) as key, '' as title`;
}

/** Of a state, from its rank and whether nobody has looked. */
function inWords(key: string): { readonly key: string; readonly title: string } {
  const [rank, isUnchecked] = key.split(' ').map(Number);
  const state = stateFrom(rank ?? 0, isUnchecked ?? 0);
  return { key: state, title: STATE_WORDS[state] };
}
