/** `grant_type=authorization_code`, with PKCE. */
import { createHash, timingSafeEqual } from 'node:crypto';
import { findClient, matchRedirect, type Client } from '../clients.ts';
import type { EntraContext, SignInRequest } from '../context.ts';
import { refuse } from '../errors.ts';
import type { PendingCode } from '../pending.ts';
import { clientIdIn, forbidProof, requireProof } from '../proof.ts';
import { delegatedTokens, type TokenAnswer } from './delegated.ts';

export async function authorizationCode(context: EntraContext, request: SignInRequest): Promise<TokenAnswer> {
  const client = findClient(context, clientIdIn(request));
  const pending = pendingCode(context, request, client);
  const confidential = await proveForRedirect(context, request, client, pending.redirectUri);
  assertSameRedirect(request, pending);
  assertVerifier(request.form.get('code_verifier'), pending.challenge);
  pending.redeemed = true;
  return delegatedTokens(context, request, {
    client,
    userId: pending.userId,
    scope: pending.scope,
    nonce: pending.nonce,
    authenticatedAt: pending.authenticatedAt,
    confidential,
  });
}

function pendingCode(context: EntraContext, request: SignInRequest, client: Client): PendingCode {
  const code = request.form.get('code');
  if (code === null || code === '') throw refuse.missingParameter('code');
  const pending = context.pending.code(code);
  if (pending === undefined) throw refuse.malformed('invalid_grant');
  if (pending.clientId !== client.application.appId) throw refuse.grantInvalid();
  if (pending.redeemed) throw refuse.codeRedeemed();
  if (pending.expiresAt <= context.tenant.clock.now()) throw refuse.codeExpired();
  return pending;
}

/** A web address belongs to a server, which proves itself; the other kinds cannot keep a secret. */
async function proveForRedirect(
  context: EntraContext,
  request: SignInRequest,
  client: Client,
  redirectUri: string,
): Promise<boolean> {
  const confidential = matchRedirect(client.application, redirectUri) === 'web';
  if (confidential) await requireProof(context, request, client.application);
  else forbidProof(request);
  return confidential;
}

function assertSameRedirect(request: SignInRequest, pending: PendingCode): void {
  const sent = request.form.get('redirect_uri') ?? '';
  if (sent !== pending.redirectUri) throw refuse.replyAddressMismatch(sent, pending.redirectUri);
}

/** RFC 7636 section 4.6, S256. */
function assertVerifier(verifier: string | null, challenge: string): void {
  const digest = createHash('sha256')
    .update(verifier ?? '')
    .digest();
  const expected = Buffer.from(challenge, 'base64url');
  if (expected.length !== digest.length || !timingSafeEqual(digest, expected))
    throw refuse.verifierMismatch();
}
