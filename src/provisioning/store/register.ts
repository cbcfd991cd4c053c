/** The register: what is registered, told from the runs before anybody reads it, and read a page at a time. */
import type { RegisterLapse, RegisterQuery, RegistrationLine } from '../contract/register.ts';
import type { RunId, TenantId } from '../core/ids.ts';
import type { RegisterMoment } from '../core/register/state.ts';
import type { RegisterStore } from '../ports.ts';
import type { Database } from './database.ts';
import type { Place } from './register-cursor.ts';
import { fillRegister } from './register-fill.ts';
import type { Definitions } from './register-ground.ts';
import { endsAfter, readLapses, type Whose } from './register-lapses.ts';
import { readLines, readPage } from './register-page.ts';
import { lookedAt } from './register-query.ts';
import { LINE_COLUMNS, toLine } from './register-rows.ts';
import { readFresh } from './register-stale.ts';
import { readSummary } from './register-summary.ts';

export function createRegisterStore(database: Database, definitions: Definitions): RegisterStore {
  return {
    page: (tenantId, query, moment) =>
      readFresh(database, definitions, { tenantId, now: moment.now }, (tx) =>
        readPage(tx, tenantId, query, moment),
      ),
    all: (tenantId, query, moment) => all({ database, definitions }, tenantId, query, moment),
    summary: (tenantId, connectors, moment) =>
      readFresh(database, definitions, { tenantId, now: moment.now }, (tx) =>
        readSummary(tx, tenantId, connectors, moment),
      ),
    lapses: (tenantId, connectors, now) => lapses({ database, definitions }, { tenantId, connectors }, now),
    find: (tenantId, runId, moment) => find({ database, definitions }, tenantId, runId, moment),
    fill: (now) => fillRegister(database, definitions, now),
  };
}

interface Parts {
  readonly database: Database;
  readonly definitions: Definitions;
}

/** Of one export; a page takes a few milliseconds, and between two of them others have their turn. */
const AT_ONCE = 500;

async function* all(
  { database, definitions }: Parts,
  tenantId: TenantId,
  query: RegisterQuery,
  moment: RegisterMoment,
): AsyncIterable<RegistrationLine> {
  const list = { tenantId, moment, asked: { query, ...lookedAt(moment) } };
  let place: Place | null = null;
  do {
    const after: Place | null = place;
    const part: Awaited<ReturnType<typeof readLines>> = await readFresh(
      database,
      definitions,
      { tenantId, now: moment.now },
      (tx) => readLines(tx, list, after, AT_ONCE),
    );
    yield* part.lines;
    place = part.last;
  } while (place !== null);
}

async function* lapses(
  { database, definitions }: Parts,
  whose: Whose,
  now: number,
): AsyncIterable<RegisterLapse> {
  const { tenantId } = whose;
  for (let last: RegisterLapse | null = null, isLast = false; !isLast;) {
    const behind = endsAfter(last);
    const part: readonly RegisterLapse[] = await readFresh(database, definitions, { tenantId, now }, (tx) =>
      readLapses(tx, whose, behind, AT_ONCE),
    );
    yield* part;
    last = part.at(-1) ?? null;
    isLast = part.length < AT_ONCE;
  }
}

function find(
  { database, definitions }: Parts,
  tenantId: TenantId,
  runId: RunId,
  moment: RegisterMoment,
): ReturnType<RegisterStore['find']> {
  return readFresh(database, definitions, { tenantId, now: moment.now }, async (tx) => {
    const row = await tx
      .selectFrom('register')
      .select(LINE_COLUMNS.map((column) => `register.${column}` as const))
      .select('register.key')
      .innerJoin('runs', (join) =>
        join
          .onRef('runs.tenant_id', '=', 'register.tenant_id')
          .onRef('runs.register_key', '=', 'register.key'),
      )
      .where('runs.tenant_id', '=', tenantId)
      .where('runs.run_id', '=', runId)
      .executeTakeFirst();
    if (row === undefined) return null;
    const runs = await tx
      .selectFrom('runs')
      .select('run_id')
      .where('tenant_id', '=', tenantId)
      .where('register_key', '=', row.key)
      .orderBy('created_at')
      .orderBy('run_id')
      .execute();
    return { line: toLine(row, moment), runIds: runs.map(({ run_id }) => run_id as RunId) };
  });
}
