/**
 * Graph's JSON as our types: one row for every operation, complete by construction. A row throws (zod) when the
 * answer is not what it must be; what certainly was not understood is never taken for success.
 */
import type { ApplicationFacts, Operation, Results } from '../core/operations.ts';
import { Secret } from '../core/secret.ts';
import { readCredentialPolicy } from './credential-policy.ts';
import * as shapes from './shapes.ts';
import { thumbprintOf } from './thumbprint.ts';

/** A 2xx answer. `at` is the directory's time, epoch ms, or NaN. */
export interface Good {
  readonly status: number;
  readonly body: unknown;
  readonly at: number;
}

type Decoders = { readonly [K in Operation['op']]: (answer: Good) => Results[K] };

const USER = '#microsoft.graph.user';
/** A role held in the whole tenant, not in one of its administrative units. */
const TENANT_WIDE = '/';
/** How a domain says that passwords live for ever, as the Microsoft 365 admin center writes it. */
const FOR_EVER = 2_147_483_647;

const decoders: Decoders = {
  organization: ({ body }) => shapes.organizations.parse(body).value[0],
  me: ({ body }) => {
    const me = shapes.user.parse(body);
    return { ...toPerson(me), guest: me.userType === 'Guest' };
  },
  'my-roles': ({ body }) =>
    shapes.memberships.parse(body).value.flatMap(({ roleTemplateId }) => roleTemplateId ?? []),
  'registration-policy': ({ body }) => {
    const policy = shapes.authorizationPolicy.parse(body);
    return { usersMayRegister: policy.defaultUserRolePermissions.allowedToCreateApps };
  },
  'credential-policy': ({ body, at }) => readCredentialPolicy(body, at),
  'applications-named': ({ body }) => shapes.applicationsNamed.parse(body).value,
  resource: ({ body }) => {
    const { id, appId, displayName, appRoles, oauth2PermissionScopes } = shapes.resource.parse(body);
    return {
      servicePrincipalId: id,
      appId,
      displayName,
      appRoles: appRoles.flatMap((role) => toPermission(role, role.displayName)),
      scopes: oauth2PermissionScopes.flatMap((scope) => toPermission(scope, scope.adminConsentDisplayName)),
    };
  },
  // Groups and applications may hold the role too, and an administrative unit may narrow it: neither can be asked.
  'role-holders': ({ body }) =>
    shapes.roleAssignments
      .parse(body)
      .value.flatMap(({ principal, directoryScopeId }) =>
        principal?.['@odata.type'] === USER && directoryScopeId === TENANT_WIDE
          ? [toPerson(shapes.user.parse(principal))]
          : [],
      ),
  'sign-in-log': ({ body }) => {
    shapes.anyList.parse(body);
    return null;
  },
  'application-by-unique-name': ({ body }) => toApplication(body),
  application: ({ body }) => toApplication(body),
  'application-owners': ({ body }) => shapes.owners.parse(body).value,
  'service-principal': ({ body }) => shapes.withBothIds.parse(body),
  'app-role-assignments': ({ body }) => shapes.appRoleAssignments.parse(body).value,
  'delegated-grants': ({ body }) =>
    shapes.permissionGrants.parse(body).value.map(({ id, resourceId, consentType, scope }) => ({
      id,
      resourceId,
      scopes: (scope ?? '').split(' ').filter((name) => name !== ''),
      allPrincipals: consentType === 'AllPrincipals',
    })),
  'deleted-object': ({ body }) => shapes.withObjectId.parse(body),
  domains: ({ body }) =>
    shapes.domains
      .parse(body)
      .value.map(({ id, isDefault, isVerified, passwordValidityPeriodInDays: days }) => ({
        name: id,
        isDefault,
        isVerified,
        passwordDays: days == null || days === FOR_EVER ? null : days,
      })),
  'user-named': ({ body }) => {
    const account = shapes.account.parse(body);
    return {
      ...toPerson(account),
      enabled: account.accountEnabled,
      guest: account.userType === 'Guest',
      employeeType: account.employeeType === '' ? null : account.employeeType,
      passwordNeverExpires: (account.passwordPolicies ?? '').includes('DisablePasswordExpiration'),
      createdDateTime: account.createdDateTime,
    };
  },
  'role-definitions': ({ body }) =>
    shapes.roleDefinitions
      .parse(body)
      .value.flatMap(({ id, displayName, isEnabled }) => (isEnabled === true ? [{ id, displayName }] : [])),
  'directory-roles-of': ({ body }) =>
    shapes.rolesHeld
      .parse(body)
      .value.flatMap(({ id, roleDefinitionId, directoryScopeId }) =>
        directoryScopeId === TENANT_WIDE ? [{ id, roleDefinitionId }] : [],
      ),

  'upsert-application': ({ status, body }) =>
    status === 201 ? { outcome: 'created', ...shapes.withBothIds.parse(body) } : { outcome: 'existed' },
  'upsert-service-principal': ({ status, body }) =>
    status === 201 ? { outcome: 'created', ...shapes.withObjectId.parse(body) } : { outcome: 'existed' },
  'assign-app-role': ({ body }) => shapes.withId.parse(body),
  'grant-delegated': ({ body }) => shapes.withId.parse(body),
  'add-password': ({ body }) => {
    const { secretText, hint = null, ...facts } = shapes.newPassword.parse(body);
    return { ...facts, hint, secret: new Secret(secretText) };
  },
  'add-certificate': () => null,
  'remove-password': () => null,
  'keep-certificates': () => null,
  'delete-service-principal': () => null,
  'update-application': () => null,
  'set-grant-scopes': () => null,
  'remove-grant': () => null,
  'remove-app-role': () => null,
  'create-user': ({ body }) => shapes.withObjectId.parse(body),
  'delete-user': () => null,
  'add-owner': () => null,
  'remove-owner': () => null,
  'assign-directory-role': ({ body }) => shapes.withId.parse(body),
  'unassign-directory-role': () => null,
  'delete-application': () => null,
  purge: () => null,
};

/** @throws ZodError when the answer is not what this operation answers. */
export function decode(operation: Operation, answer: Good): Results[Operation['op']] {
  return decoders[operation.op](answer);
}

function toPerson(user: ReturnType<typeof shapes.user.parse>) {
  const { id, displayName, userPrincipalName } = user;
  return { oid: id, displayName: displayName ?? userPrincipalName, userPrincipalName };
}

/** A role without a value is the default access of an app: nobody asks for it by name. */
function toPermission(
  { id, value, isEnabled }: { id: string; value: string | null; isEnabled: boolean },
  displayName: string | null,
) {
  return value === null ? [] : [{ id, value, isEnabled, displayName: displayName ?? value }];
}

function toApplication(body: unknown): ApplicationFacts {
  const read = shapes.application.parse(body);
  const { id, appId, displayName, uniqueName, createdDateTime, tags, signInAudience } = read;
  return {
    id,
    appId,
    displayName,
    uniqueName,
    createdDateTime,
    tags,
    signInAudience,
    publicClient: read.isFallbackPublicClient === true,
    redirects: { web: read.web, spa: read.spa, publicClient: read.publicClient },
    requested: read.requiredResourceAccess.map(({ resourceAppId, resourceAccess }) => ({
      resource: resourceAppId,
      access: resourceAccess,
    })),
    passwords: read.passwordCredentials,
    certificates: read.keyCredentials.map((key) => ({
      ...key,
      thumbprint: thumbprintOf(key.customKeyIdentifier),
    })),
  };
}
