/** What looks at registrations alone showed. */
import type { Transaction } from 'kysely';
import type { ObjectId } from '../core/ids.ts';
import type { KeptLook } from '../core/watch/kept.ts';
import type { Tables } from './tables.ts';

/** By the object id of the application; of one that was never looked at alone there is none. */
export async function looksAt(
  tx: Transaction<Tables>,
  tenantId: string,
  ids: readonly string[],
): Promise<ReadonlyMap<ObjectId, KeptLook>> {
  if (ids.length === 0) return new Map();
  const rows = await tx
    .selectFrom('inventory_looks')
    .select(['at', 'look'])
    .where('tenant_id', '=', tenantId)
    .where('application_id', 'in', ids)
    .execute();
  return new Map(rows.map((row) => [row.look.applicationId, { ...row.look, at: row.at.toISOString() }]));
}
