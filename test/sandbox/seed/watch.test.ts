/** The application as which the product watches: what it may do, and the key pair that is made for it. */
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { createPrivateKey, X509Certificate } from 'node:crypto';
import { giveWatchCertificate, seedWorld, WATCH_APP_ID } from '../../../src/sandbox/seed.ts';
import { graphAppRoleId } from '../../../src/sandbox/seed/graphServicePrincipal.ts';
import { WATCH_APP_OBJECT_ID, WATCH_SP_ID } from '../../../src/sandbox/seed/ids.ts';
import { prepareWatchCertificate } from '../../../src/sandbox/seed/watch-certificate.ts';
import { createSandbox } from '../../../src/sandbox/sandbox.ts';
import { BROWSER, countedRandom, LOGIN, signingKey, START } from '../entra/fixture.ts';

const clock = { now: () => START };

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'watch-'));
});
afterEach(() => rm(folder, { recursive: true }));

test('the watch may read applications and nothing more', () => {
  const { appRoleAssignments, oauth2PermissionGrants, roleAssignments, applications } = seedWorld();
  const held = Object.values(appRoleAssignments).filter(({ principalId }) => principalId === WATCH_SP_ID);
  expect(held.map(({ appRoleId }) => appRoleId)).toEqual([graphAppRoleId('Application.Read.All')]);
  const grants = Object.values(oauth2PermissionGrants).filter(({ clientId }) => clientId === WATCH_SP_ID);
  const roles = Object.values(roleAssignments).filter(({ principalId }) => principalId === WATCH_SP_ID);
  expect([grants, roles]).toEqual([[], []]);
  expect(applications[WATCH_APP_OBJECT_ID]).toMatchObject({
    appId: WATCH_APP_ID,
    passwordCredentials: [],
    keyCredentials: [],
  });
});

test('the key pair is made once, for its owner alone, and only its certificate is in the tenant', async () => {
  const certificate = await prepareWatchCertificate(folder, clock, countedRandom());
  expect(await prepareWatchCertificate(folder, clock, countedRandom())).toEqual(certificate);
  const path = join(folder, 'watch.pem');
  expect((await stat(path)).mode & 0o777).toBe(0o600);
  const pem = await readFile(path, 'utf8');
  const read = new X509Certificate(pem);
  expect(read.checkPrivateKey(createPrivateKey(pem))).toBe(true);
  expect(certificate.key).toBe(read.raw.toString('base64'));
  expect(certificate).toMatchObject({ endDateTime: '2099-12-31T00:00:00.000Z', usage: 'Verify' });
});

test('a file that holds no key pair is replaced', async () => {
  const first = await prepareWatchCertificate(folder, clock, countedRandom());
  await writeFile(join(folder, 'watch.pem'), 'not a key');
  const second = await prepareWatchCertificate(folder, clock, countedRandom());
  expect(second.keyId).not.toBe(first.keyId);
});

test('each certificate is put on the application once, and what a tester removes stays away', async () => {
  const certificate = await prepareWatchCertificate(folder, clock, countedRandom());
  const world = seedWorld();
  giveWatchCertificate(world, certificate);
  const application = world.applications[WATCH_APP_OBJECT_ID]!;
  expect(application.keyCredentials).toEqual([certificate]);
  application.keyCredentials = [];
  giveWatchCertificate(world, certificate);
  expect(application.keyCredentials).toEqual([]);
});

test('the first day again has the certificate too', async () => {
  const watchCertificate = await prepareWatchCertificate(folder, clock, countedRandom());
  const sandbox = await createSandbox({
    ...{ clock, random: countedRandom(), keys: await signingKey(), watchCertificate },
    ...{ loginBaseUrl: LOGIN, browserBaseUrl: BROWSER },
  });
  const keys = () => sandbox.world.applications[WATCH_APP_OBJECT_ID]?.keyCredentials;
  expect(keys()).toEqual([watchCertificate]);
  sandbox.world.applications[WATCH_APP_OBJECT_ID]!.keyCredentials = [];
  await sandbox.handle({ method: 'POST', url: '/sandbox/reset', headers: {}, body: '' });
  expect(keys()).toEqual([watchCertificate]);
});
