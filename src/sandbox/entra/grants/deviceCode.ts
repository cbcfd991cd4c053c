/** `grant_type=urn:ietf:params:oauth:grant-type:device_code` (RFC 8628): polled until the person has answered. */
import { findClient } from '../clients.ts';
import type { EntraContext, SignInRequest } from '../context.ts';
import { refuse } from '../errors.ts';
import { clientIdIn, requireProof } from '../proof.ts';
import { delegatedTokens, type TokenAnswer } from './delegated.ts';

/** @throws SignInError AADSTS70016 while the person has not answered */
export async function deviceCode(context: EntraContext, request: SignInRequest): Promise<TokenAnswer> {
  const client = findClient(context, clientIdIn(request));
  const confidential = client.application.isFallbackPublicClient !== true;
  if (confidential) await requireProof(context, request, client.application);
  const code = request.form.get('device_code') ?? '';
  const device = context.pending.device(code);
  const now = context.tenant.clock.now();
  if (device === undefined || device.clientId !== client.application.appId) throw refuse.deviceCodeUnknown();
  if (device.expiresAt <= now) throw refuse.deviceCodeExpired();
  if (device.outcome.kind === 'pending') throw refuse.devicePending();
  context.pending.dropDevice(code);
  if (device.outcome.kind === 'declined') throw refuse.declined('authorization_declined');
  const { userId } = device.outcome;
  const { scope } = device;
  return delegatedTokens(context, request, { client, userId, scope, authenticatedAt: now, confidential });
}
