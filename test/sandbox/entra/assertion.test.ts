import { beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { newRsaKey } from '../../../src/sandbox/tls.ts';
import {
  assertionBy,
  newClientCertificate,
  putOn,
  type AssertionOptions,
  type ClientCertificate,
  type ClientKey,
} from './certificates.ts';
import { addConnector, CONNECTOR_APP_ID, setUp, START, type Connector, type Setup } from './fixture.ts';

const YEAR_MS = 365 * 86_400_000;

let certificate: ClientCertificate;
let stranger: ClientKey;
let setup: Setup;
let connector: Connector;

beforeAll(async () => {
  certificate = await newClientCertificate(START, START + YEAR_MS);
  stranger = await newRsaKey();
});

beforeEach(async () => {
  setup = await setUp();
  connector = addConnector(setup);
});

function present(client_assertion: string) {
  return setup.token({
    grant_type: 'client_credentials',
    client_id: CONNECTOR_APP_ID,
    scope: 'https://graph.microsoft.com/.default',
    client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
    client_assertion,
  });
}

async function presentSigned(options: Partial<AssertionOptions> = {}) {
  return present(await assertionBy(certificate, { now: setup.clock.time, ...options }));
}

describe('an assertion by a registered certificate', () => {
  beforeEach(() => putOn(connector.application, certificate.der, START, START + YEAR_MS));

  test.each([
    ['PS256', 'sha256'],
    ['RS256', 'sha256'],
    ['RS256', 'sha1'],
  ] as const)('is accepted with %s and %s', async (alg, x5t) => {
    expect((await presentSigned({ alg, x5t })).status).toBe(200);
  });

  test('dated by the machine is accepted although the tenant has moved on', async () => {
    const machine = setup.clock.time;
    setup.tenant.world.clockOffsetMs = 60 * 86_400_000;
    setup.clock.time += setup.tenant.world.clockOffsetMs;
    expect((await presentSigned({ now: machine })).status).toBe(200);
    expect((await presentSigned({ now: machine + 86_400_000 })).body['error_codes']).toEqual([700024]);
  });

  const refusals: [string, number, () => Partial<AssertionOptions>][] = [
    ['signed with another key', 700027, () => ({ signer: stranger })],
    ['for another audience', 700027, () => ({ claims: { aud: 'https://login.example/token' } })],
    ['about another application', 700027, () => ({ claims: { sub: 'somebody' } })],
    ['that has run out', 700024, () => ({ now: START - 3_600_000 })],
    ['from the future', 700024, () => ({ now: START + 3_600_000 })],
    ['without a thumbprint', 70021, () => ({ x5t: 'none' })],
    ['from another issuer', 70021, () => ({ claims: { iss: 'https://issuer.example' } })],
    ['after the certificate’s end', 700027, () => ((setup.clock.time += YEAR_MS), { now: setup.clock.time })],
  ];

  test.each(refusals)('%s is AADSTS%i', async (_, number, arrange) => {
    expect((await presentSigned(arrange())).body['error_codes']).toEqual([number]);
  });
});

test('an assertion by a certificate that is not registered names its thumbprint', async () => {
  const { status, body } = await presentSigned();
  expect(status).toBe(401);
  expect(body).toMatchObject({ error: 'invalid_client', error_codes: [700027] });
  expect(body['error_description']).toMatch(
    /The key was not found., Thumbprint of key used by client: '[\w-]{43}'/,
  );
});

test.each([['nonsense'], ['a.b.c'], ['']])('%p is no assertion', async (text) => {
  expect((await present(text)).body).toMatchObject({ error: 'invalid_client', error_codes: [9002313] });
});
