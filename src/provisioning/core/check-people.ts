/** The user the vendor signs in with, and the Entra roles of the service principal. */
import { check, type Check } from './check.ts';
import { userPrincipalNameOf } from './plan-people.ts';
import type { Choices, TenantFacts } from './plan-types.ts';
import { POWERFUL_ROLES } from './powerful-roles.ts';
import { mayMakeUsers } from './roles.ts';

export function peopleChecks(facts: TenantFacts, choices: Choices): readonly Check[] {
  return [...userCheck(facts, choices), ...rolesCheck(choices)];
}

function userCheck({ roles, domains }: TenantFacts, { user }: Choices): readonly Check[] {
  if (user === null) return [];
  const name = userPrincipalNameOf(user, domains) ?? '';
  if (user.kind === 'existing') return [check('user', 'ok', 'CHECK_USER_FOUND', { name })];
  if (!roles.known) return [check('user', 'unknown', 'CHECK_USER_UNKNOWN', { code: roles.code })];
  return [
    mayMakeUsers(roles.value)
      ? check('user', 'ok', 'CHECK_USER_OK', { name })
      : check('user', 'bad', 'CHECK_USER_NO'),
  ];
}

/** Named by the admin, so not refused; what it means is said first. */
function rolesCheck({ directoryRoles }: Choices): readonly Check[] {
  const powerful = directoryRoles.filter((name) => POWERFUL_ROLES.has(name.toLowerCase()));
  return powerful.length === 0
    ? []
    : [check('directory-roles', 'warn', 'CHECK_ROLES_POWERFUL', { roles: powerful.join(', ') })];
}
