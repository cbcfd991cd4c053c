/** Microsoft Graph's own service principal, with every permission Microsoft publishes. */
import catalogue from '../data/permissions-catalogue.json' with { type: 'json' };
import type { AppRole, PermissionScope, ServicePrincipal } from '../world.ts';
import { GRAPH_APP_ID, GRAPH_SP_ID, MICROSOFT_SERVICES_TENANT_ID } from './ids.ts';

interface CatalogueEntry {
  readonly value: string;
  readonly type: string;
  readonly id: string | null;
  readonly displayName: string;
  readonly description: string;
  readonly adminConsentRequired: boolean;
}

const entries: readonly CatalogueEntry[] = catalogue.permissions;
const appRoleIds = idsOf('application');
const scopeIds = idsOf('delegated');

export function graphServicePrincipal(createdDateTime: string): ServicePrincipal {
  return {
    id: GRAPH_SP_ID,
    appId: GRAPH_APP_ID,
    displayName: 'Microsoft Graph',
    accountEnabled: true,
    servicePrincipalType: 'Application',
    appOwnerOrganizationId: MICROSOFT_SERVICES_TENANT_ID,
    createdDateTime,
    deletedDateTime: null,
    tags: [],
    servicePrincipalNames: [GRAPH_APP_ID, 'https://graph.microsoft.com', 'https://graph.microsoft.com/'],
    appRoles: entries.flatMap((entry) => (entry.type === 'application' ? appRole(entry) : [])),
    oauth2PermissionScopes: entries.flatMap((entry) => (entry.type === 'delegated' ? scope(entry) : [])),
    _owners: [],
  };
}

/** The id of a Graph application permission. Throws a RangeError for a name the catalogue lacks. */
export function graphAppRoleId(value: string): string {
  return known(appRoleIds.get(value), 'application', value);
}

/** The id of a Graph delegated permission. Throws a RangeError for a name the catalogue lacks. */
export function graphScopeId(value: string): string {
  return known(scopeIds.get(value), 'delegated', value);
}

function idsOf(type: string): ReadonlyMap<string, string | null> {
  return new Map(entries.filter((entry) => entry.type === type).map((entry) => [entry.value, entry.id]));
}

function known(id: string | null | undefined, type: string, value: string): string {
  if (id == null) throw new RangeError(`Microsoft Graph has no ${type} permission "${value}".`);
  return id;
}

function appRole(entry: CatalogueEntry): AppRole[] {
  if (entry.id === null) return [];
  return [
    {
      id: entry.id,
      value: entry.value,
      displayName: entry.displayName,
      description: entry.description,
      allowedMemberTypes: ['Application'],
      isEnabled: true,
      origin: 'Application',
    },
  ];
}

function scope(entry: CatalogueEntry): PermissionScope[] {
  if (entry.id === null) return [];
  return [
    {
      id: entry.id,
      value: entry.value,
      type: entry.adminConsentRequired ? 'Admin' : 'User',
      isEnabled: true,
      adminConsentDisplayName: entry.displayName,
      adminConsentDescription: entry.description,
      userConsentDisplayName: entry.adminConsentRequired ? null : entry.displayName,
      userConsentDescription: entry.adminConsentRequired ? null : entry.description,
    },
  ];
}
