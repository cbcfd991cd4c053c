import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import { secure } from './secure.ts';

const ALL = ['select', 'insert', 'update', 'delete'] as const;
/** By code point, so that the order does not hang on the locale of a server. */
const ORDERED = sql`text collate "C"`;

export async function up(db: Kysely<unknown>): Promise<void> {
  await makeRegister(db);
  await makeLapses(db);
  await knowRegistrations(db);
}

/** `key` is what its runs have in common (core/register/key.ts). Times that are compared are epoch milliseconds. */
async function makeRegister(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('register')
    .addColumn('tenant_id', 'text', (column) => column.notNull())
    .addColumn('registration_id', ORDERED, (column) => column.notNull())
    .addColumn('key', 'text', (column) => column.notNull())
    .addColumn('app_id', 'text')
    .addColumn('connector_id', ORDERED, (column) => column.notNull().defaultTo(''))
    .addColumn('connector_title', 'text', (column) => column.notNull().defaultTo(''))
    .addColumn('title_order', ORDERED, (column) => column.notNull().defaultTo(''))
    .addColumn('name', 'text', (column) => column.notNull().defaultTo(''))
    .addColumn('name_order', ORDERED, (column) => column.notNull().defaultTo(''))
    .addColumn('base', 'text', (column) => column.notNull().defaultTo('under-way'))
    .addColumn('rank', 'integer', (column) => column.notNull().defaultTo(0))
    .addColumn('rank_from', 'bigint')
    .addColumn('rank_to', 'bigint')
    .addColumn('why', 'json')
    .addColumn('granted', 'integer')
    .addColumn('planned', 'integer', (column) => column.notNull().defaultTo(0))
    .addColumn('next_id', 'text')
    .addColumn('next_kind', 'text')
    .addColumn('next_label', 'text')
    .addColumn('next_ends', 'text')
    .addColumn('next_at', 'bigint')
    .addColumn('next_order', 'bigint', (column) => column.notNull().defaultTo(0))
    .addColumn('lapses', 'integer', (column) => column.notNull().defaultTo(0))
    .addColumn('owner', ORDERED, (column) => column.notNull().defaultTo(''))
    .addColumn('owner_order', ORDERED, (column) => column.notNull().defaultTo(''))
    .addColumn('proven', 'text')
    .addColumn('proven_at', 'bigint')
    .addColumn('updated', 'text', (column) => column.notNull().defaultTo(''))
    .addColumn('tenant_name', 'text', (column) => column.notNull().defaultTo(''))
    .addColumn('search', 'text', (column) => column.notNull().defaultTo(''))
    .addColumn('definition', 'integer', (column) => column.notNull().defaultTo(0))
    .addColumn('until', 'bigint')
    .addColumn('seen', 'text', (column) => column.notNull().defaultTo(''))
    .addPrimaryKeyConstraint('register_key', ['tenant_id', 'registration_id'])
    .addUniqueConstraint('register_once', ['tenant_id', 'key'])
    .execute();
  await makeIndexes(db);
  await secure(db, 'register', ALL);
}

/** One for each way in which people sort, so that the first page does not hang on how many there are. */
async function makeIndexes(db: Kysely<unknown>): Promise<void> {
  const orders = {
    register_by_attention: ['rank', 'next_order', 'name_order'],
    register_by_connector: ['title_order', 'name_order'],
    register_by_name: ['name_order'],
    register_by_lapse: ['next_order', 'name_order'],
    register_by_owner: ['owner_order', 'name_order'],
  };
  for (const [name, columns] of Object.entries(orders))
    await db.schema
      .createIndex(name)
      .on('register')
      .columns(['tenant_id', ...columns, 'registration_id'])
      .execute();
  await db.schema
    .createIndex('register_by_change')
    .on('register')
    .columns(['tenant_id', 'updated'])
    .execute();
  for (const time of ['until', 'rank_from', 'rank_to'])
    await sql`create index ${sql.id(`register_by_${time}`)} on register (tenant_id, ${sql.ref(time)})
      where ${sql.ref(time)} is not null`.execute(db);
}

/** Every lapse of a registration, those too that nobody has to renew any more. */
async function makeLapses(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('register_lapses')
    .addColumn('tenant_id', 'text', (column) => column.notNull())
    .addColumn('lapse_id', 'text', (column) => column.notNull())
    .addColumn('registration_id', ORDERED, (column) => column.notNull())
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('label', 'text', (column) => column.notNull())
    .addColumn('ends', 'text')
    .addColumn('ends_at', 'bigint')
    .addColumn('live', 'boolean', (column) => column.notNull())
    .addColumn('source', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('register_lapses_key', ['tenant_id', 'lapse_id', 'registration_id'])
    .addForeignKeyConstraint(
      'register_lapses_registration',
      ['tenant_id', 'registration_id'],
      'register',
      ['tenant_id', 'registration_id'],
      (constraint) => constraint.onDelete('cascade').onUpdate('cascade'),
    )
    .execute();
  await db.schema
    .createIndex('register_lapses_by_registration')
    .on('register_lapses')
    .columns(['tenant_id', 'registration_id'])
    .execute();
  await sql`create index register_lapses_by_end on register_lapses (tenant_id, ends_at) where live`.execute(
    db,
  );
  await secure(db, 'register_lapses', ALL);
}

/** `registered`: by which version of the projection; null: by none yet, and the next start sees to it. */
async function knowRegistrations(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .alterTable('runs')
    .addColumn('register_key', 'text')
    .addColumn('registered', 'integer')
    .execute();
  await db.schema
    .createIndex('runs_by_register_key')
    .on('runs')
    .columns(['tenant_id', 'register_key'])
    .execute();
}
