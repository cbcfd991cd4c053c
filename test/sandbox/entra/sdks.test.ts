/** The SDKs the product uses, against the sandbox without a socket. */
import { beforeEach, expect, test } from '@jest/globals';
import {
  ClientSecretCredential,
  OnBehalfOfCredential,
  type ClientSecretCredentialOptions,
} from '@azure/identity';
import {
  ConfidentialClientApplication,
  PublicClientApplication,
  type INetworkModule,
} from '@azure/msal-node';
import { PEOPLE, REGISTRAR_APP_ID, TENANT_ID } from '../../../src/sandbox/seed.ts';
import {
  addConnector,
  CHALLENGE,
  CONNECTOR_APP_ID,
  grantRole,
  grantScopes,
  LOGIN,
  redirected,
  SECRET,
  setUp,
  VERIFIER,
  type Connector,
  type Setup,
} from './fixture.ts';

const CALLBACK = 'http://localhost:3978/auth/callback';
const GRAPH_DEFAULT = ['https://graph.microsoft.com/.default'];

let setup: Setup;
let connector: Connector;

beforeEach(async () => {
  setup = await setUp();
  connector = addConnector(setup);
});

async function answer<T>(
  method: string,
  url: string,
  options: { headers?: Record<string, string>; body?: string } = {},
) {
  const { pathname, search } = new URL(url);
  const headers = Object.fromEntries(
    Object.entries(options.headers ?? {}).map(([name, value]) => [name.toLowerCase(), value]),
  );
  const response = await setup.entra.handle({
    method,
    url: pathname + search,
    headers,
    body: options.body ?? '',
  });
  return {
    status: response?.status ?? 404,
    headers: response?.headers ?? {},
    body: JSON.parse(response?.body ?? '{}') as T,
  };
}

const networkClient: INetworkModule = {
  sendGetRequestAsync: <T>(url: string, options?: object) =>
    answer<T>('GET', url, options) as ReturnType<INetworkModule['sendGetRequestAsync']> as never,
  sendPostRequestAsync: <T>(url: string, options?: object) =>
    answer<T>('POST', url, options) as ReturnType<INetworkModule['sendPostRequestAsync']> as never,
};

const authority = `${LOGIN}/${TENANT_ID}`;
const knownAuthorities = ['localhost:3980'];

function registrar(): PublicClientApplication {
  return new PublicClientApplication({
    auth: { clientId: REGISTRAR_APP_ID, authority, knownAuthorities },
    system: { networkClient },
  });
}

test('MSAL gets an application token', async () => {
  grantRole(setup, connector.servicePrincipal, 'User.Read.All');
  const client = new ConfidentialClientApplication({
    auth: { clientId: CONNECTOR_APP_ID, clientSecret: SECRET, authority, knownAuthorities },
    system: { networkClient },
  });
  const result = await client.acquireTokenByClientCredential({ scopes: GRAPH_DEFAULT });
  const caller = await setup.entra.verifyAccessToken(`Bearer ${result?.accessToken ?? ''}`);
  expect(caller?.roles).toEqual(['User.Read.All']);
});

test('MSAL takes a person through the page with PKCE, and renews silently', async () => {
  const client = registrar();
  const asked = { scopes: ['Application.ReadWrite.All'], redirectUri: CALLBACK };
  const address = new URL(
    await client.getAuthCodeUrl({
      ...asked,
      codeChallenge: CHALLENGE,
      codeChallengeMethod: 'S256',
      state: 'here',
    }),
  );
  expect(address.origin).toBe('http://localhost:3979');
  const back = redirected(
    await setup.get(address.pathname, { ...Object.fromEntries(address.searchParams), persona: 'anna' }),
  );
  const result = await client.acquireTokenByCode({
    ...asked,
    code: back.get('code') ?? '',
    codeVerifier: VERIFIER,
  });
  expect(result.account).toMatchObject({
    tenantId: TENANT_ID,
    localAccountId: PEOPLE[0]?.oid,
    name: 'Anna Admin',
  });
  const account = result.account;
  if (account === null) return expect(account).not.toBeNull();
  const renewed = await client.acquireTokenSilent({ scopes: asked.scopes, account, forceRefresh: true });
  expect(renewed.accessToken).not.toBe(result.accessToken);
});

test('MSAL waits for a device code', async () => {
  const result = await registrar().acquireTokenByDeviceCode({
    scopes: ['User.Read'],
    deviceCodeCallback: ({ userCode }) => {
      void setup.get('/devicelogin', { user_code: userCode, persona: 'uma' });
    },
  });
  expect(result?.account?.name).toBe('Uma User');
});

/** Azure's one-method HTTP client, in-process. It reads no headers of the answer, so the request's do. */
const httpClient: NonNullable<ClientSecretCredentialOptions['httpClient']> = {
  async sendRequest(request) {
    const { status, body } = await answer(request.method, request.url, {
      headers: request.headers.toJSON(),
      body: typeof request.body === 'string' ? request.body : '',
    });
    return { request, status, headers: request.headers, bodyAsText: JSON.stringify(body) };
  },
};
const azure = { authorityHost: LOGIN, disableInstanceDiscovery: true, httpClient };

test('Azure Identity gets an application token, and one on behalf of a person', async () => {
  grantScopes(setup, connector.servicePrincipal, 'User.Read');
  const own = await new ClientSecretCredential(TENANT_ID, CONNECTOR_APP_ID, SECRET, azure).getToken(
    GRAPH_DEFAULT,
  );
  expect((await setup.entra.verifyAccessToken(`Bearer ${own.token}`))?.servicePrincipalId).toBe(
    connector.servicePrincipal.id,
  );
  const { token } = await setup.entra.teamsSsoToken({ persona: 'uma', clientId: CONNECTOR_APP_ID });
  const onBehalfOf = new OnBehalfOfCredential({
    ...azure,
    tenantId: TENANT_ID,
    clientId: CONNECTOR_APP_ID,
    clientSecret: SECRET,
    userAssertionToken: token,
  });
  const theirs = await onBehalfOf.getToken(GRAPH_DEFAULT);
  expect((await setup.entra.verifyAccessToken(`Bearer ${theirs.token}`))?.userId).toBe(PEOPLE[4]?.oid);
});

test('Azure Identity hands on the code of a refusal', async () => {
  const credential = new ClientSecretCredential(TENANT_ID, CONNECTOR_APP_ID, 'wrong', azure);
  await expect(credential.getToken(GRAPH_DEFAULT)).rejects.toThrow(/AADSTS7000215/);
});

test('MSAL hands on the code of a refusal', async () => {
  const client = new ConfidentialClientApplication({
    auth: { clientId: CONNECTOR_APP_ID, clientSecret: 'wrong', authority, knownAuthorities },
    system: { networkClient },
  });
  await expect(client.acquireTokenByClientCredential({ scopes: GRAPH_DEFAULT })).rejects.toMatchObject({
    errorCode: 'invalid_client',
    errorNo: 7000215,
  });
});

test('MSAL exchanges the token of a Teams tab', async () => {
  grantScopes(setup, connector.servicePrincipal, 'User.Read');
  const client = new ConfidentialClientApplication({
    auth: { clientId: CONNECTOR_APP_ID, clientSecret: SECRET, authority, knownAuthorities },
    system: { networkClient },
  });
  const { token } = await setup.entra.teamsSsoToken({ persona: 'bo', clientId: CONNECTOR_APP_ID });
  const result = await client.acquireTokenOnBehalfOf({ oboAssertion: token, scopes: ['User.Read'] });
  expect((await setup.entra.verifyAccessToken(`Bearer ${result?.accessToken ?? ''}`))?.userId).toBe(
    PEOPLE[1]?.oid,
  );
});
