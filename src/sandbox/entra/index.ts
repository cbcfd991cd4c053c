/** The pretend Entra sign-in: one function for its addresses, one to check the tokens it gave. */
import type { Caller, SandboxRequest, SandboxResponse, Tenant } from '../ports.ts';
import { html } from '../pages/html.ts';
import { page } from '../pages/layout.ts';
import { adminConsent } from './adminconsent.ts';
import { errorJson, errorPage, type ErrorStamp } from './answers.ts';
import { authorize } from './authorize.ts';
import type { EntraContext, SignInRequest, SignInSwitches } from './context.ts';
import { deviceLogin, DEVICE_LOGIN_PATH, startDeviceCode } from './devicecode.ts';
import { GRAPH_APP_ID, GRAPH_URL } from './directory.ts';
import { refuse, SignInError } from './errors.ts';
import { openSigningKey, type StoredSigningKey } from './keys.ts';
import { instanceDiscovery, issuerOf, openIdConfiguration, signingKeys } from './metadata.ts';
import { createPendingSignIns } from './pending.ts';
import { token } from './token.ts';
import { teamsSsoToken } from './teams.ts';
import { clientIdOf, createTokens, type IssuedToken } from './tokens.ts';

export { SignInError } from './errors.ts';
export { newSigningKey, type StoredSigningKey } from './keys.ts';

export interface EntraOptions {
  readonly tenant: Tenant;
  readonly key: StoredSigningKey;
  readonly switches: SignInSwitches;
  readonly loginBaseUrl: string;
  readonly browserBaseUrl: string;
}

export interface Entra {
  /** undefined when the address is none of sign-in's. */
  handle(request: SandboxRequest): Promise<SandboxResponse | undefined>;
  /** Who is calling Graph, by `Authorization` header; null for a missing, foreign, stale or forged token. */
  verifyAccessToken(authorization: string | undefined): Promise<Caller | null>;
  /** What Teams would hand to the tab of that application. @throws SignInError */
  teamsSsoToken(asked: { persona: string; clientId: string }): Promise<IssuedToken>;
}

export async function createEntra(options: EntraOptions): Promise<Entra> {
  const context = await createContext(options);
  return {
    handle: (request) => handle(context, request),
    verifyAccessToken: (authorization) => verifyAccessToken(context, authorization),
    teamsSsoToken: (asked) => teamsSsoToken(context, asked),
  };
}

async function createContext(options: EntraOptions): Promise<EntraContext> {
  const { tenant, loginBaseUrl, browserBaseUrl, switches } = options;
  const key = await openSigningKey(options.key);
  const { clock, random, world } = tenant;
  const issuer = issuerOf(loginBaseUrl, world.tenantId);
  return {
    tenant,
    switches: () => switches,
    key,
    tokens: createTokens({ key, issuer, tenantId: world.tenantId, clock, random }),
    pending: createPendingSignIns(clock, random),
    loginBaseUrl,
    browserBaseUrl,
  };
}

type Endpoint = (
  context: EntraContext,
  request: SignInRequest,
  stamp: ErrorStamp,
) => SandboxResponse | Promise<SandboxResponse>;

/** By method and the path after the tenant. Those marked `person` are seen in a browser. */
const ENDPOINTS = new Map<string, { readonly run: Endpoint; readonly person: boolean }>([
  ['GET oauth2/v2.0/authorize', { run: authorize, person: true }],
  ['GET oauth2/v2.0/logout', { run: signedOut, person: true }],
  [
    'GET adminconsent',
    { run: (context, request, stamp) => adminConsent(context, request, 1, stamp), person: true },
  ],
  [
    'GET v2.0/adminconsent',
    { run: (context, request, stamp) => adminConsent(context, request, 2, stamp), person: true },
  ],
  ['POST oauth2/v2.0/token', { run: token, person: false }],
  ['POST oauth2/v2.0/devicecode', { run: startDeviceCode, person: false }],
  ['GET v2.0/.well-known/openid-configuration', { run: openIdConfiguration, person: false }],
  ['GET discovery/v2.0/keys', { run: signingKeys, person: false }],
  ['GET discovery/instance', { run: instanceDiscovery, person: false }],
]);

async function handle(context: EntraContext, request: SandboxRequest): Promise<SandboxResponse | undefined> {
  const [pathname = '', query = ''] = request.url.split(/\?(.*)/s, 2);
  const searchParams = new URLSearchParams(query);
  if (pathname === DEVICE_LOGIN_PATH) return deviceLogin(context, searchParams);
  const [, tenantName = '', rest = ''] = /^\/([^/]+)\/(.+)$/.exec(pathname) ?? [];
  const endpoint = ENDPOINTS.get(`${request.method} ${rest}`);
  if (endpoint === undefined) return undefined;
  const asked = readRequest(request, pathname, tenantName, searchParams);
  const stamp = stampOf(context, asked);
  try {
    assertTenant(context, asked.tenantName);
    return await endpoint.run(context, asked, stamp);
  } catch (problem) {
    if (!(problem instanceof SignInError)) throw problem;
    return endpoint.person ? errorPage(problem, stamp) : errorJson(problem, stamp);
  }
}

function readRequest(
  request: SandboxRequest,
  path: string,
  tenantName: string,
  query: URLSearchParams,
): SignInRequest {
  const { method, headers } = request;
  const isForm = (headers['content-type'] ?? '')
    .toLowerCase()
    .startsWith('application/x-www-form-urlencoded');
  return { method, tenantName, path, query, headers, form: new URLSearchParams(isForm ? request.body : '') };
}

function stampOf(context: EntraContext, request: SignInRequest): ErrorStamp {
  const { random, clock } = context.tenant;
  const sent =
    request.headers['client-request-id'] ??
    request.query.get('client-request-id') ??
    request.form.get('client-request-id');
  return {
    traceId: random.guid(),
    correlationId: sent !== null && /^[0-9a-f-]{36}$/i.test(sent) ? sent : random.guid(),
    now: clock.now(),
    loginBaseUrl: context.loginBaseUrl,
  };
}

function assertTenant(context: EntraContext, name: string): void {
  const { tenantId, domains } = context.tenant.world;
  const verified = domains.filter(({ isVerified }) => isVerified).map(({ id }) => id);
  const known = [tenantId, ...verified, 'common', 'organizations'];
  if (!known.includes(name.toLowerCase())) throw refuse.tenantNotFound(name);
}

/** https://learn.microsoft.com/entra/identity-platform/v2-protocols-oidc#send-a-sign-out-request */
function signedOut(): SandboxResponse {
  return page(
    'Signed out',
    html`<section class="card narrow">
      <h1>You signed out</h1>
      <p>It is a good idea to close all browser windows.</p>
    </section>`,
  );
}

async function verifyAccessToken(
  context: EntraContext,
  authorization: string | undefined,
): Promise<Caller | null> {
  const bearer = /^Bearer ([\w.-]+)$/i.exec(authorization ?? '')?.[1];
  if (bearer === undefined) return null;
  const read = await context.tokens.read(bearer, [GRAPH_URL, GRAPH_APP_ID]);
  if (read.kind !== 'valid') return null;
  const claims = read.value;
  const isApp = claims['idtyp'] === 'app';
  return {
    appId: clientIdOf(claims),
    userId: isApp ? undefined : String(claims['oid']),
    servicePrincipalId: isApp ? String(claims['oid']) : undefined,
    scopes: words(claims['scp']),
    roles: Array.isArray(claims['roles']) ? claims['roles'].map(String) : [],
  };
}

function words(claim: unknown): string[] {
  return typeof claim === 'string' ? claim.split(' ').filter((word) => word !== '') : [];
}
