/** The account the vendor's product signs in with, and the Entra roles of the service principal. */
import { failure } from '../errors.ts';
import { applies, type Selection } from './applies.ts';
import type { Definition, UserNeed } from './definition.ts';
import { FIELDS, listed, pick, tick, typedValue, type Read, type Typed } from './fields.ts';
import { checkName } from './names.ts';
import type { UserChoice } from './plan-types.ts';

/** Null where none is needed for what was chosen. */
export function readUser({ user }: Definition, values: Typed, selection: Selection): Read<UserChoice | null> {
  if (user === undefined || !applies(user.when, selection)) return { value: null };
  const [first = 'existing'] = user.ways;
  const way = pick(FIELDS.userWay, user.label, user.ways, values, first);
  if ('error' in way) return way;
  return way.value === 'create' ? readNewUser(user, values) : readExisting(values);
}

/** Before the @ (api/user-post-users): letters, digits and a few signs, 64 at most, no dot at either end. */
const USER_NAME = /^(?!\.)[A-Za-z0-9'.\-_!#^~]{1,64}(?<!\.)$/;
const DOMAIN = /^(?=.{1,253}$)[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)+$/i;
const NAME_RULES = { shortest: 1, longest: 256, forbidden: '' };

function readNewUser({ preset, mayNeverExpire }: UserNeed, values: Typed): Read<UserChoice> {
  const displayName = typedValue(values, FIELDS.userDisplayName) ?? preset.displayName;
  const misnamed = checkName(NAME_RULES, displayName, preset.displayName);
  if (misnamed !== null) return { error: misnamed, field: FIELDS.userDisplayName };
  const userName = (typedValue(values, FIELDS.userName) ?? preset.userName).trim();
  if (!USER_NAME.test(userName))
    return { error: failure('USER_NAME_UNREADABLE', { typed: userName }), field: FIELDS.userName };
  const domain = (typedValue(values, FIELDS.userDomain) ?? '').trim().replace(/^@/, '');
  if (domain !== '' && !DOMAIN.test(domain))
    return { error: failure('USER_DOMAIN_UNREADABLE', { typed: domain }), field: FIELDS.userDomain };
  const forEver = tick(FIELDS.neverExpires, 'Password never expires', values, false);
  if ('error' in forEver) return forEver;
  const neverExpires = mayNeverExpire && forEver.value;
  return {
    value: { kind: 'create', displayName, userName, domain: domain === '' ? null : domain, neverExpires },
  };
}

function readExisting(values: Typed): Read<UserChoice> {
  const userPrincipalName = (typedValue(values, FIELDS.userExisting) ?? '').trim();
  const [name = '', domain = '', ...more] = userPrincipalName.split('@');
  const readable = more.length === 0 && USER_NAME.test(name) && DOMAIN.test(domain);
  return readable
    ? { value: { kind: 'existing', userPrincipalName } }
    : {
        error: failure('USER_EXISTING_UNREADABLE', { typed: userPrincipalName }),
        field: FIELDS.userExisting,
      };
}

const LONGEST_DAYS = 365;

/** Empty: the sign-in need not be repeated. */
export function readSignInRepeats({ user }: Definition, values: Typed, needed: boolean): Read<number | null> {
  const typed = (typedValue(values, FIELDS.signInRepeats) ?? '').trim();
  if (!needed || user?.signInRepeats === undefined || typed === '') return { value: null };
  const days = /^\d{1,3}( *days?)?$/i.test(typed) ? Number.parseInt(typed, 10) : 0;
  return days >= 1 && days <= LONGEST_DAYS
    ? { value: days }
    : { error: failure('DAYS_UNREADABLE', { typed, most: LONGEST_DAYS }), field: FIELDS.signInRepeats };
}

const MOST_ROLES = 10;

/** Names as typed; the checks hold them against the tenant's own roles. */
export function readDirectoryRoles({ directoryRoles }: Definition, values: Typed): Read<readonly string[]> {
  if (directoryRoles === undefined) return { value: [] };
  const typed = typedValue(values, FIELDS.directoryRoles);
  const names = typed === undefined ? directoryRoles.preset : listed(values, FIELDS.directoryRoles);
  const field = FIELDS.directoryRoles;
  return fewRoles(names, field);
}

/** Only a registration that is there has any. */
export function readRolesToRemove(values: Typed, isThere: boolean): Read<readonly string[]> {
  const field = FIELDS.rolesToRemove;
  return fewRoles(isThere ? listed(values, field) : [], field);
}

function fewRoles(names: readonly string[], field: string): Read<readonly string[]> {
  return names.length > MOST_ROLES
    ? { error: failure('ROLES_TOO_MANY', { count: names.length, most: MOST_ROLES }), field }
    : { value: names };
}

export function readConsentRule({ vendorRules }: Definition, values: Typed): Read<'vendor' | 'microsoft'> {
  if (vendorRules.consent === undefined) return { value: 'microsoft' };
  return pick(FIELDS.consentRule, 'Who consents', ['vendor', 'microsoft'] as const, values, 'vendor');
}
