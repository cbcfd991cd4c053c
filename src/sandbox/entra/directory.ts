/** What sign-in looks up in the tenant. */
import { GRAPH_APP_ID } from '../seed/ids.ts';
import type { Application, AppRoleAssignment, ServicePrincipal, User, World } from '../world.ts';

export { GRAPH_APP_ID };
export const GRAPH_URL = 'https://graph.microsoft.com';

export function applicationByAppId(world: World, appId: string): Application | undefined {
  return Object.values(world.applications).find(
    (application) => application.appId === appId && application.deletedDateTime === null,
  );
}

export function servicePrincipalByAppId(world: World, appId: string): ServicePrincipal | undefined {
  return Object.values(world.servicePrincipals).find(
    (principal) => principal.appId === appId && principal.deletedDateTime === null,
  );
}

/** The API a token is for, by application id or by one of its names (`https://graph.microsoft.com`, `api://..`). */
export function resourceByName(world: World, name: string): ServicePrincipal | undefined {
  const wanted = name.replace(/\/+$/, '');
  const named = Object.values(world.servicePrincipals).find(
    (principal) =>
      principal.deletedDateTime === null &&
      (principal.appId === wanted || principal.servicePrincipalNames.includes(wanted)),
  );
  return named ?? resourceByIdentifierUri(world, wanted);
}

function resourceByIdentifierUri(world: World, uri: string): ServicePrincipal | undefined {
  const owner = Object.values(world.applications).find(
    (application) =>
      application.deletedDateTime === null &&
      (application.identifierUris.includes(uri) || uri === `api://${application.appId}`),
  );
  return owner && servicePrincipalByAppId(world, owner.appId);
}

export function personas(world: World): User[] {
  return Object.values(world.users).filter((user) => user._persona !== null && user.deletedDateTime === null);
}

export function personaByKey(world: World, key: string): User | undefined {
  return personas(world).find((user) => user._persona === key);
}

/** Template ids of the directory roles a person or a service principal holds. */
export function roleIdsOf(world: World, principalId: string): string[] {
  return Object.values(world.roleAssignments)
    .filter((assignment) => assignment.principalId === principalId)
    .map((assignment) => assignment.roleDefinitionId);
}

/** Values of the application permissions granted to `client` on `resource`, as in a token's `roles`. */
export function grantedRoles(
  world: World,
  client: ServicePrincipal,
  resource: ServicePrincipal,
  isKnown: (grant: AppRoleAssignment) => boolean,
): string[] {
  const values = new Map(resource.appRoles.map((role) => [role.id, role.value]));
  return Object.values(world.appRoleAssignments)
    .filter((grant) => grant.principalId === client.id && grant.resourceId === resource.id && isKnown(grant))
    .flatMap((grant) => values.get(grant.appRoleId) ?? []);
}

/** Delegated permissions `client` may use on `resource` for this person: the tenant's grants and the person's own. */
export function grantedScopes(
  world: World,
  client: ServicePrincipal,
  resource: ServicePrincipal,
  userId: string,
): string[] {
  const grants = Object.values(world.oauth2PermissionGrants).filter(
    (grant) =>
      grant.clientId === client.id &&
      grant.resourceId === resource.id &&
      (grant.consentType === 'AllPrincipals' || grant.principalId === userId),
  );
  return [...new Set(grants.flatMap((grant) => grant.scope.split(' ').filter((name) => name !== '')))];
}
