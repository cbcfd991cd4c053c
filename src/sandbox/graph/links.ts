/** What points at an object, and goes with it when it is purged. Until then it is only hidden, and comes back with it. */
import type { Application, ServicePrincipal } from '../world.ts';
import type { Context } from './context.ts';

export function dropLinksTo(context: Context, id: string): void {
  const { directory } = context;
  const { appRoleAssignments, oauth2PermissionGrants, roleAssignments } = directory.world;
  for (const one of Object.values(appRoleAssignments)) {
    if (one.principalId === id || one.resourceId === id) directory.remove('appRoleAssignments', one.id);
  }
  for (const one of Object.values(oauth2PermissionGrants)) {
    if ([one.clientId, one.resourceId, one.principalId].includes(id)) {
      directory.remove('oauth2PermissionGrants', one.id);
    }
  }
  for (const one of Object.values(roleAssignments)) {
    if (one.principalId === id) directory.remove('roleAssignments', one.id);
  }
  dropOwner(context, 'applications', id);
  dropOwner(context, 'servicePrincipals', id);
}

function dropOwner(
  context: Context,
  collection: 'applications' | 'servicePrincipals',
  ownerId: string,
): void {
  const { directory } = context;
  for (const item of Object.values<Application | ServicePrincipal>(directory.world[collection])) {
    if (!item._owners.includes(ownerId)) continue;
    directory.change(collection, item.id, (owned: Application | ServicePrincipal) => {
      owned._owners = owned._owners.filter((one) => one !== ownerId);
    });
  }
}
