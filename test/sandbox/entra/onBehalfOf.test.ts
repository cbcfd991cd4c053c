import { beforeEach, describe, expect, test } from '@jest/globals';
import { decodeJwt } from 'jose';
import { PEOPLE, REGISTRAR_APP_ID, TENANT_ID } from '../../../src/sandbox/seed.ts';
import {
  addConnector,
  CONNECTOR_APP_ID,
  grantScopes,
  SECRET,
  setUp,
  type Connector,
  type Setup,
} from './fixture.ts';

let setup: Setup;
let connector: Connector;

beforeEach(async () => {
  setup = await setUp();
  connector = addConnector(setup);
});

async function teamsToken(persona = 'bo', clientId = CONNECTOR_APP_ID): Promise<string> {
  return (await setup.entra.teamsSsoToken({ persona, clientId })).token;
}

function exchange(assertion: string, changes: Record<string, string> = {}) {
  return setup.token({
    grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer',
    client_id: CONNECTOR_APP_ID,
    client_secret: SECRET,
    assertion,
    scope: 'https://graph.microsoft.com/User.Read',
    requested_token_use: 'on_behalf_of',
    ...changes,
  });
}

describe('the token Teams hands to a tab', () => {
  test('is for the tab’s own API', async () => {
    expect(decodeJwt(await teamsToken())).toMatchObject({
      aud: CONNECTOR_APP_ID,
      azp: '5e3ce6c0-2b1f-4285-8d4b-75ee78787346',
      scp: 'access_as_user',
      tid: TENANT_ID,
      ver: '2.0',
      name: 'Bo Builder',
    });
  });

  test('is exchanged for one to call Graph with, as the same person', async () => {
    grantScopes(setup, connector.servicePrincipal, 'User.Read Directory.Read.All');
    const { body } = await exchange(await teamsToken());
    const token = String(body['access_token']);
    expect(await setup.entra.verifyAccessToken(`Bearer ${token}`)).toEqual({
      appId: CONNECTOR_APP_ID,
      userId: PEOPLE.find(({ key }) => key === 'bo')?.oid,
      servicePrincipalId: undefined,
      scopes: ['User.Read'],
      roles: [],
    });
  });

  test('is exchanged for everything consented when that is asked for', async () => {
    grantScopes(setup, connector.servicePrincipal, 'User.Read Directory.Read.All');
    const { body } = await exchange(await teamsToken(), { scope: 'https://graph.microsoft.com/.default' });
    expect(decodeJwt(String(body['access_token']))['scp']).toBe('User.Read Directory.Read.All');
  });

  test('is worth nothing without consent', async () => {
    expect((await exchange(await teamsToken())).body).toMatchObject({
      error: 'invalid_grant',
      error_codes: [65001],
    });
  });
});

describe('an assertion', () => {
  beforeEach(() => grantScopes(setup, connector.servicePrincipal, 'User.Read'));

  test('for another application is AADSTS500131', async () => {
    const { body } = await exchange(await teamsToken('bo', REGISTRAR_APP_ID));
    expect(body['error_codes']).toEqual([500131]);
  });

  test('that has expired is AADSTS500133', async () => {
    const token = await teamsToken();
    setup.clock.time += 2 * 3_600_000;
    expect((await exchange(token)).body['error_codes']).toEqual([500133]);
  });

  test('with a touched signature is AADSTS50013', async () => {
    expect((await exchange(`${(await teamsToken()).slice(0, -6)}AAAAAA`)).body['error_codes']).toEqual([
      50013,
    ]);
  });

  test('of an application is AADSTS7000114', async () => {
    const { body } = await setup.token({
      grant_type: 'client_credentials',
      client_id: CONNECTOR_APP_ID,
      client_secret: SECRET,
      scope: 'api://example-connector/.default',
    });
    expect((await exchange(String(body['access_token']))).body['error_codes']).toEqual([7000114]);
  });

  test('needs the client to prove itself', async () => {
    const { body } = await exchange(await teamsToken(), { client_secret: 'wrong' });
    expect(body['error_codes']).toEqual([7000215]);
  });
});
