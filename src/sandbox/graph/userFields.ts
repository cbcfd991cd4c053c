/**
 * The properties of a user a caller may set, with Graph's limits
 * (https://learn.microsoft.com/graph/api/user-post-users, https://learn.microsoft.com/graph/api/user-update).
 */
import { createHash } from 'node:crypto';
import type { User } from '../world.ts';
import { isObject, refuseOthers, text, textOrNull, type Json } from './body.ts';
import { nowIso, type Context } from './context.ts';
import { badRequest, invalidValue } from './errors.ts';
import { sameText } from './lookup.ts';

const USER_NAME = /^[A-Za-z0-9'.\-_!#^~]{1,64}@(.+)$/;
const LONGEST_USER_NAME = 113;
const LONGEST_NAME = 256;
const LONGEST_NICKNAME = 64;
const SHORTEST_PASSWORD = 8;
const NO_STRONG_PASSWORD = 'DisableStrongPassword';
const PASSWORD_POLICIES = ['None', 'DisablePasswordExpiration', NO_STRONG_PASSWORD];

const CHANGEABLE = [
  'accountEnabled',
  'displayName',
  'employeeType',
  'givenName',
  'passwordPolicies',
  'surname',
  'usageLocation',
];
const ONLY_ON_CREATE = ['mailNickname', 'passwordProfile', 'userPrincipalName'];
/** Of a user's properties those that can be set at Graph, to tell what is unsupported here from what is unknown. */
const SETTABLE = [
  ...CHANGEABLE,
  ...ONLY_ON_CREATE,
  ...[
    'ageGroup',
    'businessPhones',
    'city',
    'companyName',
    'consentProvidedForMinor',
    'country',
    'department',
  ],
  ...['employeeHireDate', 'employeeId', 'employeeOrgData', 'faxNumber', 'identities', 'jobTitle', 'mail'],
  ...['mobilePhone', 'officeLocation', 'onPremisesImmutableId', 'otherMails', 'postalCode'],
  ...[
    'preferredDataLocation',
    'preferredLanguage',
    'showInAddressList',
    'state',
    'streetAddress',
    'userType',
  ],
];
const KNOWN: Json = Object.fromEntries(SETTABLE.map((name) => [name, null]));

export type UserChanges = Partial<
  Pick<
    User,
    | 'accountEnabled'
    | 'displayName'
    | 'employeeType'
    | 'givenName'
    | 'passwordPolicies'
    | 'surname'
    | 'usageLocation'
  >
>;

/** 400 for what is missing or wrong, 501 for what the sandbox does not keep. */
export function readNewUser(context: Context, body: Json): User {
  refuseOthers(body, [...CHANGEABLE, ...ONLY_ON_CREATE], KNOWN, 'user');
  const passwordPolicies = readPasswordPolicies(body) ?? null;
  const password = readPassword(body, passwordPolicies);
  return {
    id: context.tenant.random.guid(),
    displayName: required(body, 'displayName', LONGEST_NAME),
    givenName: textOrNull(body, 'givenName') ?? null,
    surname: textOrNull(body, 'surname') ?? null,
    mail: null,
    mailNickname: required(body, 'mailNickname', LONGEST_NICKNAME),
    userPrincipalName: userPrincipalName(context, body),
    userType: 'Member',
    accountEnabled: enabled(body),
    createdDateTime: nowIso(context),
    deletedDateTime: null,
    employeeType: textOrNull(body, 'employeeType') ?? null,
    passwordPolicies,
    usageLocation: textOrNull(body, 'usageLocation') ?? null,
    _passwordSha256: password.sha256,
    _mustChangePassword: password.mustChange,
    _persona: null,
  };
}

/** What is not named stays as it is. */
export function readUserChanges(body: Json): UserChanges {
  refuseOthers(body, CHANGEABLE, KNOWN, 'user');
  const given: { [K in keyof UserChanges]: UserChanges[K] | undefined } = {
    accountEnabled: 'accountEnabled' in body ? enabled(body) : undefined,
    displayName: 'displayName' in body ? required(body, 'displayName', LONGEST_NAME) : undefined,
    employeeType: textOrNull(body, 'employeeType'),
    givenName: textOrNull(body, 'givenName'),
    passwordPolicies: readPasswordPolicies(body),
    surname: textOrNull(body, 'surname'),
    usageLocation: textOrNull(body, 'usageLocation'),
  };
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
}

function enabled(body: Json): boolean {
  const value = body['accountEnabled'];
  if (typeof value !== 'boolean') throw invalidValue('accountEnabled');
  return value;
}

function required(body: Json, name: string, longest: number): string {
  const value = text(body, name);
  if (value === undefined || value === '' || value.length > longest) throw invalidValue(name);
  return value;
}

function userPrincipalName(context: Context, body: Json): string {
  const name = required(body, 'userPrincipalName', LONGEST_USER_NAME);
  const domain = USER_NAME.exec(name)?.[1];
  if (domain === undefined) throw invalidValue('userPrincipalName');
  const { domains } = context.directory.world;
  if (!domains.some(({ id, isVerified }) => isVerified && sameText(id, domain))) {
    throw badRequest(
      'The domain portion of the userPrincipalName property is invalid. You must use one of the verified domain names in your organization.',
    );
  }
  return name;
}

/** One or several of the three words, with commas between them. */
function readPasswordPolicies(body: Json): string | null | undefined {
  const policies = textOrNull(body, 'passwordPolicies');
  const words = policies?.split(',').map((word) => word.trim()) ?? [];
  if (!words.every((word) => PASSWORD_POLICIES.includes(word))) throw invalidValue('passwordPolicies');
  return policies;
}

function readPassword(body: Json, policies: string | null): { sha256: string; mustChange: boolean } {
  const profile = body['passwordProfile'];
  if (!isObject(profile)) throw invalidValue('passwordProfile');
  const password = text(profile, 'password') ?? '';
  if (!isStrong(password, policies?.includes(NO_STRONG_PASSWORD) === true)) {
    throw badRequest(
      'The specified password does not comply with password complexity requirements. Please provide a different password.',
    );
  }
  return {
    sha256: createHash('sha256').update(password).digest('hex'),
    mustChange: profile['forceChangePasswordNextSignIn'] !== false,
  };
}

/** Three of: lower case, upper case, digit, other. */
function isStrong(password: string, mayBeSimple: boolean): boolean {
  const kinds = [/[a-z]/, /[A-Z]/, /\d/, /[^A-Za-z0-9]/].filter((kind) => kind.test(password));
  return password.length >= SHORTEST_PASSWORD && (mayBeSimple || kinds.length >= 3);
}
