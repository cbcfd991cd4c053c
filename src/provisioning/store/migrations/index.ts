/** The tables, brought up to date at every start. Names sort in the order they apply; a published one never changes. */
import type { Kysely } from 'kysely';
import { Migrator } from 'kysely/migration';
import { RegistrarError } from '../../errors.ts';
import { toStoreFailure } from '../failures.ts';
import type { Tables } from '../tables.ts';
import * as roles from './001-roles.ts';
import * as runs from './002-runs.ts';
import * as vault from './003-vault.ts';
import * as chat from './004-chat.ts';
import * as secretPurposes from './005-secret-purposes.ts';
import * as outbox from './006-outbox.ts';
import * as inventory from './007-inventory.ts';
import * as alerts from './008-alerts.ts';
import * as alertSettings from './009-alert-settings.ts';
import * as looks from './010-looks.ts';
import * as register from './011-register.ts';
import * as calendarLinks from './012-calendar-links.ts';

const MIGRATIONS = {
  '001-roles': roles,
  '002-runs': runs,
  '003-vault': vault,
  '004-chat': chat,
  '005-secret-purposes': secretPurposes,
  '006-outbox': outbox,
  '007-inventory': inventory,
  '008-alerts': alerts,
  '009-alert-settings': alertSettings,
  '010-looks': looks,
  '011-register': register,
  '012-calendar-links': calendarLinks,
};

/** All or nothing, and one process at a time. Throws STORE_NOT_READY naming the migration that failed. */
export async function migrate(db: Kysely<Tables>): Promise<void> {
  const provider = { getMigrations: () => Promise.resolve(MIGRATIONS) };
  // Of two that were written side by side the later number may have been applied first.
  const migrator = new Migrator({ db, provider, allowUnorderedMigrations: true });
  const { error, results } = await migrator.migrateToLatest();
  if (error === undefined) return;
  const known = toStoreFailure(error);
  if (known instanceof RegistrarError) throw known;
  const step = results?.find((result) => result.status === 'Error')?.migrationName ?? 'connect';
  throw new RegistrarError('STORE_NOT_READY', { step }, { cause: error });
}
