import type { Kysely } from 'kysely';
import { openToWorker, secure } from './secure.ts';

export async function up(db: Kysely<unknown>): Promise<void> {
  await makeChannels(db);
  await makeMarks(db);
}

/** The worker sees which tenants have a channel, and nothing of the channels. */
async function makeChannels(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('alert_channels')
    .addColumn('tenant_id', 'text', (column) => column.notNull())
    .addColumn('id', 'text', (column) => column.notNull())
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('person_id', 'text')
    .addColumn('zone', 'text', (column) => column.notNull())
    .addColumn('working_hours', 'json', (column) => column.notNull())
    .addColumn('ladder', 'json')
    .addColumn('connectors', 'json')
    .addColumn('state', 'text', (column) => column.notNull())
    .addColumn('dead_since', 'text')
    .addColumn('tried_at', 'text')
    .addPrimaryKeyConstraint('alert_channels_key', ['tenant_id', 'id'])
    .execute();
  await secure(db, 'alert_channels', ['select', 'insert', 'update', 'delete']);
  await openToWorker(db, 'alert_channels', ['tenant_id']);
}

/** What was said is replaced and never removed. */
async function makeMarks(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('lapse_marks')
    .addColumn('tenant_id', 'text', (column) => column.notNull())
    .addColumn('lapse_id', 'text', (column) => column.notNull())
    .addColumn('snooze', 'json')
    .addColumn('not_ours', 'json')
    .addPrimaryKeyConstraint('lapse_marks_key', ['tenant_id', 'lapse_id'])
    .execute();
  await secure(db, 'lapse_marks', ['select', 'insert', 'update']);
}
