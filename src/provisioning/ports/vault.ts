/** Secrets at rest, sealed, and the vendor's certificate. */
import type { ObjectId, RunId, TenantId } from '../core/ids.ts';
import type { CertificateFacts } from '../core/plan-types.ts';
import type { Person } from '../core/run.ts';
import type { Secret } from '../core/secret.ts';
import type { Failure } from '../errors.ts';
import type { PendingSignIn } from './sign-in.ts';

/** `hand-over`: the vendor's. `first-password`: of a user that was made, for the admin alone. */
export type SecretPurpose = 'hand-over' | 'first-password';

/** Sealed things with one owner and an end: sign-ins, pending OAuth states, credential values. */
export interface Vault {
  putSignIn(
    runId: RunId,
    signIn: {
      readonly tenantId: TenantId;
      readonly person: Person;
      readonly envelope: string;
      readonly expiresAt: number;
    },
  ): Promise<void>;
  signIns(
    tenantId: TenantId,
    runId: RunId,
  ): Promise<readonly { readonly person: Person; readonly envelope: string; readonly expiresAt: number }[]>;
  dropSignIn(tenantId: TenantId, runId: RunId, oid: ObjectId): Promise<void>;

  /** A sign-in on its way. `stateHash` is SHA-256 of the state; the state itself is kept nowhere. */
  putPending(pending: PendingSignIn): Promise<void>;
  /** Without using it up: a code that is typed elsewhere is asked after many times. */
  readPending(stateHash: string): Promise<PendingSignIn | null>;
  /** Single use: returns it and deletes it. */
  takePending(stateHash: string): Promise<PendingSignIn | null>;

  /** A sealed value of a run, if it still is there. Does not consume it. */
  peekSecret(
    tenantId: TenantId,
    runId: RunId,
    purpose: SecretPurpose,
  ): Promise<{ readonly envelope: string; readonly keyId: string; readonly storedAt: string } | null>;
  /** Removes the sealed value; true for the one caller who did. */
  shredSecret(tenantId: TenantId, runId: RunId, purpose: SecretPurpose): Promise<boolean>;
  /** Sealed values stored before the given instant (ISO), for the 24-hour rule. */
  unclaimedSecrets(
    before: string,
  ): Promise<
    readonly { readonly tenantId: TenantId; readonly runId: RunId; readonly purpose: SecretPurpose }[]
  >;
}

/** AES-256-GCM. `boundTo` is authenticated, not encrypted: opening with any other text fails. */
export interface Sealer {
  seal(secret: Secret, boundTo: string): string;
  /** Throws SealBroken when the envelope, key or binding is wrong. */
  open(envelope: string, boundTo: string): Secret;
}

/** Checks what an admin pasted or uploaded as the vendor's certificate. */
export type ReadCertificate = (
  bytes: Uint8Array,
  now: number,
  policy: { readonly longest: string | null },
) =>
  | { readonly ok: true; readonly certificate: CertificateFacts; readonly warnings: readonly Failure[] }
  | { readonly ok: false; readonly failure: Failure };
