/** Tokens that are none of ours, on the real server: each is turned away alike, and none is written down. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { CompactEncrypt, generateSecret, SignJWT, type CompactJWEHeaderParameters } from 'jose';
import { speaker, startTabSite, type TabSite } from '../../fakes/tab-site.ts';
import { CONTOSO, FABRIKAM } from '../../fakes/tab-world.ts';
import { API, LOGIN, TEAMS_DESKTOP, TEAMS_WEB, unsigned, type Claims } from '../../fakes/teams-tokens.ts';

let site: TabSite;
const anna = speaker('global');

beforeAll(async () => {
  site = await startTabSite();
});
beforeEach(() => {
  site.tokens.published = ['key-1'];
  site.tokens.answers = 'keys';
});
afterAll(() => site.server.close());

const ME = 'GET /api/tab/me';
const seconds = (changes: number): number => Math.floor(site.clock.now() / 1000) + changes;

async function turnedAway(authorization: string | null): Promise<void> {
  const before = site.asked;
  const response = await site.send(ME, authorization);
  const body = (await response.json()) as { error: Record<string, string>; reference: string };
  expect([response.status, body.error['code'], body.error['reason']]).toEqual([401, 'TAB_TOKEN', 'token']);
  expect(Object.keys(body.error).sort()).toEqual(['code', 'fix', 'reason', 'what', 'why']);
  expect(response.headers.get('cache-control')).toBe('no-store');
  // Nobody was asked about anybody, and the token is in no line of the log.
  expect(site.asked).toBe(before);
  const [, token = 'none'] = (authorization ?? '').split(' ');
  if (token.length > 40) expect(site.logged.join()).not.toContain(token.slice(-40));
}

async function letIn(token: string): Promise<void> {
  const response = await site.send(ME, `Bearer ${token}`);
  expect(response.status).toBe(200);
  expect(await response.json()).toMatchObject({ person: { oid: anna.oid }, tenant: { id: CONTOSO } });
}

describe('let in', () => {
  test('a token of Teams on the web, with nothing changed', async () => letIn(await site.tokens.of(anna)));

  test.each<[string, Claims]>([
    ['of Teams on a desktop', { azp: TEAMS_DESKTOP }],
    ['of the tab itself', { azp: API }],
    ['for the application id URI', { aud: `api://registrar.example/${API}` }],
    ['with further scopes', { scp: 'openid access_as_user profile' }],
    ['that says it is a person’s', { idtyp: 'user' }],
    ['that does not say whether it is a guest’s', { acct: undefined }],
  ])('one %s', async (_, changes) => letIn(await site.tokens.of(anna, changes)));

  test('one that expired four minutes ago, or begins in four: clocks differ', async () => {
    await letIn(await site.tokens.of(anna, { exp: seconds(-240) }));
    await letIn(await site.tokens.of(anna, { nbf: seconds(240) }));
  });
});

describe('turned away: claims', () => {
  test.each<[string, (now: (changes: number) => number) => Claims]>([
    ['expired six minutes ago', (now) => ({ exp: now(-360) })],
    ['begins in six minutes', (now) => ({ nbf: now(360) })],
    ['no exp', () => ({ exp: undefined })],
    ['no nbf', () => ({ nbf: undefined })],
    ['no iat', () => ({ iat: undefined })],
    ['no aud', () => ({ aud: undefined })],
    ['no iss', () => ({ iss: undefined })],
    ['no tid', () => ({ tid: undefined })],
    ['no oid', () => ({ oid: undefined })],
    ['no scp', () => ({ scp: undefined })],
    ['no azp', () => ({ azp: undefined })],
    ['no ver', () => ({ ver: undefined })],
    ['exp as text', (now) => ({ exp: String(now(3_000)) })],
    ['exp with a fraction', (now) => ({ exp: now(3_000) + 0.5 })],
    ['exp in the year 30000', (now) => ({ exp: now(3_000) * 500 })],
    ['exp beyond all numbers', () => ({ exp: 1e300 })],
    ['exp below zero', () => ({ exp: -1 })],
    ['a life of three days', (now) => ({ exp: now(3 * 86_400) })],
    ['aud of several, ours among them', () => ({ aud: [API, 'another'] })],
    ['aud of several others', () => ({ aud: ['one', 'another'] })],
    ['aud of another application', () => ({ aud: 'another' })],
    ['aud of the bot', () => ({ aud: `api://botid-${API}` })],
    ['aud of Graph', () => ({ aud: 'https://graph.microsoft.com' })],
    ['aud of Graph, by id', () => ({ aud: '00000003-0000-0000-c000-000000000000' })],
    ['aud in capitals', () => ({ aud: API.toUpperCase() })],
    ['iss of version 1', () => ({ iss: `https://sts.windows.net/${CONTOSO}/` })],
    ['iss of the public cloud', () => ({ iss: `https://login.microsoftonline.com/${CONTOSO}/v2.0` })],
    ['iss of another cloud', () => ({ iss: `https://login.microsoftonline.us/${CONTOSO}/v2.0` })],
    ['iss with a slash at the end', () => ({ iss: `${LOGIN}/${CONTOSO}/v2.0/` })],
    ['iss in capitals', () => ({ iss: `${LOGIN}/${CONTOSO.toUpperCase()}/v2.0` })],
    ['iss of the other tenant', () => ({ iss: `${LOGIN}/${FABRIKAM}/v2.0` })],
    ['iss that only begins like ours', () => ({ iss: `${LOGIN}/${CONTOSO}/v2.0.evil.example` })],
    ['iss of the Bot Framework', () => ({ iss: 'https://api.botframework.com' })],
    ['iss like the Bot Framework', () => ({ iss: 'https://api.botframework.com.evil' })],
    ['iss of the emulator', () => ({ iss: 'https://sts.windows.net/d6d49420-f39b-4df7-a1dc-d59a935871db/' })],
    ['tid of the other tenant', () => ({ tid: FABRIKAM })],
    [
      'a tenant that is not served',
      () => ({
        tid: '33333333-3333-4333-8333-333333333333',
        iss: `${LOGIN}/33333333-3333-4333-8333-333333333333/v2.0`,
      }),
    ],
    ['tid that leads elsewhere', () => ({ tid: '../common' })],
    ['tid of a prototype', () => ({ tid: '__proto__' })],
    ['an application’s own', () => ({ idtyp: 'app', scp: undefined, roles: ['access_as_user'] })],
    ['an application’s own that has scp', () => ({ idtyp: 'app' })],
    ['an id token', () => ({ scp: undefined, nonce: 'n', azp: undefined })],
    ['another scope', () => ({ scp: 'User.Read' })],
    ['a scope that only contains ours', () => ({ scp: 'access_as_user.all no_access_as_user' })],
    ['scopes as a list', () => ({ scp: ['access_as_user'] })],
    ['an unknown client', () => ({ azp: '99999999-9999-4999-8999-999999999999' })],
    ['a client that only begins like Teams', () => ({ azp: `${TEAMS_WEB}0` })],
    ['version 1', () => ({ ver: '1.0' })],
    ['version as a number', () => ({ ver: 2 })],
    ['oid that is none', () => ({ oid: 'anna' })],
    ['oid with more behind it', () => ({ oid: `${anna.oid}/../x` })],
    ['acct that means nothing', () => ({ acct: '0' })],
    ['a name of a kilobyte', () => ({ name: 'x'.repeat(1_000) })],
  ])('%s', async (_, changes) => {
    await turnedAway(`Bearer ${await site.tokens.of(anna, changes(seconds))}`);
  });
});

describe('turned away: keys and headers', () => {
  const claims = (): Claims => site.tokens.claims(anna);

  test.each<[string, string]>([
    ['alg none', 'none'],
    ['alg None', 'None'],
    ['alg HS256 without a key', 'HS256'],
  ])('unsigned: %s', async (_, alg) => {
    await turnedAway(`Bearer ${unsigned({ typ: 'JWT', alg, kid: 'key-1' }, claims())}`);
    await turnedAway(`Bearer ${unsigned({ typ: 'JWT', alg, kid: 'key-1' }, claims(), 'c2lnbmVk')}`);
  });

  test('HS256, signed with the public key as if it were a secret', async () => {
    const shared = new TextEncoder().encode(JSON.stringify(site.tokens.publicKey));
    const token = await new SignJWT({ ...claims() })
      .setProtectedHeader({ typ: 'JWT', alg: 'HS256', kid: 'key-1' })
      .sign(shared);
    await turnedAway(`Bearer ${token}`);
  });

  test.each(['ES256', 'PS256', 'RS384', 'EdDSA'])('signed by %s', async (alg) => {
    await turnedAway(`Bearer ${unsigned({ typ: 'JWT', alg, kid: 'key-1' }, claims(), 'c2lnbmVk')}`);
  });

  test('the right name, another key', async () => {
    await turnedAway(`Bearer ${await site.tokens.sign(claims(), {}, 'other')}`);
  });

  test.each<[string, Record<string, unknown>]>([
    ['an unknown key', { kid: 'key-9' }],
    ['no name of a key', { kid: undefined }],
    ['an empty name of a key', { kid: '' }],
    ['a name of a key that is a path', { kid: '../../etc/passwd' }],
    ['a key of its own (jwk)', { jwk: { kty: 'RSA', n: 'AQAB', e: 'AQAB' } }],
    ['an address of keys (jku)', { jku: 'https://evil.example/keys' }],
    ['an address of a certificate (x5u)', { x5u: 'https://evil.example/cert' }],
    ['a certificate of its own (x5c)', { x5c: ['MIIB'] }],
    ['something that must be understood (crit)', { crit: ['b64'], b64: true }],
    ['another type', { typ: 'at+jwt' }],
    ['no type', { typ: undefined }],
  ])('%s', async (_, header) => {
    const own = { typ: 'JWT', alg: 'RS256', kid: 'key-1', ...header };
    const signature = (await site.tokens.sign(claims())).split('.')[2] ?? '';
    await turnedAway(`Bearer ${unsigned(own, claims(), signature)}`);
  });

  test('a key of its own, and the signature fits it', async () => {
    const token = await site.tokens.sign(claims(), { jwk: site.tokens.publicKey }, 'other');
    await turnedAway(`Bearer ${token}`);
  });

  test('encrypted', async () => {
    const inside = new TextEncoder().encode(await site.tokens.sign(claims()));
    const header: CompactJWEHeaderParameters = { alg: 'dir', enc: 'A256GCM', cty: 'JWT' };
    const key = await generateSecret('A256GCM');
    await turnedAway(`Bearer ${await new CompactEncrypt(inside).setProtectedHeader(header).encrypt(key)}`);
  });

  test('signed well, and then changed', async () => {
    const [header, , signature] = (await site.tokens.sign(claims())).split('.');
    const changed = Buffer.from(JSON.stringify({ ...claims(), name: 'Somebody else' })).toString('base64url');
    await turnedAway(`Bearer ${header}.${changed}.${signature}`);
  });
});

describe('turned away: the header', () => {
  test.each<[string, (token: string) => string | null]>([
    ['none', () => null],
    ['empty', () => ''],
    ['the word alone', () => 'Bearer'],
    ['the word in small letters', (token) => `bearer ${token}`],
    ['the word in capitals', (token) => `BEARER ${token}`],
    ['another word', (token) => `Basic ${token}`],
    ['no word', (token) => token],
    ['two blanks', (token) => `Bearer  ${token}`],
    ['a tab', (token) => `Bearer\t${token}`],
    ['something behind it', (token) => `Bearer ${token} x`],
    ['two tokens', (token) => `Bearer ${token}, Bearer ${token}`],
    ['the signature stripped', (token) => `Bearer ${token.split('.').slice(0, 2).join('.')}.`],
    ['two parts', (token) => `Bearer ${token.split('.').slice(0, 2).join('.')}`],
    ['four parts', (token) => `Bearer ${token}.x`],
    ['five parts', (token) => `Bearer ${token}.x.y`],
    ['base64 with padding', (token) => `Bearer ${token}=`],
    ['letters that no token has', (token) => `Bearer ${token}ä`],
    ['nine kilobytes', (token) => `Bearer ${token}${'A'.repeat(9 * 1024)}`],
  ])('%s', async (_, header) => turnedAway(header(await site.tokens.of(anna))));

  test('one that comes twice is neither', async () => {
    const token = `Bearer ${await site.tokens.of(anna)}`;
    const response = await fetch(`${site.server.url}/api/tab/me`, {
      headers: [
        ['authorization', token],
        ['authorization', token],
      ],
    });
    expect(response.status).toBe(401);
  });

  test('a token of a megabyte is not even read', async () => {
    const response = await site.send(ME, `Bearer ${'A'.repeat(1024 * 1024)}`).catch(() => null);
    expect(response === null || [400, 431].includes(response.status)).toBe(true);
  });

  test('one in the address, in a cookie or in the body counts for nothing', async () => {
    const token = await site.tokens.of(anna);
    const urls = [`/api/tab/me?access_token=${token}`, `/api/tab/me?token=${token}`];
    for (const path of urls) expect((await fetch(site.server.url + path)).status).toBe(401);
    const cookie = { cookie: `access_token=${token}` };
    expect((await fetch(`${site.server.url}/api/tab/me`, { headers: cookie })).status).toBe(401);
    expect((await site.send('POST /api/tab/runs', null, { connectorId: 'x', token })).status).toBe(401);
  });
});
