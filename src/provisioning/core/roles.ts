/**
 * Directory roles that matter here, by template id (Microsoft Entra built-in roles, permissions reference), and
 * what each lets a person do.
 */
import type { Permission } from './definition.ts';
import { MICROSOFT_GRAPH } from './ids.ts';
import { ROLE_NAMES } from './role-names.ts';

export const ROLES = {
  globalAdministrator: '62e90394-69f5-4237-9190-012177145e10',
  privilegedRoleAdministrator: 'e8611ab8-c189-46e8-94e1-60213ab1f814',
  applicationAdministrator: '9b895d92-2cd3-44c7-9d02-a6ac2d5ea5c3',
  cloudApplicationAdministrator: '158c047a-c907-4556-b7ef-446551a6b5f7',
  applicationDeveloper: 'cf1c38e5-3621-4004-a7cb-879624dced7c',
  hybridIdentityAdministrator: '8ac3fc64-6eca-42ea-9e69-59f4c7b60eb2',
  userAdministrator: 'fe930be7-5e62-47db-91af-98c3a49a38b1',
} as const;

/** In the order in which a person is introduced: the strongest first. */
const STRONGEST_FIRST: readonly string[] = [
  ROLES.globalAdministrator,
  ROLES.privilegedRoleAdministrator,
  ROLES.applicationAdministrator,
  ROLES.cloudApplicationAdministrator,
  ROLES.hybridIdentityAdministrator,
  ROLES.applicationDeveloper,
  ROLES.userAdministrator,
];

const NAMES: ReadonlyMap<string, string> = new Map(
  Object.entries(ROLE_NAMES).map(([name, id]) => [id, name]),
);

/** Create and manage any application, and do not become owner of what they create. */
const MANAGE_ANY_APPLICATION: readonly string[] = [
  ROLES.globalAdministrator,
  ROLES.applicationAdministrator,
  ROLES.cloudApplicationAdministrator,
  ROLES.hybridIdentityAdministrator,
];
const CONSENT_TO_ANYTHING: readonly string[] = [ROLES.globalAdministrator, ROLES.privilegedRoleAdministrator];
const CONSENT_TO_THE_REST: readonly string[] = [
  ...CONSENT_TO_ANYTHING,
  ROLES.applicationAdministrator,
  ROLES.cloudApplicationAdministrator,
];

/** Azure AD Graph, whose app roles are guarded like those of Microsoft Graph. */
const AZURE_AD_GRAPH: string = '00000002-0000-0000-c000-000000000000';

/** The strongest known role's name, or null when there is none that matters here. */
export function strongestRole(roles: readonly string[]): string | null {
  const id = STRONGEST_FIRST.find((known) => roles.includes(known));
  return id === undefined ? null : roleName(id);
}

/** A role's name as Microsoft prints it; the id itself for one that is not known here. */
export function roleName(id: string): string {
  return NAMES.get(id) ?? id;
}

/** Role template ids whose holders may consent to all of these permissions for the whole tenant. */
export function rolesThatConsent(permissions: readonly GuardedPermission[]): readonly string[] {
  const guarded = permissions.some(
    ({ type, resource }) =>
      type === 'application' && (resource === MICROSOFT_GRAPH || resource === AZURE_AD_GRAPH),
  );
  return guarded ? CONSENT_TO_ANYTHING : CONSENT_TO_THE_REST;
}

export type GuardedPermission = Pick<Permission, 'type' | 'resource'>;

/** Role template ids whose holders may give and take Entra roles. */
export const rolesThatAssignRoles: readonly string[] = CONSENT_TO_ANYTHING;

/** Role template ids whose holders may make users. */
export function mayMakeUsers(roles: readonly string[]): boolean {
  return roles.includes(ROLES.globalAdministrator) || roles.includes(ROLES.userAdministrator);
}

/** Whether somebody holds one of the roles of these names. */
export function holdsOneOf(roles: readonly string[], names: readonly string[]): boolean {
  return roles.some((role) => names.includes(roleName(role)));
}

/** May create and change any application by virtue of a role. Such a creator is not made an owner. */
export function managesAnyApplication(roles: readonly string[]): boolean {
  return MANAGE_ANY_APPLICATION.some((role) => roles.includes(role));
}

/** May create applications even where users may not. An Application Developer becomes owner of what it creates. */
export function mayRegisterWith(roles: readonly string[]): boolean {
  return managesAnyApplication(roles) || roles.includes(ROLES.applicationDeveloper);
}
