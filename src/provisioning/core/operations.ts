/**
 * The engine's vocabulary for the directory: every read and write it ever asks for, as data. `graph/` translates
 * each into one Microsoft Graph request; several at once become one `$batch`.
 */
import type { SignInAudience } from './definition.ts';
import type { AppId, KeyId, ObjectId } from './ids.ts';
import type {
  CredentialPolicy,
  DirectoryPerson,
  DomainFacts,
  ResourceFacts,
  UserFacts,
} from './plan-types.ts';
import type { Secret } from './secret.ts';

export interface RequestedResource {
  readonly resource: AppId;
  readonly access: readonly { readonly id: string; readonly type: 'Role' | 'Scope' }[];
}

/** What an application of ours looks like when read back. */
export interface ApplicationFacts {
  readonly id: ObjectId;
  readonly appId: AppId;
  readonly displayName: string;
  readonly uniqueName: string | null;
  readonly createdDateTime: string;
  readonly tags: readonly string[];
  readonly signInAudience: string;
  readonly publicClient: boolean;
  readonly redirects: {
    readonly web: readonly string[];
    readonly spa: readonly string[];
    readonly publicClient: readonly string[];
  };
  readonly requested: readonly RequestedResource[];
  readonly passwords: readonly CredentialFacts[];
  readonly certificates: readonly CertificateCredential[];
}

export interface CredentialFacts {
  readonly keyId: KeyId;
  readonly displayName: string | null;
  readonly startDateTime: string;
  readonly endDateTime: string;
}

/** Everything Graph needs to be told again to keep a certificate, and the thumbprint for people. */
export interface CertificateCredential extends CredentialFacts {
  readonly type: string;
  readonly usage: string;
  readonly customKeyIdentifier: string | null;
  /** SHA-1, upper-case hex; null when the key does not carry it. */
  readonly thumbprint: string | null;
}

/** The writes. Each is one ledger row before it is one request. */
export type Write =
  | {
      readonly op: 'upsert-application';
      readonly uniqueName: string;
      readonly displayName: string;
      readonly signInAudience: SignInAudience;
      readonly tags: readonly string[];
      readonly requested: readonly RequestedResource[];
      readonly redirects: {
        readonly web: readonly string[];
        readonly spa: readonly string[];
        readonly publicClient: readonly string[];
      };
      readonly publicClient: boolean;
    }
  | { readonly op: 'upsert-service-principal'; readonly appId: AppId; readonly tags: readonly string[] }
  | {
      readonly op: 'assign-app-role';
      readonly clientId: ObjectId;
      readonly resourceId: ObjectId;
      readonly appRoleId: string;
    }
  | {
      readonly op: 'grant-delegated';
      readonly clientId: ObjectId;
      readonly resourceId: ObjectId;
      readonly scopes: readonly string[];
    }
  | {
      readonly op: 'add-password';
      readonly applicationId: ObjectId;
      readonly displayName: string;
      readonly endDateTime: string;
    }
  | {
      readonly op: 'add-certificate';
      readonly applicationId: ObjectId;
      readonly displayName: string;
      readonly der: string;
      /** Every credential to keep, as read just before: the collection is replaced as a whole. */
      readonly keep: readonly CertificateCredential[];
      readonly startDateTime: string;
      readonly endDateTime: string;
    }
  | { readonly op: 'remove-password'; readonly applicationId: ObjectId; readonly keyId: KeyId }
  /** Leaves exactly these, as read just before. */
  | {
      readonly op: 'keep-certificates';
      readonly applicationId: ObjectId;
      readonly keep: readonly CertificateCredential[];
    }
  | { readonly op: 'delete-service-principal'; readonly servicePrincipalId: ObjectId }
  /** Sets exactly these; everything else of the application stays. Collections are replaced as a whole. */
  | {
      readonly op: 'update-application';
      readonly applicationId: ObjectId;
      readonly requested: readonly RequestedResource[];
      readonly redirects: {
        readonly web: readonly string[];
        readonly spa: readonly string[];
        readonly publicClient: readonly string[];
      };
      readonly publicClient: boolean;
    }
  /** The whole list of scopes of a tenant-wide grant that is there. */
  | { readonly op: 'set-grant-scopes'; readonly grantId: string; readonly scopes: readonly string[] }
  | { readonly op: 'remove-grant'; readonly grantId: string }
  | {
      readonly op: 'remove-app-role';
      readonly servicePrincipalId: ObjectId;
      readonly assignmentId: string;
    }
  | {
      readonly op: 'create-user';
      readonly userPrincipalName: string;
      readonly displayName: string;
      readonly mailNickname: string;
      /** Our mark, by which it is found again. */
      readonly employeeType: string;
      readonly neverExpires: boolean;
      /** To be changed at the first sign-in. */
      readonly password: Secret;
    }
  | { readonly op: 'delete-user'; readonly userId: ObjectId }
  | { readonly op: 'add-owner'; readonly applicationId: ObjectId; readonly ownerId: ObjectId }
  | { readonly op: 'remove-owner'; readonly applicationId: ObjectId; readonly ownerId: ObjectId }
  | {
      readonly op: 'assign-directory-role';
      readonly principalId: ObjectId;
      readonly roleDefinitionId: string;
    }
  | { readonly op: 'unassign-directory-role'; readonly assignmentId: string }
  | { readonly op: 'delete-application'; readonly applicationId: ObjectId }
  /** Empties the recycle bin of exactly this object; frees its name and the quota. */
  | { readonly op: 'purge'; readonly objectId: ObjectId };

/** The reads. */
export type Read =
  | { readonly op: 'organization' }
  | { readonly op: 'me' }
  | { readonly op: 'my-roles' }
  | { readonly op: 'registration-policy' }
  | { readonly op: 'credential-policy' }
  | { readonly op: 'applications-named'; readonly displayName: string }
  /** Resource service principal with all it publishes. */
  | { readonly op: 'resource'; readonly appId: AppId }
  | { readonly op: 'role-holders'; readonly roleTemplateId: string }
  /** One sign-in log row, only to learn whether they may be read. */
  | { readonly op: 'sign-in-log' }
  | { readonly op: 'application-by-unique-name'; readonly uniqueName: string }
  /** With every key's bytes left out; addressed by appId, so usable before the object id is known. */
  | { readonly op: 'application'; readonly appId: AppId }
  | { readonly op: 'application-owners'; readonly applicationId: ObjectId }
  | { readonly op: 'service-principal'; readonly appId: AppId }
  | { readonly op: 'app-role-assignments'; readonly servicePrincipalId: ObjectId }
  | { readonly op: 'delegated-grants'; readonly servicePrincipalId: ObjectId }
  /** An object in the recycle bin, or null. */
  | { readonly op: 'deleted-object'; readonly objectId: ObjectId }
  | { readonly op: 'domains' }
  | { readonly op: 'user-named'; readonly userPrincipalName: string }
  /** Built-in and custom Entra roles that are enabled. */
  | { readonly op: 'role-definitions' }
  /** Entra roles of a service principal, tenant-wide ones. */
  | { readonly op: 'directory-roles-of'; readonly principalId: ObjectId };

export type Operation = Read | Write;

export interface Results {
  organization: { readonly id: string; readonly displayName: string };
  me: DirectoryPerson & { readonly guest: boolean };
  /** Role template ids. */
  'my-roles': readonly string[];
  'registration-policy': { readonly usersMayRegister: boolean };
  'credential-policy': CredentialPolicy;
  'applications-named': readonly {
    readonly id: ObjectId;
    readonly appId: AppId;
    readonly createdDateTime: string;
  }[];
  resource: ResourceFacts;
  'role-holders': readonly DirectoryPerson[];
  'sign-in-log': null;
  /** Null when the directory answers that there is none (404). */
  'application-by-unique-name': ApplicationFacts | null;
  application: ApplicationFacts | null;
  'application-owners': readonly { readonly id: ObjectId }[];
  'service-principal': { readonly id: ObjectId; readonly appId: AppId } | null;
  'app-role-assignments': readonly {
    readonly id: string;
    readonly appRoleId: string;
    readonly resourceId: ObjectId;
  }[];
  'delegated-grants': readonly {
    readonly id: string;
    readonly resourceId: ObjectId;
    readonly scopes: readonly string[];
    readonly allPrincipals: boolean;
  }[];
  'deleted-object': { readonly id: ObjectId } | null;
  domains: readonly DomainFacts[];
  'user-named': UserFacts | null;
  'role-definitions': readonly { readonly id: string; readonly displayName: string }[];
  'directory-roles-of': readonly { readonly id: string; readonly roleDefinitionId: string }[];
  /** `created` carries both ids; `existed` (204) carries none, and the object must be read. */
  'upsert-application':
    | { readonly outcome: 'created'; readonly id: ObjectId; readonly appId: AppId }
    | { readonly outcome: 'existed' };
  'upsert-service-principal':
    { readonly outcome: 'created'; readonly id: ObjectId } | { readonly outcome: 'existed' };
  'assign-app-role': { readonly id: string };
  'grant-delegated': { readonly id: string };
  'add-password': {
    readonly keyId: KeyId;
    readonly secret: Secret;
    /** Its first characters, which Graph shows whoever may read the application. */
    readonly hint: string | null;
    readonly startDateTime: string;
    readonly endDateTime: string;
  };
  'add-certificate': null;
  'remove-password': null;
  'keep-certificates': null;
  'delete-service-principal': null;
  'update-application': null;
  'set-grant-scopes': null;
  'remove-grant': null;
  'remove-app-role': null;
  'create-user': { readonly id: ObjectId };
  'delete-user': null;
  'add-owner': null;
  'remove-owner': null;
  'assign-directory-role': { readonly id: string };
  'unassign-directory-role': null;
  'delete-application': null;
  purge: null;
}

export type ResultOf<O extends Operation> = Results[O['op']];

/**
 * One answer of the directory, before anyone has judged it. `maybe` is everything that may have been applied
 * (timeout, reset after sending, 2xx without what it must hold, unreadable body); `not-sent` is what certainly
 * was not (refused, DNS, TLS, dependency failed in a batch).
 */
export type Reply<T> =
  | { readonly kind: 'ok'; readonly value: T; readonly requestId: string; readonly date: string }
  | Refusal
  | { readonly kind: 'maybe'; readonly cause: string; readonly requestId?: string }
  | { readonly kind: 'not-sent'; readonly cause: string };

/** The directory said no. */
export interface Refusal {
  readonly kind: 'refused';
  readonly status: number;
  readonly code: string;
  readonly message: string;
  /** Codes of `error.details`, e.g. `InvalidKeyEndDate`. */
  readonly details: readonly string[];
  /** Milliseconds, when the answer named a sane `Retry-After`. */
  readonly retryAfterMs?: number;
  /** Claims challenge of Conditional Access, verbatim. */
  readonly claims?: string;
  readonly requestId: string;
}
