/**
 * Who may do what to whom
 * (https://learn.microsoft.com/entra/identity/role-based-access-control/privileged-roles-permissions#who-can-perform-sensitive-actions).
 */
import type { Caller } from '../ports.ts';
import type { RoleName } from '../seed/roles.ts';
import { rolesOf } from '../seed/people.ts';
import type { User, World } from '../world.ts';
import { hasRole, requireRole } from './access.ts';
import { denied } from './errors.ts';

const USER_MANAGERS: readonly RoleName[] = ['Global Administrator', 'User Administrator'];
/** Holding one of these leaves a person within reach of a User Administrator. */
const WITHIN_REACH: readonly RoleName[] = ['User Administrator', 'Directory Readers', 'Reports Reader'];

export function requireUserManager(world: World, caller: Caller): void {
  requireRole(world, caller, USER_MANAGERS);
}

/**
 * For deleting, restoring and disabling: 403 unless the caller manages users, and stands above the roles this one
 * holds. For that it takes a Global Administrator, acting through an app with Directory.AccessAsUser.All, or an app
 * that is one.
 */
export function requireSensitiveAccess(world: World, caller: Caller, target: User): void {
  requireUserManager(world, caller);
  if (rolesOf(world, target.id).every((role) => WITHIN_REACH.includes(role))) return;
  const asItself = caller.userId === undefined;
  const principal = caller.userId ?? caller.servicePrincipalId ?? '';
  const isAbove = hasRole(world, principal, ['Global Administrator']);
  if (!isAbove || !(asItself || caller.scopes.includes('Directory.AccessAsUser.All'))) throw denied();
}
