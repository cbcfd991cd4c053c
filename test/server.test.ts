/** The real server, met over the wire as a stranger meets it. */
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { once } from 'node:events';
import { connect } from 'node:net';
import { gzipSync } from 'node:zlib';
import type { MessageReceiver } from '../src/server.ts';
import { startPageServer, type PageServer } from './fakes/page-server.ts';

let site: PageServer;
const received: unknown[] = [];
const bot: MessageReceiver = {
  receive: (request, response) => {
    received.push(request.body);
    if (request.body['throws'] === 'now') throw new TypeError('synchronous canary');
    if (request.body['throws'] === 'after') response.sendRaw(200, '{}');
    if (request.body['throws']) return Promise.reject(new TypeError('asynchronous canary'));
    response.sendRaw(200, '{"ok":true}');
    return Promise.resolve();
  },
};

beforeEach(async () => {
  received.length = 0;
  site = await startPageServer({ bot, limits: { headersMs: 60, bodyMs: 60, closingMs: 20 } });
});

afterEach(() => site.server.close());

function message(body: string | Uint8Array, headers: Record<string, string> = {}): Promise<Response> {
  return fetch(`${site.server.url}/api/messages`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: Buffer.from(body as string),
  });
}

/** Bytes as they are, for what no client would send; answers everything that came back. */
async function raw(bytes: string): Promise<string> {
  const socket = connect(Number(new URL(site.server.url).port), '127.0.0.1');
  let answer = '';
  socket.on('data', (chunk) => (answer += String(chunk)));
  socket.on('error', () => undefined);
  socket.write(bytes);
  await once(socket, 'close');
  return answer;
}

const host = (): string => new URL(site.server.url).host;

async function failureOf(response: Response): Promise<{ status: number; code: unknown }> {
  const body = (await response.json()) as Record<string, unknown>;
  expect(Object.keys(body).sort()).toEqual(['code', 'fix', 'reference', 'what', 'why']);
  return { status: response.status, code: body['code'] };
}

describe('a message to the bot', () => {
  test('reaches it as parsed JSON', async () => {
    const response = await message('{"type":"message","text":"hello"}', {
      'content-type': 'application/json; charset=utf-8',
    });
    expect(await response.json()).toEqual({ ok: true });
    expect(received).toEqual([{ type: 'message', text: 'hello' }]);
  });

  test.each([
    ['no JSON', '{"a":', 'HTTP_BAD_JSON', 400],
    ['empty', '', 'HTTP_BAD_JSON', 400],
    ['a list', '[]', 'HTTP_BAD_JSON', 400],
    ['not UTF-8', new Uint8Array([0x7b, 0x22, 0xff, 0x22, 0x7d]), 'HTTP_BAD_JSON', 400],
    ['too deep', `{"a":${'['.repeat(40)}${']'.repeat(40)}}`, 'HTTP_TOO_DEEP', 400],
    ['very deep', '{"a":'.repeat(40_000), 'HTTP_TOO_DEEP', 400],
    ['too large', `{"a":"${'x'.repeat(256 * 1024)}"}`, 'HTTP_TOO_LARGE', 413],
    ['1 MB of text', `{"text":"${'x'.repeat(1024 * 1024)}"}`, 'HTTP_TOO_LARGE', 413],
  ])('that is %s is refused before the bot sees it', async (_, body, code, status) => {
    expect(await failureOf(await message(body))).toEqual({ code, status });
    expect(received).toEqual([]);
  });

  test('with 10,000 keys, or keys of a prototype, is plain data and changes no other object', async () => {
    const many = JSON.stringify(Object.fromEntries(Array.from({ length: 10_000 }, (_, i) => [`k${i}`, 'v'])));
    const prototypes = '{"__proto__":{"admin":true},"constructor":{"prototype":{"admin":true}}}';
    for (const body of [many, prototypes]) expect((await message(body)).status).toBe(200);
    expect(Object.keys(received[0] as object)).toHaveLength(10_000);
    expect(({} as { admin?: boolean }).admin).toBeUndefined();
    expect((received[1] as { admin?: boolean }).admin).toBeUndefined();
  });

  test('brackets in a text are no depth', async () => {
    const text = '[{"'.repeat(100);
    expect((await message(JSON.stringify({ text }))).status).toBe(200);
    expect(received).toEqual([{ text }]);
  });

  test.each([
    'text/plain',
    'application/xml',
    'application/json-patch+json',
    'multipart/form-data; boundary=x',
  ])('of type %s is refused', async (type) => {
    expect(await failureOf(await message('{}', { 'content-type': type }))).toEqual({
      code: 'HTTP_CONTENT_TYPE',
      status: 415,
    });
  });

  test('that is compressed is refused unopened', async () => {
    const bomb = gzipSync(Buffer.alloc(5_000_000, 32));
    const response = await message(bomb, { 'content-encoding': 'gzip' });
    expect(await failureOf(response)).toEqual({ code: 'HTTP_CONTENT_TYPE', status: 415 });
  });

  test('too large without saying so beforehand is cut off', async () => {
    const chunk = `10000\r\n${'x'.repeat(0x10000)}\r\n`;
    const head = `POST /api/messages HTTP/1.1\r\nHost: ${host()}\r\nContent-Type: application/json\r\n`;
    const answer = await raw(`${head}Transfer-Encoding: chunked\r\n\r\n${chunk.repeat(5)}`);
    expect(answer).toMatch(/^HTTP\/1.1 413 /);
    expect(answer.toLowerCase()).toContain('connection: close');
  });

  test('that never ends is given up', async () => {
    const head = `POST /api/messages HTTP/1.1\r\nHost: ${host()}\r\nContent-Type: application/json\r\n`;
    const answer = await raw(`${head}Content-Length: 50\r\n\r\n{"a":`);
    expect(answer).toMatch(/^HTTP\/1.1 408 /);
    expect(answer).toContain('HTTP_TOO_SLOW');
  });
});

describe('whatever a handler does, the server lives', () => {
  test.each(['now', 'later'])('the bot fails %s', async (throws) => {
    expect(await failureOf(await message(JSON.stringify({ throws })))).toEqual({
      code: 'HTTP_UNEXPECTED',
      status: 500,
    });
    expect(site.logged.join()).toContain('chronous canary');
    expect((await message('{}')).status).toBe(200);
  });

  test('the bot fails after it has answered', async () => {
    expect((await message('{"throws":"after"}')).status).toBe(200);
    expect((await message('{}')).status).toBe(200);
  });

  test('a page fails: words and a reference, which is in the log with the cause', async () => {
    site.engine.fails = new TypeError('canary stack');
    const response = await site.browser.get(`/certificate?press=${'x'.repeat(40)}`);
    const body = await response.text();
    expect(response.status).toBe(500);
    expect(body).toContain('Something went wrong on our side.');
    expect(body).not.toMatch(/canary|TypeError|\bat .*\.ts/);
    const reference = /<code>([0-9a-f]{12})<\/code>/.exec(body)?.[1] ?? 'none';
    expect(site.logged.join()).toContain(reference);
    expect(site.logged.join()).toContain('canary stack');
  });
});

describe('addresses', () => {
  test.each([
    '/nothing',
    '/assets/../../../package.json',
    '/assets/%2e%2e%2fpackage.json',
    '/assets/..%5cpackage.json',
    '/assets/%252e%252e%252fpackage.json',
    '/assets/..%252f..%252fpackage.json',
    '/assets/%c0%ae%c0%ae/package.json',
    '/assets/page.css/',
    '/handover',
    '/api/messages/',
    '//localhost/health',
  ])('%s is no page', async (path) => {
    const answer = await raw(`GET ${path} HTTP/1.1\r\nHost: ${host()}\r\nConnection: close\r\n\r\n`);
    expect(answer).toMatch(/^HTTP\/1.1 40[04] /);
    expect(answer).not.toContain('"name"');
  });

  test.each(['/%zz', '/handover/%E0%A4%A'])('%s cannot be read, and says so', async (path) => {
    const answer = await raw(`GET ${path} HTTP/1.1\r\nHost: ${host()}\r\nConnection: close\r\n\r\n`);
    expect(answer).toMatch(/^HTTP\/1.1 40[014] /);
  });

  test.each(['PUT', 'DELETE', 'TRACE', 'PATCH', 'OPTIONS'])('%s is not taken anywhere', async (method) => {
    for (const path of ['/', '/api/messages', '/health']) {
      const request = `${method} ${path} HTTP/1.1\r\nHost: ${host()}\r\nConnection: close\r\nX-Canary: 1\r\n\r\n`;
      const answer = await raw(request);
      expect(answer).toMatch(/^HTTP\/1.1 40[45] /);
      expect(answer).not.toContain('X-Canary');
    }
  });

  test('GET on a POST says what is allowed', async () => {
    const response = await fetch(`${site.server.url}/api/messages`);
    expect(response.status).toBe(405);
    expect(response.headers.get('allow')).toContain('POST');
  });

  test('a query parameter that comes twice is refused', async () => {
    const response = await site.browser.get('/auth/callback?state=a&code=b&state=c');
    expect(response.status).toBe(400);
    expect(await response.text()).toContain('HTTP_BAD_QUERY');
  });

  test('another name for this machine is refused, so that no site can rebind to it', async () => {
    for (const name of ['evil.example', `evil.example:${new URL(site.server.url).port}`, 'localhost']) {
      const answer = await raw(`GET /health HTTP/1.1\r\nHost: ${name}\r\nConnection: close\r\n\r\n`);
      expect(answer).toMatch(/^HTTP\/1.1 421 /);
    }
  });

  test('a page opened by address goes on under its name', async () => {
    const port = new URL(site.server.url).port;
    const response = await fetch(`http://127.0.0.1:${port}/auth/start?press=x`, { redirect: 'manual' });
    expect(response.headers.get('location')).toBe(`http://localhost:${port}/auth/start?press=x`);
  });

  test('headers beyond the limit are refused', async () => {
    const answer = await raw(`GET / HTTP/1.1\r\nHost: ${host()}\r\nX-Long: ${'x'.repeat(13_000)}\r\n\r\n`);
    expect(answer).toMatch(/^HTTP\/1.1 431 /);
  });

  test('headers of 8 KB, as long sign-in answers have them, are taken', async () => {
    const answer = await raw(
      `GET / HTTP/1.1\r\nHost: ${host()}\r\nConnection: close\r\nX-Long: ${'x'.repeat(8_192)}\r\n\r\n`,
    );
    expect(answer).toMatch(/^HTTP\/1.1 200 /);
  });

  test('HTTP/1.0 is answered and the connection closed; without a host it is refused', async () => {
    const answer = await raw(`GET /health HTTP/1.0\r\nHost: ${host()}\r\n\r\n`);
    expect(answer).toMatch(/^HTTP\/1.1 200 /);
    expect(answer.toLowerCase()).toContain('connection: close');
    expect(await raw('GET /health HTTP/1.0\r\n\r\n')).toMatch(/^HTTP\/1.1 4(?:00|21) /);
  });

  test.each(['NONSENSE / HTTP/1.1', 'GET / HTTP/9.9', 'GET', '\u0016\u0003\u0001'])(
    'what is no HTTP at all is cut off: %j',
    async (line) => {
      expect(await raw(`${line}\r\nHost: ${host()}\r\n\r\n`)).toMatch(/^(?:HTTP\/1.1 40\d |$)/);
      expect((await site.browser.get('/health')).status).toBe(200);
    },
  );

  test('a name with a line break in a header is refused', async () => {
    const answer = await raw(`GET / HTTP/1.1\r\nHost: ${host()}\r\nX: a\rb: c\r\n\r\n`);
    expect(answer).toMatch(/^HTTP\/1.1 400 /);
  });

  test('both a length and chunks are refused', async () => {
    const head = `POST /api/messages HTTP/1.1\r\nHost: ${host()}\r\nContent-Type: application/json\r\n`;
    const answer = await raw(
      `${head}Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n`,
    );
    expect(answer).toMatch(/^HTTP\/1.1 400 /);
  });

  test('a connection that sends no headers is cut', async () => {
    expect(await raw('GET / HT')).toBe('');
  });
});

describe('health', () => {
  test('every part answers', async () => {
    const well = await startPageServer({ health: { database: () => Promise.resolve() } });
    const response = await well.browser.get('/health');
    expect([response.status, await response.json()]).toEqual([
      200,
      { status: 'ok', parts: { database: 'ok' } },
    ]);
    await well.server.close();
  });

  test('one does not, and its reason stays inside', async () => {
    const ill = await startPageServer({
      health: { database: () => Promise.reject(new TypeError('canary')) },
    });
    const response = await ill.browser.get('/health');
    expect([response.status, await response.json()]).toEqual([
      503,
      { status: 'failed', parts: { database: 'failed' } },
    ]);
    await ill.server.close();
  });
});

test('every answer carries the safe headers', async () => {
  for (const path of ['/', '/health', '/assets/page.js', '/nothing', '/auth/callback']) {
    const { headers } = await site.browser.get(path);
    expect(headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
    expect(headers.get('content-security-policy')).not.toContain('unsafe');
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('referrer-policy')).toBe('no-referrer');
  }
});

test('a port that is taken is said by the system’s own code', async () => {
  const taken = Number(new URL(site.server.url).port);
  await expect(startPageServer({}, taken)).rejects.toMatchObject({ code: 'EADDRINUSE' });
});
