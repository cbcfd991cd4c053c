import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import { WORKER_ROLE } from '../roles.ts';

/** A run may hold two sealed values, the vendor's secret and a first password: whoever tidies up must tell them apart. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`grant select (purpose) on secrets to ${sql.id(WORKER_ROLE)}`.execute(db);
}
