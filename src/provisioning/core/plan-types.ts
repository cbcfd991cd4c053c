/** What a person chose, what the tenant is like, and the plan that follows. All JSON-safe. */
import type { Life, PermissionType, SignInAudience } from './definition.ts';
import type { AppId, ObjectId, TenantId } from './ids.ts';
import type { ApplicationFacts, Results } from './operations.ts';
import type { Renewal } from './run.ts';

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
  /** Ids, in the order of the definition. */
  readonly functions: readonly string[];
  /** By question id. */
  readonly answers: Readonly<Record<string, string>>;
  /** By choice id: for `optional` true/false, for `one-of` the option id; `always` is left out. */
  readonly permissions: Readonly<Record<string, boolean | string>>;
  /** Delegated permissions asked for by name, beyond the definition's. */
  readonly morePermissions: readonly string[];
  readonly user: UserChoice | null;
  /** The sign-in of the user must be repeated every so many days; null: it need not. */
  readonly signInEveryDays: number | null;
  /** Entra roles for the service principal, by the names typed. */
  readonly directoryRoles: readonly string[];
  /** Entra roles to take away from it, by the names typed. */
  readonly rolesToRemove: readonly string[];
  /** Who may consent: as the vendor's rule says, or as Microsoft's does. */
  readonly consentRule: 'vendor' | 'microsoft';
  readonly credential: CredentialChoice;
}

export type UserChoice =
  | {
      readonly kind: 'create';
      readonly displayName: string;
      /** Before the @; after it comes the tenant's default domain, unless one was typed. */
      readonly userName: string;
      readonly domain: string | null;
      readonly neverExpires: boolean;
    }
  | { readonly kind: 'existing'; readonly userPrincipalName: string };

export type CredentialChoice =
  | { readonly kind: 'secret'; readonly life: Life; readonly description: string | null }
  | { readonly kind: 'certificate'; readonly certificate: CertificateFacts }
  /** What the registration has is kept, or its permissions need none. */
  | { readonly kind: 'none' };

/** Which registration a run is about. */
export type Target =
  | { readonly kind: 'new' }
  | {
      readonly kind: 'existing';
      readonly appId: AppId;
      /** `adopted`: somebody else made it, and the person chose to take it over. */
      readonly made: 'by-us' | 'adopted';
      /** Take the permissions away that the connector does not need. */
      readonly cleanUp: boolean;
    };

export const NEW: Target = { kind: 'new' };

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

/** Of permissions, by id in lower case. */
export type Names = Readonly<Record<string, string>>;

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

export interface DomainFacts {
  readonly name: string;
  readonly isDefault: boolean;
  readonly isVerified: boolean;
  /** How long a password lives there; null: for ever. */
  readonly passwordDays: number | null;
}

export interface UserFacts extends DirectoryPerson {
  readonly enabled: boolean;
  readonly guest: boolean;
  /** Where our mark stands on users we made; null when empty. */
  readonly employeeType: string | null;
  readonly passwordNeverExpires: boolean;
  readonly createdDateTime: string | null;
}

/** The registration a run adds to, as the directory shows it. */
export interface ExistingFacts {
  readonly application: ApplicationFacts;
  readonly servicePrincipalId: ObjectId | null;
  readonly assignments: Results['app-role-assignments'];
  readonly grants: Results['delegated-grants'];
  readonly owners: Results['application-owners'];
  /** Entra roles that the service principal holds. */
  readonly directoryRoles: Results['directory-roles-of'];
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
  /** Null: a new registration. */
  readonly existing: ExistingFacts | null;
  /** Read only where a user is asked for. */
  readonly domains: Known<readonly DomainFacts[]>;
  /** The user of that name; null: there is none. */
  readonly user: Known<UserFacts | null>;
  /** Read only where Entra roles are asked for. */
  readonly roleDefinitions: Known<Results['role-definitions']>;
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
  /** Granted already. */
  readonly there: boolean;
}

export interface PlannedUser {
  readonly kind: 'create' | 'existing';
  /** Null until it is made. */
  readonly oid: ObjectId | null;
  readonly displayName: string;
  readonly userPrincipalName: string;
  readonly neverExpires: boolean;
  /** Is to become an owner of the application, and is none yet. */
  readonly becomesOwner: boolean;
  /** How long its password lives in this tenant; null: for ever, or not known. */
  readonly passwordDays: number | null;
}

export interface PlannedDirectoryRole {
  readonly roleDefinitionId: string;
  readonly displayName: string;
  readonly change: 'add' | 'remove';
  /** The assignment that is there; null: none. */
  readonly assignmentId: string | null;
}

/** The registration that is added to, and what of it is not the plan's. */
export interface PlannedExisting {
  readonly applicationId: ObjectId;
  readonly appId: AppId;
  readonly servicePrincipalId: ObjectId | null;
  readonly made: 'by-us' | 'adopted';
  /** Its settings are changed: requested permissions, redirect addresses, public client. */
  readonly settingsChange: boolean;
  /** What it has and the connector does not need, in words. Left alone, unless `removals` says otherwise. */
  readonly tooMuch: readonly string[];
  /** The guided clean-up: exactly these grants go, and nothing is requested any more. */
  readonly removals: {
    readonly assignments: readonly { readonly id: string; readonly value: string }[];
    /** `keep`: the scopes of it that the plan wants. */
    readonly grants: readonly {
      readonly id: string;
      readonly value: string;
      readonly keep: readonly string[];
    }[];
    readonly requests: readonly string[];
  } | null;
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
  /** All that the connector is to have; of these only what is not there is written. */
  readonly permissions: readonly PlannedPermission[];
  readonly user: PlannedUser | null;
  readonly directoryRoles: readonly PlannedDirectoryRole[];
  readonly credential: PlannedCredential;
  /** Null: a new registration. */
  readonly existing: PlannedExisting | null;
  /** The credential that the new one is to take the place of. It stays until the new one is in use everywhere. */
  readonly supersedes: Renewal | null;
  /** Role names of the vendor's rule for consent, where it is followed; empty: Microsoft's rule. */
  readonly consentBy: readonly string[];
  /** Entra makes the creator an owner (plain users and Application Developers), or does not. */
  readonly creatorBecomesOwner: boolean;
}

export type PlannedCredential =
  | {
      readonly kind: 'secret';
      readonly endDateTime: string;
      readonly shortened: boolean;
      /** What people call it; null: nothing beside its mark. */
      readonly description: string | null;
    }
  | { readonly kind: 'certificate'; readonly certificate: CertificateFacts }
  /** `kept`: it has one already. `not-needed`: it asks for no application permission. */
  | { readonly kind: 'none'; readonly because: 'kept' | 'not-needed' };
