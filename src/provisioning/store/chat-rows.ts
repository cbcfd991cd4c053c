/** Conversations and cards between their notes and their rows. */
import { sql } from 'kysely';
import type { Selectable, Transaction } from 'kysely';
import type { CardNote, ConversationNote } from '../contract.ts';
import type { CardsTable, ConversationsTable, Tables } from './tables.ts';

export async function noteConversation(tx: Transaction<Tables>, note: ConversationNote): Promise<void> {
  const { tenantId, key, kind, oid, reference } = note;
  await tx
    .insertInto('conversations')
    .values({ tenant_id: tenantId, key, kind, oid, reference })
    .onConflict((conflict) =>
      conflict
        .columns(['tenant_id', 'key'])
        .doUpdateSet({ kind, oid, reference, noted: sql<number>`default` }),
    )
    .execute();
}

export function toConversation(row: Selectable<ConversationsTable>): ConversationNote {
  const { tenant_id, key, kind, oid, reference } = row;
  return { tenantId: tenant_id, key, kind, oid, reference };
}

/** A card is one message: noting it again changes what is known of it. */
export async function noteCard(tx: Transaction<Tables>, note: CardNote): Promise<void> {
  const { tenantId, runId, role, conversationKey, activityId, oid, drawn } = note;
  await tx
    .insertInto('cards')
    .values({
      tenant_id: tenantId,
      run_id: runId,
      conversation_key: conversationKey,
      activity_id: activityId,
      role,
      oid,
      drawn,
    })
    .onConflict((conflict) =>
      conflict
        .columns(['tenant_id', 'run_id', 'conversation_key', 'activity_id'])
        .doUpdateSet({ role, oid, drawn }),
    )
    .execute();
}

export function toCard(row: Selectable<CardsTable>): CardNote {
  return {
    tenantId: row.tenant_id,
    runId: row.run_id,
    role: row.role,
    conversationKey: row.conversation_key,
    activityId: row.activity_id,
    oid: row.oid,
    drawn: row.drawn,
  };
}
