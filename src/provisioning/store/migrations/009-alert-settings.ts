import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import { WORKER_ROLE } from '../roles.ts';
import { secure } from './secure.ts';

export async function up(db: Kysely<unknown>): Promise<void> {
  await keepEnded(db);
  await makeLadders(db);
}

/** What somebody chose for a conversation is there again when its warnings are. */
async function keepEnded(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .alterTable('alert_channels')
    .addColumn('ended', 'boolean', (column) => column.notNull().defaultTo(false))
    .execute();
  await sql`grant select (ended) on alert_channels to ${sql.id(WORKER_ROLE)}`.execute(db);
}

/** Days before the end for all that a connector has, where a channel does not say others. */
async function makeLadders(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('connector_ladders')
    .addColumn('tenant_id', 'text', (column) => column.notNull())
    .addColumn('connector_id', 'text', (column) => column.notNull())
    .addColumn('ladder', 'json', (column) => column.notNull())
    .addColumn('chosen_by', 'json', (column) => column.notNull())
    .addColumn('chosen_at', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('connector_ladders_key', ['tenant_id', 'connector_id'])
    .execute();
  await secure(db, 'connector_ladders', ['select', 'insert', 'update', 'delete']);
}
