import { beforeEach, describe, expect, test } from '@jest/globals';
import { decodeJwt } from 'jose';
import { DEVICE_SIGN_IN_APP_ID, PEOPLE, REGISTRAR_APP_ID, TENANT_ID } from '../../../src/sandbox/seed.ts';
import { addConnector, CONNECTOR_APP_ID, SECRET, grantScopes, setUp, type Setup } from './fixture.ts';

let setup: Setup;

beforeEach(async () => {
  setup = await setUp();
});

interface Started {
  user_code: string;
  device_code: string;
  verification_uri: string;
  expires_in: number;
  interval: number;
  message: string;
}

async function start(client_id = REGISTRAR_APP_ID): Promise<Started> {
  const form = { client_id, scope: 'User.Read openid offline_access' };
  return JSON.parse((await setup.post(`/${TENANT_ID}/oauth2/v2.0/devicecode`, form)).body) as Started;
}

function poll(device_code: string, changes: Record<string, string> = {}) {
  return setup.token({
    grant_type: 'urn:ietf:params:oauth:grant-type:device_code',
    client_id: REGISTRAR_APP_ID,
    device_code,
    ...changes,
  });
}

describe('a device code', () => {
  test('comes with what the person has to be told', async () => {
    const started = await start();
    expect(started).toMatchObject({
      verification_uri: 'http://localhost:3979/devicelogin',
      expires_in: 900,
      interval: 5,
    });
    expect(started.user_code).toMatch(/^[B-Z2-9]{9}$/);
    expect(started.message).toContain(started.user_code);
    expect(started).not.toHaveProperty('verification_uri_complete');
  });

  test('is pending until a person is picked, then good for one token', async () => {
    const { device_code, user_code } = await start();
    expect((await poll(device_code)).body).toMatchObject({
      error: 'authorization_pending',
      error_codes: [70016],
    });
    const page = await setup.get('/devicelogin', { user_code });
    expect(page.body).toContain('data-persona="dana"');
    await setup.get('/devicelogin', { user_code: user_code.toLowerCase(), persona: 'dana' });
    const { body } = await poll(device_code);
    expect(decodeJwt(String(body['access_token']))['oid']).toBe(
      PEOPLE.find(({ key }) => key === 'dana')?.oid,
    );
    expect(body['refresh_token']).toBeDefined();
    expect((await poll(device_code)).body).toMatchObject({
      error: 'bad_verification_code',
      error_codes: [70018],
    });
  });

  test('tells the client when the person refuses', async () => {
    const { device_code, user_code } = await start();
    await setup.get('/devicelogin', { user_code, refuse: '1' });
    expect((await poll(device_code)).body['error']).toBe('authorization_declined');
  });

  test('expires after fifteen minutes, for the client and for the person', async () => {
    const { device_code, user_code } = await start();
    setup.clock.time += 900_000;
    expect((await poll(device_code)).body).toMatchObject({ error: 'expired_token', error_codes: [70019] });
    expect((await setup.get('/devicelogin', { user_code, persona: 'anna' })).status).toBe(400);
  });

  test('is not for another client', async () => {
    grantScopes(setup, addConnector(setup).servicePrincipal, 'User.Read');
    const { device_code } = await start();
    const other = await poll(device_code, { client_id: CONNECTOR_APP_ID, client_secret: SECRET });
    expect(other.body['error_codes']).toEqual([70018]);
  });

  test('needs a public client, or a proof', async () => {
    addConnector(setup);
    const { device_code } = await start(CONNECTOR_APP_ID);
    expect((await poll(device_code, { client_id: CONNECTOR_APP_ID })).body['error_codes']).toEqual([7000218]);
  });
});

test.each([
  ['in small letters', (code: string) => code.toLowerCase()],
  ['in groups', (code: string) => `${code.slice(0, 4)}-${code.slice(4)}`],
  ['with spaces around it', (code: string) => ` ${code} `],
])('a code may be typed %s, and leads to everybody and a way to refuse', async (_, typed) => {
  const { user_code } = await start();
  const { status, body } = await setup.get('/devicelogin', { user_code: typed(user_code) });
  expect(status).toBe(200);
  for (const { key } of PEOPLE) expect(body).toContain(`data-persona="${key}"`);
  expect(body).toMatch(/id="refuse" href="\/devicelogin\?user_code=[A-Z0-9]+&#38;refuse=1"/);
});

test('a code that was answered cannot be answered again', async () => {
  const { device_code, user_code } = await start();
  await setup.get('/devicelogin', { user_code, persona: 'anna' });
  const again = await setup.get('/devicelogin', { user_code, refuse: '1' });
  expect([again.status, again.body.includes('was used already')]).toEqual([400, true]);
  expect((await poll(device_code)).status).toBe(200);
});

test('a public client made for it signs in without any proof', async () => {
  const { device_code, user_code } = await start(DEVICE_SIGN_IN_APP_ID);
  await setup.get('/devicelogin', { user_code, persona: 'bo' });
  const { body } = await poll(device_code, { client_id: DEVICE_SIGN_IN_APP_ID });
  expect(decodeJwt(String(body['access_token']))).toMatchObject({ appid: DEVICE_SIGN_IN_APP_ID });
});

test('the page asks for a code, and again after a wrong one', async () => {
  expect((await setup.get('/devicelogin')).body).toContain('<label for="user_code">');
  const { status, body } = await setup.get('/devicelogin', { user_code: '<b>' });
  expect(status).toBe(400);
  expect(body).toContain('role="alert"');
});
