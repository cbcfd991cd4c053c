/** Consent for the whole tenant: what is asked for, who may grant it, and the grants themselves. */
import type { Tenant } from '../ports.ts';
import { blankServicePrincipal } from '../seed/blank.ts';
import { ROLES, type RoleName } from '../seed/roles.ts';
import type { Application, ServicePrincipal, User, World } from '../world.ts';
import { GRAPH_APP_ID, roleIdsOf, servicePrincipalByAppId } from './directory.ts';
import { readScopes } from './scopes.ts';

export interface AskedPermission {
  readonly resource: ServicePrincipal;
  readonly kind: 'Role' | 'Scope';
  readonly id: string;
  readonly value: string;
}

/**
 * Without `scope`, or with `.default`, everything the application lists in requiredResourceAccess; otherwise the
 * delegated permissions named.
 */
export function askedPermissions(
  world: World,
  application: Application,
  scope: string | undefined,
): AskedPermission[] {
  if (scope === undefined) return requiredPermissions(world, application);
  const asked = readScopes(world, scope);
  if (asked.names.length === 0) return requiredPermissions(world, application);
  return asked.resource.oauth2PermissionScopes
    .filter((one) => asked.names.includes(one.value))
    .map(({ id, value }) => ({ resource: asked.resource, kind: 'Scope', id, value }));
}

function requiredPermissions(world: World, application: Application): AskedPermission[] {
  return application.requiredResourceAccess.flatMap(({ resourceAppId, resourceAccess }) => {
    const resource = servicePrincipalByAppId(world, resourceAppId);
    if (resource === undefined) return [];
    return resourceAccess.flatMap(({ id, type }) => {
      const defined = type === 'Role' ? resource.appRoles : resource.oauth2PermissionScopes;
      const value = defined.find((one) => one.id === id)?.value;
      return value === undefined ? [] : { resource, kind: type, id, value };
    });
  });
}

const ANY_CONSENT: readonly RoleName[] = ['Global Administrator', 'Privileged Role Administrator'];
const APP_CONSENT: readonly RoleName[] = ['Application Administrator', 'Cloud Application Administrator'];

/**
 * Application permissions of Microsoft Graph need the privileged roles; for all else the application
 * administrators suffice (https://learn.microsoft.com/entra/identity/enterprise-apps/grant-admin-consent).
 */
export function mayGrant(world: World, user: User, asked: readonly AskedPermission[]): boolean {
  const privileged = asked.some(({ kind, resource }) => kind === 'Role' && resource.appId === GRAPH_APP_ID);
  const allowed = privileged ? ANY_CONSENT : [...ANY_CONSENT, ...APP_CONSENT];
  const held = new Set(roleIdsOf(world, user.id));
  return user.accountEnabled && allowed.some((role) => held.has(ROLES[role]));
}

/**
 * Writes the service principal, role assignments and grants that are not there yet, and answers the service
 * principal. Repeating it changes nothing.
 */
export function grant(
  tenant: Tenant,
  application: Application,
  asked: readonly AskedPermission[],
): ServicePrincipal {
  const client = clientPrincipal(tenant, application);
  for (const permission of asked) {
    if (permission.kind === 'Role') assignRole(tenant, client, permission);
    else addScope(tenant, client, permission);
  }
  tenant.changed();
  return client;
}

function clientPrincipal(tenant: Tenant, application: Application): ServicePrincipal {
  const { world } = tenant;
  const existing = servicePrincipalByAppId(world, application.appId);
  if (existing !== undefined) return existing;
  const { appId, displayName } = application;
  const made = blankServicePrincipal({
    id: tenant.random.guid(),
    appId,
    displayName,
    createdDateTime: isoNow(tenant),
    appOwnerOrganizationId: world.tenantId,
  });
  world.servicePrincipals[made.id] = made;
  return made;
}

function assignRole(
  tenant: Tenant,
  client: ServicePrincipal,
  { resource, id: appRoleId }: AskedPermission,
): void {
  const { appRoleAssignments } = tenant.world;
  const exists = Object.values(appRoleAssignments).some(
    (one) => one.principalId === client.id && one.resourceId === resource.id && one.appRoleId === appRoleId,
  );
  if (exists) return;
  const id = Buffer.from(tenant.random.bytes(32)).toString('base64url');
  appRoleAssignments[id] = {
    id,
    appRoleId,
    principalId: client.id,
    principalDisplayName: client.displayName,
    principalType: 'ServicePrincipal',
    resourceId: resource.id,
    resourceDisplayName: resource.displayName,
    createdDateTime: isoNow(tenant),
  };
}

/** One grant object for each client and API; more scopes are added to it. */
function addScope(tenant: Tenant, client: ServicePrincipal, { resource, value }: AskedPermission): void {
  const { oauth2PermissionGrants } = tenant.world;
  const existing = Object.values(oauth2PermissionGrants).find(
    (one) =>
      one.clientId === client.id && one.resourceId === resource.id && one.consentType === 'AllPrincipals',
  );
  if (existing !== undefined) {
    if (!existing.scope.split(' ').includes(value)) existing.scope = `${existing.scope} ${value}`.trim();
    return;
  }
  const id = Buffer.from(tenant.random.bytes(32)).toString('base64url');
  oauth2PermissionGrants[id] = {
    id,
    clientId: client.id,
    consentType: 'AllPrincipals',
    principalId: null,
    resourceId: resource.id,
    scope: value,
  };
}

function isoNow(tenant: Tenant): string {
  return new Date(tenant.clock.now()).toISOString();
}
