import { beforeEach, describe, expect, test } from '@jest/globals';
import { decodeJwt } from 'jose';
import { PEOPLE, REGISTRAR_APP_ID, TENANT_ID } from '../../../src/sandbox/seed.ts';
import {
  addConnector,
  CHALLENGE,
  CONNECTOR_APP_ID,
  grantScopes,
  REDIRECT,
  redirected,
  SECRET,
  setUp,
  VERIFIER,
  type Setup,
} from './fixture.ts';

const AUTHORIZE = `/${TENANT_ID}/oauth2/v2.0/authorize`;
const CALLBACK = 'http://localhost:3978/auth/callback';

let setup: Setup;

beforeEach(async () => {
  setup = await setUp();
});

const ASKED = {
  client_id: REGISTRAR_APP_ID,
  response_type: 'code',
  redirect_uri: CALLBACK,
  response_mode: 'query',
  scope: 'https://graph.microsoft.com/Application.ReadWrite.All openid profile offline_access',
  state: 'a state & more',
  nonce: 'a nonce',
  code_challenge: CHALLENGE,
  code_challenge_method: 'S256',
};

function authorize(changes: Record<string, string> = {}) {
  return setup.get(AUTHORIZE, { ...ASKED, ...changes });
}

async function codeFor(persona: string, changes: Record<string, string> = {}): Promise<string> {
  return redirected(await authorize({ persona, ...changes })).get('code') ?? '';
}

function redeem(code: string, changes: Record<string, string> = {}) {
  return setup.token({
    grant_type: 'authorization_code',
    client_id: REGISTRAR_APP_ID,
    redirect_uri: CALLBACK,
    code,
    code_verifier: VERIFIER,
    ...changes,
  });
}

describe('the page', () => {
  test('has one link for each person, which leads on to the application', async () => {
    const { status, body } = await authorize();
    expect(status).toBe(200);
    const links = [...body.matchAll(/data-persona="(\w+)" href="([^"]+)"/g)];
    expect(links.map(([, key]) => key)).toEqual(PEOPLE.map((person) => person.key));
    const address = (links[0]?.[2] ?? '').replaceAll('&#38;', '&');
    const back = await setup.get(
      address.split('?')[0] ?? '',
      Object.fromEntries(new URLSearchParams(address.split('?')[1])),
    );
    expect(redirected(back).get('state')).toBe('a state & more');
    expect(redirected(back).get('session_state')).toMatch(/^[0-9a-f-]{36}$/);
  });

  test('shows what the application sent as text, never as markup', async () => {
    const { body } = await authorize({ state: '"><script>alert(1)</script>' });
    expect(body).not.toContain('<script>alert');
  });

  test('says so when the answer is no', async () => {
    const back = redirected(await authorize({ refuse: '1' }));
    expect(back.get('error')).toBe('access_denied');
    expect(back.get('error_description')).toMatch(/^AADSTS65004: /);
    expect(back.get('state')).toBe('a state & more');
  });

  test.each([
    ['https://evil.example/callback'],
    ['http://localhost:3978/auth/callback/more'],
    ['http://localhost.evil.example:3978/auth/callback'],
    ['http://localhost@evil.example:3978/auth/callback'],
    ['https://localhost:3978/auth/callback'],
    [''],
  ])('does not lead to the unregistered address %p', async (redirect_uri) => {
    const { status, headers, body } = await authorize({ redirect_uri, persona: 'anna' });
    expect(status).toBe(400);
    expect(headers).not.toHaveProperty('location');
    expect(body).toContain('AADSTS50011');
  });

  test('leads to a loopback address on any port', async () => {
    const back = await authorize({ redirect_uri: 'http://127.0.0.1:50505/auth/callback', persona: 'anna' });
    expect(back.headers['location']).toMatch(/^http:\/\/127\.0\.0\.1:50505\/auth\/callback\?code=/);
  });

  test.each([
    ['another response type', { response_type: 'token' }, 'unsupported_response_type'],
    ['a fragment', { response_mode: 'fragment' }, 'invalid_request'],
    ['no challenge', { code_challenge: '' }, 'invalid_request'],
    ['a plain challenge', { code_challenge_method: 'plain' }, 'invalid_request'],
    ['an unknown permission', { scope: 'Nonsense.Read' }, 'invalid_scope'],
    ['silence', { prompt: 'none' }, 'login_required'],
  ])('sends %s back as an error', async (_, changes, error) => {
    expect(redirected(await authorize(changes)).get('error')).toBe(error);
  });
});

describe('a code', () => {
  test('becomes tokens of the person who was chosen', async () => {
    const { status, body } = await redeem(await codeFor('anna'));
    expect(status).toBe(200);
    const anna = PEOPLE[0];
    const access = decodeJwt(String(body['access_token']));
    expect(access).toMatchObject({
      aud: 'https://graph.microsoft.com',
      oid: anna?.oid,
      appid: REGISTRAR_APP_ID,
      idtyp: 'user',
      wids: ['62e90394-69f5-4237-9190-012177145e10'],
    });
    expect(access['scp']).toBe('openid profile offline_access Application.ReadWrite.All');
    expect(decodeJwt(String(body['id_token']))).toMatchObject({
      aud: REGISTRAR_APP_ID,
      oid: anna?.oid,
      tid: TENANT_ID,
      preferred_username: anna?.userPrincipalName,
      name: 'Anna Admin',
      nonce: 'a nonce',
    });
  });

  test.each(['User.ReadWrite.All', 'RoleManagement.ReadWrite.Directory', 'Domain.Read.All'])(
    'carries %s when it is asked for, and only then',
    async (permission) => {
      const without = await redeem(await codeFor('anna'));
      expect(String(decodeJwt(String(without.body['access_token']))['scp'])).not.toContain(permission);
      const { body } = await redeem(await codeFor('anna', { scope: `User.Read ${permission}` }));
      expect(decodeJwt(String(body['access_token']))['scp']).toBe(`User.Read ${permission}`);
    },
  );

  test('of somebody deleted meanwhile is AADSTS500341', async () => {
    const code = await codeFor('uma');
    const uma = setup.tenant.world.users[PEOPLE[4]?.oid ?? ''];
    if (uma !== undefined) uma.deletedDateTime = '2026-11-21T09:00:00.000Z';
    const { body } = await redeem(code);
    expect(body).toMatchObject({ error: 'invalid_grant', error_codes: [500341] });
    expect((await authorize({})).body).not.toContain('data-persona="uma"');
    expect((await authorize({ persona: 'uma' })).status).toBe(200);
  });

  test('is good for one use', async () => {
    const code = await codeFor('anna');
    expect((await redeem(code)).status).toBe(200);
    expect((await redeem(code)).body).toMatchObject({ error: 'invalid_grant', error_codes: [54005] });
  });

  test('needs the verifier of its challenge, and survives a wrong one', async () => {
    const code = await codeFor('anna');
    const wrong = await redeem(code, { code_verifier: `${VERIFIER}x` });
    expect(wrong.body).toMatchObject({ error: 'invalid_grant', error_codes: [501481] });
    expect((await redeem(code)).status).toBe(200);
  });

  test.each<[string, number, Record<string, string>]>([
    ['another address', 500112, { redirect_uri: 'http://127.0.0.1:3978/auth/callback' }],
    ['a code never given', 9002313, { code: 'nonsense' }],
    ['a secret from a public client', 700025, { client_secret: 'anything' }],
  ])('with %s is AADSTS%i', async (_, number, changes) => {
    const { body } = await redeem(await codeFor('anna'), changes);
    expect(body['error_codes']).toEqual([number]);
  });

  test('goes stale after ten minutes', async () => {
    const code = await codeFor('anna');
    setup.clock.time += 10 * 60_000;
    expect((await redeem(code)).body['error_codes']).toEqual([70008]);
  });

  test('for a web address needs the secret', async () => {
    grantScopes(setup, addConnector(setup).servicePrincipal, 'User.Read');
    const web = { client_id: CONNECTOR_APP_ID, redirect_uri: REDIRECT, scope: 'User.Read' };
    const code = await codeFor('uma', web);
    const { client_id, redirect_uri } = web;
    expect((await redeem(code, { client_id, redirect_uri })).body['error_codes']).toEqual([7000218]);
    expect((await redeem(code, { client_id, redirect_uri, client_secret: SECRET })).status).toBe(200);
  });

  test('for scopes nobody consented to is AADSTS65001', async () => {
    addConnector(setup);
    const web = { client_id: CONNECTOR_APP_ID, redirect_uri: REDIRECT };
    const code = await codeFor('anna', { ...web, scope: 'User.Read' });
    const { body } = await redeem(code, { ...web, client_secret: SECRET });
    expect(body).toMatchObject({
      error: 'invalid_grant',
      error_codes: [65001],
      suberror: 'consent_required',
    });
  });
});

describe('a refresh token', () => {
  test('brings a new access token, and shows roles that were given meanwhile', async () => {
    const { body } = await redeem(await codeFor('uma'));
    const [anna, uma] = [PEOPLE[0], PEOPLE[4]];
    for (const held of Object.values(setup.tenant.world.roleAssignments)) {
      if (held.principalId === anna?.oid) held.principalId = uma?.oid ?? '';
    }
    const again = await refresh(String(body['refresh_token']));
    expect(decodeJwt(String(again.body['access_token']))['wids']).toHaveLength(1);
  });

  test('is refused after ninety days, to another client, and when tampered with', async () => {
    const token = String((await redeem(await codeFor('anna'))).body['refresh_token']);
    addConnector(setup);
    expect((await refresh(token, { client_id: CONNECTOR_APP_ID })).body['error_codes']).toEqual([70000]);
    expect((await refresh(`${token.slice(0, -4)}AAAA`)).body['error_codes']).toEqual([9002313]);
    setup.clock.time += 90 * 86_400_000;
    expect((await refresh(token)).body['error_codes']).toEqual([700082]);
  });

  test('does not open Graph', async () => {
    const { body } = await redeem(await codeFor('anna'));
    for (const name of ['refresh_token', 'id_token']) {
      expect(await setup.entra.verifyAccessToken(`Bearer ${String(body[name])}`)).toBeNull();
    }
  });

  function refresh(token: string, changes: Record<string, string> = {}) {
    return setup.token({
      grant_type: 'refresh_token',
      client_id: REGISTRAR_APP_ID,
      refresh_token: token,
      ...changes,
    });
  }
});
