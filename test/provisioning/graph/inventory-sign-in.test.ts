/** The product signing in as itself, with a certificate and nothing else. */
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { createInventorySignIn } from '../../../src/provisioning/graph/index.ts';
import { rolesIn } from '../../../src/provisioning/graph/token-roles.ts';
import { letWatchReadGrants } from '../../../src/sandbox/seed.ts';
import { graphAppRoleId } from '../../../src/sandbox/seed/graphServicePrincipal.ts';
import { WATCH_APP_OBJECT_ID, WATCH_ASSIGNMENT_ID, WATCH_SP_ID } from '../../../src/sandbox/seed/ids.ts';
import { LOGIN, TENANT, WATCH, WatchedCloud } from '../../fakes/watched-cloud.ts';

let cloud: WatchedCloud;
let folder: string;
let file: string;

beforeEach(async () => {
  cloud = await WatchedCloud.create();
  folder = await mkdtemp(join(tmpdir(), 'registrar-sign-in-'));
  file = join(folder, 'own.pem');
  await writeFile(file, await readFile(cloud.certificateFile), { mode: 0o600 });
});
afterEach(async () => {
  await cloud.close();
  await rm(folder, { recursive: true });
});

const never = new AbortController().signal;

function signIn(changes: Partial<Parameters<typeof createInventorySignIn>[0]> = {}, signal = never) {
  const wire = { fetch: cloud.fetch, timeoutMs: 5_000 };
  const options = { ...wire, appId: WATCH, certificateFile: file, loginBaseUrl: LOGIN, ...changes };
  return createInventorySignIn(options)(TENANT, signal);
}

test('the token is for reading applications, and prints as nothing', async () => {
  const token = await signIn();
  expect(rolesIn(token.expose())).toEqual(['Application.Read.All']);
  expect(String(token) + JSON.stringify({ token })).not.toContain(token.expose());
});

test('it proves itself by a signed assertion: no secret is sent, and no key leaves', async () => {
  const bodies: string[] = [];
  const fetch: typeof globalThis.fetch = async (input, init) => {
    bodies.push(await new Request(input, init).text());
    return cloud.fetch(input, init);
  };
  await signIn({ fetch });
  const form = new URLSearchParams(bodies.at(-1));
  expect(form.get('client_assertion_type')).toContain('jwt-bearer');
  expect(form.has('client_secret')).toBe(false);
  expect(bodies.join()).not.toContain('PRIVATE');
});

test('each sign-in is a token of its own, so that a moved clock meets no old one', async () => {
  const first = await signIn();
  cloud.clock.advance(400 * 86_400_000);
  const second = await signIn();
  expect(await cloud.sandbox.entra.verifyAccessToken(`Bearer ${first.expose()}`)).toBeNull();
  expect(await cloud.sandbox.entra.verifyAccessToken(`Bearer ${second.expose()}`)).not.toBeNull();
});

describe('the file', () => {
  test('that is not there', async () => {
    await rm(file);
    await expect(signIn()).rejects.toMatchObject({ code: 'SWEEP_NO_CERTIFICATE', facts: { file } });
    await writeFile(file, await readFile(cloud.certificateFile), { mode: 0o600 });
    await expect(signIn()).resolves.toBeDefined();
  });

  test.each([0o640, 0o604, 0o666])('that others may read (mode %o)', async (mode) => {
    await chmod(file, mode);
    await expect(signIn()).rejects.toMatchObject({ code: 'SWEEP_CERTIFICATE_EXPOSED' });
  });

  test.each([
    ['is empty', () => ''],
    ['holds the key alone', (pem: string) => pem.slice(0, pem.indexOf('-----BEGIN CERTIFICATE'))],
    ['holds the certificate alone', (pem: string) => pem.slice(pem.indexOf('-----BEGIN CERTIFICATE'))],
    ['is cut short', (pem: string) => pem.slice(0, -200)],
  ])('that %s', async (_, cut) => {
    await writeFile(file, cut(await readFile(file, 'utf8')));
    await expect(signIn()).rejects.toMatchObject({ code: 'SWEEP_CERTIFICATE_WRONG', facts: { file } });
  });
});

describe('what Entra says no to', () => {
  test('a certificate that is not on the application', async () => {
    cloud.sandbox.world.applications[WATCH_APP_OBJECT_ID]!.keyCredentials = [];
    await expect(signIn()).rejects.toMatchObject({
      code: 'SWEEP_REFUSED',
      facts: { answer: 'AADSTS700027' },
    });
  });

  test('an application that is not there', async () => {
    delete cloud.sandbox.world.applications[WATCH_APP_OBJECT_ID];
    await expect(signIn()).rejects.toMatchObject({
      code: 'SWEEP_REFUSED',
      facts: { answer: 'AADSTS700016' },
    });
  });
});

test('an application that may do more is not used', async () => {
  const { appRoleAssignments } = cloud.sandbox.world;
  const held = appRoleAssignments[WATCH_ASSIGNMENT_ID]!;
  const id = 'more';
  appRoleAssignments[id] = { ...held, id, appRoleId: graphAppRoleId('Application.ReadWrite.All') };
  await expect(signIn()).rejects.toMatchObject({
    code: 'SWEEP_TOO_POWERFUL',
    facts: { enough: 'Application.Read.All', roles: 'Application.ReadWrite.All' },
  });
  for (const one of Object.values(appRoleAssignments)) {
    if (one.principalId === WATCH_SP_ID) delete appRoleAssignments[one.id];
  }
  await expect(signIn()).resolves.toBeDefined();
});

test('Directory.Read.All is one too many, unless the operator lets it read grants', async () => {
  letWatchReadGrants(cloud.sandbox.world, true);
  await expect(signIn()).rejects.toMatchObject({ code: 'SWEEP_TOO_POWERFUL' });
  const token = await signIn({ grants: true });
  expect(rolesIn(token.expose())).toEqual(['Application.Read.All', 'Directory.Read.All']);
  const { appRoleAssignments } = cloud.sandbox.world;
  const held = appRoleAssignments[WATCH_ASSIGNMENT_ID]!;
  appRoleAssignments['more'] = { ...held, id: 'more', appRoleId: graphAppRoleId('User.ReadWrite.All') };
  await expect(signIn({ grants: true })).rejects.toMatchObject({
    code: 'SWEEP_TOO_POWERFUL',
    facts: { enough: 'Application.Read.All and Directory.Read.All', roles: 'User.ReadWrite.All' },
  });
});

describe('no answer', () => {
  test.each<[string, () => Promise<Response>]>([
    ['no connection', () => Promise.reject(new TypeError('fetch failed'))],
    ['a page of a proxy', () => Promise.resolve(new Response('<html>', { status: 503 }))],
    ['metadata of nobody', () => Promise.resolve(Response.json({}))],
  ])('%s is said to be one', async (_, fetch) => {
    await expect(signIn({ fetch })).rejects.toMatchObject({ code: 'SWEEP_UNREACHABLE' });
  });

  test('metadata that send the assertion elsewhere are not followed', async () => {
    const urls: string[] = [];
    const fetch: typeof globalThis.fetch = async (input, init) => {
      const { url } = new Request(input, init);
      urls.push(url);
      const text = await (await cloud.fetch(input, init)).text();
      return new Response(text.replaceAll('https://localhost:3980/', 'https://elsewhere.example/'));
    };
    await expect(signIn({ fetch })).rejects.toMatchObject({ code: 'SWEEP_UNREACHABLE' });
    expect(new Set(urls.map((url) => new URL(url).host))).toEqual(new Set(['localhost:3980']));
  });

  test('a sign-in that is called off ends with the reason', async () => {
    const stopping = new AbortController();
    const fetch: typeof globalThis.fetch = () => {
      stopping.abort(new RangeError('enough'));
      return Promise.reject(new DOMException('', 'AbortError'));
    };
    await expect(signIn({ fetch }, stopping.signal)).rejects.toThrow('enough');
  });
});
