/** `grant_type=refresh_token`. */
import { findClient, type Client } from '../clients.ts';
import type { EntraContext, SignInRequest } from '../context.ts';
import { refuse } from '../errors.ts';
import { clientIdIn, offersProof, requireProof } from '../proof.ts';
import type { RefreshGrant } from '../tokens.ts';
import { delegatedTokens, type TokenAnswer } from './delegated.ts';

export async function refreshToken(context: EntraContext, request: SignInRequest): Promise<TokenAnswer> {
  const client = findClient(context, clientIdIn(request));
  const grant = await openGrant(context, request, client);
  if (grant.confidential || offersProof(request)) await requireProof(context, request, client.application);
  return delegatedTokens(context, request, {
    client,
    userId: grant.userId,
    scope: request.form.get('scope') ?? grant.scope,
    authenticatedAt: grant.authenticatedAt,
    confidential: grant.confidential,
  });
}

async function openGrant(
  context: EntraContext,
  request: SignInRequest,
  client: Client,
): Promise<RefreshGrant> {
  const token = request.form.get('refresh_token');
  if (token === null || token === '') throw refuse.missingParameter('refresh_token');
  const read = await context.tokens.readRefreshToken(token);
  if (read.kind === 'expired') throw refuse.refreshExpired();
  if (read.kind === 'invalid') throw refuse.malformed('invalid_grant');
  if (read.value.clientId !== client.application.appId) throw refuse.grantInvalid();
  return read.value;
}
