/** On-behalf-of: a person's token for this application, exchanged for one to call Graph with. */
import type { JWTPayload } from 'jose';
import { findClient, type Client } from '../clients.ts';
import type { EntraContext, SignInRequest } from '../context.ts';
import { refuse } from '../errors.ts';
import { clientIdIn, requireProof } from '../proof.ts';
import { delegatedTokens, type TokenAnswer } from './delegated.ts';

/** @throws SignInError AADSTS50013, 500131, 500133, 7000114 for the assertion, 65001 for what is asked with it */
export async function onBehalfOf(context: EntraContext, request: SignInRequest): Promise<TokenAnswer> {
  if (request.form.get('requested_token_use') !== 'on_behalf_of') throw refuse.malformed();
  const client = findClient(context, clientIdIn(request));
  await requireProof(context, request, client.application);
  const claims = await openAssertion(context, request, client);
  if (claims['idtyp'] === 'app') throw refuse.appOnlyAssertion(String(claims['azp'] ?? claims['appid']));
  return delegatedTokens(context, request, {
    client,
    userId: String(claims['oid']),
    scope: request.form.get('scope') ?? '',
    authenticatedAt: Number(claims['auth_time']) * 1000,
    confidential: true,
  });
}

/** An access token is told from an id token, which has the same audience, by its `idtyp`. */
async function openAssertion(
  context: EntraContext,
  request: SignInRequest,
  client: Client,
): Promise<JWTPayload> {
  const assertion = request.form.get('assertion');
  if (assertion === null || assertion === '') throw refuse.missingParameter('assertion');
  const audiences = [client.application.appId, ...client.application.identifierUris];
  const read = await context.tokens.read(assertion);
  if (read.kind === 'expired') throw refuse.assertionExpired();
  if (read.kind === 'invalid') throw refuse.assertionSignature();
  const audience = String(read.value.aud);
  if (!audiences.includes(audience)) {
    throw refuse.assertionAudience(audience, client.application.appId);
  }
  if (read.value['idtyp'] === undefined) throw refuse.assertionSignature();
  return read.value;
}
