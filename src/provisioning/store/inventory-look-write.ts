/** A look at one registration alone, written: a row for each, replaced as a whole. */
import type { KeptLook } from '../core/watch/kept.ts';
import type { CloseLook, InventoryStore } from '../ports.ts';
import type { Database } from './database.ts';
import { holding } from './inventory-lease.ts';
import { looksAt } from './inventory-looks.ts';
import { noteLooked } from './register-stale.ts';

type Args<M extends keyof InventoryStore> = Parameters<InventoryStore[M]>;

export function look(database: Database, ...[hold, seen, at]: Args<'look'>): Promise<void> {
  const row = { at, look: JSON.stringify(seen) };
  return database.asTenant(hold.tenantId, async (tx) => {
    await holding(tx, hold);
    const before = await looksAt(tx, hold.tenantId, [seen.applicationId]);
    await tx
      .insertInto('inventory_looks')
      .values({ tenant_id: hold.tenantId, application_id: seen.applicationId, ...row })
      .onConflict((conflict) => conflict.columns(['tenant_id', 'application_id']).doUpdateSet(row))
      .execute();
    if (!isSame(before.get(seen.applicationId), seen)) await noteLooked(tx, hold.tenantId, seen.appId);
  });
}

/** The order of what Graph lists means nothing, and a line told anew for that is none the worse. */
function isSame(before: KeptLook | undefined, now: CloseLook): boolean {
  if (before === undefined) return false;
  const { at: _when, ...then } = before;
  return JSON.stringify(then) === JSON.stringify(now);
}
