import { createHash } from 'node:crypto';
import { beforeEach, describe, expect, test } from '@jest/globals';
import type { TenantId } from '../../../src/provisioning/core/ids.ts';
import { Secret } from '../../../src/provisioning/core/secret.ts';
import { createSignIn } from '../../../src/provisioning/graph/index.ts';
import type { SignIn } from '../../../src/provisioning/ports.ts';
import { LOGIN } from '../../sandbox/entra/fixture.ts';
import { CLIENT_ID, REDIRECT_URI, pretendEntra, type PretendEntra } from './entra-fixture.ts';
import { TENANT, fetchFailed } from './fixture.ts';

const ELSEWHERE = 'bbbbbbbb-6a0e-4d1b-9c55-2f6f0a51c0de' as TenantId;

let entra: PretendEntra;
let signIn: SignIn;

const withFetch = (fetch: typeof globalThis.fetch) =>
  createSignIn({
    clientId: CLIENT_ID,
    loginBaseUrl: LOGIN,
    redirectUri: REDIRECT_URI,
    fetch,
    timeoutMs: 10_000,
    now: () => entra.clock.now(),
  });

beforeEach(async () => {
  entra = await pretendEntra();
  signIn = withFetch(entra.fetch);
});

const begin = (more: Partial<Parameters<SignIn['begin']>[0]> = {}) =>
  signIn.begin({ tenantId: TENANT, state: 'the-state', ...more });

async function codeFor(persona: string) {
  const { url, verifier } = await begin();
  const answer = await entra.choose(url, persona);
  return { code: answer.get('code') ?? '', verifier, answer };
}

describe('the address a browser is sent to', () => {
  test('is the tenant’s own, with PKCE, state and everything the engine needs', async () => {
    const { url, verifier } = await begin();
    const { origin, pathname, searchParams } = new URL(url);

    expect(origin + pathname).toBe(`http://localhost:3979/${TENANT}/oauth2/v2.0/authorize`);
    expect(Object.fromEntries(searchParams)).toMatchObject({
      client_id: CLIENT_ID,
      redirect_uri: REDIRECT_URI,
      response_type: 'code',
      response_mode: 'query',
      state: 'the-state',
      code_challenge: createHash('sha256').update(verifier.expose()).digest('base64url'),
      code_challenge_method: 'S256',
      prompt: 'select_account',
    });
    expect(searchParams.get('scope')?.split(' ')).toEqual([
      'https://graph.microsoft.com/User.Read',
      'https://graph.microsoft.com/Application.ReadWrite.All',
      'https://graph.microsoft.com/AppRoleAssignment.ReadWrite.All',
      'https://graph.microsoft.com/DelegatedPermissionGrant.ReadWrite.All',
      'https://graph.microsoft.com/Policy.Read.All',
      'https://graph.microsoft.com/RoleManagement.Read.Directory',
      'https://graph.microsoft.com/Directory.Read.All',
      'openid',
      'profile',
    ]);
    expect(url).not.toContain(verifier.expose());
  });

  test('asks for more where the run needs it, and for nothing more', async () => {
    const plain = new URL((await begin()).url).searchParams.get('scope')?.split(' ') ?? [];
    const extra = ['User.ReadWrite.All', 'Domain.Read.All'] as const;
    const asked = new URL((await begin({ extra })).url).searchParams.get('scope')?.split(' ') ?? [];

    expect(asked.filter((scope) => !plain.includes(scope))).toEqual([
      'https://graph.microsoft.com/User.ReadWrite.All',
      'https://graph.microsoft.com/Domain.Read.All',
    ]);
    expect(plain.filter((scope) => !asked.includes(scope))).toEqual([]);
  });

  test('asks for the credentials anew where a fresh sign-in is wanted', async () => {
    const { url } = await begin({ fresh: true });
    expect(new URL(url).searchParams.get('prompt')).toBe('login');
  });

  test('is another with every sign-in', async () => {
    const [one, two] = [await begin(), await begin()];
    expect(one.verifier.expose()).not.toBe(two.verifier.expose());
    expect(one.url).not.toBe(two.url);
  });

  test('suggests who is expected instead of asking', async () => {
    const { searchParams } = new URL((await begin({ loginHint: 'anna@contoso.example' })).url);
    expect(searchParams.get('login_hint')).toBe('anna@contoso.example');
    expect(searchParams.has('prompt')).toBe(false);
  });

  test('asks for what a claims challenge asked for', async () => {
    const wanted = { access_token: { nbf: { essential: true, value: '1604106651' } } };
    const claims = Buffer.from(JSON.stringify(wanted)).toString('base64');
    const { searchParams } = new URL((await begin({ claims })).url);
    expect(JSON.parse(searchParams.get('claims') ?? '')).toMatchObject(wanted);
  });

  test('reads the metadata of a tenant once an hour, not with every sign-in', async () => {
    await Promise.all([begin(), begin()]);
    expect(entra.asked).toHaveLength(1);
    entra.clock.time += 61 * 60 * 1000;
    await begin();
    expect(entra.asked).toHaveLength(2);
  });

  test('cannot be told when Entra does not answer, and can again when it does', async () => {
    let down = true;
    signIn = withFetch((...asked) =>
      down ? Promise.reject(fetchFailed('ECONNREFUSED')) : entra.fetch(...asked),
    );
    await expect(begin()).rejects.toMatchObject({ code: 'SIGNIN_UNREACHABLE' });
    down = false;
    expect((await begin()).url).toContain('/authorize?');
  });

  test.each([
    ['sends tokens elsewhere', { token_endpoint: 'https://evil.example/token' }],
    ['is of another tenant', { issuer: `${LOGIN}/${ELSEWHERE}/v2.0` }],
    ['is not complete', { jwks_uri: undefined }],
  ])('is not taken from metadata that %s', async (_, change) => {
    signIn = withFetch(async (...asked) => {
      const honest = (await (await entra.fetch(...asked)).json()) as object;
      return Response.json({ ...honest, ...change });
    });
    await expect(begin()).rejects.toMatchObject({ code: 'SIGNIN_UNREACHABLE' });
  });
});

describe('a code', () => {
  test('becomes the person and a token that lives by business time', async () => {
    const { code, verifier, answer } = await codeFor('bo');
    entra.clock.time += 5_000;
    const redeemed = await signIn.redeem({ tenantId: TENANT, code, verifier });

    expect(answer.get('state')).toBe('the-state');
    expect(redeemed).toMatchObject({
      kind: 'signed-in',
      signIn: {
        person: { displayName: 'Bo Builder' },
        tenantId: TENANT,
        userPrincipalName: 'bo@contoso.example',
      },
    });
    if (redeemed.kind !== 'signed-in') return;
    const life = redeemed.signIn.expiresAt - entra.clock.time;
    expect(life).toBeGreaterThan(30 * 60_000);
    expect(life).toBeLessThan(25 * 60 * 60_000);
    const caller = await entra.entra.verifyAccessToken(`Bearer ${redeemed.signIn.token.expose()}`);
    expect(caller).toMatchObject({ appId: CLIENT_ID, userId: redeemed.signIn.person.oid });
    expect(caller?.scopes).toContain('Application.ReadWrite.All');
  });

  test('is redeemed without asking for a refresh token', async () => {
    const { code, verifier } = await codeFor('anna');
    const redeemed = await signIn.redeem({ tenantId: TENANT, code, verifier });
    const sent = entra.asked.at(-1);

    expect(redeemed.kind).toBe('signed-in');
    expect(sent?.form.get('grant_type')).toBe('authorization_code');
    expect(sent?.form.get('code_verifier')).toBe(verifier.expose());
    expect(sent?.form.get('scope')).not.toContain('offline_access');
    expect(entra.asked.filter(({ method }) => method === 'POST')).toHaveLength(1);
  });

  test.each([[undefined], [['RoleManagement.ReadWrite.Directory'] as const]])(
    'is redeemed for the same permissions as it was asked with: extra %j',
    async (extra) => {
      const more = extra === undefined ? {} : { extra };
      const { url, verifier } = await begin(more);
      const code = (await entra.choose(url, 'anna')).get('code') ?? '';
      const redeemed = await signIn.redeem({ tenantId: TENANT, code, verifier, ...more });

      expect(redeemed.kind).toBe('signed-in');
      const asked = new URL(url).searchParams.get('scope')?.split(' ') ?? [];
      expect(entra.asked.at(-1)?.form.get('scope')?.split(' ').sort()).toEqual(asked.sort());
    },
  );

  test('is good once', async () => {
    const { code, verifier } = await codeFor('anna');
    await signIn.redeem({ tenantId: TENANT, code, verifier });
    const again = await signIn.redeem({ tenantId: TENANT, code, verifier });
    expect(again).toMatchObject({ kind: 'failed', code: 'SIGNIN_EXPIRED', aadsts: 54005 });
  });

  test('is worth nothing with another verifier', async () => {
    const { code } = await codeFor('anna');
    const other = new Secret('another-verifier-of-at-least-forty-three-characters');
    expect(await signIn.redeem({ tenantId: TENANT, code, verifier: other })).toMatchObject({
      kind: 'failed',
    });
  });

  test('of another sign-in of the same person does not fit this one', async () => {
    const mine = await begin();
    const theirs = await codeFor('anna');
    const redeemed = await signIn.redeem({ tenantId: TENANT, code: theirs.code, verifier: mine.verifier });
    expect(redeemed).toMatchObject({ kind: 'failed' });
  });
});

describe('what Entra says when it says no', () => {
  const refusing = (body: object, status = 400) =>
    entra.answerTokensWith(() => Response.json(body, { status }));
  const redeem = async () =>
    signIn.redeem({ tenantId: TENANT, code: 'a-code', verifier: new Secret('v'.repeat(43)) });

  test.each([
    [65001, 'invalid_grant', 'SIGNIN_CONSENT_NEEDED'],
    [50076, 'interaction_required', 'SIGNIN_MFA_NEEDED'],
    [53003, 'access_denied', 'SIGNIN_BLOCKED'],
    [50058, 'login_required', 'SIGNIN_INTERACTION_NEEDED'],
    [50105, 'invalid_grant', 'SIGNIN_NOT_ASSIGNED'],
    [700016, 'unauthorized_client', 'SIGNIN_APP_SETUP'],
    [90033, 'temporarily_unavailable', 'SIGNIN_UNREACHABLE'],
    [50057, 'invalid_client', 'SIGNIN_REFUSED'],
  ])('AADSTS%d (%s) is %s', async (aadsts, error, code) => {
    refusing({ error, error_description: `AADSTS${aadsts}: Some words.`, error_codes: [aadsts] });
    expect(await redeem()).toEqual({ kind: 'failed', code, aadsts });
  });

  test('a number only in the words counts too', async () => {
    refusing({ error: 'invalid_grant', error_description: 'AADSTS65001: Some words.' });
    expect(await redeem()).toEqual({ kind: 'failed', code: 'SIGNIN_CONSENT_NEEDED', aadsts: 65001 });
  });

  test.each([
    ['a web page', () => new Response('<html>', { status: 502 })],
    ['a broken connection', () => Promise.reject(fetchFailed('ECONNRESET'))],
    ['server_error', () => Response.json({ error: 'server_error' }, { status: 500 })],
    ['JSON that is no answer', () => Response.json([1])],
  ])('%s is no answer', async (_, answer) => {
    entra.answerTokensWith(answer);
    expect(await redeem()).toEqual({ kind: 'failed', code: 'SIGNIN_UNREACHABLE' });
  });

  test('a token without a person is refused', async () => {
    refusing({ token_type: 'Bearer', access_token: 'x', expires_in: 3600 }, 200);
    expect(await redeem()).toMatchObject({ kind: 'failed' });
  });
});

test('a person of another tenant is told so', async () => {
  const { code, verifier } = await codeFor('anna');
  const honest = entra.fetch;
  signIn = withFetch(async (...asked) => {
    const answer = (await (await honest(...asked)).json()) as Record<string, unknown>;
    if (typeof answer['id_token'] !== 'string') return Response.json(answer);
    return Response.json({ ...answer, id_token: retold(answer['id_token'], { tid: ELSEWHERE }) });
  });
  expect(await signIn.redeem({ tenantId: TENANT, code, verifier })).toEqual({
    kind: 'failed',
    code: 'SIGNIN_WRONG_TENANT',
  });
});

test('an ID token of another sign-in is refused', async () => {
  const { code, verifier } = await codeFor('anna');
  const honest = entra.fetch;
  signIn = withFetch(async (...asked) => {
    const answer = (await (await honest(...asked)).json()) as Record<string, unknown>;
    if (typeof answer['id_token'] !== 'string') return Response.json(answer);
    return Response.json({ ...answer, id_token: retold(answer['id_token'], { nonce: 'another' }) });
  });
  expect(await signIn.redeem({ tenantId: TENANT, code, verifier })).toEqual({
    kind: 'failed',
    code: 'SIGNIN_STATE',
  });
});

/** The token with some claims changed. MSAL takes it: it came from the token endpoint itself. */
function retold(token: string, claims: object): string {
  const [head = '', body = '', signature = ''] = token.split('.');
  const told = JSON.parse(Buffer.from(body, 'base64url').toString()) as object;
  const changed = Buffer.from(JSON.stringify({ ...told, ...claims })).toString('base64url');
  return [head, changed, signature].join('.');
}
