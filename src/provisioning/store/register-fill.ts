/** Runs of before there was a register, and lines that an older version or another definition told. */
import { sql } from 'kysely';
import type { SqlBool, Transaction } from 'kysely';
import type { TenantId } from '../core/ids.ts';
import { registerKey } from '../core/register/key.ts';
import type { Database } from './database.ts';
import type { Definitions } from './register-ground.ts';
import { readFresh } from './register-stale.ts';
import { retell } from './register-write.ts';
import type { Tables } from './tables.ts';

/** Grows when core/register tells something else from the same runs. */
export const REGISTER_VERSION = 1;

const AT_ONCE = 50;

/** Each batch is a transaction that is not done twice, so that it may be broken off anywhere. `now` is epoch ms. */
export async function fillRegister(database: Database, definitions: Definitions, now: number): Promise<void> {
  await forgetOtherDefinitions(database, definitions);
  let told = 0;
  for (
    let batch = await unregistered(database);
    batch.length > 0;
    batch = await unregistered(database, batch.at(-1))
  ) {
    for (const [tenantId, runs] of Map.groupBy(batch, ({ tenant_id }) => tenant_id as TenantId)) {
      const ids = runs.map(({ run_id }) => run_id);
      await register(database, definitions, { tenantId, now }, ids);
    }
    told += batch.length;
  }
  for (const tenantId of await staleTenants(database))
    await readFresh(database, definitions, { tenantId, now }, () => Promise.resolve());
  if (told > 0) await sql`vacuum (analyze) register, register_lapses`.execute(database.kysely);
}

interface RunKey {
  readonly tenant_id: string;
  readonly run_id: string;
}

/** As the login itself: no tenant has to be known beforehand. In an order, so that none is looked at twice. */
function unregistered({ kysely }: Database, after?: RunKey): Promise<readonly RunKey[]> {
  return kysely
    .selectFrom('runs')
    .select(['tenant_id', 'run_id'])
    .where('registered', 'is distinct from', REGISTER_VERSION)
    .$if(after !== undefined, (query) =>
      query.where(sql<SqlBool>`(tenant_id, run_id) > (${after?.tenant_id}, ${after?.run_id})`),
    )
    .orderBy('tenant_id')
    .orderBy('run_id')
    .limit(AT_ONCE)
    .execute();
}

function register(
  database: Database,
  definitions: Definitions,
  { tenantId, now }: { readonly tenantId: TenantId; readonly now: number },
  runIds: readonly string[],
): Promise<void> {
  return database.asTenant(tenantId, async (tx) => {
    const rows = await tx
      .selectFrom('runs')
      .select(['run_id', 'doc', 'register_key'])
      .where('run_id', 'in', runIds)
      .orderBy('run_id')
      .forUpdate()
      .execute();
    const keyed = rows.map((row) => ({ ...row, key: registerKey(row.doc) }));
    await writeKeys(tx, keyed);
    const keys = keyed.flatMap(({ register_key, key }) => [register_key, key].filter((one) => one !== null));
    await retell(tx, definitions, tenantId, [...new Set(keys)], now);
  });
}

async function writeKeys(
  tx: Transaction<Tables>,
  keyed: readonly { readonly run_id: string; readonly key: string | null }[],
): Promise<void> {
  const rows = JSON.stringify(keyed.map(({ run_id, key }) => ({ run_id, key })));
  await sql`
    update runs set register_key = keyed.key, registered = ${REGISTER_VERSION}::integer
    from jsonb_to_recordset(${rows}::jsonb) as keyed(run_id text, key text)
    where runs.run_id = keyed.run_id`.execute(tx);
}

async function forgetOtherDefinitions({ kysely }: Database, definitions: Definitions): Promise<void> {
  const told = await kysely
    .selectFrom('register')
    .select(['connector_id', 'definition'])
    .distinct()
    .execute();
  for (const { connector_id, definition } of told) {
    if (definition === (definitions.byId(connector_id)?.version ?? 0)) continue;
    await sql`update register set until = -1 where connector_id = ${connector_id}`.execute(kysely);
  }
}

async function staleTenants({ kysely }: Database): Promise<readonly TenantId[]> {
  const rows = await kysely
    .selectFrom('register')
    .select('tenant_id')
    .distinct()
    .where('until', '=', -1)
    .execute();
  return rows.map(({ tenant_id }) => tenant_id as TenantId);
}
