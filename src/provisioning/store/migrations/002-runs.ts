import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import { openToWorker, secure } from './secure.ts';

/**
 * Records are kept as `json`, not `jsonb`: what people paste may hold U+0000 or half a surrogate pair, which jsonb
 * refuses, and a record must come back exactly as it went in.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await makeRuns(db);
  await makeSteps(db);
  await makeHistory(db);
}

async function makeRuns(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('runs')
    .addColumn('tenant_id', 'text', (column) => column.notNull())
    .addColumn('run_id', 'text', (column) => column.notNull())
    .addColumn('revision', 'integer', (column) => column.notNull())
    .addColumn('phase', 'text', (column) => column.notNull())
    .addColumn('created_at', 'timestamptz', (column) => column.notNull())
    .addColumn('doc', 'json', (column) => column.notNull())
    .addColumn('fence', 'bigint', (column) => column.notNull().defaultTo(0))
    .addColumn('lease_until', 'timestamptz')
    .addColumn('history_count', 'integer', (column) => column.notNull().defaultTo(0))
    .addColumn('history_head', 'text', (column) => column.notNull().defaultTo(''))
    .addPrimaryKeyConstraint('runs_key', ['tenant_id', 'run_id'])
    .execute();
  await db.schema.createIndex('runs_by_phase').on('runs').column('phase').execute();
  await secure(db, 'runs', ['select', 'insert', 'update']);
  await openToWorker(db, 'runs', ['tenant_id', 'run_id', 'phase', 'revision']);
}

async function makeSteps(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('steps')
    .addColumn('tenant_id', 'text', (column) => column.notNull())
    .addColumn('run_id', 'text', (column) => column.notNull())
    .addColumn('step', 'text', (column) => column.notNull())
    .addColumn('attempt', 'integer', (column) => column.notNull())
    .addColumn('state', 'text', (column) => column.notNull())
    .addColumn('position', 'bigint', (column) => column.generatedAlwaysAsIdentity().notNull())
    .addColumn('doc', 'json', (column) => column.notNull())
    .addPrimaryKeyConstraint('steps_key', ['tenant_id', 'run_id', 'step', 'attempt'])
    .addForeignKeyConstraint('steps_run', ['tenant_id', 'run_id'], 'runs', ['tenant_id', 'run_id'])
    .execute();
  await secure(db, 'steps', ['select', 'insert', 'update']);
}

/** The app role may add to the history but neither change nor remove a line of it. */
async function makeHistory(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('history')
    .addColumn('tenant_id', 'text', (column) => column.notNull())
    .addColumn('run_id', 'text', (column) => column.notNull())
    .addColumn('seq', 'integer', (column) => column.notNull())
    .addColumn('at', 'text', (column) => column.notNull())
    .addColumn('actor', 'json')
    .addColumn('what', 'text', (column) => column.notNull())
    .addColumn('request_id', 'text')
    .addColumn('prev_hash', 'text', (column) => column.notNull())
    .addColumn('hash', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('history_key', ['tenant_id', 'run_id', 'seq'])
    .addForeignKeyConstraint('history_run', ['tenant_id', 'run_id'], 'runs', ['tenant_id', 'run_id'])
    .addCheckConstraint('history_seq_from_one', sql`seq > 0`)
    .execute();
  await secure(db, 'history', ['select', 'insert']);
}
