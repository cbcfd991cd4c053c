import type { Kysely } from 'kysely';
import { secure } from './secure.ts';

/** Calendar addresses that were given out, one for each person. Only the hash of what is secret in one is kept. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('calendar_links')
    .addColumn('tenant_id', 'text', (column) => column.notNull())
    .addColumn('oid', 'text', (column) => column.notNull())
    .addColumn('hash', 'text', (column) => column.notNull())
    .addColumn('made_at', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('calendar_links_key', ['tenant_id', 'oid'])
    .execute();
  await secure(db, 'calendar_links', ['select', 'insert', 'update', 'delete']);
}
