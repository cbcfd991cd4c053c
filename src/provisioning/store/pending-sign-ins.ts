/** Sign-ins on their way: kept by the hash of their state, taken once. */
import type { Selectable } from 'kysely';
import type { RunId, TenantId } from '../core/ids.ts';
import type { PendingSignIn } from '../ports.ts';
import type { Database } from './database.ts';
import type { PendingSignInsTable } from './tables.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

/** Also clears away those of the tenant that lapsed a day before this one will: nobody comes back for them. */
export function putPending(database: Database, pending: PendingSignIn): Promise<void> {
  return database.asTenant(pending.tenantId, async (tx) => {
    await tx
      .deleteFrom('pending_sign_ins')
      .where('expires_at', '<', pending.expiresAt - DAY_MS)
      .execute();
    await tx
      .insertInto('pending_sign_ins')
      .values({
        tenant_id: pending.tenantId,
        state_hash: pending.stateHash,
        run_id: pending.runId,
        person: JSON.stringify(pending.person),
        purpose: pending.purpose,
        plan_hash: pending.planHash,
        browser_hash: pending.browserHash,
        verifier_envelope: pending.verifierEnvelope,
        expires_at: pending.expiresAt,
      })
      .execute();
  });
}

/** Whether it has lapsed is for the caller, who knows the business time; so with `takePending`. */
export function readPending(database: Database, stateHash: string): Promise<PendingSignIn | null> {
  return database.asWorker(async (tx) => {
    const row = await tx
      .selectFrom('pending_sign_ins')
      .selectAll()
      .where('state_hash', '=', stateHash)
      .executeTakeFirst();
    return row === undefined ? null : pendingOf(row);
  });
}

/** One statement finds it and removes it. */
export function takePending(database: Database, stateHash: string): Promise<PendingSignIn | null> {
  return database.asWorker(async (tx) => {
    const row = await tx
      .deleteFrom('pending_sign_ins')
      .where('state_hash', '=', stateHash)
      .returningAll()
      .executeTakeFirst();
    return row === undefined ? null : pendingOf(row);
  });
}

function pendingOf(row: Selectable<PendingSignInsTable>): PendingSignIn {
  return {
    stateHash: row.state_hash,
    tenantId: row.tenant_id as TenantId,
    runId: row.run_id as RunId,
    person: row.person,
    purpose: row.purpose,
    planHash: row.plan_hash,
    browserHash: row.browser_hash,
    verifierEnvelope: row.verifier_envelope,
    expiresAt: Number(row.expires_at),
  };
}
