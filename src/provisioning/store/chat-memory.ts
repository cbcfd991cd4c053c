/** What the chat remembers: where it may speak, which cards it has out, what their buttons mean. */
import { sql } from 'kysely';
import type { ChatMemory } from '../contract.ts';
import { noteCard, noteConversation, toCard, toConversation } from './chat-rows.ts';
import type { Database } from './database.ts';
import { putPresses, restorePress, takePress } from './presses.ts';

export function createChatMemory(database: Database): ChatMemory {
  return {
    putConversation: (note) => database.asTenant(note.tenantId, (tx) => noteConversation(tx, note)),
    conversation: (tenantId, key) => conversation(database, tenantId, key),
    personalConversation: (tenantId, oid) => personalConversation(database, tenantId, oid),
    putCard: (note) => database.asTenant(note.tenantId, (tx) => noteCard(tx, note)),
    cards: (tenantId, runId) =>
      database.asTenant(tenantId, async (tx) => {
        const rows = await tx.selectFrom('cards').selectAll().where('run_id', '=', runId).execute();
        return rows.map(toCard);
      }),
    outdated: () => outdated(database),
    putPresses: (owner, presses) => putPresses(database, owner, presses),
    takePress: (tenantId, nonceHash) => takePress(database, tenantId, nonceHash),
    restorePress: (tenantId, nonceHash) => restorePress(database, tenantId, nonceHash),
    firstSight: (tenantId, conversationKey, activityId) =>
      firstSight(database, tenantId, conversationKey, activityId),
  };
}

function conversation(
  database: Database,
  tenantId: string,
  key: string,
): ReturnType<ChatMemory['conversation']> {
  return database.asTenant(tenantId, async (tx) => {
    const row = await tx.selectFrom('conversations').selectAll().where('key', '=', key).executeTakeFirst();
    return row === undefined ? null : toConversation(row);
  });
}

/** The one noted last: a person who removed and added the app again has a new one. */
function personalConversation(
  database: Database,
  tenantId: string,
  oid: string,
): ReturnType<ChatMemory['personalConversation']> {
  return database.asTenant(tenantId, async (tx) => {
    const row = await tx
      .selectFrom('conversations')
      .selectAll()
      .where('kind', '=', 'personal')
      .where('oid', '=', oid)
      .orderBy('noted', 'desc')
      .limit(1)
      .executeTakeFirst();
    return row === undefined ? null : toConversation(row);
  });
}

function outdated(database: Database): ReturnType<ChatMemory['outdated']> {
  return database.asWorker(async (tx) => {
    const rows = await tx
      .selectFrom('cards')
      .innerJoin('runs', (join) =>
        join.onRef('runs.tenant_id', '=', 'cards.tenant_id').onRef('runs.run_id', '=', 'cards.run_id'),
      )
      .select(['cards.tenant_id', 'cards.run_id'])
      .distinct()
      .whereRef('cards.drawn', '<', 'runs.revision')
      .execute();
    return rows.map((row) => ({ tenantId: row.tenant_id, runId: row.run_id }));
  });
}

/** Deliveries are told apart by the server's clock: both are its own business, not the sender's. */
function firstSight(
  database: Database,
  tenantId: string,
  conversationKey: string,
  activityId: string,
): Promise<boolean> {
  return database.asTenant(tenantId, async (tx) => {
    await tx
      .deleteFrom('activities_seen')
      .where('seen_at', '<', sql<Date>`clock_timestamp() - interval '24 hours'`)
      .execute();
    const first = await tx
      .insertInto('activities_seen')
      .values({ tenant_id: tenantId, conversation_key: conversationKey, activity_id: activityId })
      .onConflict((conflict) => conflict.doNothing())
      .returning('activity_id')
      .executeTakeFirst();
    return first !== undefined;
  });
}
