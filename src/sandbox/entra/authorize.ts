/**
 * `GET /{tenant}/oauth2/v2.0/authorize`: the page with the pretend people, and what follows from choosing one.
 * https://learn.microsoft.com/entra/identity-platform/v2-oauth2-auth-code-flow
 */
import type { SandboxResponse } from '../ports.ts';
import { describe, redirect, withQuery, type ErrorStamp } from './answers.ts';
import { findClient, matchRedirect, type Client } from './clients.ts';
import type { EntraContext, SignInRequest } from './context.ts';
import { personaByKey } from './directory.ts';
import { refuse, SignInError } from './errors.ts';
import { choosePersonPage } from './people-page.ts';
import { readScopes } from './scopes.ts';

/** The query's own names beside OAuth's: which person was clicked, or that the answer was no. */
const PERSONA = 'persona';
const REFUSED = 'refuse';

/** A request whose client and reply address are sound: from here on errors go back to the application. */
interface SoundRequest {
  readonly client: Client;
  readonly redirectUri: string;
  readonly state: string | undefined;
}

/** @throws SignInError when there is no address to send an error to; the person sees a page then. */
export function authorize(context: EntraContext, request: SignInRequest, stamp: ErrorStamp): SandboxResponse {
  const sound = soundRequest(context, request);
  try {
    assertAsked(context, request);
    return answer(context, request, sound);
  } catch (problem) {
    if (problem instanceof SignInError) return sendBack(sound, errorParameters(problem, stamp));
    throw problem;
  }
}

function soundRequest(context: EntraContext, { query }: SignInRequest): SoundRequest {
  const client = findClient(context, query.get('client_id') ?? undefined);
  const redirectUri = query.get('redirect_uri') ?? '';
  matchRedirect(client.application, redirectUri);
  return { client, redirectUri, state: query.get('state') ?? undefined };
}

function assertAsked(context: EntraContext, { query }: SignInRequest): void {
  const responseType = query.get('response_type') ?? '';
  if (responseType !== 'code') throw refuse.responseType(responseType);
  const mode = query.get('response_mode') ?? 'query';
  if (mode !== 'query') throw refuse.responseMode(mode);
  const s256 = query.get('code_challenge_method') === 'S256';
  if (!s256 || !/^[\w-]{43}$/.test(query.get('code_challenge') ?? '')) throw refuse.challengeMissing();
  if (query.get('scope') === null) throw refuse.missingParameter('scope');
  readScopes(context.tenant.world, query.get('scope') ?? '');
  if (query.get('prompt') === 'none') throw refuse.loginRequired();
}

function answer(context: EntraContext, request: SignInRequest, sound: SoundRequest): SandboxResponse {
  const { query } = request;
  if (query.has(REFUSED)) throw refuse.declined();
  const key = query.get(PERSONA);
  const user = key === null ? undefined : personaByKey(context.tenant.world, key);
  if (user === undefined) return peoplePage(context, request, sound);
  if (!user.accountEnabled) throw refuse.userDisabled();
  return sendBack(sound, {
    code: newCode(context, request, sound, user.id),
    session_state: context.tenant.random.guid(),
  });
}

function newCode(context: EntraContext, request: SignInRequest, sound: SoundRequest, userId: string): string {
  return context.pending.addCode({
    clientId: sound.client.application.appId,
    redirectUri: sound.redirectUri,
    userId,
    scope: request.query.get('scope') ?? '',
    challenge: request.query.get('code_challenge') ?? '',
    nonce: request.query.get('nonce') ?? undefined,
    authenticatedAt: context.tenant.clock.now(),
  });
}

function peoplePage(context: EntraContext, request: SignInRequest, sound: SoundRequest): SandboxResponse {
  const again = (name: string, value: string): string => {
    const query = new URLSearchParams(request.query);
    query.set(name, value);
    return `${request.path}?${query.toString()}`;
  };
  return choosePersonPage(context, {
    title: 'Pick an account',
    question: `to sign in to ${sound.client.application.displayName}`,
    hint: request.query.get('login_hint') ?? undefined,
    linkFor: (key) => again(PERSONA, key),
    refuseLink: again(REFUSED, '1'),
  });
}

function errorParameters(problem: SignInError, stamp: ErrorStamp): Record<string, string> {
  return {
    error: problem.error,
    error_description: describe(problem, stamp),
    error_uri: `${stamp.loginBaseUrl}/error?code=${problem.number}`,
  };
}

function sendBack(sound: SoundRequest, parameters: Record<string, string>): SandboxResponse {
  return redirect(withQuery(sound.redirectUri, { ...parameters, state: sound.state }));
}
