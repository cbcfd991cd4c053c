import { beforeEach, describe, expect, test } from '@jest/globals';
import type { TenantId } from '../../../src/provisioning/core/ids.ts';
import { Secret } from '../../../src/provisioning/core/secret.ts';
import { createDeviceSignIn } from '../../../src/provisioning/graph/index.ts';
import { signInScopes } from '../../../src/provisioning/graph/scopes.ts';
import type { DeviceSignIn } from '../../../src/provisioning/ports.ts';
import { DEVICE_SIGN_IN_APP_ID } from '../../../src/sandbox/seed.ts';
import { LOGIN, addConnector, CONNECTOR_APP_ID } from '../../sandbox/entra/fixture.ts';
import { pretendEntra, type PretendEntra } from './entra-fixture.ts';
import { TENANT, fetchFailed } from './fixture.ts';

const ELSEWHERE = 'bbbbbbbb-6a0e-4d1b-9c55-2f6f0a51c0de' as TenantId;
const CODE = new Secret('a-device-code');

let entra: PretendEntra;
let signIn: DeviceSignIn;

const withFetch = (fetch: typeof globalThis.fetch, clientId: string = DEVICE_SIGN_IN_APP_ID) =>
  createDeviceSignIn({
    clientId,
    loginBaseUrl: LOGIN,
    fetch,
    timeoutMs: 10_000,
    now: () => entra.clock.now(),
  });

beforeEach(async () => {
  entra = await pretendEntra();
  signIn = withFetch(entra.fetch);
});

const begin = () => signIn.begin({ tenantId: TENANT });
const poll = (deviceCode: Secret = CODE) => signIn.poll({ tenantId: TENANT, deviceCode });
/** The person at Microsoft's page. */
const type = (user_code: string, choice: Record<string, string>) =>
  entra.get('/devicelogin', { user_code, ...choice });

describe('a code to be typed', () => {
  test('comes with where to type it, how long it is good and how often to ask', async () => {
    const { deviceCode, ...begun } = await begin();
    expect(begun).toEqual({
      userCode: expect.stringMatching(/^[A-Z0-9]{9}$/) as unknown as string,
      verificationUri: 'http://localhost:3979/devicelogin',
      expiresAt: entra.clock.now() + 900_000,
      intervalSeconds: 5,
    });
    expect(String(deviceCode)).not.toContain(deviceCode.expose());
  });

  test('is asked for in one request of the tenant, for Registrar’s own permissions and no refresh token', async () => {
    await begin();
    expect(entra.asked.map(({ url }) => url.href)).toEqual([`${LOGIN}/${TENANT}/oauth2/v2.0/devicecode`]);
    const form = entra.asked[0]?.form ?? new URLSearchParams();
    expect(form.get('client_id')).toBe(DEVICE_SIGN_IN_APP_ID);
    const scopes = [...signInScopes('https://graph.microsoft.com'), 'openid', 'profile'];
    expect(form.get('scope')?.split(' ')).toEqual(scopes);
  });

  test('asks for what this set-up needs beside', async () => {
    await signIn.begin({ tenantId: TENANT, extra: ['User.ReadWrite.All'] });
    const scopes = entra.asked[0]?.form.get('scope')?.split(' ');
    expect(scopes).toContain('https://graph.microsoft.com/User.ReadWrite.All');
    expect(scopes).not.toContain('offline_access');
  });

  test('asks for what a claims challenge asked for, at the beginning and at each poll', async () => {
    const wanted = '{"access_token":{"acrs":{"essential":true,"value":"c1"}}}';
    const claims = Buffer.from(wanted).toString('base64');
    const { deviceCode } = await signIn.begin({ tenantId: TENANT, claims });
    await signIn.poll({ tenantId: TENANT, deviceCode, claims });
    expect(entra.asked.map(({ form }) => form.get('claims'))).toEqual([wanted, wanted]);
  });

  test('is asked to be typed nowhere but at a page of the web', async () => {
    signIn = withFetch(async (...asked) => {
      const honest = (await (await entra.fetch(...asked)).json()) as object;
      return Response.json({ ...honest, verification_uri: 'javascript:alert(1)' });
    });
    await expect(begin()).rejects.toMatchObject({ code: 'SIGNIN_UNREACHABLE' });
  });

  test('is not to be had for an application that Entra does not know', async () => {
    signIn = withFetch(entra.fetch, '2d4c1a70-90b5-4b7e-8a11-5e6e0f3a7dff');
    await expect(begin()).rejects.toMatchObject({ code: 'SIGNIN_APP_SETUP', facts: { aadsts: 700016 } });
  });

  test.each([
    ['is away', () => Promise.reject(fetchFailed('ECONNREFUSED'))],
    ['answers a web page', () => Promise.resolve(new Response('<html>', { status: 502 }))],
    ['answers half of what is needed', () => Promise.resolve(Response.json({ user_code: 'ABC' }))],
  ])('is not to be had while Entra %s', async (_, answer) => {
    signIn = withFetch(answer);
    await expect(begin()).rejects.toMatchObject({ code: 'SIGNIN_UNREACHABLE' });
  });
});

describe('asking whether it was typed', () => {
  test('nobody has signed in yet: one request, and no more by itself', async () => {
    const { deviceCode } = await begin();
    expect(await poll(deviceCode)).toEqual({ kind: 'pending' });
    expect(await poll(deviceCode)).toEqual({ kind: 'pending' });
    expect(entra.asked.map(({ url }) => url.pathname.split('/').pop())).toEqual([
      'devicecode',
      'token',
      'token',
    ]);
    expect(Object.fromEntries(entra.asked[1]?.form ?? [])).toEqual({
      client_id: DEVICE_SIGN_IN_APP_ID,
      grant_type: 'urn:ietf:params:oauth:grant-type:device_code',
      device_code: deviceCode.expose(),
    });
  });

  test('somebody has: the person, and a token that lives by business time', async () => {
    const { deviceCode, userCode } = await begin();
    await type(userCode, { persona: 'bo' });
    entra.clock.time += 5_000;
    const polled = await poll(deviceCode);
    expect(polled).toMatchObject({
      kind: 'signed-in',
      signIn: {
        person: { displayName: 'Bo Builder' },
        tenantId: TENANT,
        userPrincipalName: 'bo@contoso.example',
      },
    });
    if (polled.kind !== 'signed-in') return;
    const life = polled.signIn.expiresAt - entra.clock.time;
    expect(life).toBeGreaterThan(30 * 60_000);
    expect(life).toBeLessThan(25 * 60 * 60_000);
    const caller = await entra.entra.verifyAccessToken(`Bearer ${polled.signIn.token.expose()}`);
    expect(caller).toMatchObject({ appId: DEVICE_SIGN_IN_APP_ID, userId: polled.signIn.person.oid });
    expect(caller?.scopes).toContain('Application.ReadWrite.All');
  });

  test('a code is good for one sign-in', async () => {
    const { deviceCode, userCode } = await begin();
    await type(userCode, { persona: 'anna' });
    await poll(deviceCode);
    expect(await poll(deviceCode)).toEqual({ kind: 'failed', code: 'SIGNIN_CODE_USED', aadsts: 70018 });
  });

  test('the person said no', async () => {
    const { deviceCode, userCode } = await begin();
    await type(userCode, { refuse: '1' });
    expect(await poll(deviceCode)).toMatchObject({ kind: 'failed', code: 'SIGNIN_DECLINED' });
  });

  test('nobody came in time', async () => {
    const { deviceCode } = await begin();
    entra.clock.time += 900_000;
    expect(await poll(deviceCode)).toEqual({ kind: 'failed', code: 'SIGNIN_CODE_EXPIRED', aadsts: 70019 });
  });

  test('an application that is no public client is said to be none', async () => {
    addConnector(entra);
    signIn = withFetch(entra.fetch, CONNECTOR_APP_ID);
    const { deviceCode } = await begin();
    expect(await poll(deviceCode)).toEqual({ kind: 'failed', code: 'SIGNIN_NOT_PUBLIC', aadsts: 7000218 });
  });
});

describe('what Entra says when it says no to a code', () => {
  const answering = (body: object, status = 400) =>
    entra.answerTokensWith(() => Response.json(body, { status }));

  test.each([
    ['slow_down', { kind: 'slow-down' }],
    ['authorization_pending', { kind: 'pending' }],
    ['authorization_declined', { kind: 'failed', code: 'SIGNIN_DECLINED' }],
    ['expired_token', { kind: 'failed', code: 'SIGNIN_CODE_EXPIRED' }],
    ['bad_verification_code', { kind: 'failed', code: 'SIGNIN_CODE_USED' }],
    ['invalid_grant', { kind: 'failed', code: 'SIGNIN_CODE_EXPIRED' }],
    ['server_error', { kind: 'failed', code: 'SIGNIN_UNREACHABLE' }],
  ])('the word %s alone is enough', async (error, polled) => {
    answering({ error });
    expect(await poll()).toEqual(polled);
  });

  test.each([
    [53003, 'access_denied', 'SIGNIN_CODE_BLOCKED'],
    [50097, 'interaction_required', 'SIGNIN_CODE_BLOCKED'],
    [50076, 'interaction_required', 'SIGNIN_MFA_NEEDED'],
    [65001, 'invalid_grant', 'SIGNIN_CONSENT_NEEDED'],
    [50105, 'invalid_grant', 'SIGNIN_NOT_ASSIGNED'],
    [700016, 'unauthorized_client', 'SIGNIN_APP_SETUP'],
    [50057, 'invalid_client', 'SIGNIN_REFUSED'],
  ])('AADSTS%d to a code (%s) is %s', async (aadsts, error, code) => {
    answering({ error, error_description: `AADSTS${aadsts}: Some words.`, error_codes: [aadsts] });
    expect(await poll()).toEqual({ kind: 'failed', code, aadsts });
    answering({ error, error_description: `AADSTS${aadsts}: Some words.` });
    expect(await poll()).toEqual({ kind: 'failed', code, aadsts });
  });

  test.each([
    ['a web page', () => new Response('<html>', { status: 502 })],
    ['a broken connection', () => Promise.reject(fetchFailed('ECONNRESET'))],
    ['JSON that is no answer', () => Response.json([1])],
  ])('%s says nothing about the code', async (_, answer) => {
    entra.answerTokensWith(answer);
    expect(await poll()).toEqual({ kind: 'failed', code: 'SIGNIN_UNREACHABLE' });
  });
});

describe('whose token it is', () => {
  /** What Entra would say of Anna, with other claims in it. */
  async function polledWith(claims: object | null) {
    const { deviceCode, userCode } = await begin();
    await type(userCode, { persona: 'anna' });
    signIn = withFetch(async (...asked) => {
      const { id_token, ...rest } = (await (await entra.fetch(...asked)).json()) as Record<string, string>;
      return Response.json(claims === null ? rest : { ...rest, id_token: retold(id_token ?? '', claims) });
    });
    return poll(deviceCode);
  }

  test('nobody’s, without an ID token', async () => {
    expect(await polledWith(null)).toEqual({ kind: 'failed', code: 'SIGNIN_REFUSED' });
  });

  test('nobody’s, when the ID token is another application’s', async () => {
    expect(await polledWith({ aud: CONNECTOR_APP_ID })).toEqual({ kind: 'failed', code: 'SIGNIN_REFUSED' });
  });

  test('nobody’s, when the ID token names no person', async () => {
    expect(await polledWith({ oid: 'nobody' })).toEqual({ kind: 'failed', code: 'SIGNIN_REFUSED' });
  });

  test('of another tenant: told so', async () => {
    expect(await polledWith({ tid: ELSEWHERE })).toEqual({ kind: 'failed', code: 'SIGNIN_WRONG_TENANT' });
  });

  test('a refresh token that comes unasked is not kept', async () => {
    const { deviceCode, userCode } = await begin();
    await type(userCode, { persona: 'anna' });
    signIn = withFetch(async (...asked) => {
      const honest = (await (await entra.fetch(...asked)).json()) as object;
      return Response.json({ ...honest, refresh_token: 'canary-refresh' });
    });
    const polled = await poll(deviceCode);
    expect(polled.kind === 'signed-in' && polled.signIn.token.expose()).not.toContain('canary');
    expect(JSON.stringify(polled)).not.toContain('canary');
  });
});

/** The token with some claims changed: it came from the token endpoint itself, so no signature is looked at. */
function retold(token: string, claims: object): string {
  const [head = '', body = '', signature = ''] = token.split('.');
  const told = JSON.parse(Buffer.from(body, 'base64url').toString()) as object;
  const changed = Buffer.from(JSON.stringify({ ...told, ...claims })).toString('base64url');
  return [head, changed, signature].join('.');
}
