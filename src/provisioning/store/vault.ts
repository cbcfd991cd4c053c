/** Sealed things: sign-ins, sign-ins on their way, credential values. The envelopes are opened elsewhere. */
import type { Transaction } from 'kysely';
import type { ObjectId, RunId, TenantId } from '../core/ids.ts';
import type { Run } from '../core/run.ts';
import type { LedgerEntry, SecretPurpose, Vault } from '../ports.ts';
import type { Database } from './database.ts';
import { putPending, readPending, takePending } from './pending-sign-ins.ts';
import type { Tables } from './tables.ts';

export function createVault(database: Database): Vault {
  return {
    putSignIn: (runId, signIn) => putSignIn(database, runId, signIn),
    signIns: (tenantId, runId) => signIns(database, tenantId, runId),
    dropSignIn: (tenantId, runId, oid) => dropSignIn(database, tenantId, runId, oid),
    putPending: (pending) => putPending(database, pending),
    readPending: (stateHash) => readPending(database, stateHash),
    takePending: (stateHash) => takePending(database, stateHash),
    peekSecret: (tenantId, runId, purpose) => peekSecret(database, tenantId, runId, purpose),
    shredSecret: (tenantId, runId, purpose) => shredSecret(database, tenantId, runId, purpose),
    unclaimedSecrets: (before) => unclaimedSecrets(database, before),
  };
}

/** A person's newer sign-in for the same run takes the place of the older. */
function putSignIn(
  database: Database,
  runId: RunId,
  { tenantId, person, envelope, expiresAt }: Parameters<Vault['putSignIn']>[1],
): Promise<void> {
  const changed = { person: JSON.stringify(person), envelope, expires_at: expiresAt };
  return database.asTenant(tenantId, async (tx) => {
    await tx
      .insertInto('sign_ins')
      .values({ tenant_id: tenantId, run_id: runId, oid: person.oid, ...changed })
      .onConflict((conflict) => conflict.columns(['tenant_id', 'run_id', 'oid']).doUpdateSet(changed))
      .execute();
  });
}

function signIns(database: Database, tenantId: TenantId, runId: RunId): ReturnType<Vault['signIns']> {
  return database.asTenant(tenantId, async (tx) => {
    const rows = await tx
      .selectFrom('sign_ins')
      .selectAll()
      .where('run_id', '=', runId)
      .orderBy('oid')
      .execute();
    return rows.map(({ person, envelope, expires_at }) => ({
      person,
      envelope,
      expiresAt: Number(expires_at),
    }));
  });
}

function dropSignIn(database: Database, tenantId: TenantId, runId: RunId, oid: ObjectId): Promise<void> {
  return database.asTenant(tenantId, async (tx) => {
    await tx.deleteFrom('sign_ins').where('run_id', '=', runId).where('oid', '=', oid).execute();
  });
}

/** Part of a ledger entry, in its transaction: the value is kept with the row that says it exists, or not at all. */
export async function writeSecret(
  tx: Transaction<Tables>,
  run: Run,
  sealed: NonNullable<LedgerEntry['sealed']>,
): Promise<void> {
  const changed = { envelope: sealed.envelope, key_id: sealed.keyId, stored_at: run.updatedAt };
  await tx
    .insertInto('secrets')
    .values({ tenant_id: run.tenantId, run_id: run.id, purpose: sealed.purpose, ...changed })
    .onConflict((conflict) => conflict.columns(['tenant_id', 'run_id', 'purpose']).doUpdateSet(changed))
    .execute();
}

function peekSecret(
  database: Database,
  tenantId: TenantId,
  runId: RunId,
  purpose: SecretPurpose,
): ReturnType<Vault['peekSecret']> {
  return database.asTenant(tenantId, async (tx) => {
    const row = await tx
      .selectFrom('secrets')
      .selectAll()
      .where('run_id', '=', runId)
      .where('purpose', '=', purpose)
      .executeTakeFirst();
    if (row === undefined) return null;
    return { envelope: row.envelope, keyId: row.key_id, storedAt: row.stored_at.toISOString() };
  });
}

/**
 * Of two callers at once, the second waits for the first and finds nothing. PostgreSQL keeps what was deleted until
 * it tidies up, and overwriting would only add a version: what is left behind there is the sealed envelope.
 */
function shredSecret(
  database: Database,
  tenantId: TenantId,
  runId: RunId,
  purpose: SecretPurpose,
): Promise<boolean> {
  return database.asTenant(tenantId, async (tx) => {
    const gone = await tx
      .deleteFrom('secrets')
      .where('run_id', '=', runId)
      .where('purpose', '=', purpose)
      .returning('run_id')
      .execute();
    return gone.length > 0;
  });
}

function unclaimedSecrets(database: Database, before: string): ReturnType<Vault['unclaimedSecrets']> {
  return database.asWorker(async (tx) => {
    const rows = await tx
      .selectFrom('secrets')
      .select(['tenant_id', 'run_id', 'purpose'])
      .where('stored_at', '<', new Date(before))
      .execute();
    return rows.map((row) => ({
      tenantId: row.tenant_id as TenantId,
      runId: row.run_id as RunId,
      purpose: row.purpose,
    }));
  });
}
