import type { Kysely } from 'kysely';
import { secure } from './secure.ts';

/**
 * A look at one registration alone, as it was read. When an admin's sign-in showed what no sweep sees is told from the
 * runs, which know what they read; the column that was to hold it held nothing.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('inventory_looks')
    .addColumn('tenant_id', 'text', (column) => column.notNull())
    .addColumn('application_id', 'text', (column) => column.notNull())
    .addColumn('at', 'timestamptz', (column) => column.notNull())
    .addColumn('look', 'json', (column) => column.notNull())
    .addPrimaryKeyConstraint('inventory_looks_key', ['tenant_id', 'application_id'])
    .execute();
  await secure(db, 'inventory_looks', ['select', 'insert', 'update']);
  await db.schema.alterTable('sweeps').dropColumn('refreshed').execute();
}
