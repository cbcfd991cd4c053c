import { expect, test } from '@jest/globals';
import { TENANT_ID } from '../../../src/sandbox/seed.ts';
import { BROWSER, LOGIN, setUp } from './fixture.ts';

async function read(path: string): Promise<Record<string, unknown>> {
  return JSON.parse((await (await setUp()).get(path)).body) as Record<string, unknown>;
}

test.each([[TENANT_ID], ['contoso.example']])(
  'metadata of %s send people to http and SDKs to https',
  async (name) => {
    expect(await read(`/${name}/v2.0/.well-known/openid-configuration`)).toMatchObject({
      issuer: `${LOGIN}/${TENANT_ID}/v2.0`,
      authorization_endpoint: `${BROWSER}/${name}/oauth2/v2.0/authorize`,
      token_endpoint: `${LOGIN}/${name}/oauth2/v2.0/token`,
      device_authorization_endpoint: `${LOGIN}/${name}/oauth2/v2.0/devicecode`,
      jwks_uri: `${LOGIN}/${name}/discovery/v2.0/keys`,
    });
  },
);

test('metadata of organizations have a pattern for an issuer', async () => {
  const { issuer } = await read('/organizations/v2.0/.well-known/openid-configuration');
  expect(issuer).toBe(`${LOGIN}/{tenantid}/v2.0`);
});

test('an unknown tenant has none', async () => {
  expect(await read('/fabrikam.example/v2.0/.well-known/openid-configuration')).toMatchObject({
    error_codes: [90002],
  });
});

test('instance discovery knows one cloud, this one', async () => {
  expect(await read('/common/discovery/instance')).toMatchObject({
    metadata: [{ preferred_network: 'localhost:3980', aliases: ['localhost:3980'] }],
  });
});

test('the published key is public', async () => {
  const { keys } = (await read(`/${TENANT_ID}/discovery/v2.0/keys`)) as { keys: Record<string, unknown>[] };
  expect(Object.keys(keys[0] ?? {}).sort()).toEqual(['alg', 'e', 'issuer', 'kid', 'kty', 'n', 'use']);
});

test.each([['/%zz/discovery/v2.0/keys'], ['//discovery/v2.0/keys'], ['/?/'], ['']])(
  'the address %p does no harm',
  async (url) => {
    expect([0, 400]).toContain((await (await setUp()).get(url)).status);
  },
);
