/** What every grant that ends in a person's tokens has in common. */
import { roleIdsOf } from '../directory.ts';
import type { Client } from '../clients.ts';
import type { EntraContext, SignInRequest } from '../context.ts';
import { refuse } from '../errors.ts';
import { consentedScopes, readScopes } from '../scopes.ts';
import { signInOf } from '../tokens.ts';

export interface DelegatedGrant {
  readonly client: Client;
  readonly userId: string;
  readonly scope: string;
  readonly nonce?: string | undefined;
  readonly authenticatedAt: number;
  readonly confidential: boolean;
}

/** Token endpoint success body (https://learn.microsoft.com/entra/identity-platform/v2-oauth2-auth-code-flow). */
export interface TokenAnswer {
  readonly token_type: 'Bearer';
  readonly scope?: string;
  readonly expires_in: number;
  readonly ext_expires_in: number;
  readonly access_token: string;
  readonly refresh_token?: string;
  readonly id_token?: string;
  readonly client_info?: string;
}

/** @throws SignInError AADSTS500341, 50057, 65001, or whatever is wrong with the scopes. */
export async function delegatedTokens(
  context: EntraContext,
  request: SignInRequest,
  grant: DelegatedGrant,
): Promise<TokenAnswer> {
  const { world } = context.tenant;
  const { servicePrincipal } = grant.client;
  const user = world.users[grant.userId];
  if (user?.deletedDateTime !== null) throw refuse.userDeleted(grant.userId, world.tenantId);
  if (!user.accountEnabled) throw refuse.userDisabled();
  const asked = readScopes(world, grant.scope);
  const scopes = consentedScopes(world, servicePrincipal, asked, user.id);
  const signIn = signInOf(servicePrincipal, user, grant.authenticatedAt);
  const wids = roleIdsOf(world, user.id);
  const access = await context.tokens.delegated(signIn, asked.resource, asked.audience, scopes, wids);
  return {
    token_type: 'Bearer',
    scope: scopes.map((name) => qualified(asked.audience, name)).join(' '),
    expires_in: access.expiresIn,
    ext_expires_in: access.expiresIn,
    access_token: access.token,
    ...(asked.openId.includes('offline_access') && {
      refresh_token: await context.tokens.refreshToken(refreshGrant(grant)),
    }),
    ...(asked.openId.includes('openid') && {
      id_token: await context.tokens.idToken(signIn, grant.nonce),
    }),
    ...(request.form.get('client_info') === '1' && { client_info: clientInfo(user.id, world.tenantId) }),
  };
}

/** OpenID names stand bare; others carry their API, as in Entra's answers. */
function qualified(audience: string, name: string): string {
  if (['openid', 'profile', 'email', 'offline_access'].includes(name)) return name;
  return `${audience.startsWith('https://') ? audience : `api://${audience}`}/${name}`;
}

function refreshGrant(grant: DelegatedGrant) {
  const { userId, scope, confidential, authenticatedAt, client } = grant;
  return { clientId: client.application.appId, userId, scope, confidential, authenticatedAt };
}

/** MSAL's account key: who, in which tenant. */
function clientInfo(uid: string, utid: string): string {
  return Buffer.from(JSON.stringify({ uid, utid })).toString('base64url');
}
