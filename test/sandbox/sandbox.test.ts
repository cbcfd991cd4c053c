import { beforeEach, describe, expect, test } from '@jest/globals';
import { ConnectionLost } from '../../src/sandbox/connection.ts';
import type { FaultEffect } from '../../src/sandbox/control/faults.ts';
import { createSandbox, type Sandbox } from '../../src/sandbox/sandbox.ts';
import { INSPECTOR, REGISTRAR_APP_ID, TENANT_ID } from '../../src/sandbox/seed.ts';
import { BROWSER, countedRandom, LOGIN, signingKey, START } from './entra/fixture.ts';

let sandbox: Sandbox;
let machine: { time: number; now: () => number };
let waited: number[];
let saves: number;

beforeEach(async () => {
  machine = { time: START, now: () => machine.time };
  waited = [];
  saves = 0;
  sandbox = await createSandbox({
    clock: machine,
    random: countedRandom(),
    delay: async (milliseconds) => {
      waited.push(milliseconds);
      machine.time += milliseconds;
    },
    save: () => (saves += 1),
    keys: await signingKey(),
    loginBaseUrl: LOGIN,
    browserBaseUrl: BROWSER,
    productUrl: 'http://localhost:3978',
  });
});

function get(url: string, headers: Record<string, string> = {}) {
  return sandbox.handle({ method: 'GET', url, headers: { host: 'localhost:3980', ...headers }, body: '' });
}

async function inspectorToken(): Promise<string> {
  const response = await sandbox.handle({
    method: 'POST',
    url: `/${TENANT_ID}/oauth2/v2.0/token`,
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: INSPECTOR.clientId,
      client_secret: INSPECTOR.clientSecret,
      scope: 'https://graph.microsoft.com/.default',
    }).toString(),
  });
  return (JSON.parse(response.body) as { access_token: string }).access_token;
}

describe('one function', () => {
  test('signs in and serves Graph', async () => {
    const response = await get('/v1.0/applications', { authorization: `Bearer ${await inspectorToken()}` });
    expect(response.status).toBe(200);
    const { value } = JSON.parse(response.body) as { value: { appId: string }[] };
    expect(value.map(({ appId }) => appId)).toContain(REGISTRAR_APP_ID);
  });

  test('refuses Graph without a token', async () => {
    expect((await get('/v1.0/applications')).status).toBe(401);
  });

  test.each([['/nothing'], ['/v3.0/applications'], [`/${TENANT_ID}/oauth2/token`]])(
    'says that it does not support %s',
    async (url) => {
      expect((await get(url)).status).toBe(501);
    },
  );

  test('hands out the token of a Teams tab', async () => {
    const body = JSON.stringify({ persona: 'anna', clientId: REGISTRAR_APP_ID });
    const good = await sandbox.handle({ method: 'POST', url: '/sandbox/teams-sso', headers: {}, body });
    expect(JSON.parse(good.body)).toEqual({ token: expect.any(String), expiresIn: expect.any(Number) });
    const bad = await sandbox.handle({ method: 'POST', url: '/sandbox/teams-sso', headers: {}, body: '{}' });
    expect(bad.status).toBe(400);
  });

  test('saves when somebody consents', async () => {
    const query = new URLSearchParams({
      client_id: REGISTRAR_APP_ID,
      redirect_uri: 'http://localhost:3978/auth/callback',
      persona: 'anna',
    });
    expect((await get(`/${TENANT_ID}/adminconsent?${query.toString()}`)).status).toBe(302);
    expect(saves).toBe(1);
  });
});

describe('the request log', () => {
  test('has who asked what, when and how much', async () => {
    const token = await inspectorToken();
    sandbox.switches.latencyMs = 40;
    const response = await get('/v1.0/users?$top=1', { authorization: `Bearer ${token}` });
    expect(sandbox.requests()).toMatchObject([
      { method: 'POST', path: `/${TENANT_ID}/oauth2/v2.0/token`, status: 200, appId: INSPECTOR.clientId },
      {
        method: 'GET',
        path: '/v1.0/users?$top=1',
        status: response.status,
        appId: INSPECTOR.clientId,
        startedAt: START,
        endedAt: START + 40,
        responseBytes: Buffer.byteLength(response.body),
        fault: null,
      },
    ]);
    expect(waited).toEqual([0, 40]);
  });

  test('names the requests inside a batch', async () => {
    const requests = [
      { id: 'a', method: 'GET', url: '/users?$top=1' },
      { id: 'b', method: 'GET', url: '/applications/nothing' },
    ];
    await sandbox.handle({
      method: 'POST',
      url: '/v1.0/$batch',
      headers: { authorization: `Bearer ${await inspectorToken()}`, 'content-type': 'application/json' },
      body: JSON.stringify({ requests }),
    });
    expect(sandbox.requests().at(-1)?.subRequests).toMatchObject([{ id: 'a' }, { id: 'b', status: 404 }]);
  });

  test('leaves out the sandbox’s own pages and switches, and every secret', async () => {
    await get('/');
    await get('/sandbox/requests');
    await inspectorToken();
    expect(sandbox.requests()).toHaveLength(1);
    expect(JSON.stringify(sandbox.requests())).not.toContain(INSPECTOR.clientSecret);
  });
});

/** Anna's token for the product, by device code. */
async function annasToken(scope: string): Promise<string> {
  const headers = { 'content-type': 'application/x-www-form-urlencoded' };
  const started = await sandbox.handle({
    method: 'POST',
    url: `/${TENANT_ID}/oauth2/v2.0/devicecode`,
    headers,
    body: new URLSearchParams({ client_id: REGISTRAR_APP_ID, scope }).toString(),
  });
  const { user_code, device_code } = JSON.parse(started.body) as { user_code: string; device_code: string };
  await get(`/devicelogin?user_code=${user_code}&persona=anna`);
  const answer = await sandbox.handle({
    method: 'POST',
    url: `/${TENANT_ID}/oauth2/v2.0/token`,
    headers,
    body: new URLSearchParams({
      grant_type: 'device_code',
      client_id: REGISTRAR_APP_ID,
      device_code,
    }).toString(),
  });
  return (JSON.parse(answer.body) as { access_token: string }).access_token;
}

async function write<T>(url: string, body: object): Promise<T> {
  const authorization = `Bearer ${await annasToken('Application.ReadWrite.All')}`;
  const headers = { authorization, 'content-type': 'application/json', host: 'localhost:3980' };
  const answer = await sandbox.handle({ method: 'POST', url, headers, body: JSON.stringify(body) });
  return JSON.parse(answer.body) as T;
}

test('a secret made through Graph signs its application in, until it expires', async () => {
  const { id, appId } = await write<{ id: string; appId: string }>('/v1.0/applications', {
    displayName: 'One',
  });
  await write('/v1.0/servicePrincipals', { appId });
  const endDateTime = new Date(START + 86_400_000).toISOString();
  const { secretText } = await write<{ secretText: string }>(`/v1.0/applications/${id}/addPassword`, {
    passwordCredential: { displayName: 'first', endDateTime },
  });
  const signIn = async () => {
    const answer = await sandbox.handle({
      method: 'POST',
      url: `/${TENANT_ID}/oauth2/v2.0/token`,
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({
        grant_type: 'client_credentials',
        client_id: appId,
        client_secret: secretText,
        scope: 'https://graph.microsoft.com/.default',
      }).toString(),
    });
    return JSON.parse(answer.body) as { access_token?: string; error_codes?: number[] };
  };
  expect((await signIn()).access_token).toBeDefined();
  machine.time += 86_400_000;
  expect((await signIn()).error_codes).toEqual([7000222]);
});

describe('an injected fault', () => {
  function arm(effect: FaultEffect): void {
    sandbox.switches.faults.push({
      rule: { name: 'the fault', match: { path: '/v1.0' }, effect, times: 1 },
      seen: 0,
    });
  }

  test('replaces the answer once and is named in the log', async () => {
    arm({ kind: 'answer', when: 'before', status: 503, headers: { 'retry-after': '1' }, body: 'half a' });
    expect(await get('/v1.0/users')).toEqual({
      status: 503,
      headers: { 'retry-after': '1' },
      body: 'half a',
    });
    expect((await get('/v1.0/users')).status).toBe(401);
    expect(sandbox.requests().map(({ status, fault }) => [status, fault])).toEqual([
      [503, 'the fault'],
      [401, null],
    ]);
  });

  test('on a step of a batch is named in the log, answered or cut off', async () => {
    const batch = async () =>
      sandbox.handle({
        method: 'POST',
        url: '/v1.0/$batch',
        headers: { authorization: `Bearer ${await inspectorToken()}`, 'content-type': 'application/json' },
        body: JSON.stringify({ requests: [{ id: '1', method: 'GET', url: '/users?$top=1' }] }),
      });
    const onStep = (effect: FaultEffect) =>
      sandbox.switches.faults.push({
        rule: { name: 'on the step', match: { path: '/v1.0/users' }, effect, times: 1 },
        seen: 0,
      });
    onStep({ kind: 'answer', when: 'before', status: 503, headers: {}, body: '' });
    await batch();
    expect(sandbox.requests().at(-1)).toMatchObject({ status: 200, fault: 'on the step' });
    onStep({ kind: 'reset', when: 'after' });
    await expect(batch()).rejects.toThrow(ConnectionLost);
    expect(sandbox.requests().at(-1)).toMatchObject({ status: 0, fault: 'on the step' });
  });

  test('before the effect, nothing has happened; after it, everything has', async () => {
    const token = await annasToken('Application.ReadWrite.All');
    const headers = {
      authorization: `Bearer ${token}`,
      'content-type': 'application/json',
      host: 'localhost:3980',
    };
    const create = () =>
      sandbox.handle({ method: 'POST', url: '/v1.0/applications', headers, body: '{"displayName":"One"}' });
    const named = () =>
      Object.values(sandbox.world.applications).filter(({ displayName }) => displayName === 'One');
    arm({ kind: 'reset', when: 'before' });
    await expect(create()).rejects.toThrow(ConnectionLost);
    expect(named()).toHaveLength(0);
    arm({ kind: 'hang', when: 'after' });
    await expect(create()).rejects.toMatchObject({ how: 'hang' });
    expect(named()).toHaveLength(1);
    expect(sandbox.requests().at(-1)).toMatchObject({ status: 0, responseBytes: 0, fault: 'the fault' });
  });
});

test('the business clock runs ahead of the machine’s by the world’s offset', async () => {
  const token = await inspectorToken();
  expect(await sandbox.entra.verifyAccessToken(`Bearer ${token}`)).not.toBeNull();
  sandbox.world.clockOffsetMs = 60 * 86_400_000;
  expect(sandbox.tenant.clock.now()).toBe(START + 60 * 86_400_000);
  expect(await sandbox.entra.verifyAccessToken(`Bearer ${token}`)).toBeNull();
});
