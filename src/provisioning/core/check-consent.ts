/** Who may consent to what is not granted yet. */
import { approvingRoleNames, consentAsked, mayApprove, rolesThatApprove, type Consent } from './approvers.ts';
import { check, type Check } from './check.ts';
import type { Definition } from './definition.ts';
import { permissionsChosen } from './permissions.ts';
import { planPermission } from './plan-permissions.ts';
import type { Choices, TenantFacts } from './plan-types.ts';
import { strongestRole } from './roles.ts';

/** Nothing to say where nothing is asked for. */
export function consentCheck(facts: TenantFacts, definition: Definition, choices: Choices): readonly Check[] {
  const asked = stillAsked(facts, definition, choices);
  return rolesThatApprove(asked) === null ? [] : [consent(facts, asked)];
}

function stillAsked(facts: TenantFacts, definition: Definition, choices: Choices): Consent {
  const missing = permissionsChosen(definition, choices).filter((chosen) => {
    const part = planPermission(chosen, facts);
    return !('planned' in part && part.planned.there);
  });
  return { ...consentAsked(definition, choices), permissions: missing };
}

function consent({ roles, approvers }: TenantFacts, asked: Consent): Check {
  const needed = approvingRoleNames(asked);
  if (!roles.known) {
    return check('consent', 'unknown', 'CHECK_CONSENT_UNKNOWN', { needed, code: roles.code });
  }
  if (mayApprove(roles.value, asked)) {
    const consenting = rolesThatApprove(asked) ?? [];
    const mine = strongestRole(roles.value.filter((role) => consenting.includes(role))) ?? '';
    return check('consent', 'ok', 'CHECK_CONSENT_OK', { from: `your role ${mine}` });
  }
  if (!approvers.known) {
    return check('consent', 'warn', 'CHECK_CONSENT_WHO_UNKNOWN', { needed, code: approvers.code });
  }
  const names = listed(approvers.value.map(({ displayName }) => displayName));
  if (names === '') return check('consent', 'warn', 'CHECK_CONSENT_NOBODY', { needed });
  return check('consent', 'warn', 'CHECK_CONSENT_OTHERS', { needed, names });
}

/** The first three names and how many more. */
function listed(names: readonly string[]): string {
  const more = names.length - 3;
  return names.slice(0, 3).join(', ') + (more > 0 ? ` and ${more} more` : '');
}
