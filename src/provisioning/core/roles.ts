/**
 * Directory roles that matter here, by template id (Microsoft Entra built-in roles, permissions reference), and
 * what each lets a person do. Nothing else in the product knows a role id.
 */
import type { Permission } from './definition.ts';
import { MICROSOFT_GRAPH } from './ids.ts';

export const ROLES = {
  globalAdministrator: '62e90394-69f5-4237-9190-012177145e10',
  privilegedRoleAdministrator: 'e8611ab8-c189-46e8-94e1-60213ab1f814',
  applicationAdministrator: '9b895d92-2cd3-44c7-9d02-a6ac2d5ea5c3',
  cloudApplicationAdministrator: '158c047a-c907-4556-b7ef-446551a6b5f7',
  applicationDeveloper: 'cf1c38e5-3621-4004-a7cb-879624dced7c',
  hybridIdentityAdministrator: '8ac3fc64-6eca-42ea-9e69-59f4c7b60eb2',
} as const;

/** In the order in which a person is introduced: the strongest first. */
const NAMES: Readonly<Record<string, string>> = {
  [ROLES.globalAdministrator]: 'Global Administrator',
  [ROLES.privilegedRoleAdministrator]: 'Privileged Role Administrator',
  [ROLES.applicationAdministrator]: 'Application Administrator',
  [ROLES.cloudApplicationAdministrator]: 'Cloud Application Administrator',
  [ROLES.hybridIdentityAdministrator]: 'Hybrid Identity Administrator',
  [ROLES.applicationDeveloper]: 'Application Developer',
};

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
  const id = Object.keys(NAMES).find((known) => roles.includes(known));
  return id === undefined ? null : (NAMES[id] ?? null);
}

/** A role's name as Microsoft prints it; the id itself for one that does not matter here. */
export function roleName(id: string): string {
  return NAMES[id] ?? id;
}

/** Role template ids whose holders may consent to all of these permissions for the whole tenant. */
export function rolesThatConsent(permissions: readonly GuardedPermission[]): readonly string[] {
  const guarded = permissions.some(
    ({ type, resource }) =>
      type === 'application' && (resource === MICROSOFT_GRAPH || resource === AZURE_AD_GRAPH),
  );
  return guarded ? CONSENT_TO_ANYTHING : CONSENT_TO_THE_REST;
}

type GuardedPermission = Pick<Permission, 'type' | 'resource'>;

/** Whether somebody with these roles may consent to all of these permissions for the whole tenant. */
export function mayConsent(roles: readonly string[], permissions: readonly GuardedPermission[]): boolean {
  return rolesThatConsent(permissions).some((role) => roles.includes(role));
}

/** May create and change any application by virtue of a role. Such a creator is not made an owner. */
export function managesAnyApplication(roles: readonly string[]): boolean {
  return MANAGE_ANY_APPLICATION.some((role) => roles.includes(role));
}

/** May create applications even where users may not. An Application Developer becomes owner of what it creates. */
export function mayRegisterWith(roles: readonly string[]): boolean {
  return managesAnyApplication(roles) || roles.includes(ROLES.applicationDeveloper);
}
