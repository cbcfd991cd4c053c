/** What every table of the store has in common: nobody but its tenant sees a row. */
import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import type { Tables } from '../tables.ts';
import { APP_ROLE, WORKER_ROLE } from '../roles.ts';

type Right = 'select' | 'insert' | 'update' | 'delete';

/** Row-level security by tenant, and exactly these rights for the app role. */
export async function secure(
  db: Kysely<unknown>,
  table: keyof Tables,
  rights: readonly Right[],
): Promise<void> {
  const role = sql.id(APP_ROLE);
  const mine = sql`tenant_id = current_setting('registrar.tenant', true)`;
  await sql`alter table ${sql.table(table)} enable row level security`.execute(db);
  await sql`create policy tenant on ${sql.table(table)} to ${role} using (${mine}) with check (${mine})`.execute(
    db,
  );
  await sql`grant ${sql.join(rights.map((right) => sql.raw(right)))} on ${sql.table(table)} to ${role}`.execute(
    db,
  );
}

/** Lets the worker role see these columns, and nothing else, of every tenant's rows. */
export async function openToWorker(
  db: Kysely<unknown>,
  table: keyof Tables,
  columns: readonly string[],
): Promise<void> {
  const role = sql.id(WORKER_ROLE);
  const listed = sql.join(columns.map((column) => sql.ref(column)));
  await sql`create policy worker on ${sql.table(table)} to ${role} using (true)`.execute(db);
  await sql`grant select (${listed}) on ${sql.table(table)} to ${role}`.execute(db);
}
