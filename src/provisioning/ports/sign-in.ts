/** People who sign in, and what they hold. */
import type { RunId, TenantId } from '../core/ids.ts';
import type { Person } from '../core/run.ts';
import type { Secret } from '../core/secret.ts';

/** A person's own, for one run: an access token and nothing that could renew it. */
export interface SignedIn {
  readonly person: Person;
  readonly tenantId: TenantId;
  readonly token: Secret;
  /** Epoch ms, business time. */
  readonly expiresAt: number;
}

export interface RedeemedSignIn extends SignedIn {
  readonly userPrincipalName: string;
}

/** Delegated permissions of Microsoft Graph that a sign-in asks for only where its run needs them. */
export type ExtraPermission = 'User.ReadWrite.All' | 'Domain.Read.All' | 'RoleManagement.ReadWrite.Directory';

/** The browser sign-in: authorization code with PKCE. */
export interface SignIn {
  /** Address to send the browser to, and the verifier to keep for `redeem`. */
  begin(request: {
    readonly tenantId: TenantId;
    readonly state: string;
    readonly loginHint?: string;
    /** Entra asks for the credentials anew, however recently the person signed in. */
    readonly fresh?: boolean;
    /** Claims challenge of a refusal (`Refusal.claims`), so that the new sign-in satisfies it. */
    readonly claims?: string;
    readonly extra?: readonly ExtraPermission[];
  }): Promise<{
    readonly url: string;
    readonly verifier: Secret;
  }>;
  redeem(answer: {
    readonly tenantId: TenantId;
    readonly code: string;
    readonly verifier: Secret;
    /** As `begin` was given it. */
    readonly extra?: readonly ExtraPermission[];
  }): Promise<
    | { readonly kind: 'signed-in'; readonly signIn: RedeemedSignIn }
    /** `code` is ours (errors/sign-in.ts); `aadsts` Entra's number when there was one. */
    | { readonly kind: 'failed'; readonly code: string; readonly aadsts?: number }
  >;
}

/** A code that a person types at Microsoft's page, on any device (RFC 8628). Each method is one request. */
export interface DeviceSignIn {
  /** Throws RegistrarError with a code of errors/sign-in.ts when there is no code to be had. */
  begin(request: {
    readonly tenantId: TenantId;
    /** Claims challenge of a refusal (`Refusal.claims`), so that the new sign-in satisfies it. */
    readonly claims?: string;
    readonly extra?: readonly ExtraPermission[];
  }): Promise<DeviceCode>;
  /** `claims` as `begin` was given them. */
  poll(asked: {
    readonly tenantId: TenantId;
    readonly deviceCode: Secret;
    readonly claims?: string;
  }): Promise<
    /** Nobody has signed in yet. */
    | { readonly kind: 'pending' }
    /** The same, and polling was too fast: five seconds more between polls from now on (RFC 8628 section 3.5). */
    | { readonly kind: 'slow-down' }
    | { readonly kind: 'signed-in'; readonly signIn: RedeemedSignIn }
    /** `code` is ours (errors/sign-in.ts); `aadsts` Entra's number when there was one. */
    | { readonly kind: 'failed'; readonly code: string; readonly aadsts?: number }
  >;
}

export interface DeviceCode {
  /** What the person types. */
  readonly userCode: string;
  /** Where. */
  readonly verificationUri: string;
  /** For `poll`; worth a sign-in once somebody has typed the other code. */
  readonly deviceCode: Secret;
  /** Epoch ms, business time. */
  readonly expiresAt: number;
  /** Least time between two polls. */
  readonly intervalSeconds: number;
}

/** What somebody holds in the directory, asked with that person's own token for the tab, on their behalf. */
export type RolesOf = (asked: { readonly tenantId: string; readonly token: Secret }) => Promise<HeldRoles>;

export type HeldRoles =
  | {
      readonly kind: 'held';
      readonly oid: string;
      readonly guest: boolean;
      /** Template ids. */
      readonly roles: readonly string[];
    }
  /** The tenant has not consented to it. */
  | { readonly kind: 'consent' }
  /** JSON text: what Entra wants to see before it says anything. */
  | { readonly kind: 'claims'; readonly claims: string }
  /** The sign-in counts for nothing any more: the account is off, or it was revoked. */
  | { readonly kind: 'void' }
  | { readonly kind: 'unavailable' };

export interface PendingSignIn {
  readonly stateHash: string;
  readonly tenantId: TenantId;
  readonly runId: RunId;
  readonly person: Person;
  readonly purpose: SignInPurpose;
  /** The plan that was on the card when the person set out; null outside `approve`. */
  readonly planHash: string | null;
  /** SHA-256 of the cookie set when the sign-in began. */
  readonly browserHash: string;
  /** The PKCE verifier, sealed; for a code that is typed, the code. */
  readonly verifierEnvelope: string;
  /** Epoch ms, business time. */
  readonly expiresAt: number;
}

/** What the person meant by signing in. */
export type SignInPurpose = 'check' | 'approve' | 'resume' | 'hand-over' | 'verify-by-hand' | 'remove';
