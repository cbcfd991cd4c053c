import { beforeEach, describe, expect, test } from '@jest/globals';
import { createRemoteJWKSet, customFetch, decodeJwt, jwtVerify } from 'jose';
import { GRAPH_SP_ID, ROLES, TENANT_ID, setRoles } from '../../../src/sandbox/seed.ts';
import {
  addConnector,
  CONNECTOR_APP_ID,
  grantRole,
  LOGIN,
  SECRET,
  setUp,
  START,
  type Connector,
  type Setup,
} from './fixture.ts';

const DAY_MS = 86_400_000;

let setup: Setup;
let connector: Connector;

beforeEach(async () => {
  setup = await setUp();
  connector = addConnector(setup);
});

function ask(changes: Record<string, string> = {}) {
  return setup.token({
    grant_type: 'client_credentials',
    client_id: CONNECTOR_APP_ID,
    client_secret: SECRET,
    scope: 'https://graph.microsoft.com/.default',
    ...changes,
  });
}

describe('a token for an application', () => {
  test('comes without roles when nothing is consented', async () => {
    const { status, body } = await ask();
    expect(status).toBe(200);
    expect(decodeJwt(String(body['access_token']))).not.toHaveProperty('roles');
    expect(body).not.toHaveProperty('refresh_token');
  });

  test('names what is granted, who it is for and how long it lasts', async () => {
    grantRole(setup, connector.servicePrincipal, 'User.Read.All');
    const { body } = await ask();
    const claims = decodeJwt(String(body['access_token']));
    expect(claims).toMatchObject({
      iss: `${LOGIN}/${TENANT_ID}/v2.0`,
      aud: 'https://graph.microsoft.com',
      tid: TENANT_ID,
      appid: CONNECTOR_APP_ID,
      oid: connector.servicePrincipal.id,
      roles: ['User.Read.All'],
      idtyp: 'app',
      ver: '1.0',
      iat: START / 1000,
      nbf: START / 1000,
    });
    const minutes = (Number(claims.exp) - Number(claims.iat)) / 60;
    expect(minutes).toBeGreaterThanOrEqual(60);
    expect(minutes).toBeLessThanOrEqual(90);
    expect(body['expires_in']).toBe(Number(claims.exp) - Number(claims.iat));
  });

  test('carries the directory roles of its service principal, and none when there are none', async () => {
    const without = await ask();
    expect(decodeJwt(String(without.body['access_token']))).not.toHaveProperty('wids');
    setRoles(setup.tenant.world, connector.servicePrincipal.id, ['Teams Administrator']);
    const { body } = await ask();
    expect(decodeJwt(String(body['access_token']))['wids']).toEqual([ROLES['Teams Administrator']]);
  });

  test('is signed with the published key', async () => {
    const { body } = await ask();
    const keys = createRemoteJWKSet(new URL(`${LOGIN}/${TENANT_ID}/discovery/v2.0/keys`), {
      [customFetch]: async (url) => new Response((await setup.get(new URL(url).pathname)).body),
    });
    const { protectedHeader } = await jwtVerify(String(body['access_token']), keys, {
      currentDate: new Date(START),
    });
    expect(protectedHeader.alg).toBe('RS256');
  });

  test('opens Graph until it expires, and then no longer', async () => {
    grantRole(setup, connector.servicePrincipal, 'User.Read.All');
    const { body } = await ask();
    const header = `Bearer ${String(body['access_token'])}`;
    expect(await setup.entra.verifyAccessToken(header)).toEqual({
      appId: CONNECTOR_APP_ID,
      userId: undefined,
      servicePrincipalId: connector.servicePrincipal.id,
      scopes: [],
      roles: ['User.Read.All'],
    });
    setup.clock.time += 91 * 60_000;
    expect(await setup.entra.verifyAccessToken(header)).toBeNull();
  });

  test('of an API of our own does not open Graph', async () => {
    const { body } = await ask({ scope: 'api://example-connector/.default' });
    expect(decodeJwt(String(body['access_token']))).toMatchObject({
      aud: CONNECTOR_APP_ID,
      azp: CONNECTOR_APP_ID,
      ver: '2.0',
    });
    expect(await setup.entra.verifyAccessToken(`Bearer ${String(body['access_token'])}`)).toBeNull();
  });

  test('is also given for Basic authentication', async () => {
    const basic = Buffer.from(`${CONNECTOR_APP_ID}:${encodeURIComponent(SECRET)}`).toString('base64');
    const { status } = await setup.post(
      `/${TENANT_ID}/oauth2/v2.0/token`,
      { grant_type: 'client_credentials', scope: 'https://graph.microsoft.com/.default' },
      { authorization: `Basic ${basic}` },
    );
    expect(status).toBe(200);
  });
});

describe('a refusal', () => {
  test('has every field of the documented body', async () => {
    const sent = 'aaaaaaaa-0000-4000-8000-bbbbbbbbbbbb';
    const response = await setup.post(
      `/${TENANT_ID}/oauth2/v2.0/token`,
      {
        grant_type: 'client_credentials',
        client_id: CONNECTOR_APP_ID,
        client_secret: 'wrong',
        scope: 'x/.default',
      },
      { 'client-request-id': sent },
    );
    const body = JSON.parse(response.body) as Record<string, unknown>;
    expect(response.status).toBe(401);
    expect(body).toEqual({
      error: 'invalid_client',
      error_description: expect.stringMatching(
        new RegExp(
          `^AADSTS7000215: Invalid client secret provided\\. Ensure the secret being sent in the request is the client secret value, not the client secret ID, for a secret added to app '${CONNECTOR_APP_ID}'\\. Trace ID: \\S{36} Correlation ID: ${sent} Timestamp: 2026-11-21 09:00:00Z$`,
        ),
      ),
      error_codes: [7000215],
      timestamp: '2026-11-21 09:00:00Z',
      trace_id: expect.stringMatching(/^\S{36}$/),
      correlation_id: sent,
      error_uri: `${LOGIN}/error?code=7000215`,
    });
    expect(response.headers['cache-control']).toContain('no-store');
  });

  test('never repeats the secret', async () => {
    const { body } = await ask({ client_secret: 'a-wrong-value-nobody-may-see' });
    expect(JSON.stringify(body)).not.toContain('a-wrong-value');
  });

  const cases: [string, number, string, number, () => Record<string, string>][] = [
    ['an expired secret', 7000222, 'invalid_client', 401, () => ((setup.clock.time += 366 * DAY_MS), {})],
    ['no proof at all', 7000218, 'invalid_client', 401, () => ({ client_secret_: '' })],
    ['an unknown application', 700016, 'unauthorized_client', 400, () => ({ client_id: GRAPH_SP_ID })],
    [
      'a scope that is not .default',
      1002012,
      'invalid_scope',
      400,
      () => ({ scope: 'https://graph.microsoft.com/User.Read' }),
    ],
    ['an unknown API', 500011, 'invalid_resource', 400, () => ({ scope: 'api://nothing/.default' })],
    ['an unknown grant', 70003, 'unsupported_grant_type', 400, () => ({ grant_type: 'password' })],
    [
      'a disabled application',
      7000112,
      'unauthorized_client',
      400,
      () => ((connector.servicePrincipal.accountEnabled = false), {}),
    ],
    [
      'a deleted application',
      700016,
      'unauthorized_client',
      400,
      () => ((connector.application.deletedDateTime = '2026-11-21T08:00:00Z'), {}),
    ],
    [
      'an application without service principal',
      7000229,
      'unauthorized_client',
      400,
      () => (delete setup.tenant.world.servicePrincipals[connector.servicePrincipal.id], {}),
    ],
  ];

  test.each(cases)('for %s is AADSTS%i', async (_, code, error, status, arrange) => {
    const changes = arrange();
    const answer = 'client_secret_' in changes ? await askWithoutProof() : await ask(changes);
    expect(answer).toMatchObject({ status, body: { error, error_codes: [code] } });
  });

  test('for an unknown tenant is AADSTS90002', async () => {
    const { status, body } = await setup.post('/fabrikam.example/oauth2/v2.0/token', {});
    expect(status).toBe(400);
    expect(JSON.parse(body)).toMatchObject({ error: 'invalid_request', error_codes: [90002] });
  });

  function askWithoutProof() {
    return setup.token({
      grant_type: 'client_credentials',
      client_id: CONNECTOR_APP_ID,
      scope: 'https://graph.microsoft.com/.default',
    });
  }
});

describe('what has just been made', () => {
  test('a secret is refused until it has been passed on', async () => {
    setup.switches.secretDelayMs = 10_000;
    expect((await ask()).body['error_codes']).toEqual([7000215]);
    setup.clock.time += 9_999;
    expect((await ask()).body['error_codes']).toEqual([7000215]);
    setup.clock.time += 1;
    expect((await ask()).status).toBe(200);
  });

  test('an application is not found until it has been replicated', async () => {
    setup.switches.replicationLagMs = 5_000;
    expect((await ask()).body['error_codes']).toEqual([700016]);
    setup.clock.time += 5_000;
    expect((await ask()).status).toBe(200);
  });

  test('a grant shows in tokens when it has been replicated', async () => {
    grantRole(setup, connector.servicePrincipal, 'User.Read.All');
    const grant = setup.tenant.world.appRoleAssignments['grant-User.Read.All'];
    if (grant) grant.createdDateTime = new Date(START + 5_000).toISOString();
    setup.switches.replicationLagMs = 5_000;
    setup.clock.time += 9_999;
    expect(decodeJwt(String((await ask()).body['access_token']))).not.toHaveProperty('roles');
    setup.clock.time += 1;
    expect(decodeJwt(String((await ask()).body['access_token']))['roles']).toEqual(['User.Read.All']);
  });
});
