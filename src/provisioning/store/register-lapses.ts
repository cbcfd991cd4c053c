/** What lapses in a tenant: one by one in the order in which it ends, and counted by month. */
import { sql } from 'kysely';
import type { RawBuilder, SqlBool, Transaction } from 'kysely';
import type { LapseCounts, RegisterLapse, RegisterSummary } from '../contract/register.ts';
import { addDuration } from '../core/dates.ts';
import type { TenantId } from '../core/ids.ts';
import { monthsFrom } from '../core/register/months.ts';
import type { LapseKind } from '../core/watch/types.ts';
import { among } from './register-query.ts';
import { toLapse, type JoinedLapse } from './register-rows.ts';
import type { Tables } from './tables.ts';

export interface Whose {
  readonly tenantId: TenantId;
  /** Ids; empty: of all. */
  readonly connectors: readonly string[];
}

/** Of all that live, the earliest first. */
export async function readLapses(
  tx: Transaction<Tables>,
  { tenantId, connectors }: Whose,
  when: RawBuilder<SqlBool>,
  limit: number,
): Promise<readonly RegisterLapse[]> {
  const { rows } = await sql<JoinedLapse>`
    select l.lapse_id, l.kind, l.label, l.ends, r.registration_id, r.connector_title, r.name
    from (
      select * from register_lapses where tenant_id = ${tenantId} and live and ${when} and ${ofThose(tenantId, connectors)}
      order by ends_at, lapse_id, registration_id limit ${limit}
    ) as l join register as r using (tenant_id, registration_id)
    order by l.ends_at, l.lapse_id, l.registration_id`.execute(tx);
  return rows.map(toLapse);
}

/** Those behind that one; null: all that have an end. */
export function endsAfter(last: RegisterLapse | null): RawBuilder<SqlBool> {
  if (last?.ends == null) return sql<SqlBool>`ends_at is not null`;
  const place = sql`(${Date.parse(last.ends)}::bigint, ${last.id}::text, ${last.registrationId}::text)`;
  return sql<SqlBool>`(ends_at, lapse_id, registration_id) > ${place}`;
}

interface CountRow {
  readonly span: number;
  readonly kind: LapseKind;
  readonly n: string | number;
}

/** Every lapse up to the end of the last of those months, in the one place it has. `now` is epoch ms. */
export async function countLapses(
  tx: Transaction<Tables>,
  { tenantId, connectors }: Whose,
  now: number,
): Promise<Pick<RegisterSummary, 'months' | 'overdue'>> {
  const months = monthsFrom(now);
  const [, ...later] = months.map(({ begins }) => begins);
  const until = addDuration(later.at(-1) ?? now, { months: 1, ms: 0 });
  // The first span is what has passed, to the instant; then this month, and each that follows.
  const bounds = sql`array[${sql.join([now + 1, ...later].map((at) => sql`${at}::bigint`))}]`;
  const { rows } = await sql<CountRow>`
    select width_bucket(ends_at, ${bounds}) as span, kind, count(*) as n from register_lapses
    where tenant_id = ${tenantId} and live and ends_at < ${until}::bigint and ${ofThose(tenantId, connectors)}
    group by 1, 2 order by 1, 2`.execute(tx);
  const counted = (span: number): LapseCounts =>
    Object.fromEntries(rows.filter((row) => row.span === span).map(({ kind, n }) => [kind, Number(n)]));
  return {
    months: months.map(({ month }, index) => ({ month, counts: counted(index + 1) })),
    overdue: counted(0),
  };
}

function ofThose(tenantId: TenantId, connectors: readonly string[]): RawBuilder<SqlBool> {
  if (connectors.length === 0) return sql<SqlBool>`true`;
  return sql<SqlBool>`registration_id in (
    select registration_id from register where tenant_id = ${tenantId} and ${among(connectors)})`;
}
