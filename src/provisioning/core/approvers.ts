/** Who may approve a plan: Microsoft's rules for consent, and the vendor's where it is stricter. */
import type { Definition } from './definition.ts';
import { permissionsChosen } from './permissions.ts';
import type { Choices, Plan } from './plan-types.ts';
import { rolesThatAssignRoles, rolesThatConsent, roleName, type GuardedPermission } from './roles.ts';

/** What a plan asks somebody's authority for. */
export interface Consent {
  /** Permissions that are to be granted or taken away. */
  readonly permissions: readonly GuardedPermission[];
  /** Entra roles of the service principal change. */
  readonly directoryRoles: boolean;
  /** Role names of the vendor's rule; empty: Microsoft's alone holds. */
  readonly vendorRule: readonly string[];
}

/** Before the checks: all that the choices could come to. */
export function consentAsked(definition: Definition, choices: Choices): Consent {
  const rule = definition.vendorRules.consent;
  return {
    permissions: permissionsChosen(definition, choices),
    directoryRoles: choices.directoryRoles.length + choices.rolesToRemove.length > 0,
    vendorRule: rule !== undefined && choices.consentRule === 'vendor' ? rule.roles : [],
  };
}

/** Exactly what the plan writes. */
export function consentOf({ permissions, directoryRoles, existing, consentBy }: Plan): Consent {
  const removals = existing?.removals;
  const removes = removals != null && removals.assignments.length + removals.grants.length > 0;
  return {
    permissions: removes ? permissions : permissions.filter(({ there }) => !there),
    directoryRoles: removes || directoryRoles.length > 0,
    vendorRule: consentBy,
  };
}

/** Role template ids, any of which is enough; null: no consent is asked for, so nobody in particular is needed. */
export function rolesThatApprove({
  permissions,
  directoryRoles,
  vendorRule,
}: Consent): readonly string[] | null {
  if (permissions.length === 0 && !directoryRoles) return null;
  const microsoft = directoryRoles ? rolesThatAssignRoles : rolesThatConsent(permissions);
  const stricter = microsoft.filter((role) => vendorRule.includes(roleName(role)));
  return vendorRule.length === 0 || permissions.length === 0 ? microsoft : stricter;
}

export function mayApprove(roles: readonly string[], consent: Consent): boolean {
  return rolesThatApprove(consent)?.some((role) => roles.includes(role)) ?? true;
}

/** For people: `Privileged Role Administrator or Global Administrator`. */
export function approvingRoleNames(consent: Consent): string {
  return (rolesThatApprove(consent) ?? []).map(roleName).join(' or ');
}
