/** /users and /me (api/user-post-users, api/user-list, api/user-update, api/user-delete). */
import type { User } from '../world.ts';
import { objectBody } from './body.ts';
import { keyAt, type Context } from './context.ts';
import { softDelete } from './deletion.ts';
import { badRequest, denied, userPrincipalNameTaken } from './errors.ts';
import { NO_CONTENT, created, type Answer } from './exchange.ts';
import { isLive, liveUsers, requireUser, sameText } from './lookup.ts';
import { contextUrl, count, list, single, type ListRules } from './query.ts';
import { requireSensitiveAccess, requireUserManager } from './userAccess.ts';
import { readNewUser, readUserChanges } from './userFields.ts';
import { fullUserWire, userWire } from './wire.ts';

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
      employeeType: ['eq', 'in', 'startswith'],
    },
    toWire: (user) => wireFor(context, user),
    filterOn: (user) => user,
  };
}

export function listUsers(context: Context): Answer {
  return list(context, liveUsers(context), rules(context));
}

export function countUsers(context: Context): Answer {
  return count(context, liveUsers(context), rules(context));
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
  requireUserManager(context.directory.world, context.caller);
  const user = readNewUser(context, objectBody(context.request.body));
  const taken = Object.values(context.directory.world.users).some(
    (one) => isLive(one) && sameText(one.userPrincipalName, user.userPrincipalName),
  );
  if (taken) throw userPrincipalNameTaken();
  context.directory.add('users', user);
  return created({ '@odata.context': contextUrl(context.request, 'users/$entity'), ...userWire(user) });
}

export function patchUser(context: Context): Answer {
  const { world } = context.directory;
  requireUserManager(world, context.caller);
  const user = requireUser(context, keyAt(context, 0));
  const changes = readUserChanges(objectBody(context.request.body));
  if (changes.accountEnabled !== undefined) requireSensitiveAccess(world, context.caller, user);
  context.directory.change('users', user.id, (current) => {
    Object.assign(current, changes);
  });
  return NO_CONTENT;
}

/** Soft: what the person owns and the roles they hold are hidden, and come back with them. */
export function deleteUser(context: Context): Answer {
  const user = requireUser(context, keyAt(context, 0));
  requireSensitiveAccess(context.directory.world, context.caller, user);
  softDelete(context, 'users', user.id);
  return NO_CONTENT;
}

function readsOthers(scope: string): boolean {
  return scope !== 'User.Read' && /^(User|Directory)\.Read/.test(scope);
}

/** $select sees every property; a plain answer has the default set. */
function wireFor(context: Context, user: User): Record<string, unknown> {
  return context.request.query.has('$select') ? fullUserWire(user) : userWire(user);
}
