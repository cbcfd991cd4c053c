/** Every row of every table, the job queue's included, as text. */
import { sql, type Kysely } from 'kysely';
import type { Text } from './find.ts';

/** As the login that owns the tables, whom no policy holds. */
export async function everyRow<Tables>(kysely: Kysely<Tables>): Promise<readonly Text[]> {
  const tables = await sql<{ name: string }>`
    select quote_ident(table_schema) || '.' || quote_ident(table_name) as name from information_schema.tables
    where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema')`.execute(
    kysely,
  );
  const rows = await Promise.all(
    tables.rows.map(async ({ name }) => {
      const found = await sql<{
        text: string;
      }>`select to_jsonb(t)::text as text from ${sql.raw(name)} t`.execute(kysely);
      return found.rows.map(({ text }) => ({ place: `table ${name}`, text }));
    }),
  );
  return rows.flat();
}
