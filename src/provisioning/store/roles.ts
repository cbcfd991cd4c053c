/**
 * The two roles the product works as. Neither owns anything, so that row-level security holds for them even where
 * the login is a superuser (as it always is on PGlite), and each may do only what is granted in the migrations.
 */
import { sql } from 'kysely';
import type { Kysely, Transaction } from 'kysely';
import type { Tables } from './tables.ts';

/** Sees the rows of the one tenant named in the transaction. */
export const APP_ROLE = 'registrar_app';
/** Sees which runs and sealed values exist in every tenant, but not what is in them. */
export const WORKER_ROLE = 'registrar_worker';

export type Work<T> = (transaction: Transaction<Tables>) => Promise<T>;

/** One transaction that sees, and can make, rows of this tenant only. */
export function asTenant<T>(kysely: Kysely<Tables>, tenantId: string, work: Work<T>): Promise<T> {
  return kysely.transaction().execute(async (transaction) => {
    await sql`select set_config('role', ${APP_ROLE}, true), set_config('registrar.tenant', ${tenantId}, true)`.execute(
      transaction,
    );
    return work(transaction);
  });
}

/** One transaction across tenants, for the few questions that have to be asked without knowing the tenant. */
export function asWorker<T>(kysely: Kysely<Tables>, work: Work<T>): Promise<T> {
  return kysely.transaction().execute(async (transaction) => {
    await sql`select set_config('role', ${WORKER_ROLE}, true)`.execute(transaction);
    return work(transaction);
  });
}
