import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import { APP_ROLE, WORKER_ROLE } from '../roles.ts';

/** Roles belong to the whole server: another database of ours may have made them already, even just now. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const role of [APP_ROLE, WORKER_ROLE]) {
    await sql`do $$ begin
      if not exists (select from pg_roles where rolname = ${sql.lit(role)}) then
        create role ${sql.id(role)} nologin noinherit;
      end if;
    exception when duplicate_object or unique_violation then null;
    end $$`.execute(db);
    // Refused when an administrator made the role and put us in it, which is as good.
    await sql`do $$ begin
      grant ${sql.id(role)} to current_user;
    exception when insufficient_privilege then null;
    end $$`.execute(db);
  }
}
