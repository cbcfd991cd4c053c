/**
 * What is in the pretend tenant: plain data, JSON from end to end, so that it can be written to one file and
 * read back. Behaviour lives beside it (graph/, entra/), never in here.
 *
 * Object shapes are Microsoft Graph's own (https://learn.microsoft.com/graph/api/resources/application and
 * siblings); only what starts with `_` is ours and never leaves the sandbox.
 */

export interface PasswordCredential {
  keyId: string;
  displayName: string | null;
  hint: string;
  startDateTime: string;
  endDateTime: string;
  customKeyIdentifier: null;
  /** SHA-256 of the value, hex. Like the real thing, the value itself is shown once and not kept. */
  _valueSha256: string;
  /** When it was added, by the business clock, if that is not `startDateTime`: a new value works a little later. */
  _createdAt?: string;
}

export interface KeyCredential {
  keyId: string;
  displayName: string | null;
  type: string;
  usage: string;
  startDateTime: string;
  endDateTime: string;
  /** SHA-1 thumbprint of the certificate, base64. */
  customKeyIdentifier: string | null;
  /** base64 DER; null on reads unless `$select=keyCredentials` on one object. */
  key: string;
}

export interface RequiredResourceAccess {
  resourceAppId: string;
  resourceAccess: { id: string; type: 'Role' | 'Scope' }[];
}

export interface FederatedIdentityCredential {
  id: string;
  name: string;
  issuer: string;
  subject: string;
  audiences: string[];
  description: string | null;
}

export interface Application {
  id: string;
  appId: string;
  displayName: string;
  uniqueName: string | null;
  createdDateTime: string;
  deletedDateTime: string | null;
  description: string | null;
  notes: string | null;
  tags: string[];
  signInAudience: string;
  isFallbackPublicClient: boolean | null;
  identifierUris: string[];
  requiredResourceAccess: RequiredResourceAccess[];
  web: { redirectUris: string[]; homePageUrl: string | null };
  spa: { redirectUris: string[] };
  publicClient: { redirectUris: string[] };
  passwordCredentials: PasswordCredential[];
  keyCredentials: KeyCredential[];
  _owners: string[];
  _federated: FederatedIdentityCredential[];
}

export interface AppRole {
  id: string;
  value: string;
  displayName: string;
  description: string;
  allowedMemberTypes: string[];
  isEnabled: boolean;
  origin: 'Application';
}

export interface PermissionScope {
  id: string;
  value: string;
  type: 'Admin' | 'User';
  isEnabled: boolean;
  adminConsentDisplayName: string;
  adminConsentDescription: string;
  userConsentDisplayName: string | null;
  userConsentDescription: string | null;
}

export interface ServicePrincipal {
  id: string;
  appId: string;
  displayName: string;
  accountEnabled: boolean;
  servicePrincipalType: string;
  appOwnerOrganizationId: string | null;
  createdDateTime: string;
  deletedDateTime: string | null;
  tags: string[];
  servicePrincipalNames: string[];
  appRoles: AppRole[];
  oauth2PermissionScopes: PermissionScope[];
  _owners: string[];
}

export interface AppRoleAssignment {
  id: string;
  appRoleId: string;
  principalId: string;
  principalDisplayName: string;
  principalType: 'ServicePrincipal' | 'User';
  resourceId: string;
  resourceDisplayName: string;
  createdDateTime: string;
}

export interface OAuth2PermissionGrant {
  id: string;
  clientId: string;
  consentType: 'AllPrincipals' | 'Principal';
  principalId: string | null;
  resourceId: string;
  scope: string;
}

export interface User {
  id: string;
  displayName: string;
  givenName: string | null;
  surname: string | null;
  mail: string | null;
  mailNickname: string;
  userPrincipalName: string;
  userType: 'Member' | 'Guest';
  accountEnabled: boolean;
  createdDateTime: string;
  deletedDateTime: string | null;
  /** Free text, e.g. `Contractor`. */
  employeeType: string | null;
  passwordPolicies: string | null;
  usageLocation: string | null;
  _passwordSha256: string | null;
  _mustChangePassword: boolean;
  /** e.g. `anna`; only the pretend people have one. */
  _persona: string | null;
}

export interface RoleAssignment {
  id: string;
  principalId: string;
  roleDefinitionId: string;
  directoryScopeId: '/';
}

/** Graph's tenantAppManagementPolicy, as it comes over the wire. */
export interface AppManagementRestriction {
  restrictionType: string;
  state: 'enabled' | 'disabled';
  maxLifetime: string | null;
  restrictForAppsCreatedAfterDateTime: string | null;
}

export interface Policies {
  allowedToCreateApps: boolean;
  appManagement: {
    isEnabled: boolean;
    passwordCredentials: AppManagementRestriction[];
    keyCredentials: AppManagementRestriction[];
  };
}

export interface Domain {
  /** The name itself, e.g. `contoso.example`. */
  id: string;
  isDefault: boolean;
  isVerified: boolean;
  /** Days a password lasts; 2147483647: for ever. null while the domain is not verified. */
  passwordValidityPeriodInDays: number | null;
  passwordNotificationWindowInDays: number | null;
}

/** One tenant. Maps are keyed by object id. */
export interface World {
  tenantId: string;
  tenantName: string;
  defaultDomain: string;
  domains: Domain[];
  createdDateTime: string;
  applications: Record<string, Application>;
  servicePrincipals: Record<string, ServicePrincipal>;
  appRoleAssignments: Record<string, AppRoleAssignment>;
  oauth2PermissionGrants: Record<string, OAuth2PermissionGrant>;
  users: Record<string, User>;
  roleAssignments: Record<string, RoleAssignment>;
  policies: Policies;
  /** Key id of the certificate that the watch's application was given last; null: none yet. */
  watchKeyId: string | null;
  /** The same of the tab's application. */
  tabKeyId: string | null;
  /** Milliseconds by which the business clock runs ahead of the machine's. */
  clockOffsetMs: number;
}
