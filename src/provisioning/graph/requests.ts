/** Each operation as one Microsoft Graph v1.0 request. A table: its rows are the whole of what we ever ask. */
import type { CertificateCredential, Operation, Write } from '../core/operations.ts';
import type { GraphRequest } from './http.ts';
import { equals, literal } from './odata.ts';

type Of<K extends Operation['op']> = Extract<Operation, { op: K }>;
type Requests = { readonly [K in Operation['op']]: (operation: Of<K>) => GraphRequest };

const get = (path: string): GraphRequest => ({ method: 'GET', path });
const remove = (path: string): GraphRequest => ({ method: 'DELETE', path });
const post = (path: string, body: unknown): GraphRequest => ({ method: 'POST', path, body });

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
    get(
      `/roleManagement/directory/roleAssignments?$filter=${equals('roleDefinitionId', roleTemplateId)}&$expand=principal`,
    ),
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
  'deleted-application': ({ applicationId }) => get(`${deletedItem(applicationId)}?$select=id`),

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
  'add-certificate': (wanted) => ({
    method: 'PATCH',
    path: application(wanted.applicationId),
    body: { keyCredentials: keyCredentials(wanted) },
  }),
  'remove-password': ({ applicationId, keyId }) =>
    post(`${application(applicationId)}/removePassword`, { keyId }),
  'delete-application': ({ applicationId }) => remove(application(applicationId)),
  'purge-application': ({ applicationId }) => remove(deletedItem(applicationId)),
};

export function toRequest(operation: Operation): GraphRequest {
  const build = requests[operation.op] as (operation: Operation) => GraphRequest;
  return build(operation);
}

type WantedApplication = Extract<Write, { op: 'upsert-application' }>;
type WantedCertificate = Extract<Write, { op: 'add-certificate' }>;

/** Collections are always sent whole: Graph replaces them as a whole. */
function applicationBody(wanted: WantedApplication): unknown {
  return {
    displayName: wanted.displayName,
    signInAudience: wanted.signInAudience,
    tags: wanted.tags,
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
