import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import { openToWorker, secure } from './secure.ts';

const NOW = sql`clock_timestamp()`;

export async function up(db: Kysely<unknown>): Promise<void> {
  await makeConversations(db);
  await makeCards(db);
  await makePresses(db);
  await makeActivitiesSeen(db);
}

async function makeConversations(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('conversations')
    .addColumn('tenant_id', 'text', (column) => column.notNull())
    .addColumn('key', 'text', (column) => column.notNull())
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('oid', 'text')
    .addColumn('reference', 'text', (column) => column.notNull())
    .addColumn('noted', 'bigint', (column) => column.generatedAlwaysAsIdentity().notNull())
    .addPrimaryKeyConstraint('conversations_key', ['tenant_id', 'key'])
    .execute();
  await db.schema
    .createIndex('conversations_by_person')
    .on('conversations')
    .columns(['tenant_id', 'oid'])
    .execute();
  await secure(db, 'conversations', ['select', 'insert', 'update']);
}

async function makeCards(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('cards')
    .addColumn('tenant_id', 'text', (column) => column.notNull())
    .addColumn('run_id', 'text', (column) => column.notNull())
    .addColumn('conversation_key', 'text', (column) => column.notNull())
    .addColumn('activity_id', 'text', (column) => column.notNull())
    .addColumn('role', 'text', (column) => column.notNull())
    .addColumn('oid', 'text')
    .addColumn('drawn', 'integer', (column) => column.notNull())
    .addPrimaryKeyConstraint('cards_key', ['tenant_id', 'run_id', 'conversation_key', 'activity_id'])
    .execute();
  await secure(db, 'cards', ['select', 'insert', 'update']);
  await openToWorker(db, 'cards', ['tenant_id', 'run_id', 'drawn']);
}

async function makePresses(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('presses')
    .addColumn('tenant_id', 'text', (column) => column.notNull())
    .addColumn('nonce_hash', 'text', (column) => column.notNull())
    .addColumn('verb', 'text', (column) => column.notNull())
    .addColumn('run_id', 'text')
    .addColumn('oid', 'text')
    .addColumn('conversation_key', 'text', (column) => column.notNull())
    .addColumn('detail', 'text', (column) => column.notNull())
    .addColumn('used', 'boolean', (column) => column.notNull().defaultTo(false))
    .addColumn('made_at', 'timestamptz', (column) => column.notNull().defaultTo(NOW))
    .addPrimaryKeyConstraint('presses_key', ['tenant_id', 'nonce_hash'])
    .execute();
  await db.schema
    .createIndex('presses_by_place')
    .on('presses')
    .columns(['tenant_id', 'conversation_key', 'run_id'])
    .execute();
  await secure(db, 'presses', ['select', 'insert', 'update', 'delete']);
}

async function makeActivitiesSeen(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('activities_seen')
    .addColumn('tenant_id', 'text', (column) => column.notNull())
    .addColumn('conversation_key', 'text', (column) => column.notNull())
    .addColumn('activity_id', 'text', (column) => column.notNull())
    .addColumn('seen_at', 'timestamptz', (column) => column.notNull().defaultTo(NOW))
    .addPrimaryKeyConstraint('activities_seen_key', ['tenant_id', 'conversation_key', 'activity_id'])
    .execute();
  await db.schema
    .createIndex('activities_by_age')
    .on('activities_seen')
    .columns(['tenant_id', 'seen_at'])
    .execute();
  await secure(db, 'activities_seen', ['select', 'insert', 'delete']);
}
