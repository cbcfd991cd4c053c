/** The page that plays Teams, as the product serves it, with a pretend cloud behind it. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { hostRoutes } from '../../../src/sandbox/host/index.ts';
import { startSandbox, type RunningSandbox } from '../../../src/sandbox/server.ts';
import { startPageServer, type PageServer } from '../../fakes/page-server.ts';

const CLIENT = '2d4c1a70-90b5-4b7e-8a11-5e6e0f3a7d01';
const CHAT = { url: 'http://localhost:56150', as: 'anna' };
const dataDir = mkdtempSync(join(tmpdir(), 'registrar-host-'));

let cloud: RunningSandbox;
let site: PageServer;

beforeAll(async () => {
  cloud = await startSandbox({ dataDir, port: 0, tlsPort: 0 });
  site = await startPageServer({ morePages: pages(cloud.httpUrl) });
});

afterAll(async () => {
  await site.server.close();
  await cloud.close();
  rmSync(dataDir, { recursive: true, force: true });
});

function pages(cloudUrl: string, chat: typeof CHAT | null = CHAT) {
  return hostRoutes({ cloudUrl, clientId: CLIENT, chat, directoryUrl: `${cloudUrl}/directory` });
}

function askToken(body: string, contentType = 'application/json'): Promise<Response> {
  return fetch(`${site.server.url}/host/token`, {
    method: 'POST',
    headers: { 'content-type': contentType },
    body,
  });
}

function claimsOf(token: string): Record<string, unknown> {
  const [, payload = ''] = token.split('.');
  return JSON.parse(Buffer.from(payload, 'base64url').toString()) as Record<string, unknown>;
}

describe('/host', () => {
  test('offers every person of the tenant, the chat, and the directory', async () => {
    const body = await (await site.browser.get('/host')).text();
    for (const key of ['anna', 'bo', 'pia', 'dana', 'uma', 'gus']) expect(body).toContain(`value="${key}"`);
    expect(body).toContain('Chat as Anna Admin');
    expect(body).toContain(`src="${CHAT.url}"`);
    expect(body).toContain(`href="${cloud.httpUrl}/directory"`);
  });

  test('frames itself and the chat client and nothing else, and has no script or style of its own', async () => {
    const response = await site.browser.get('/host');
    const policy = response.headers.get('content-security-policy') ?? '';
    expect(policy.split('; ')).toEqual([
      "default-src 'none'",
      "form-action 'none'",
      "base-uri 'none'",
      "frame-ancestors 'none'",
      "style-src 'self'",
      "script-src 'self'",
      "img-src 'self'",
      "connect-src 'self'",
      `frame-src 'self' ${CHAT.url}`,
    ]);
    expect(await response.text()).not.toMatch(/<script(?![^>]*src=)|<style|\sstyle=|\son\w+=/);
  });

  test('every script and style that is kept is served, and asks for no other', async () => {
    const kept = readdirSync('src/sandbox/host/assets');
    for (const name of kept) {
      const response = await site.browser.get(`/host/${name}`);
      expect([name, response.status]).toEqual([name, 200]);
      expect(response.headers.get('content-type')).toContain(
        name.endsWith('.css') ? 'text/css' : 'text/javascript',
      );
      const asked = [...(await response.text()).matchAll(/from '\.\/([\w-]+\.js)'/g)].map(
        ([, other]) => other,
      );
      expect(asked.filter((other) => !kept.includes(other ?? ''))).toEqual([]);
    }
  });

  test('without a chat client says how to have one, and frames nothing but the tab', async () => {
    const bare = await startPageServer({ morePages: pages(cloud.httpUrl, null) });
    const response = await bare.browser.get('/host');
    expect(await response.text()).toContain('The chat client is off.');
    expect(response.headers.get('content-security-policy')).toMatch(/frame-src 'self'$/);
    await bare.server.close();
  });

  test('says so when the pretend cloud is not there', async () => {
    const alone = await startPageServer({ morePages: pages('http://127.0.0.1:9') });
    const response = await alone.browser.get('/host');
    expect([response.status, await response.text()]).toEqual([
      503,
      'The pretend cloud does not answer. Start it, and reload this page.',
    ]);
    await alone.server.close();
  });
});

describe('/host/token', () => {
  test.each(['anna', 'uma'])('gives what Teams would give a tab for %s', async (persona) => {
    const { token } = (await (await askToken(JSON.stringify({ persona }))).json()) as { token: string };
    const person = Object.values(cloud.sandbox.world.users).find((user) => user._persona === persona);
    expect(claimsOf(token)).toMatchObject({ aud: CLIENT, scp: 'access_as_user', oid: person?.id });
  });

  test('says why there is none', async () => {
    const nobody = (await (await askToken('{"persona":"nobody"}')).json()) as object;
    expect(nobody).toEqual({ why: expect.stringMatching(/\w/) });
    for (const body of ['{', '{}', '{"persona":7}'])
      expect(await (await askToken(body)).json()).toEqual({ why: 'Send JSON {"persona": "anna"}.' });
  });

  test('cannot be asked by a form of another site', async () => {
    expect((await askToken('{"persona":"anna"}', 'text/plain')).status).toBe(415);
  });
});
