/** Lines of the register, told anew in the transaction that changed what they are told from. */
import type { Transaction } from 'kysely';
import type { TenantId } from '../core/ids.ts';
import type { RegisterGround } from '../core/register/ground.ts';
import { NO_MARKS, registrationLapses } from '../core/register/lapses.ts';
import { registerRecord, type RegisterRecord } from '../core/register/record.ts';
import { readGrounds, readMarks, type Definitions } from './register-ground.ts';
import { lapsesOf, rowOf, UNTOLD } from './register-rows.ts';
import type { Tables } from './tables.ts';

/**
 * Whoever else is about to tell one of these waits, and then sees what this transaction wrote. Always in the order of
 * the keys, so that two never wait for each other. `now` is epoch ms, business time.
 */
export async function retell(
  tx: Transaction<Tables>,
  definitions: Definitions,
  tenantId: TenantId,
  keys: readonly string[],
  now: number,
): Promise<void> {
  if (keys.length === 0) return;
  await lock(tx, tenantId, [...new Set(keys)].sort());
  const grounds = await readGrounds(tx, definitions, tenantId, keys);
  await remove(
    tx,
    tenantId,
    keys.filter((key) => !grounds.has(key)),
  );
  if (grounds.size === 0) return;
  const records = await toRecords(tx, tenantId, grounds, now);
  await writeRows(tx, tenantId, records, now);
  await writeLapses(tx, tenantId, records);
}

type Records = ReadonlyMap<string, RegisterRecord>;

/** A line that is not there yet begins under an id that no run has. */
async function lock(tx: Transaction<Tables>, tenantId: TenantId, keys: readonly string[]): Promise<void> {
  const there = await tx
    .selectFrom('register')
    .select('key')
    .where('tenant_id', '=', tenantId)
    .where('key', 'in', keys)
    .orderBy('key')
    .forUpdate()
    .execute();
  const locked = new Set(there.map(({ key }) => key));
  const others = keys.filter((key) => !locked.has(key));
  if (others.length === 0) return;
  await tx
    .insertInto('register')
    .values(others.map((key) => ({ ...UNTOLD, tenant_id: tenantId, registration_id: `untold ${key}`, key })))
    .onConflict((conflict) =>
      conflict.columns(['tenant_id', 'key']).doUpdateSet((eb) => ({ key: eb.ref('excluded.key') })),
    )
    .execute();
}

async function remove(tx: Transaction<Tables>, tenantId: TenantId, keys: readonly string[]): Promise<void> {
  if (keys.length === 0) return;
  await tx.deleteFrom('register').where('tenant_id', '=', tenantId).where('key', 'in', keys).execute();
}

async function toRecords(
  tx: Transaction<Tables>,
  tenantId: TenantId,
  grounds: ReadonlyMap<string, RegisterGround>,
  now: number,
): Promise<Records> {
  const ids = [...grounds.values()].flatMap((ground) =>
    registrationLapses(ground, NO_MARKS, now).map(({ id }) => id),
  );
  const marks = await readMarks(tx, tenantId, ids);
  return new Map(
    [...grounds].map(([key, ground]) => [
      key,
      registerRecord(ground, registrationLapses(ground, marks, now), now),
    ]),
  );
}

/** Applications first: one may have gone by the id of a run that is a line of its own from now on. */
async function writeRows(
  tx: Transaction<Tables>,
  tenantId: TenantId,
  records: Records,
  now: number,
): Promise<void> {
  const rows = [...records]
    .toSorted(([key, one], [other, two]) => Number(key === one.id) - Number(other === two.id))
    .map(([key, record]) => ({ tenant_id: tenantId, key, ...rowOf(record, now) }));
  const columns = Object.keys(rows[0] ?? {}) as (keyof (typeof rows)[number])[];
  await tx
    .insertInto('register')
    .values(rows)
    .onConflict((conflict) =>
      conflict
        .columns(['tenant_id', 'key'])
        .doUpdateSet((eb) =>
          Object.fromEntries(columns.map((column) => [column, eb.ref(`excluded.${column}`)])),
        ),
    )
    .execute();
}

async function writeLapses(tx: Transaction<Tables>, tenantId: TenantId, records: Records): Promise<void> {
  // A run that has no application yet never had any.
  const held = [...records].filter(([key, { id }]) => key !== id).map(([, record]) => record);
  if (held.length === 0) return;
  const ids = held.map(({ id }) => id);
  await tx
    .deleteFrom('register_lapses')
    .where('tenant_id', '=', tenantId)
    .where('registration_id', 'in', ids)
    .execute();
  const rows = held.flatMap((record) => lapsesOf(tenantId, record));
  if (rows.length > 0) await tx.insertInto('register_lapses').values(rows).execute();
}
