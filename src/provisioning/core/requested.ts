/** The permissions as an application object lists them. Listing one grants nothing. */
import type { RequestedResource } from './operations.ts';
import type { PlannedPermission } from './plan-types.ts';

/** Grouped by resource, in the order of the plan. */
export function requestedAccess({
  permissions,
}: {
  readonly permissions: readonly PlannedPermission[];
}): readonly RequestedResource[] {
  const resources = [...new Set(permissions.map(({ resource }) => resource))];
  return resources.map((resource) => ({
    resource,
    access: permissions
      .filter((permission) => permission.resource === resource)
      .map(({ id, type }) => ({ id, type: type === 'application' ? 'Role' : 'Scope' })),
  }));
}
