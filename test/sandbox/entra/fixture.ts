/** A sign-in service on a fresh tenant, a clock that is moved by hand, and the requests tests send it. */
import { createHash } from 'node:crypto';
import {
  createEntra,
  newSigningKey,
  type Entra,
  type StoredSigningKey,
} from '../../../src/sandbox/entra/index.ts';
import type { SandboxRandom, SandboxResponse, Tenant } from '../../../src/sandbox/ports.ts';
import { blankApplication, blankServicePrincipal } from '../../../src/sandbox/seed/blank.ts';
import { graphAppRoleId } from '../../../src/sandbox/seed/graphServicePrincipal.ts';
import { GRAPH_SP_ID, seedWorld, TENANT_ID } from '../../../src/sandbox/seed.ts';
import type { Application, ServicePrincipal } from '../../../src/sandbox/world.ts';

export const LOGIN = 'https://localhost:3980';
export const BROWSER = 'http://localhost:3979';
export const START = Date.UTC(2026, 10, 21, 9);
export const REDIRECT = 'https://connector.example/done';
export const SECRET = 'pretend-value-of-the-connector-secret';
export const VERIFIER = 'a-verifier-of-at-least-forty-three-characters-in-all';
export const CHALLENGE = createHash('sha256').update(VERIFIER).digest('base64url');

/** Numbers in order, hashed: never twice the same, always the same from one run to the next. */
export function countedRandom(): SandboxRandom {
  let count = 0;
  const next = () =>
    createHash('sha512')
      .update(`random ${(count += 1)}`)
      .digest();
  return {
    guid: () =>
      next()
        .toString('hex')
        .replace(/^(.{8})(.{4})(.{4})(.{4})(.{12}).*$/, '$1-$2-$3-$4-$5'),
    bytes: (length) => new Uint8Array(next().subarray(0, length)),
  };
}

export interface Setup {
  readonly entra: Entra;
  readonly tenant: Tenant;
  readonly clock: { now: () => number; time: number };
  readonly switches: { secretDelayMs: number; replicationLagMs: number };
  get(path: string, query?: Record<string, string>): Promise<SandboxResponse>;
  post(
    path: string,
    form: Record<string, string>,
    headers?: Record<string, string>,
  ): Promise<SandboxResponse>;
  token(form: Record<string, string>): Promise<{ status: number; body: Record<string, unknown> }>;
}

let sharedKey: Promise<StoredSigningKey> | undefined;

/** Making an RSA key takes a while; one serves a whole test file. */
export function signingKey(): Promise<StoredSigningKey> {
  return (sharedKey ??= newSigningKey());
}

export async function setUp(): Promise<Setup> {
  const clock = { time: START, now: () => clock.time };
  const switches = { secretDelayMs: 0, replicationLagMs: 0 };
  const tenant: Tenant = { world: seedWorld(), clock, random: countedRandom(), changed: () => undefined };
  const entra = await createEntra({
    tenant,
    key: await signingKey(),
    switches,
    loginBaseUrl: LOGIN,
    browserBaseUrl: BROWSER,
  });
  const send = async (method: string, url: string, headers: Record<string, string>, body: string) =>
    (await entra.handle({ method, url, headers, body })) ?? { status: 0, headers: {}, body: '' };
  const post: Setup['post'] = (path, form, headers = {}) =>
    send(
      'POST',
      path,
      { 'content-type': 'application/x-www-form-urlencoded', ...headers },
      new URLSearchParams(form).toString(),
    );
  return {
    entra,
    tenant,
    clock,
    switches,
    get: (path, query = {}) => send('GET', `${path}?${new URLSearchParams(query).toString()}`, {}, ''),
    post,
    token: async (form) => {
      const { status, body } = await post(`/${TENANT_ID}/oauth2/v2.0/token`, form);
      return { status, body: JSON.parse(body) as Record<string, unknown> };
    },
  };
}

export interface Connector {
  readonly application: Application;
  readonly servicePrincipal: ServicePrincipal;
}

export const CONNECTOR_APP_ID = 'c0ffee00-1111-4222-8333-444455556666';

/** A connector's registration as the product would make it: one web address, one secret, no consent yet. */
export function addConnector({ tenant, clock }: Pick<Setup, 'tenant' | 'clock'>): Connector {
  const createdDateTime = new Date(clock.time).toISOString();
  const shared = { appId: CONNECTOR_APP_ID, displayName: 'Example connector', createdDateTime };
  const application: Application = {
    ...blankApplication({ id: 'c0ffee00-0000-4000-8000-000000000001', ...shared }),
    web: { redirectUris: [REDIRECT], homePageUrl: null },
    identifierUris: ['api://example-connector'],
    passwordCredentials: [
      {
        keyId: 'c0ffee00-0000-4000-8000-000000000003',
        displayName: 'first',
        hint: SECRET.slice(0, 3),
        startDateTime: createdDateTime,
        endDateTime: new Date(clock.time + 365 * 86_400_000).toISOString(),
        customKeyIdentifier: null,
        _valueSha256: createHash('sha256').update(SECRET).digest('hex'),
      },
    ],
  };
  const servicePrincipal = blankServicePrincipal({
    id: 'c0ffee00-0000-4000-8000-000000000002',
    ...shared,
    appOwnerOrganizationId: TENANT_ID,
  });
  tenant.world.applications[application.id] = application;
  tenant.world.servicePrincipals[servicePrincipal.id] = servicePrincipal;
  return { application, servicePrincipal };
}

/** Consent as Graph would have written it. */
export function grantRole({ tenant }: Pick<Setup, 'tenant'>, to: ServicePrincipal, value: string): void {
  tenant.world.appRoleAssignments[`grant-${value}`] = {
    id: `grant-${value}`,
    appRoleId: graphAppRoleId(value),
    principalId: to.id,
    principalDisplayName: to.displayName,
    principalType: 'ServicePrincipal',
    resourceId: GRAPH_SP_ID,
    resourceDisplayName: 'Microsoft Graph',
    createdDateTime: tenant.world.createdDateTime,
  };
}

export function grantScopes({ tenant }: Pick<Setup, 'tenant'>, to: ServicePrincipal, scope: string): void {
  tenant.world.oauth2PermissionGrants['grant'] = {
    id: 'grant',
    clientId: to.id,
    consentType: 'AllPrincipals',
    principalId: null,
    resourceId: GRAPH_SP_ID,
    scope,
  };
}

/** The parameters of the address a redirect leads to. */
export function redirected(response: SandboxResponse): URLSearchParams {
  return new URL(response.headers['location'] ?? 'about:blank').searchParams;
}
