/**
 * Reading `scope`: which API, which of its permissions. Rules:
 * https://learn.microsoft.com/entra/identity-platform/scopes-oidc
 */
import type { ServicePrincipal, World } from '../world.ts';
import {
  GRAPH_APP_ID,
  GRAPH_URL,
  grantedScopes,
  resourceByName,
  servicePrincipalByAppId,
} from './directory.ts';
import { refuse } from './errors.ts';

const OPENID_SCOPES = new Set(['openid', 'profile', 'email', 'offline_access']);

export interface AskedScopes {
  readonly resource: ServicePrincipal;
  /** The `aud` of the token to be. */
  readonly audience: string;
  /** Permission names without their resource; empty means `.default` or OpenID scopes alone. */
  readonly names: readonly string[];
  /** `.default` was asked for: whatever is consented. */
  readonly everything: boolean;
  readonly openId: readonly string[];
}

/** @throws SignInError for an unknown API, several of them, or a name the API does not have. */
export function readScopes(world: World, scope: string): AskedScopes {
  const words = scope.split(/\s+/).filter((word) => word !== '');
  const openId = words.filter((word) => OPENID_SCOPES.has(word));
  const asked = words.filter((word) => !OPENID_SCOPES.has(word)).map(splitScope);
  const [resourceName = GRAPH_URL, ...others] = new Set(asked.map((one) => one.resource));
  if (others.length > 0) throw refuse.severalResources();
  const resource = findResource(world, resourceName);
  const names = asked.map((one) => one.name).filter((name) => name !== '.default');
  for (const name of names) assertKnown(resource, name);
  const everything = names.length < asked.length;
  return { resource, audience: audienceOf(resource, resourceName), names, everything, openId };
}

/** For client credentials: exactly one `<resource>/.default`. */
export function readDefaultScope(world: World, scope: string): Pick<AskedScopes, 'resource' | 'audience'> {
  const [only, ...others] = scope.trim().split(/\s+/);
  const { resource: name, name: permission } = splitScope(only ?? '');
  if (others.length > 0 || permission !== '.default') throw refuse.appOnlyScope(scope);
  const resource = findResource(world, name);
  return { resource, audience: audienceOf(resource, name) };
}

/**
 * What the token carries: what was asked for, if all of it is consented on that API, and everything consented for
 * `.default`. A client may always use its own API. Entra adds whatever else was ever consented; here a client that
 * leans on that is found out.
 * @throws SignInError AADSTS65001
 */
export function consentedScopes(
  world: World,
  client: ServicePrincipal,
  asked: AskedScopes,
  userId: string,
): string[] {
  if (client.id === asked.resource.id) return [...asked.names];
  const granted = grantedScopes(world, client, asked.resource, userId);
  const holds = new Set(granted.map((name) => name.toLowerCase()));
  const missing = asked.names.some((name) => !holds.has(name.toLowerCase()));
  if (missing || granted.length === 0) throw refuse.consentMissing(client.appId, client.displayName);
  if (asked.everything) return granted;
  const wanted = new Set([...asked.names, ...asked.openId].map((name) => name.toLowerCase()));
  return granted.filter((name) => wanted.has(name.toLowerCase()));
}

function splitScope(word: string): { resource: string; name: string } {
  const slash = word.lastIndexOf('/');
  if (slash === -1) return { resource: GRAPH_URL, name: word };
  return { resource: word.slice(0, slash).replace(/\/+$/, ''), name: word.slice(slash + 1) };
}

function findResource(world: World, name: string): ServicePrincipal {
  const graph = name === GRAPH_URL || name === GRAPH_APP_ID;
  const found = graph ? servicePrincipalByAppId(world, GRAPH_APP_ID) : resourceByName(world, name);
  if (found === undefined) throw refuse.resourceNotFound(name, world.tenantName);
  return found;
}

/** Graph is named by its URL; an API with v2 tokens by its application id. */
function audienceOf(resource: ServicePrincipal, asked: string): string {
  if (resource.appId !== GRAPH_APP_ID) return resource.appId;
  return asked === GRAPH_APP_ID ? GRAPH_APP_ID : GRAPH_URL;
}

function assertKnown(resource: ServicePrincipal, name: string): void {
  const lower = name.toLowerCase();
  if (
    !resource.oauth2PermissionScopes.some((scope) => scope.isEnabled && scope.value.toLowerCase() === lower)
  ) {
    throw refuse.invalidScope(name);
  }
}
