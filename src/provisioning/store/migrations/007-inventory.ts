import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import { openToWorker, secure } from './secure.ts';

const ALL = ['select', 'insert', 'update', 'delete'] as const;
const NOW = sql`clock_timestamp()`;

export async function up(db: Kysely<unknown>): Promise<void> {
  await makeApplications(db);
  await makeCredentials(db);
  await makeSweeps(db);
}

async function makeApplications(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('inventory_applications')
    .addColumn('tenant_id', 'text', (column) => column.notNull())
    .addColumn('application_id', 'text', (column) => column.notNull())
    .addColumn('app_id', 'text', (column) => column.notNull())
    .addColumn('display_name', 'text', (column) => column.notNull())
    .addColumn('created_at', 'timestamptz')
    .addColumn('first_seen', 'timestamptz', (column) => column.notNull())
    .addColumn('last_seen', 'timestamptz', (column) => column.notNull())
    .addColumn('gone_at', 'timestamptz')
    .addColumn('sweep', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('inventory_applications_key', ['tenant_id', 'application_id'])
    .execute();
  await db.schema
    .createIndex('inventory_applications_by_app')
    .on('inventory_applications')
    .columns(['tenant_id', 'app_id'])
    .execute();
  await secure(db, 'inventory_applications', ALL);
}

/**
 * A key id is kept of what lapses, never the key. What it is on stands in each row too, and there is no foreign key:
 * application and credentials are written in one statement, and are asked for by the ten thousand.
 */
async function makeCredentials(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('inventory_credentials')
    .addColumn('tenant_id', 'text', (column) => column.notNull())
    .addColumn('application_id', 'text', (column) => column.notNull())
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('key_id', 'text', (column) => column.notNull())
    .addColumn('app_id', 'text', (column) => column.notNull())
    .addColumn('application_name', 'text', (column) => column.notNull())
    .addColumn('display_name', 'text')
    .addColumn('starts', 'timestamptz')
    .addColumn('ends', 'timestamptz')
    .addColumn('first_seen', 'timestamptz', (column) => column.notNull())
    .addColumn('last_seen', 'timestamptz', (column) => column.notNull())
    .addColumn('gone_at', 'timestamptz')
    .addColumn('sweep', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('inventory_credentials_key', ['tenant_id', 'application_id', 'kind', 'key_id'])
    .execute();
  await sql`create index inventory_credentials_by_end on inventory_credentials (tenant_id, ends)
    where gone_at is null`.execute(db);
  await secure(db, 'inventory_credentials', ALL);
}

/** One row a tenant. The worker sees whose turn it is, and nothing of where a sweep stands. */
async function makeSweeps(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('sweeps')
    .addColumn('tenant_id', 'text', (column) => column.notNull())
    .addColumn('fence', 'bigint', (column) => column.notNull().defaultTo(0))
    .addColumn('lease_until', 'timestamptz')
    .addColumn('due_at', 'timestamptz', (column) => column.notNull().defaultTo(NOW))
    .addColumn('pass', 'text')
    .addColumn('everything', 'boolean')
    .addColumn('started_at', 'timestamptz')
    .addColumn('finished_at', 'timestamptz')
    .addColumn('checked_at', 'timestamptz')
    .addColumn('requests', 'integer', (column) => column.notNull().defaultTo(0))
    .addColumn('failure', 'json')
    .addColumn('failures', 'integer', (column) => column.notNull().defaultTo(0))
    .addColumn('link', 'text')
    .addColumn('link_at', 'timestamptz')
    .addColumn('refreshed', 'jsonb', (column) => column.notNull().defaultTo(sql`'{}'::jsonb`))
    .addPrimaryKeyConstraint('sweeps_key', ['tenant_id'])
    .execute();
  await secure(db, 'sweeps', ['select', 'insert', 'update']);
  await openToWorker(db, 'sweeps', ['tenant_id', 'due_at', 'lease_until', 'started_at']);
}
