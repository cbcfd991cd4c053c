/** What sweeps saw of a directory, as it is kept: applications and what lapses of them, with what is gone. */
import type { AppId, KeyId, ObjectId } from '../ids.ts';
import type { Results } from '../operations.ts';
import type { Names } from '../plan-types.ts';

export type CredentialKind = 'secret' | 'certificate';

export interface SeenCredential {
  readonly kind: CredentialKind;
  readonly keyId: KeyId;
  readonly displayName: string | null;
  readonly starts: string | null;
  /** Null: the directory names no end. */
  readonly ends: string | null;
}

/** An application our records know. */
export interface KnownApplication {
  readonly id: ObjectId;
  readonly appId: AppId;
  readonly displayName: string;
}

interface Kept {
  readonly firstSeen: string;
  readonly lastSeen: string;
  readonly goneAt: string | null;
}

export interface KeptApplication extends KnownApplication, Kept {
  readonly credentials: readonly (SeenCredential & Kept)[];
  /** Only of a registration of ours that was looked at alone. */
  readonly look?: KeptLook;
}

/** A credential with what it is on. */
export interface KeptCredential extends SeenCredential {
  readonly application: KnownApplication;
  readonly goneAt: string | null;
}

/** One registration, as only a look at it alone shows it. Null: may not be read, or there is nothing to read it of. */
export interface CloseLook {
  readonly applicationId: ObjectId;
  readonly appId: AppId;
  /** Whom the application trusts to sign in as it; none where it is not there any more. */
  readonly federated: readonly FederatedCredential[];
  readonly assignments: Results['app-role-assignments'] | null;
  /** Of the application permissions that no run of ours planned, as far as their APIs tell. */
  readonly names?: Names;
  readonly grants: Results['delegated-grants'] | null;
  readonly directoryRoles: Results['directory-roles-of'] | null;
}

export interface KeptLook extends CloseLook {
  /** ISO 8601, business time. */
  readonly at: string;
}

/** It has no end: who is called so at the issuer gets in for as long as it is there. */
export interface FederatedCredential {
  readonly id: string;
  readonly name: string;
  readonly issuer: string;
  readonly subject: string;
}

/** A credential that is there and ends. */
export interface InventoryLapse {
  readonly application: KnownApplication;
  readonly kind: CredentialKind;
  readonly keyId: KeyId;
  readonly displayName: string | null;
  readonly starts: string | null;
  readonly ends: string;
}
