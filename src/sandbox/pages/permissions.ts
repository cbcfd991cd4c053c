/** What has been granted to a service principal, by name instead of by id. */
import type { ServicePrincipal, World } from '../world.ts';

export interface GrantedPermission {
  readonly value: string;
  readonly kind: 'application' | 'delegated';
  readonly resource: string;
  /** For whom: everyone, one person by name, or the application itself. */
  readonly holder: string;
}

export function grantedPermissions(world: World, principal: ServicePrincipal): GrantedPermission[] {
  return [...applicationPermissions(world, principal), ...delegatedPermissions(world, principal)];
}

function applicationPermissions(world: World, principal: ServicePrincipal): GrantedPermission[] {
  return Object.values(world.appRoleAssignments)
    .filter((grant) => grant.principalId === principal.id)
    .map((grant) => {
      const role = world.servicePrincipals[grant.resourceId]?.appRoles.find(
        (one) => one.id === grant.appRoleId,
      );
      return {
        value: role?.value ?? grant.appRoleId,
        kind: 'application',
        resource: grant.resourceDisplayName,
        holder: 'as itself',
      };
    });
}

function delegatedPermissions(world: World, principal: ServicePrincipal): GrantedPermission[] {
  return Object.values(world.oauth2PermissionGrants)
    .filter((grant) => grant.clientId === principal.id)
    .flatMap((grant) => {
      const resource = world.servicePrincipals[grant.resourceId]?.displayName ?? grant.resourceId;
      const person =
        grant.principalId === null ? 'everyone' : (world.users[grant.principalId]?.displayName ?? '');
      const names = grant.scope.split(' ').filter((name) => name !== '');
      return names.map((value): GrantedPermission => ({
        value,
        kind: 'delegated',
        resource,
        holder: person,
      }));
    });
}
