import { beforeEach, describe, expect, test } from '@jest/globals';
import type { AppId, TenantId } from '../../../src/provisioning/core/ids.ts';
import { Secret } from '../../../src/provisioning/core/secret.ts';
import { createProver } from '../../../src/provisioning/graph/index.ts';
import type { Prover } from '../../../src/provisioning/ports.ts';
import { CONNECTOR_APP_ID, LOGIN, SECRET, addConnector, grantRole } from '../../sandbox/entra/fixture.ts';
import { pretendEntra, type PretendEntra } from './entra-fixture.ts';
import { TENANT, fetchFailed } from './fixture.ts';

let entra: PretendEntra;
let prover: Prover;

beforeEach(async () => {
  entra = await pretendEntra();
  prover = createProver({ loginBaseUrl: LOGIN, fetch: entra.fetch, timeoutMs: 10_000 });
});

const take = (secret = SECRET, metadata: string | null = null) =>
  prover.takeToken({
    tenantId: TENANT,
    appId: CONNECTOR_APP_ID as AppId,
    secret: new Secret(secret),
    metadata,
  });

test('the token carries the roles that were granted', async () => {
  const { servicePrincipal } = addConnector(entra);
  grantRole(entra, servicePrincipal, 'CallRecords.Read.All');
  grantRole(entra, servicePrincipal, 'User.Read.All');
  const proof = await take();
  expect(proof.kind === 'roles' ? [...proof.roles].sort() : proof).toEqual([
    'CallRecords.Read.All',
    'User.Read.All',
  ]);
});

test('a token without consent proves the secret and no role', async () => {
  addConnector(entra);
  expect(await take()).toEqual({ kind: 'roles', roles: [] });
});

test('with metadata at hand it costs exactly one request', async () => {
  addConnector(entra);
  const metadata = await prover.readMetadata(TENANT);
  const before = entra.asked.length;
  await take(SECRET, metadata);

  const [only, ...others] = entra.asked.slice(before);
  expect(others).toEqual([]);
  expect(only?.url.href).toContain(`${LOGIN}/${TENANT}/oauth2/v2.0/token`);
  expect(Object.fromEntries(only?.form ?? [])).toMatchObject({
    grant_type: 'client_credentials',
    client_id: CONNECTOR_APP_ID,
    client_secret: SECRET,
    scope: 'https://graph.microsoft.com/.default',
  });
});

test('every proof is taken anew', async () => {
  addConnector(entra);
  await take();
  await take();
  expect(entra.asked.filter(({ method }) => method === 'POST')).toHaveLength(2);
});

describe('a refusal', () => {
  test('names the number, and not the secret', async () => {
    addConnector(entra);
    const proof = await take('a-pretend-wrong-secret');

    expect(proof).toMatchObject({ kind: 'refused', aadsts: 7000215 });
    expect(proof.kind === 'refused' && proof.message).toMatch(
      /^AADSTS7000215: Invalid client secret provided\./,
    );
    expect(JSON.stringify(proof)).not.toContain('a-pretend-wrong-secret');
    expect(JSON.stringify(proof)).not.toMatch(/Trace ID|Timestamp/);
  });

  test('of an application that is not there yet has its number too', async () => {
    expect(await take()).toMatchObject({ kind: 'refused', aadsts: 700016 });
  });
});

describe('no answer', () => {
  test.each([
    ['a web page', () => new Response('<html>', { status: 502 })],
    ['a broken connection', () => Promise.reject(fetchFailed('ECONNRESET'))],
    ['an error without a number', () => Response.json({ error: 'server_error' }, { status: 500 })],
  ])('%s', async (_, answer) => {
    addConnector(entra);
    entra.answerTokensWith(answer);
    expect(await take()).toMatchObject({ kind: 'no-answer' });
  });

  test('no metadata', async () => {
    const down = createProver({
      loginBaseUrl: LOGIN,
      fetch: () => Promise.reject(fetchFailed('ENOTFOUND')),
      timeoutMs: 1,
    });
    await expect(down.readMetadata(TENANT)).rejects.toMatchObject({ code: 'SIGNIN_UNREACHABLE' });
    const request = {
      tenantId: TENANT,
      appId: CONNECTOR_APP_ID as AppId,
      secret: new Secret('x'),
      metadata: null,
    };
    expect(await down.takeToken(request)).toEqual({ kind: 'no-answer', cause: 'no metadata' });
  });

  test('metadata of a tenant that does not exist', async () => {
    const nobody = 'bbbbbbbb-6a0e-4d1b-9c55-2f6f0a51c0de' as TenantId;
    await expect(prover.readMetadata(nobody)).rejects.toMatchObject({ code: 'SIGNIN_UNREACHABLE' });
  });
});

test.each([
  ['opaque', 'EwB4A8l6BAAU'],
  ['not JSON', `x.${Buffer.from('no').toString('base64url')}.x`],
  ['with roles that are no list', `x.${Buffer.from('{"roles":"all"}').toString('base64url')}.x`],
])('a token that is %s is not evidence', async (_, access_token) => {
  addConnector(entra);
  entra.answerTokensWith(() => Response.json({ token_type: 'Bearer', expires_in: 3600, access_token }));
  expect(await take()).toEqual({ kind: 'unreadable' });
});
