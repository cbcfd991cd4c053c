/** The permissions of a plan, each as the tenant itself publishes it. */
import { failure, type Failure } from '../errors.ts';
import type { ApplicationFacts } from './operations.ts';
import type { ChosenPermission } from './permissions.ts';
import type { Part } from './plan-credential.ts';
import type {
  ExistingFacts,
  PlannedPermission,
  ResourceFacts,
  ResourcePermission,
  TenantFacts,
} from './plan-types.ts';

/** Name, type and id must all be the tenant's own, or a definition could name one thing and get another. */
export function planPermission(chosen: ChosenPermission, facts: TenantFacts): Part<PlannedPermission> {
  const { why, ...permission } = chosen;
  const resource = facts.resources.find(({ appId }) => appId === chosen.resource);
  if (!resource)
    return { problem: failure('DEF_RESOURCE_ABSENT', { permission: chosen.value, id: chosen.resource }) };
  const published = chosen.type === 'application' ? resource.appRoles : resource.scopes;
  const found = published.find(({ id, value }) =>
    chosen.id === null ? value === chosen.value : id.toLowerCase() === chosen.id,
  );
  if (found?.value !== chosen.value)
    return { problem: mismatch(chosen, found, published, resource.displayName) };
  const named = { permission: chosen.value, type: chosen.type, id: found.id };
  if (!found.isEnabled) return { problem: failure('DEF_PERMISSION_DISABLED', named) };
  const planned = { ...permission, id: found.id.toLowerCase(), displayName: found.displayName, why };
  return { planned: { ...planned, there: isGranted(planned, resource, facts.existing) } };
}

/**
 * What a run keeps of a resource: the permissions it asks for, and those the registration has already. Microsoft Graph
 * alone publishes more than 700, which every write of the run would carry otherwise.
 */
export function remembered(
  { appRoles, scopes, ...resource }: ResourceFacts,
  asked: readonly ChosenPermission[],
  existing: ExistingFacts | null,
): ResourceFacts {
  const had = new Set(existing === null ? [] : namedBy(existing.assignments, existing.application));
  const isKept = ({ id, value }: ResourcePermission): boolean =>
    had.has(id.toLowerCase()) || asked.some((one) => one.value === value || one.id === id.toLowerCase());
  return { ...resource, appRoles: appRoles.filter(isKept), scopes: scopes.filter(isKept) };
}

/** Ids of the permissions a registration has been granted or requests, in lower case. */
export function namedBy(
  assignments: ExistingFacts['assignments'],
  application: Pick<ApplicationFacts, 'requested'> | null,
): readonly string[] {
  const requested = (application?.requested ?? []).flatMap(({ access }) => access.map(({ id }) => id));
  return [...assignments.map(({ appRoleId }) => appRoleId), ...requested].map((id) => id.toLowerCase());
}

function isGranted(
  { type, id, value }: Pick<PlannedPermission, 'type' | 'id' | 'value'>,
  { servicePrincipalId }: ResourceFacts,
  existing: ExistingFacts | null,
): boolean {
  if (existing === null) return false;
  return type === 'application'
    ? existing.assignments.some((one) => one.resourceId === servicePrincipalId && one.appRoleId === id)
    : existing.grants.some(
        (one) => one.allPrincipals && one.resourceId === servicePrincipalId && one.scopes.includes(value),
      );
}

function mismatch(
  chosen: ChosenPermission,
  byId: ResourcePermission | undefined,
  published: readonly ResourcePermission[],
  resource: string,
): Failure {
  const { value, type } = chosen;
  if (chosen.id === null) return failure('PERMISSION_UNKNOWN', { permission: value, type, resource });
  const named = { permission: value, type, id: chosen.id, resource };
  const byValue = published.find((one) => one.value === value);
  if (byId) return failure('DEF_PERMISSION_MISMATCH', { ...named, found: `${byId.value} ${byId.id}` });
  if (byValue)
    return failure('DEF_PERMISSION_MISMATCH', { ...named, found: `${byValue.value} ${byValue.id}` });
  return failure('DEF_PERMISSION_ABSENT', named);
}
