import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import { WORKER_ROLE } from '../roles.ts';
import { openToWorker, secure } from './secure.ts';

export async function up(db: Kysely<unknown>): Promise<void> {
  await makeOutbox(db);
  await makeAttempts(db);
  await makeSenders(db);
  await makePauses(db);
}

/** `not_before` is null for what does not go out by itself: ended, or on its way. */
async function makeOutbox(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('outbox')
    .addColumn('tenant_id', 'text', (column) => column.notNull())
    .addColumn('lapse_id', 'text', (column) => column.notNull())
    .addColumn('ends', 'text', (column) => column.notNull())
    .addColumn('band', 'integer', (column) => column.notNull())
    .addColumn('channel_id', 'text', (column) => column.notNull())
    .addColumn('edits', 'text')
    .addColumn('facts', 'json', (column) => column.notNull())
    .addColumn('due_at', 'timestamptz', (column) => column.notNull())
    .addColumn('state', 'text', (column) => column.notNull())
    .addColumn('since', 'timestamptz')
    .addColumn('not_before', 'timestamptz')
    .addColumn('repeat_at', 'timestamptz')
    .addColumn('activity_id', 'text')
    .addColumn('refused_by', 'text')
    .addColumn('code', 'text', (column) => column.notNull().defaultTo(''))
    .addColumn('attempts', 'integer', (column) => column.notNull().defaultTo(0))
    .addColumn('unanswered', 'integer', (column) => column.notNull().defaultTo(0))
    .addColumn('short', 'boolean', (column) => column.notNull().defaultTo(false))
    .addColumn('closing', 'text')
    .addColumn('fence', 'bigint', (column) => column.notNull().defaultTo(0))
    .addPrimaryKeyConstraint('outbox_key', ['tenant_id', 'lapse_id', 'ends', 'band', 'channel_id'])
    .addCheckConstraint('outbox_channel_named', sql`channel_id <> ''`)
    .execute();
  await sql`create index outbox_due on outbox (tenant_id, not_before, lapse_id, channel_id)
    where not_before is not null`.execute(db);
  await sql`create index outbox_in_the_air on outbox (tenant_id) where state = 'sending'`.execute(db);
  await secure(db, 'outbox', ['select', 'insert', 'update']);
  await openToWorker(db, 'outbox', ['tenant_id', 'not_before']);
}

/** The app adds to the attempts and changes none; the worker forgets old ones. */
async function makeAttempts(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('outbox_attempts')
    .addColumn('tenant_id', 'text', (column) => column.notNull())
    .addColumn('lapse_id', 'text', (column) => column.notNull())
    .addColumn('ends', 'text', (column) => column.notNull())
    .addColumn('band', 'integer', (column) => column.notNull())
    .addColumn('channel_id', 'text', (column) => column.notNull())
    .addColumn('attempt', 'integer', (column) => column.notNull())
    .addColumn('at', 'timestamptz', (column) => column.notNull())
    .addColumn('status', 'integer')
    .addColumn('code', 'text', (column) => column.notNull())
    .addColumn('outcome', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('outbox_attempts_key', [
      'tenant_id',
      'lapse_id',
      'ends',
      'band',
      'channel_id',
      'attempt',
    ])
    .execute();
  await db.schema.createIndex('outbox_attempts_by_age').on('outbox_attempts').column('at').execute();
  await secure(db, 'outbox_attempts', ['select', 'insert']);
  await openToWorker(db, 'outbox_attempts', ['at']);
  await sql`grant delete on outbox_attempts to ${sql.id(WORKER_ROLE)}`.execute(db);
}

/** Who sends for a tenant: one at a time, so that what Teams allows a tenant is counted in one place. */
async function makeSenders(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('outbox_senders')
    .addColumn('tenant_id', 'text', (column) => column.notNull())
    .addColumn('fence', 'bigint', (column) => column.notNull())
    .addColumn('lease_until', 'timestamptz')
    .addPrimaryKeyConstraint('outbox_senders_key', ['tenant_id'])
    .execute();
  await secure(db, 'outbox_senders', ['select', 'insert', 'update']);
  await openToWorker(db, 'outbox_senders', ['tenant_id', 'lease_until']);
}

/** An empty channel means all of the tenant. */
async function makePauses(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('outbox_pauses')
    .addColumn('tenant_id', 'text', (column) => column.notNull())
    .addColumn('channel_id', 'text', (column) => column.notNull())
    .addColumn('until', 'timestamptz', (column) => column.notNull())
    .addPrimaryKeyConstraint('outbox_pauses_key', ['tenant_id', 'channel_id'])
    .execute();
  await secure(db, 'outbox_pauses', ['select', 'insert', 'update', 'delete']);
}
