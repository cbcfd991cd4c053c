import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { networkInterfaces, tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { startSandbox, type RunningSandbox } from '../../src/sandbox/server.ts';
import { expectRecordedContract, recordedExchanges } from '../fakes/contract.ts';
import { INSPECTOR, TENANT_ID } from '../../src/sandbox/seed.ts';

let dataDir: string;
let running: RunningSandbox;

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'sandbox-'));
  running = await start();
});

afterEach(async () => {
  await running.close();
  await rm(dataDir, { recursive: true });
});

function start(): Promise<RunningSandbox> {
  return startSandbox({ dataDir, port: 0, tlsPort: 0 });
}

interface Sent {
  readonly method?: string;
  readonly headers?: Record<string, string>;
  readonly body?: string;
  readonly ca?: string;
}

async function send(
  address: string,
  sent: Sent = {},
): Promise<{ status: number; headers: object; body: string }> {
  const { body, ...options } = sent;
  const request = (address.startsWith('https') ? httpsRequest : httpRequest)(address, options);
  request.end(body);
  const [response] = (await once(request, 'response')) as [import('node:http').IncomingMessage];
  return { status: response.statusCode ?? 0, headers: response.headers, body: await text(response) };
}

const METADATA = `/${TENANT_ID}/v2.0/.well-known/openid-configuration`;

describe('both ports', () => {
  test('give the same answer, https by a certificate of our own authority', async () => {
    const ca = await readFile(running.caFile, 'utf8');
    const [plain, secure] = [
      await send(running.httpUrl + METADATA),
      await send(running.httpsUrl + METADATA, { ca }),
    ];
    expect(plain).toMatchObject({ status: 200, body: secure.body });
    expect(JSON.parse(secure.body)).toMatchObject({
      token_endpoint: `${running.httpsUrl}/${TENANT_ID}/oauth2/v2.0/token`,
      authorization_endpoint: `${running.httpUrl}/${TENANT_ID}/oauth2/v2.0/authorize`,
    });
  });

  test('are not trusted without that authority', async () => {
    await expect(send(running.httpsUrl + METADATA)).rejects.toMatchObject({
      code: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
    });
  });

  test('are closed to other machines', async () => {
    const { port } = new URL(running.httpUrl);
    const others = Object.values(networkInterfaces()).flatMap((list) => list ?? []);
    const outside = others.find((one) => one.family === 'IPv4' && !one.internal)?.address ?? '127.0.0.2';
    await expect(send(`http://${outside}:${port}/`)).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  });
});

describe('strangers', () => {
  test.each([
    ['evil.example'],
    ['localhost.evil.example'],
    ['127.0.0.1.evil.example:3979'],
    ['169.254.169.254'],
  ])('are refused under the name %s', async (host) => {
    expect((await send(running.httpUrl, { headers: { host } })).status).toBe(421);
  });

  test.each([['https://evil.example'], ['null'], ['http://localhost.evil.example']])(
    'are refused from a page of %s',
    async (origin) => {
      const answer = await send(`${running.httpUrl}/sandbox/reset`, { method: 'POST', headers: { origin } });
      expect(answer.status).toBe(403);
    },
  );

  test('are told from the product’s own pages', async () => {
    const origin = 'http://localhost:3978';
    const answer = await send(running.httpUrl + METADATA, { headers: { origin } });
    expect(answer).toMatchObject({ status: 200, headers: { 'access-control-allow-origin': origin } });
  });
});

test('a body over four megabytes is refused', async () => {
  const body = 'x'.repeat(5 * 1024 * 1024);
  const answer = await send(`${running.httpUrl}/v1.0/applications`, {
    method: 'POST',
    headers: { 'content-length': String(body.length) },
    body,
  });
  expect(answer.status).toBe(413);
});

describe('an injected fault', () => {
  function arm(kind: 'reset' | 'hang'): void {
    running.sandbox.switches.faults.push({
      rule: { name: kind, match: { path: '/v1.0' }, effect: { kind, when: 'before' }, times: 1 },
      seen: 0,
    });
  }

  test('may cut the connection', async () => {
    arm('reset');
    await expect(send(`${running.httpUrl}/v1.0/users`)).rejects.toMatchObject({ code: 'ECONNRESET' });
  });

  test('may leave it open and silent until the sandbox closes', async () => {
    const arrived = Promise.withResolvers<void>();
    await running.close();
    running = await startSandbox({ dataDir, port: 0, tlsPort: 0, delay: async () => arrived.resolve() });
    arm('hang');
    const silence = expect(send(`${running.httpUrl}/v1.0/users`)).rejects.toMatchObject({
      code: 'ECONNRESET',
    });
    await arrived.promise;
    await running.close();
    await silence;
    expect(running.sandbox.requests()).toMatchObject([{ status: 0, fault: 'hang' }]);
  });
});

test('the tenant, and tokens for it, outlive a restart', async () => {
  const asked = {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: INSPECTOR.clientId,
      client_secret: INSPECTOR.clientSecret,
      scope: 'https://graph.microsoft.com/.default',
    }).toString(),
  };
  const answer = await send(`${running.httpUrl}/${TENANT_ID}/oauth2/v2.0/token`, asked);
  const { access_token } = JSON.parse(answer.body) as { access_token: string };
  running.sandbox.world.tenantName = 'Contoso after lunch';
  running.sandbox.tenant.changed();
  const { port } = new URL(running.httpUrl);
  const { port: tlsPort } = new URL(running.httpsUrl);
  await running.close();
  running = await startSandbox({ dataDir, port: Number(port), tlsPort: Number(tlsPort) });
  expect(running.sandbox.world.tenantName).toBe('Contoso after lunch');
  expect(await running.sandbox.entra.verifyAccessToken(`Bearer ${access_token}`)).not.toBeNull();
});

test('a port that is taken is an error, and leaves nothing listening', async () => {
  const { port } = new URL(running.httpsUrl);
  const attempt = startSandbox({ dataDir, port: 0, tlsPort: Number(port) });
  await expect(attempt).rejects.toMatchObject({ code: 'EADDRINUSE' });
});

test('the record holds what Graph was asked and answered, with secrets hidden, and keeps to the contract', async () => {
  const recordFile = join(dataDir, 'graph.jsonl');
  await running.close();
  running = await startSandbox({ dataDir, port: 0, tlsPort: 0, recordFile });
  const form = {
    grant_type: 'client_credentials',
    client_id: INSPECTOR.clientId,
    client_secret: INSPECTOR.clientSecret,
    scope: 'https://graph.microsoft.com/.default',
  };
  const signedIn = await send(`${running.httpUrl}/${TENANT_ID}/oauth2/v2.0/token`, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams(form).toString(),
  });
  const { access_token: token } = JSON.parse(signedIn.body) as { access_token: string };
  await send(`${running.httpUrl}/v1.0/users?$top=1`, { headers: { authorization: `Bearer ${token}` } });
  expect(await recordedExchanges(recordFile)).toMatchObject([
    { method: 'GET', path: '/v1.0/users?$top=1', status: 200, fault: null },
  ]);
  expect(await readFile(recordFile, 'utf8')).not.toContain(token);
  await expectRecordedContract(recordFile);
});

test('the process says where it is, and stops when told', async () => {
  const child = spawn(process.execPath, [new URL('../../src/sandbox/main.ts', import.meta.url).pathname], {
    env: { ...process.env, NODE_OPTIONS: '', DATA_DIR: dataDir, SANDBOX_PORT: '0', SANDBOX_TLS_PORT: '0' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [line] = (await once(createInterface(child.stdout), 'line')) as [string];
  const ready = JSON.parse(line) as { ready: boolean; http: string; https: string; ca: string };
  expect(ready).toEqual({
    ready: true,
    http: expect.stringMatching(/^http:\/\/localhost:\d+$/),
    https: expect.stringMatching(/^https:\/\/localhost:\d+$/),
    ca: join(dataDir, 'sandbox', 'tls', 'ca.pem'),
  });
  expect((await send(ready.http + METADATA)).status).toBe(200);
  child.kill('SIGTERM');
  expect(await once(child, 'exit')).toEqual([0, null]);
});
