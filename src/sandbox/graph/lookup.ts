/** Finding objects by any of their keys, among what the replicas show. Soft-deleted objects are not found. */
import type { Application, ServicePrincipal, User } from '../world.ts';
import type { Context } from './context.ts';
import { badRequest, notFound } from './errors.ts';
import type { Key } from './exchange.ts';

interface Deletable {
  readonly deletedDateTime: string | null;
}

export function isLive(item: Deletable): boolean {
  return item.deletedDateTime === null;
}

export function liveApplications(context: Context): Application[] {
  return context.directory.visible('applications').filter(isLive);
}

export function liveServicePrincipals(context: Context): ServicePrincipal[] {
  return context.directory.visible('servicePrincipals').filter(isLive);
}

export function liveUsers(context: Context): User[] {
  return context.directory.visible('users').filter(isLive);
}

/** 404 when the replicas do not show it (yet, or any more). */
export function requireApplication(context: Context, key: Key): Application {
  const found = findApplication(context, key);
  if (found === undefined || !isLive(found)) throw notFound(key.value);
  return found;
}

export function requireServicePrincipal(context: Context, key: Key): ServicePrincipal {
  const found = findServicePrincipal(context, key);
  if (found === undefined || !isLive(found)) throw notFound(key.value);
  return found;
}

export function requireUser(context: Context, key: Key): User {
  const wanted = key.value.toLowerCase();
  const found =
    context.directory.find('users', wanted) ??
    liveUsers(context).find((user) => user.userPrincipalName.toLowerCase() === wanted);
  if (found === undefined || !isLive(found)) throw notFound(key.value);
  return found;
}

export function findLiveUser(context: Context, id: string): User | undefined {
  const found = context.directory.find('users', id);
  return found !== undefined && isLive(found) ? found : undefined;
}

export function findLiveServicePrincipal(context: Context, id: string): ServicePrincipal | undefined {
  const found = context.directory.find('servicePrincipals', id);
  return found !== undefined && isLive(found) ? found : undefined;
}

/** Grants of a service principal in the bin are not shown; they come back with it. */
export function isLiveServicePrincipal(context: Context, id: string): boolean {
  return findLiveServicePrincipal(context, id) !== undefined;
}

function findApplication(context: Context, key: Key): Application | undefined {
  if (key.by === 'id') return context.directory.find('applications', key.value.toLowerCase());
  const by = alternateKey(key, ['appId', 'uniqueName']);
  return liveApplications(context).find((app) => sameText(app[by], key.value));
}

function findServicePrincipal(context: Context, key: Key): ServicePrincipal | undefined {
  if (key.by === 'id') return context.directory.find('servicePrincipals', key.value.toLowerCase());
  const by = alternateKey(key, ['appId']);
  return liveServicePrincipals(context).find((sp) => sameText(sp[by], key.value));
}

export function alternateKey<K extends string>(key: Key, allowed: readonly K[]): K {
  const found = allowed.find((name) => name === key.by);
  if (found === undefined) throw badRequest(`'${key.by}' is not a key of this resource.`);
  return found;
}

export function sameText(a: string | null, b: string): boolean {
  return a?.toLowerCase() === b.toLowerCase();
}
