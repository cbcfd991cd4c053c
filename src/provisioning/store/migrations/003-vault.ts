import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import { WORKER_ROLE } from '../roles.ts';
import { openToWorker, secure } from './secure.ts';

const ALL = ['select', 'insert', 'update', 'delete'] as const;

export async function up(db: Kysely<unknown>): Promise<void> {
  await makeSignIns(db);
  await makePendingSignIns(db);
  await makeSecrets(db);
}

async function makeSignIns(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('sign_ins')
    .addColumn('tenant_id', 'text', (column) => column.notNull())
    .addColumn('run_id', 'text', (column) => column.notNull())
    .addColumn('oid', 'text', (column) => column.notNull())
    .addColumn('person', 'json', (column) => column.notNull())
    .addColumn('envelope', 'text', (column) => column.notNull())
    .addColumn('expires_at', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('sign_ins_key', ['tenant_id', 'run_id', 'oid'])
    .addForeignKeyConstraint('sign_ins_run', ['tenant_id', 'run_id'], 'runs', ['tenant_id', 'run_id'])
    .execute();
  await secure(db, 'sign_ins', ALL);
}

/** Entra comes back with nothing but the state, so the worker role finds (and takes) a row by its hash. */
async function makePendingSignIns(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('pending_sign_ins')
    .addColumn('tenant_id', 'text', (column) => column.notNull())
    .addColumn('state_hash', 'text', (column) => column.notNull())
    .addColumn('run_id', 'text', (column) => column.notNull())
    .addColumn('purpose', 'text', (column) => column.notNull())
    .addColumn('plan_hash', 'text')
    .addColumn('browser_hash', 'text', (column) => column.notNull())
    .addColumn('verifier_envelope', 'text', (column) => column.notNull())
    .addColumn('person', 'json', (column) => column.notNull())
    .addColumn('expires_at', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('pending_sign_ins_key', ['tenant_id', 'state_hash'])
    .execute();
  await db.schema.createIndex('pending_by_state').on('pending_sign_ins').column('state_hash').execute();
  await secure(db, 'pending_sign_ins', ALL);
  await sql`grant select, delete on pending_sign_ins to ${sql.id(WORKER_ROLE)}`.execute(db);
  await sql`create policy worker on pending_sign_ins to ${sql.id(WORKER_ROLE)} using (true)`.execute(db);
}

async function makeSecrets(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('secrets')
    .addColumn('tenant_id', 'text', (column) => column.notNull())
    .addColumn('run_id', 'text', (column) => column.notNull())
    .addColumn('purpose', 'text', (column) => column.notNull())
    .addColumn('envelope', 'text', (column) => column.notNull())
    .addColumn('key_id', 'text', (column) => column.notNull())
    .addColumn('stored_at', 'timestamptz', (column) => column.notNull())
    .addPrimaryKeyConstraint('secrets_key', ['tenant_id', 'run_id', 'purpose'])
    .addForeignKeyConstraint('secrets_run', ['tenant_id', 'run_id'], 'runs', ['tenant_id', 'run_id'])
    .execute();
  await secure(db, 'secrets', ALL);
  await openToWorker(db, 'secrets', ['tenant_id', 'run_id', 'stored_at']);
}
