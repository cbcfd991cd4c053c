/** Each operation as one Microsoft Graph v1.0 request. A table: its rows are the whole of what we ever ask. */
import type { CertificateCredential, Operation, Write } from '../core/operations.ts';
import type { GraphRequest } from './http.ts';
import { equals, literal } from './odata.ts';

type Of<K extends Operation['op']> = Extract<Operation, { op: K }>;
/** `graph` is the origin of Graph: what refers to another object names it in full, in whichever cloud. */
type Requests = { readonly [K in Operation['op']]: (operation: Of<K>, graph: string) => GraphRequest };

const get = (path: string): GraphRequest => ({ method: 'GET', path });
const remove = (path: string): GraphRequest => ({ method: 'DELETE', path });
const post = (path: string, body: unknown): GraphRequest => ({ method: 'POST', path, body });
const patch = (path: string, body: unknown): GraphRequest => ({ method: 'PATCH', path, body });

/** Made when it is not there, changed when it is: 201 or 204. Graph's only idempotent creation. */
const upsert = (path: string, body: unknown): GraphRequest => ({
  method: 'PATCH',
  path,
  headers: { Prefer: 'create-if-missing' },
  body,
});

const application = (id: string): string => `/applications/${encodeURIComponent(id)}`;
const servicePrincipal = (id: string): string => `/servicePrincipals/${encodeURIComponent(id)}`;
const deletedItem = (id: string): string => `/directory/deletedItems/${encodeURIComponent(id)}`;
/** By object id or user principal name: a guest's has a `#`, and an apostrophe in one would begin a key. */
const user = (key: string): string => `/users/${encodeURIComponent(key).replaceAll("'", '%27')}`;
const grant = (id: string): string => `/oauth2PermissionGrants/${encodeURIComponent(id)}`;
const ROLE_ASSIGNMENTS = '/roleManagement/directory/roleAssignments';

const APPLICATION_FIELDS = [
  'id',
  'appId',
  'displayName',
  'uniqueName',
  'createdDateTime',
  'tags',
  'signInAudience',
  'isFallbackPublicClient',
  'requiredResourceAccess',
  'web',
  'spa',
  'publicClient',
  'passwordCredentials',
  'keyCredentials',
].join(',');

const USER_FIELDS = [
  'id',
  'displayName',
  'userPrincipalName',
  'userType',
  'accountEnabled',
  'employeeType',
  'passwordPolicies',
  'createdDateTime',
].join(',');

const requests: Requests = {
  organization: () => get('/organization?$select=id,displayName'),
  me: () => get('/me?$select=id,displayName,userPrincipalName,userType'),
  'my-roles': () => get('/me/transitiveMemberOf?$select=id,displayName,roleTemplateId&$top=999'),
  'registration-policy': () => get('/policies/authorizationPolicy'),
  'credential-policy': () => get('/policies/defaultAppManagementPolicy'),
  'applications-named': ({ displayName }) =>
    get(`/applications?$filter=${equals('displayName', displayName)}&$select=id,appId,createdDateTime`),
  resource: ({ appId }) =>
    get(
      `/servicePrincipals(appId=${literal(appId)})?$select=id,appId,displayName,appRoles,oauth2PermissionScopes`,
    ),
  'role-holders': ({ roleTemplateId }) =>
    get(`${ROLE_ASSIGNMENTS}?$filter=${equals('roleDefinitionId', roleTemplateId)}&$expand=principal`),
  'sign-in-log': () => get('/auditLogs/signIns?$top=1'),
  'application-by-unique-name': ({ uniqueName }) =>
    get(`/applications(uniqueName=${literal(uniqueName)})?$select=${APPLICATION_FIELDS}`),
  application: ({ appId }) => get(`/applications(appId=${literal(appId)})?$select=${APPLICATION_FIELDS}`),
  'application-owners': ({ applicationId }) => get(`${application(applicationId)}/owners?$select=id`),
  'service-principal': ({ appId }) => get(`/servicePrincipals(appId=${literal(appId)})?$select=id,appId`),
  'app-role-assignments': ({ servicePrincipalId }) =>
    get(`${servicePrincipal(servicePrincipalId)}/appRoleAssignments`),
  'delegated-grants': ({ servicePrincipalId }) =>
    get(`${servicePrincipal(servicePrincipalId)}/oauth2PermissionGrants`),
  'deleted-object': ({ objectId }) => get(`${deletedItem(objectId)}?$select=id`),
  domains: () => get('/domains?$select=id,isDefault,isVerified,passwordValidityPeriodInDays'),
  'user-named': ({ userPrincipalName }) => get(`${user(userPrincipalName)}?$select=${USER_FIELDS}`),
  'role-definitions': () => get('/roleManagement/directory/roleDefinitions?$select=id,displayName,isEnabled'),
  'directory-roles-of': ({ principalId }) =>
    get(`${ROLE_ASSIGNMENTS}?$filter=${equals('principalId', principalId)}`),

  'upsert-application': (wanted) =>
    upsert(`/applications(uniqueName=${literal(wanted.uniqueName)})`, applicationBody(wanted)),
  'upsert-service-principal': ({ appId, tags }) =>
    upsert(`/servicePrincipals(appId=${literal(appId)})`, { tags }),
  // Under the resource, as Microsoft recommends, not under the client.
  'assign-app-role': ({ clientId, resourceId, appRoleId }) =>
    post(`${servicePrincipal(resourceId)}/appRoleAssignedTo`, {
      principalId: clientId,
      resourceId,
      appRoleId,
    }),
  'grant-delegated': ({ clientId, resourceId, scopes }) =>
    post('/oauth2PermissionGrants', {
      clientId,
      consentType: 'AllPrincipals',
      resourceId,
      scope: scopes.join(' '),
    }),
  'add-password': ({ applicationId, displayName, endDateTime }) =>
    post(`${application(applicationId)}/addPassword`, { passwordCredential: { displayName, endDateTime } }),
  'add-certificate': (wanted) =>
    patch(application(wanted.applicationId), { keyCredentials: keyCredentials(wanted) }),
  'remove-password': ({ applicationId, keyId }) =>
    post(`${application(applicationId)}/removePassword`, { keyId }),
  'update-application': (wanted) => patch(application(wanted.applicationId), settings(wanted)),
  'set-grant-scopes': ({ grantId, scopes }) => patch(grant(grantId), { scope: scopes.join(' ') }),
  'remove-grant': ({ grantId }) => remove(grant(grantId)),
  'remove-app-role': ({ servicePrincipalId, assignmentId }) =>
    remove(`${servicePrincipal(servicePrincipalId)}/appRoleAssignments/${encodeURIComponent(assignmentId)}`),
  'create-user': (wanted) => post('/users', newUser(wanted)),
  'delete-user': ({ userId }) => remove(user(userId)),
  'add-owner': ({ applicationId, ownerId }, graph) =>
    post(`${application(applicationId)}/owners/$ref`, {
      '@odata.id': `${graph}/v1.0/directoryObjects/${encodeURIComponent(ownerId)}`,
    }),
  // Without `$ref` it deletes the person (https://learn.microsoft.com/graph/api/application-delete-owners).
  'remove-owner': ({ applicationId, ownerId }) =>
    remove(`${application(applicationId)}/owners/${encodeURIComponent(ownerId)}/$ref`),
  'assign-directory-role': ({ principalId, roleDefinitionId }) =>
    post(ROLE_ASSIGNMENTS, { principalId, roleDefinitionId, directoryScopeId: '/' }),
  'unassign-directory-role': ({ assignmentId }) =>
    remove(`${ROLE_ASSIGNMENTS}/${encodeURIComponent(assignmentId)}`),
  'keep-certificates': ({ applicationId, keep }) => ({
    method: 'PATCH',
    path: application(applicationId),
    body: { keyCredentials: keep.map(asRead) },
  }),
  'delete-service-principal': ({ servicePrincipalId }) => remove(servicePrincipal(servicePrincipalId)),
  'delete-application': ({ applicationId }) => remove(application(applicationId)),
  purge: ({ objectId }) => remove(deletedItem(objectId)),
};

/** @param graph e.g. `https://graph.microsoft.com`, without a slash at the end. */
export function toRequest(operation: Operation, graph: string): GraphRequest {
  const build = requests[operation.op] as (operation: Operation, graph: string) => GraphRequest;
  return build(operation, graph);
}

type WantedApplication = Extract<Write, { op: 'upsert-application' }>;
type WantedSettings = Pick<
  Extract<Write, { op: 'update-application' }>,
  'requested' | 'redirects' | 'publicClient'
>;
type WantedCertificate = Extract<Write, { op: 'add-certificate' }>;
type WantedUser = Extract<Write, { op: 'create-user' }>;

function applicationBody(wanted: WantedApplication): unknown {
  return {
    displayName: wanted.displayName,
    signInAudience: wanted.signInAudience,
    tags: wanted.tags,
    ...settings(wanted),
  };
}

/** Collections are always sent whole: Graph replaces them as a whole. */
function settings(wanted: WantedSettings): object {
  return {
    isFallbackPublicClient: wanted.publicClient,
    requiredResourceAccess: wanted.requested.map(({ resource, access }) => ({
      resourceAppId: resource,
      resourceAccess: access,
    })),
    web: { redirectUris: wanted.redirects.web },
    spa: { redirectUris: wanted.redirects.spa },
    publicClient: { redirectUris: wanted.redirects.publicClient },
  };
}

/** The whole collection, with the new certificate last. */
function keyCredentials(wanted: WantedCertificate): readonly unknown[] {
  const { der, displayName, startDateTime, endDateTime } = wanted;
  return [
    ...wanted.keep.map(asRead),
    { type: 'AsymmetricX509Cert', usage: 'Verify', key: der, displayName, startDateTime, endDateTime },
  ];
}

/** An existing key as it was read and without its bytes: Graph keeps those, and refuses any other change. */
function asRead(kept: CertificateCredential): unknown {
  const { keyId, type, usage, displayName, startDateTime, endDateTime, customKeyIdentifier } = kept;
  return { keyId, type, usage, displayName, startDateTime, endDateTime, customKeyIdentifier, key: null };
}

/** The one place where the password leaves us. Without a policy of its own the user has the domain's. */
function newUser(wanted: WantedUser): unknown {
  const { displayName, userPrincipalName, mailNickname, employeeType, neverExpires, password } = wanted;
  return {
    accountEnabled: true,
    displayName,
    mailNickname,
    userPrincipalName,
    employeeType,
    ...(neverExpires && { passwordPolicies: 'DisablePasswordExpiration' }),
    passwordProfile: { password: password.expose(), forceChangePasswordNextSignIn: true },
  };
}
