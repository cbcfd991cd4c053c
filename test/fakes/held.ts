/** What one registration holds in the pretend tenant, in words a test can spell out whole. */
import type { World as Directory } from '../../src/sandbox/world.ts';

const GRAPH_APP_ID = '00000003-0000-0000-c000-000000000000';

export interface Held {
  readonly audience: string;
  /** e.g. `User.Read.All (application)`, sorted. */
  readonly requested: readonly string[];
  readonly granted: readonly string[];
  readonly redirects: readonly string[];
  readonly publicClient: boolean;
  /** User names. */
  readonly owners: readonly string[];
  /** What each is called, without our mark. */
  readonly secrets: readonly string[];
  readonly certificates: number;
  readonly roles: readonly string[];
}

/** The one application of this name that is not deleted. */
export function heldBy(directory: Directory, name: string): Held {
  const found = Object.values(directory.applications).filter(
    ({ displayName, deletedDateTime }) => displayName === name && deletedDateTime === null,
  );
  const [app] = found;
  if (app === undefined || found.length > 1)
    throw new RangeError(`${String(found.length)} applications called ${name}`);
  const principal = Object.values(directory.servicePrincipals).find(({ appId }) => appId === app.appId);
  return {
    audience: app.signInAudience,
    requested: app.requiredResourceAccess
      .flatMap(({ resourceAccess }) => resourceAccess.map(({ id, type }) => permission(directory, id, type)))
      .sort(),
    granted: principal === undefined ? [] : granted(directory, principal.id),
    redirects: [app.web, app.spa, app.publicClient].flatMap(({ redirectUris }) => redirectUris),
    publicClient: app.isFallbackPublicClient === true,
    owners: app._owners.map((id) => directory.users[id]?.userPrincipalName ?? id),
    secrets: app.passwordCredentials.map(({ displayName }) => called(displayName)),
    certificates: app.keyCredentials.length,
    roles: Object.values(directory.roleAssignments)
      .filter(({ principalId }) => principalId === principal?.id)
      .map(({ roleDefinitionId }) => roleDefinitionId),
  };
}

function granted(directory: Directory, principalId: string): string[] {
  const roles = Object.values(directory.appRoleAssignments)
    .filter((one) => one.principalId === principalId)
    .map(({ appRoleId }) => permission(directory, appRoleId, 'Role'));
  const scopes = Object.values(directory.oauth2PermissionGrants)
    .filter(({ clientId }) => clientId === principalId)
    .flatMap(({ scope }) => scope.split(' ').map((value) => `${value} (delegated)`));
  return [...roles, ...scopes].sort();
}

function permission(directory: Directory, id: string, type: string): string {
  const graph = Object.values(directory.servicePrincipals).find(({ appId }) => appId === GRAPH_APP_ID);
  const published = [...(graph?.appRoles ?? []), ...(graph?.oauth2PermissionScopes ?? [])];
  const value = published.find((one) => one.id === id)?.value ?? id;
  return `${value} (${type === 'Role' ? 'application' : 'delegated'})`;
}

function called(displayName: string | null): string {
  return (displayName ?? '').replace(/^registrar [0-9a-f]{8}-\d+ ?/, '');
}
