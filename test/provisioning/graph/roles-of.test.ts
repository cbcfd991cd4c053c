/** What a person holds, asked on their behalf of the pretend cloud, and what comes of every refusal. */
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { decodeJwt } from 'jose';
import { ROLES } from '../../../src/provisioning/core/roles.ts';
import { Secret } from '../../../src/provisioning/core/secret.ts';
import { createRolesOf } from '../../../src/provisioning/graph/index.ts';
import type { HeldRoles } from '../../../src/provisioning/ports.ts';
import { newSigningKey } from '../../../src/sandbox/entra/keys.ts';
import { createSandbox, type Sandbox } from '../../../src/sandbox/sandbox.ts';
import { PEOPLE, seedWorld, setRoles, TAB_APP_ID, TENANT_ID } from '../../../src/sandbox/seed.ts';
import { TAB_GRANT_ID } from '../../../src/sandbox/seed/ids.ts';
import { prepareTabCertificate } from '../../../src/sandbox/seed/watch-certificate.ts';
import type { KeyCredential } from '../../../src/sandbox/world.ts';
import { SeededRandom } from '../../fakes/random.ts';
import { fetchFrom } from '../../fakes/wire.ts';

const LOGIN = 'https://localhost:3980';
const machine = { now: () => Date.now() };

let folder: string;
let file: string;
let certificate: KeyCredential;
let keys: Awaited<ReturnType<typeof newSigningKey>>;
let cloud: Sandbox;
let asked: { readonly url: URL; readonly body: string }[];
let instead: ((url: URL) => Response | undefined) | null;
let failures: unknown[];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'registrar-roles-'));
  file = join(folder, 'tab.pem');
  certificate = await prepareTabCertificate(folder, machine, new SeededRandom('tab'));
  keys = await newSigningKey();
});
beforeEach(async () => {
  [asked, instead, failures] = [[], null, []];
  cloud = await createSandbox({
    ...{ clock: machine, random: new SeededRandom('roles'), keys, tabCertificate: certificate },
    world: seedWorld({ now: Date.now() - 86_400_000 }),
    ...{ loginBaseUrl: LOGIN, browserBaseUrl: 'http://localhost:3979' },
  });
});
afterAll(() => rm(folder, { recursive: true }));

const wire = fetchFrom((request) =>
  cloud.handle({ ...request, headers: { ...request.headers, host: 'localhost:3980' } }),
);

const noted: typeof fetch = async (input, init) => {
  const request = new Request(input, init);
  const url = new URL(request.url);
  asked.push({ url, body: await request.clone().text() });
  return instead?.(url) ?? wire(request);
};

async function heldBy(
  persona: string,
  changes: Partial<Parameters<typeof createRolesOf>[0]> = {},
): Promise<HeldRoles> {
  const { token } = await cloud.entra.teamsSsoToken({ persona, clientId: TAB_APP_ID });
  return holding(token, changes);
}

function holding(
  token: string,
  changes: Partial<Parameters<typeof createRolesOf>[0]> = {},
): Promise<HeldRoles> {
  const rolesOf = createRolesOf({
    ...{ appId: TAB_APP_ID, certificateFile: file, loginBaseUrl: LOGIN, graphBaseUrl: LOGIN, fetch: noted },
    ...{ timeoutMs: 5_000, newId: new SeededRandom('ids'), now: () => Date.now() },
    failed: (cause) => void failures.push(cause),
    ...changes,
  });
  return rolesOf({ tenantId: TENANT_ID, token: new Secret(token) });
}

function oidOf(persona: string): string {
  return PEOPLE.find(({ key }) => key === persona)?.oid ?? '';
}

describe('what is held', () => {
  test.each([
    ['anna', [ROLES.globalAdministrator], false],
    ['bo', [ROLES.applicationAdministrator], false],
    ['pia', [ROLES.privilegedRoleAdministrator], false],
    ['dana', [ROLES.applicationDeveloper], false],
    ['uma', [], false],
    ['gus', [], true],
  ] as const)('%s', async (persona, roles, guest) => {
    expect(await heldBy(persona)).toEqual({ kind: 'held', oid: oidOf(persona), guest, roles });
    expect(failures).toEqual([]);
  });

  test('is what is held now', async () => {
    setRoles(cloud.world, oidOf('uma'), ['Global Administrator', 'Application Administrator']);
    const held = await heldBy('uma');
    expect(held.kind === 'held' ? [...held.roles].sort() : held).toEqual(
      [ROLES.applicationAdministrator, ROLES.globalAdministrator].sort(),
    );
  });
});

test('the token it asks with may read one’s own account and nothing else', async () => {
  let scopes: unknown;
  const watching: typeof fetch = async (input, init) => {
    const request = new Request(input, init);
    const bearer = request.headers.get('authorization')?.split(' ')[1];
    if (bearer !== undefined) scopes = decodeJwt(bearer)['scp'];
    return noted(request);
  };
  await heldBy('anna', { fetch: watching });
  expect(scopes).toBe('User.Read');
});

test('it proves itself by a signature: no secret is sent, no key leaves, and no refresh token is asked for', async () => {
  await heldBy('anna');
  const form = new URLSearchParams(asked.find(({ url }) => url.pathname.endsWith('/token'))?.body);
  expect(form.get('requested_token_use')).toBe('on_behalf_of');
  expect(form.get('client_assertion_type')).toContain('jwt-bearer');
  expect(form.has('client_secret')).toBe(false);
  expect(form.get('scope')?.split(' ')).not.toContain('offline_access');
  expect(asked.map(({ body }) => body).join()).not.toContain('PRIVATE');
});

describe('no answer', () => {
  test('without consent', async () => {
    delete cloud.world.oauth2PermissionGrants[TAB_GRANT_ID];
    expect(await heldBy('anna')).toEqual({ kind: 'consent' });
  });

  test('when Entra wants more than a sign-in', async () => {
    const claims = '{"access_token":{"capolids":{"essential":true,"values":["c1"]}}}';
    const body = {
      error: 'interaction_required',
      error_description: 'AADSTS50076: Due to a configuration change made by your administrator.',
      error_codes: [50076],
      suberror: 'basic_action',
      claims,
    };
    instead = (url) => (url.pathname.endsWith('/token') ? Response.json(body, { status: 400 }) : undefined);
    expect(await heldBy('anna')).toEqual({ kind: 'claims', claims });
  });

  test('when Graph wants more than a sign-in', async () => {
    const claims = '{"access_token":{"nbf":{"essential":true}}}';
    const challenge = `Bearer error="insufficient_claims", claims="${Buffer.from(claims).toString('base64')}"`;
    instead = (url) =>
      url.pathname.startsWith('/v1.0/')
        ? Response.json({ error: { code: 'x' } }, { status: 401, headers: { 'www-authenticate': challenge } })
        : undefined;
    expect(await heldBy('anna')).toEqual({ kind: 'claims', claims });
  });

  test('for somebody whose account is off', async () => {
    const { token } = await cloud.entra.teamsSsoToken({ persona: 'anna', clientId: TAB_APP_ID });
    const anna = cloud.world.users[oidOf('anna')];
    if (anna !== undefined) anna.accountEnabled = false;
    expect(await holding(token)).toEqual({ kind: 'void' });
  });

  test('with a token that was made by somebody else', async () => {
    const { token } = await cloud.entra.teamsSsoToken({ persona: 'anna', clientId: TAB_APP_ID });
    expect(await holding(`${token.slice(0, -8)}AAAAAAAA`)).toEqual({ kind: 'void' });
  });

  test('while Graph is down', async () => {
    instead = (url) => (url.pathname.startsWith('/v1.0/') ? new Response('', { status: 503 }) : undefined);
    expect(await heldBy('anna')).toEqual({ kind: 'unavailable' });
  });

  test('while Entra is down, and the log is told', async () => {
    const fetch = (): Promise<Response> => Promise.reject(new TypeError('fetch failed'));
    expect(await heldBy('anna', { fetch })).toEqual({ kind: 'unavailable' });
    expect(failures).toHaveLength(1);
  });

  test.each([
    ['without its certificate', () => join(folder, 'nothing.pem')],
    ['with a key that others can read', () => join(folder, 'open.pem')],
    ['with half of it', () => join(folder, 'half.pem')],
  ])('%s, and the log is told', async (_, certificateFile) => {
    const pem = await readFile(file, 'utf8');
    await writeFile(join(folder, 'open.pem'), pem);
    await chmod(join(folder, 'open.pem'), 0o644);
    await writeFile(join(folder, 'half.pem'), pem.slice(0, pem.indexOf('-----BEGIN CERTIFICATE')), {
      mode: 0o600,
    });
    expect(await heldBy('anna', { certificateFile: certificateFile() })).toEqual({ kind: 'unavailable' });
    expect(failures).toHaveLength(1);
    expect(String(failures[0])).not.toContain('PRIVATE');
  });
});
