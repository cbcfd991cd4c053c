/** What the buttons of cards mean. Each press is good for one use; a newer card takes the older one's away. */
import { sql } from 'kysely';
import type { Selectable, Transaction } from 'kysely';
import type { ChatMemory, PressNote } from '../contract.ts';
import type { Database } from './database.ts';
import type { PressesTable, Tables } from './tables.ts';

type Owner = Parameters<ChatMemory['putPresses']>[0];

/** With no presses at all, every unused one of the place goes: the card that is there has no buttons left. */
export function putPresses(database: Database, owner: Owner, presses: readonly PressNote[]): Promise<void> {
  return database.asTenant(owner.tenantId, async (tx) => {
    await dropUnused(tx, owner, presses);
    await dropLongUsed(tx);
    if (presses.length > 0) await tx.insertInto('presses').values(presses.map(toRow)).execute();
  });
}

async function dropUnused(
  tx: Transaction<Tables>,
  owner: Owner,
  presses: readonly PressNote[],
): Promise<void> {
  const unused = tx
    .deleteFrom('presses')
    .where('used', '=', false)
    .where('conversation_key', '=', owner.conversationKey)
    .where('run_id', 'is not distinct from', owner.runId);
  if (presses.length === 0) await unused.execute();
  for (const oid of new Set(presses.map((press) => press.oid))) {
    await unused.where('oid', 'is not distinct from', oid).execute();
  }
}

/** A used press is kept to be told apart from an unknown one, for as long as anyone might press it again. */
async function dropLongUsed(tx: Transaction<Tables>): Promise<void> {
  const longAgo = sql<Date>`clock_timestamp() - interval '30 days'`;
  await tx.deleteFrom('presses').where('used', '=', true).where('made_at', '<', longAgo).execute();
}

/** Of two presses at once, the second waits for the first and finds it used. */
export function takePress(
  database: Database,
  tenantId: string,
  nonceHash: string,
): ReturnType<ChatMemory['takePress']> {
  return database.asTenant(tenantId, async (tx) => {
    const taken = await tx
      .updateTable('presses')
      .set({ used: true })
      .where('nonce_hash', '=', nonceHash)
      .where('used', '=', false)
      .returningAll()
      .executeTakeFirst();
    if (taken !== undefined) return toNote(taken);
    const known = await tx
      .selectFrom('presses')
      .select('used')
      .where('nonce_hash', '=', nonceHash)
      .executeTakeFirst();
    return known === undefined ? 'unknown' : 'used';
  });
}

export function restorePress(database: Database, tenantId: string, nonceHash: string): Promise<void> {
  return database.asTenant(tenantId, async (tx) => {
    await tx.updateTable('presses').set({ used: false }).where('nonce_hash', '=', nonceHash).execute();
  });
}

function toRow(press: PressNote): Omit<Selectable<PressesTable>, 'used' | 'made_at'> {
  return {
    tenant_id: press.tenantId,
    nonce_hash: press.nonceHash,
    verb: press.verb,
    run_id: press.runId,
    oid: press.oid,
    conversation_key: press.conversationKey,
    detail: press.detail,
  };
}

function toNote(row: Selectable<PressesTable>): PressNote {
  return {
    tenantId: row.tenant_id,
    nonceHash: row.nonce_hash,
    verb: row.verb,
    runId: row.run_id,
    oid: row.oid,
    conversationKey: row.conversation_key,
    detail: row.detail,
  };
}
