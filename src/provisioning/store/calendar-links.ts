/** Calendar addresses that were given out: one for each person, found again by the hash of its secret part. */
import type { CalendarLinks } from '../contract/tab.ts';
import type { Database } from './database.ts';

/** As Kysely sees it (migration 012). */
export interface CalendarLinksTable {
  tenant_id: string;
  oid: string;
  hash: string;
  /** As it was given: nothing is asked of the database about it. */
  made_at: string;
}

export function createCalendarLinks(database: Database): CalendarLinks {
  return {
    put: ({ tenantId, oid, hash, madeAt }) =>
      database.asTenant(tenantId, async (tx) => {
        const changed = { hash, made_at: madeAt };
        await tx
          .insertInto('calendar_links')
          .values({ tenant_id: tenantId, oid, ...changed })
          .onConflict((conflict) => conflict.columns(['tenant_id', 'oid']).doUpdateSet(changed))
          .execute();
      }),
    stands: (tenantId, hash) =>
      database.asTenant(tenantId, async (tx) => {
        const links = tx.selectFrom('calendar_links').where('tenant_id', '=', tenantId);
        const found = await links.where('hash', '=', hash).select('oid').executeTakeFirst();
        return found !== undefined;
      }),
    revoke: (tenantId, oid) =>
      database.asTenant(tenantId, async (tx) => {
        const all = tx.deleteFrom('calendar_links').where('tenant_id', '=', tenantId);
        await (oid === null ? all : all.where('oid', '=', oid)).execute();
      }),
  };
}
