/** What a person chose, what the tenant is like, and the plan that follows. All JSON-safe. */
import type { CredentialKind, Life, PermissionType, SignInAudience } from './definition.ts';
import type { AppId, ObjectId, TenantId } from './ids.ts';

/** A certificate that has passed every check of core/certificate rules. */
export interface CertificateFacts {
  /** base64 DER. Public: a certificate holds no secret. */
  readonly der: string;
  readonly subject: string;
  readonly issuer: string;
  /** SHA-1, upper-case hex, as the portal shows it. */
  readonly thumbprint: string;
  readonly sha256: string;
  /** e.g. `RSA 2048`. */
  readonly key: string;
  readonly notBefore: string;
  readonly notAfter: string;
  /** Only when it may issue certificates of its own (CA:TRUE): taken, with a warning. */
  readonly isAuthority?: true;
}

/** Valid choices for one definition. */
export interface Choices {
  readonly name: string;
  readonly audience: SignInAudience;
  /** By choice id: for `optional` true/false, for `one-of` the option id; `always` is left out. */
  readonly permissions: Readonly<Record<string, boolean | string>>;
  readonly credential:
    | { readonly kind: 'secret'; readonly life: Life }
    | { readonly kind: 'certificate'; readonly certificate: CertificateFacts };
}

/** Something read from the tenant, or the code that says why it could not be. Unknown is never green. */
export type Known<T> =
  { readonly known: true; readonly value: T } | { readonly known: false; readonly code: string };

export interface DirectoryPerson {
  readonly oid: ObjectId;
  readonly displayName: string;
  readonly userPrincipalName: string;
}

export interface ResourceFacts {
  readonly servicePrincipalId: ObjectId;
  readonly appId: AppId;
  readonly displayName: string;
  readonly appRoles: readonly ResourcePermission[];
  readonly scopes: readonly ResourcePermission[];
}

/** A permission as the tenant's own resource service principal publishes it. */
export interface ResourcePermission {
  readonly id: string;
  readonly value: string;
  readonly displayName: string;
  readonly isEnabled: boolean;
}

export interface CredentialPolicy {
  readonly secretsAllowed: boolean;
  /** ISO 8601 duration, or null for no limit of the tenant's. */
  readonly longestSecret: string | null;
  readonly longestCertificate: string | null;
}

/** What preflight found. */
export interface TenantFacts {
  readonly tenant: { readonly id: TenantId; readonly displayName: string };
  readonly me: DirectoryPerson & { readonly guest: boolean };
  /** Role template ids the person holds right now. */
  readonly roles: Known<readonly string[]>;
  readonly usersMayRegister: Known<boolean>;
  readonly credentialPolicy: Known<CredentialPolicy>;
  readonly sameName: Known<
    readonly { readonly id: ObjectId; readonly appId: AppId; readonly createdDateTime: string }[]
  >;
  readonly resources: readonly ResourceFacts[];
  /** Who may consent to application permissions of Microsoft Graph. */
  readonly approvers: Known<readonly (DirectoryPerson & { readonly role: string })[]>;
  readonly signInLogsReadable: boolean;
  readonly at: string;
}

export interface PlannedPermission {
  readonly resource: AppId;
  readonly value: string;
  readonly type: PermissionType;
  readonly id: string;
  /** As the tenant's own service principal describes it. */
  readonly displayName: string;
  readonly why: string;
}

/** The exact changes. Its canonical JSON is hashed; a person approves that hash. */
export interface Plan {
  readonly connector: { readonly id: string; readonly version: number; readonly title: string };
  readonly tenant: { readonly id: TenantId; readonly displayName: string };
  readonly application: {
    readonly displayName: string;
    readonly signInAudience: SignInAudience;
    readonly redirects: {
      readonly web: readonly string[];
      readonly spa: readonly string[];
      readonly publicClient: readonly string[];
    };
    readonly publicClient: boolean;
  };
  readonly permissions: readonly PlannedPermission[];
  readonly credential:
    | {
        readonly kind: Extract<CredentialKind, 'secret'>;
        readonly endDateTime: string;
        readonly shortened: boolean;
      }
    | { readonly kind: Extract<CredentialKind, 'certificate'>; readonly certificate: CertificateFacts };
  /** Entra makes the creator an owner (plain users and Application Developers), or does not. */
  readonly creatorBecomesOwner: boolean;
}
