/**
 * "Ready?": what stands in the way of a plan, each line with its state and its fix. What could not be read is
 * `unknown`, never `ok`.
 */
import type { Definition } from './definition.ts';
import { credentialCheck } from './check-credential.ts';
import { check, type Check } from './check.ts';
import { consentCheck } from './check-consent.ts';
import { peopleChecks } from './check-people.ts';
import { dayWords } from './dates.ts';
import type { Choices, Known, TenantFacts } from './plan-types.ts';
import { holdsOneOf, mayRegisterWith, strongestRole } from './roles.ts';

export type { Check } from './check.ts';

/** Every check, in the order of the card. */
export function checks(facts: TenantFacts, definition: Definition, choices: Choices): readonly Check[] {
  return [
    you(facts),
    ...(facts.me.guest ? [guest(facts)] : []),
    register(facts, definition),
    ...consentCheck(facts, definition, choices),
    ...peopleChecks(facts, choices),
    ...credentialCheck(facts, definition, choices),
    ...sameName(facts, definition, choices),
    ...(choices.credential.kind === 'none' ? [] : [signInLogs(facts, definition)]),
  ];
}

/**
 * By role; or as a plain member where the tenant lets its users. Guests are not its users. No is said only in the
 * certain case: registering is off and no role is held. Of any other role Entra decides.
 */
export function mayRegister(facts: TenantFacts): Known<boolean> {
  const { roles, usersMayRegister, me, existing } = facts;
  if (roles.known && mayRegisterWith(roles.value)) return YES;
  if (existing !== null) {
    if (existing.owners.some(({ id }) => id === me.oid)) return YES;
    return roles.known ? OTHER : roles;
  }
  if (!me.guest && usersMayRegister.known && usersMayRegister.value) return YES;
  if (!roles.known) return roles;
  if (roles.value.length > 0) return OTHER;
  return me.guest || usersMayRegister.known ? NO : usersMayRegister;
}

const YES = { known: true, value: true } as const;
const NO = { known: true, value: false } as const;
/** A role that is none of those named for it; a custom one may allow it all the same. */
const OTHER = { known: false, code: 'another role' } as const;

function you({ me, roles }: TenantFacts): Check {
  const name = me.displayName;
  if (!roles.known) return check('you', 'unknown', 'CHECK_YOU_ROLES_UNKNOWN', { name, code: roles.code });
  const role = strongestRole(roles.value);
  if (role === null) return check('you', 'ok', 'CHECK_YOU_NO_ROLE', { name });
  return check('you', 'ok', 'CHECK_YOU', { name, role });
}

function guest({ tenant }: TenantFacts): Check {
  return check('guest', 'warn', 'CHECK_GUEST', { tenant: tenant.displayName });
}

/** The vendor's rule first, where it asks for more than Microsoft does. */
function register(facts: TenantFacts, { vendorRules, vendor }: Definition): Check {
  const rule = vendorRules.register;
  if (rule !== undefined && facts.roles.known && !holdsOneOf(facts.roles.value, rule.roles)) {
    const words = { vendor: vendor.name, roles: rule.roles.join(' or ') };
    return check('register', 'bad', 'CHECK_REGISTER_VENDOR', words);
  }
  const may = rule !== undefined && !facts.roles.known ? facts.roles : mayRegister(facts);
  if (may === OTHER) return check('register', 'unknown', 'CHECK_REGISTER_OTHER_ROLE');
  if (!may.known) return check('register', 'unknown', 'CHECK_REGISTER_UNKNOWN', { code: may.code });
  if (!may.value) return check('register', 'bad', 'CHECK_REGISTER_NO');
  const byRole = facts.roles.known && mayRegisterWith(facts.roles.value);
  const role = facts.roles.known ? strongestCreator(facts.roles.value) : '';
  const own =
    facts.existing !== null ? 'owning the application' : 'the setting "Users can register applications"';
  const from = byRole ? `your role ${role}` : own;
  return check('register', 'ok', 'CHECK_REGISTER_OK', { from });
}

function strongestCreator(roles: readonly string[]): string {
  return strongestRole(roles.filter((role) => mayRegisterWith([role]))) ?? '';
}

/** Names need not be unique for Entra; for some vendors they must be. A registration that is added to has its name. */
function sameName(
  { sameName: found, existing }: TenantFacts,
  { name: rules, vendor }: Definition,
  { name }: Choices,
): readonly Check[] {
  if (existing !== null) return [];
  if (!found.known) return [check('name', 'unknown', 'CHECK_NAME_UNKNOWN', { code: found.code })];
  const newest = found.value
    .map(({ createdDateTime }) => createdDateTime)
    .sort()
    .at(-1);
  if (newest === undefined) return [check('name', 'ok', 'CHECK_NAME_FREE', { name })];
  const words = { name, count: found.value.length, created: dayWords(newest), vendor: vendor.name };
  return [
    rules.unique
      ? check('name', 'bad', 'CHECK_NAME_NOT_UNIQUE', words)
      : check('name', 'warn', 'CHECK_NAME_TAKEN', words),
  ];
}

function signInLogs({ signInLogsReadable }: TenantFacts, { vendor }: Definition): Check {
  if (signInLogsReadable)
    return check('sign-in-logs', 'ok', 'CHECK_SIGN_IN_LOGS_OK', { vendor: vendor.name });
  return check('sign-in-logs', 'unknown', 'CHECK_SIGN_IN_LOGS_UNKNOWN', { vendor: vendor.name });
}
