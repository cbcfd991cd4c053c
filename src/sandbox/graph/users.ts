/** /users and /me (api/user-post-users, api/user-list). */
import { createHash } from 'node:crypto';
import type { User } from '../world.ts';
import { requireRole } from './access.ts';
import { isObject, objectBody, text, textOrNull, type Json } from './body.ts';
import { keyAt, nowIso, type Context } from './context.ts';
import { badRequest, denied, duplicateKey, invalidValue } from './errors.ts';
import { created, type Answer } from './exchange.ts';
import { requireUser, sameText } from './lookup.ts';
import { contextUrl, count, list, single, type ListRules } from './query.ts';
import { fullUserWire, userWire } from './wire.ts';

const USER_NAME = /^[A-Za-z0-9'.\-_!#^~]{1,64}@(.+)$/;
const LONGEST_NICKNAME = 64;
const SHORTEST_PASSWORD = 8;

function rules(context: Context): ListRules<User> {
  return {
    resource: 'User',
    metadata: 'users',
    filterable: {
      id: ['eq', 'in'],
      userPrincipalName: ['eq', 'in', 'startswith'],
      displayName: ['eq', 'startswith'],
      mail: ['eq', 'startswith'],
      userType: ['eq'],
      accountEnabled: ['eq'],
    },
    toWire: (user) => wireFor(context, user),
  };
}

export function listUsers(context: Context): Answer {
  return list(context, context.directory.visible('users'), rules(context));
}

export function countUsers(context: Context): Answer {
  return count(context, context.directory.visible('users'), rules(context));
}

/** With User.Read alone a person may read nobody but themselves. */
export function getUser(context: Context): Answer {
  const user = requireUser(context, keyAt(context, 0));
  const onlySelf =
    context.caller.userId !== undefined && context.caller.scopes.every((scope) => !readsOthers(scope));
  if (onlySelf && user.id !== context.caller.userId) throw denied();
  return single(context, wireFor(context, user), { resource: 'user', metadata: 'users' });
}

export function getMe(context: Context): Answer {
  return single(context, wireFor(context, requireSelf(context)), { resource: 'user', metadata: 'users' });
}

/** 400 for an app-only caller, who is nobody. */
export function requireSelf(context: Context): User {
  const id = context.caller.userId;
  if (id === undefined) throw badRequest('/me request is only valid with delegated authentication flow.');
  return requireUser(context, { by: 'id', value: id });
}

export function postUser(context: Context): Answer {
  requireRole(context.directory.world, context.caller, ['Global Administrator', 'User Administrator']);
  const user = readUser(context, objectBody(context.request.body));
  const taken = Object.values(context.directory.world.users).some((one) =>
    sameText(one.userPrincipalName, user.userPrincipalName),
  );
  if (taken) {
    throw duplicateKey('Another object with the same value for property userPrincipalName already exists.');
  }
  context.directory.add('users', user);
  return created({ '@odata.context': contextUrl(context.request, 'users/$entity'), ...userWire(user) });
}

function readsOthers(scope: string): boolean {
  return scope !== 'User.Read' && /^(User|Directory)\.Read/.test(scope);
}

/** Filters and $select see every property; a plain answer has the default set. */
function wireFor(context: Context, user: User): Record<string, unknown> {
  const { query } = context.request;
  return query.has('$select') || query.has('$filter') ? fullUserWire(user) : userWire(user);
}

function readUser(context: Context, body: Json): User {
  if (typeof body['accountEnabled'] !== 'boolean') throw invalidValue('accountEnabled');
  const profile = readPassword(body);
  return {
    id: context.tenant.random.guid(),
    displayName: required(body, 'displayName', 256),
    givenName: textOrNull(body, 'givenName') ?? null,
    surname: textOrNull(body, 'surname') ?? null,
    mail: null,
    mailNickname: required(body, 'mailNickname', LONGEST_NICKNAME),
    userPrincipalName: userPrincipalName(context, body),
    userType: 'Member',
    accountEnabled: body['accountEnabled'],
    createdDateTime: nowIso(context),
    passwordPolicies: textOrNull(body, 'passwordPolicies') ?? null,
    usageLocation: textOrNull(body, 'usageLocation') ?? null,
    _passwordSha256: profile.sha256,
    _mustChangePassword: profile.mustChange,
    _persona: null,
  };
}

function required(body: Json, name: string, longest: number): string {
  const value = text(body, name);
  if (value === undefined || value === '' || value.length > longest) throw invalidValue(name);
  return value;
}

function userPrincipalName(context: Context, body: Json): string {
  const name = required(body, 'userPrincipalName', 113);
  const domain = USER_NAME.exec(name)?.[1];
  if (domain === undefined) throw invalidValue('userPrincipalName');
  if (!sameText(context.directory.world.defaultDomain, domain)) {
    throw badRequest(
      'The domain portion of the userPrincipalName property is invalid. You must use one of the verified domain names in your organization.',
    );
  }
  return name;
}

function readPassword(body: Json): { sha256: string; mustChange: boolean } {
  const profile = body['passwordProfile'];
  if (!isObject(profile)) throw invalidValue('passwordProfile');
  const password = text(profile, 'password') ?? '';
  if (!isStrong(password)) {
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
function isStrong(password: string): boolean {
  const kinds = [/[a-z]/, /[A-Z]/, /\d/, /[^A-Za-z0-9]/].filter((kind) => kind.test(password));
  return password.length >= SHORTEST_PASSWORD && kinds.length >= 3;
}
