/** What one look at the register tells. */
import { sql } from 'kysely';
import type { SqlBool, Transaction } from 'kysely';
import type { RegisterLapse, RegisterSummary, RegistrationState } from '../contract/register.ts';
import { addDuration } from '../core/dates.ts';
import type { TenantId } from '../core/ids.ts';
import { provenSince, type RegisterMoment } from '../core/register/state.ts';
import { countLapses, readLapses, type Whose } from './register-lapses.ts';
import { among, stateFrom, unchecked } from './register-query.ts';
import type { Tables } from './tables.ts';

export type StoredSummary = Omit<RegisterSummary, 'checkedAt' | 'checkFailure' | 'at'>;

/** So many marks can be told apart on a line of twelve months. */
const MOST = 240;

/** Of those connectors; of all where none is named. */
export async function readSummary(
  tx: Transaction<Tables>,
  tenantId: TenantId,
  connectors: readonly string[],
  moment: RegisterMoment,
): Promise<StoredSummary> {
  const whose = { tenantId, connectors };
  const counts = await readCounts(tx, whose, moment);
  const byMonth = await countLapses(tx, whose, moment.now);
  const timeline = await readTimeline(tx, whose, moment.now, byMonth);
  const [nextLapse] = await readLapses(tx, whose, sql<SqlBool>`ends_at > ${moment.now}::bigint`, 1);
  return {
    tenantName: await readTenantName(tx, tenantId),
    ...added(counts),
    nextLapse: nextLapse ?? null,
    ...byMonth,
    timeline: timeline ?? [],
    timelineCut: timeline === null,
  };
}

/** Null: there are more than can be told apart. All but the last month lie within the twelve as a whole. */
async function readTimeline(
  tx: Transaction<Tables>,
  whose: Whose,
  now: number,
  { months, overdue }: Pick<RegisterSummary, 'months' | 'overdue'>,
): Promise<readonly RegisterLapse[] | null> {
  const within = [overdue, ...months.slice(0, -1).map(({ counts }) => counts)];
  if (within.flatMap((counts) => Object.values(counts)).reduce((all, n) => all + n, 0) > MOST) return null;
  const until = addDuration(now, { months: 12, ms: 0 });
  const lapses = await readLapses(tx, whose, sql<SqlBool>`ends_at < ${until}::bigint`, MOST + 1);
  return lapses.length > MOST ? null : lapses;
}

interface Counts {
  readonly id: string;
  readonly title: string;
  readonly state: RegistrationState;
  readonly count: number;
}

interface CountRow {
  readonly id: string;
  readonly title: string;
  readonly rank: number;
  readonly unchecked: number;
  readonly n: string | number;
}

async function readCounts(
  tx: Transaction<Tables>,
  { tenantId, connectors }: Whose,
  moment: RegisterMoment,
): Promise<readonly Counts[]> {
  const isUnchecked = unchecked(provenSince(moment));
  const { rows } = await sql<CountRow>`
    select connector_id as id, max(connector_title) as title, rank, ${isUnchecked} as unchecked, count(*) as n
    from register where tenant_id = ${tenantId} and ${among(connectors)} group by connector_id, rank, 4 order by connector_id`.execute(
    tx,
  );
  return rows.map(({ id, title, rank, unchecked: unknown, n }) => ({
    ...{ id, title, count: Number(n) },
    state: stateFrom(rank, unknown),
  }));
}

function added(counts: readonly Counts[]): Pick<StoredSummary, 'total' | 'byState' | 'connectors'> {
  const byState: Record<RegistrationState, number> = {
    ...{ 'needs-you': 0, lapsed: 0, expiring: 0, 'under-way': 0, unknown: 0, healthy: 0, ended: 0 },
  };
  for (const { state, count } of counts) byState[state] += count;
  const connectors = [...Map.groupBy(counts, ({ id }) => id)].map(([id, of]) => ({
    id,
    title: of[0]?.title ?? id,
    count: sum(of),
  }));
  return { total: sum(counts), byState, connectors };
}

function sum(counts: readonly Counts[]): number {
  return counts.reduce((total, { count }) => total + count, 0);
}

/** As the newest plan calls it; empty: there was none yet. */
async function readTenantName(tx: Transaction<Tables>, tenantId: TenantId): Promise<string> {
  const row = await tx
    .selectFrom('register')
    .select('tenant_name')
    .where('tenant_id', '=', tenantId)
    .where('tenant_name', '<>', '')
    .orderBy('updated', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.tenant_name ?? '';
}
