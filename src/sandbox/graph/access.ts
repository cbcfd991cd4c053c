/**
 * Who may do what. A delegated call needs the permission *and* the person's role or ownership; an app-only call
 * the permission alone (https://learn.microsoft.com/graph/permissions-overview).
 */
import type { Caller } from '../ports.ts';
import { ROLES, type RoleName } from '../seed/roles.ts';
import type { Application, World } from '../world.ts';
import { denied } from './errors.ts';

/** One of these is enough; `A&B` asks for both. */
export interface Needs {
  readonly delegated: readonly string[];
  readonly application: readonly string[];
}

export const APPLICATION_MANAGERS: readonly RoleName[] = [
  'Global Administrator',
  'Application Administrator',
  'Cloud Application Administrator',
];
export const APPLICATION_CREATORS: readonly RoleName[] = [
  ...APPLICATION_MANAGERS,
  'Application Developer',
  'Security Administrator',
  'Hybrid Identity Administrator',
];
export const CONSENT_GIVERS: readonly RoleName[] = [
  ...APPLICATION_MANAGERS,
  'Privileged Role Administrator',
  'Directory Writers',
  'User Administrator',
];
/** Application permissions of Microsoft Graph itself; other resources only need an application manager. */
export const GRAPH_ROLE_GIVERS: readonly RoleName[] = [
  'Global Administrator',
  'Privileged Role Administrator',
];

/** 403 unless the token carries enough. */
export function requirePermission(caller: Caller, needs: Needs): void {
  const accepted = caller.userId === undefined ? needs.application : needs.delegated;
  const held = caller.userId === undefined ? caller.roles : caller.scopes;
  const enough = accepted.some((one) => one.split('&').every((permission) => held.includes(permission)));
  if (!enough) throw denied();
}

/** @param principalId a person or a service principal */
export function hasRole(world: World, principalId: string, names: readonly RoleName[]): boolean {
  const wanted = names.map((name): string => ROLES[name]);
  return Object.values(world.roleAssignments).some(
    (held) => held.principalId === principalId && wanted.includes(held.roleDefinitionId),
  );
}

/** 403 for a person without one of the roles; an app-only caller passes. */
export function requireRole(world: World, caller: Caller, names: readonly RoleName[]): void {
  if (caller.userId !== undefined && !hasRole(world, caller.userId, names)) throw denied();
}

/** Owners and application managers; app-only with Application.ReadWrite.OwnedBy only its own. */
export function requireApplicationWriter(
  world: World,
  caller: Caller,
  owned: Pick<Application, '_owners'>,
): void {
  if (caller.userId !== undefined) {
    if (owned._owners.includes(caller.userId)) return;
    requireRole(world, caller, APPLICATION_MANAGERS);
    return;
  }
  if (caller.roles.some((role) => role === 'Application.ReadWrite.All' || role === 'Directory.ReadWrite.All'))
    return;
  if (!owned._owners.includes(caller.servicePrincipalId ?? '')) throw denied();
}

/** Members may create applications when the tenant's policy lets them; otherwise it takes a role. */
export function requireApplicationCreator(world: World, caller: Caller): void {
  if (caller.userId === undefined) return;
  const isMember = world.users[caller.userId]?.userType === 'Member';
  if (isMember && world.policies.allowedToCreateApps) return;
  requireRole(world, caller, APPLICATION_CREATORS);
}

/**
 * Who owns what this caller creates: a plain user or Application Developer does, an administrator does not, and
 * an app with Application.ReadWrite.OwnedBy does.
 */
export function ownersOnCreate(world: World, caller: Caller): string[] {
  if (caller.userId !== undefined) {
    return hasRole(world, caller.userId, APPLICATION_MANAGERS) ? [] : [caller.userId];
  }
  const own = caller.roles.includes('Application.ReadWrite.OwnedBy') ? caller.servicePrincipalId : undefined;
  return own === undefined ? [] : [own];
}
