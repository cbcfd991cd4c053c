/** The tab's page as the server gives it out. */
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { EVIDENCE_STYLE_HASH } from '../../../src/tab/pages/evidence-style.ts';
import { startPageServer, type PageServer } from '../../fakes/page-server.ts';

let site: PageServer;
let folder: string;

const PAGE =
  '<!doctype html><meta property="csp-nonce" nonce="__CSP_NONCE__"><script src="/tab/assets/a-1.js"></script>';
const SCRIPT = `console.log(${JSON.stringify('x'.repeat(2_000))})`;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'registrar-tab-'));
  await mkdir(join(folder, 'assets'));
  await writeFile(join(folder, 'index.html'), PAGE);
  await writeFile(join(folder, 'signed-in.html'), PAGE);
  await writeFile(join(folder, 'assets', 'a-1.js'), SCRIPT);
  await writeFile(join(folder, 'assets', 'b-2.png'), Buffer.from([0x89, 0x50, 0xff, 0x00]));
  await writeFile(join(folder, 'assets', 'a-1.js.map'), '{}');
  await writeFile(join(folder, '.env'), 'canary');
  await symlink('/etc/hostname', join(folder, 'assets', 'link.js'));
  site = await startPageServer({ tabFiles: folder });
});
afterAll(async () => {
  await site.server.close();
  await rm(folder, { recursive: true });
});

const get = (path: string, headers: Record<string, string> = {}): Promise<Response> =>
  fetch(site.server.url + path, { headers, redirect: 'manual' });

const HOSTS = [
  "'self'",
  'https://*.cloud.microsoft',
  'https://teams.microsoft.com',
  'https://*.teams.microsoft.com',
  'https://*.microsoft365.com',
  'https://*.office.com',
  'https://outlook.office.com',
  'https://outlook.office365.com',
  'https://outlook-sdf.office.com',
  'https://outlook-sdf.office365.com',
];

function policyOf(response: Response): Readonly<Record<string, readonly string[]>> {
  const parts = (response.headers.get('content-security-policy') ?? '').split('; ');
  return Object.fromEntries(parts.map((part) => [part.split(' ')[0] ?? '', part.split(' ').slice(1)]));
}

describe('the page', () => {
  test.each([
    '/tab',
    '/tab/',
    '/tab/index.html',
    '/tab/registrations/7',
    '/tab?x=1',
    '/tab/signed-in.html?run=1',
  ])('%s is it, never kept, in frames of Teams alone', async (path) => {
    const response = await get(path);
    const policy = policyOf(response);
    const nonce = /'nonce-([0-9a-f]{32})'/.exec(policy['style-src']?.join(' ') ?? '')?.[1] ?? 'none';
    expect(response.status).toBe(200);
    expect(policy).toEqual({
      'default-src': ["'none'"],
      'script-src': ["'self'"],
      'style-src': ["'self'", `'nonce-${nonce}'`, EVIDENCE_STYLE_HASH],
      'img-src': ["'self'", 'data:', 'blob:'],
      'font-src': ["'self'"],
      'connect-src': ["'self'", 'https://res.cdn.office.net'],
      'form-action': ["'none'"],
      'base-uri': ["'none'"],
      'require-trusted-types-for': ["'script'"],
      'frame-ancestors': HOSTS,
    });
    expect(await response.text()).toBe(PAGE.replaceAll('__CSP_NONCE__', nonce));
    expect(response.headers.get('x-frame-options')).toBeNull();
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
    expect(response.headers.get('referrer-policy')).toBe('no-referrer');
    expect(response.headers.getSetCookie()).toEqual([]);
  });

  test('each request has a nonce of its own', async () => {
    const nonces = await Promise.all(
      Array.from({ length: 5 }, async () => policyOf(await get('/tab'))['style-src']?.[1]),
    );
    expect(new Set(nonces).size).toBe(5);
  });

  test('every other page keeps its own headers', async () => {
    for (const path of ['/', '/health', '/nothing']) {
      const response = await get(path);
      expect(policyOf(response)['frame-ancestors']).toEqual(["'none'"]);
      expect(response.headers.get('x-frame-options')).toBe('DENY');
    }
  });
});

describe('its files', () => {
  test('are kept for good, and loaded by themselves they load nothing', async () => {
    const response = await get('/tab/assets/a-1.js');
    expect(response.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    expect(response.headers.get('content-type')).toBe('text/javascript; charset=utf-8');
    expect(policyOf(response)['default-src']).toEqual(["'none'"]);
    expect(await response.text()).toBe(SCRIPT);
  });

  test('come compressed to whoever takes that, and as they are to others', async () => {
    const zipped = await get('/tab/assets/a-1.js', { 'accept-encoding': 'br, gzip;q=0.8' });
    expect(zipped.headers.get('content-encoding')).toBe('gzip');
    expect(Number(zipped.headers.get('content-length'))).toBeLessThan(200);
    expect(await zipped.text()).toBe(SCRIPT);
    for (const refuses of ['identity', 'gzip;q=0', 'br']) {
      const plain = await get('/tab/assets/a-1.js', { 'accept-encoding': refuses });
      expect(plain.headers.get('content-encoding')).toBeNull();
    }
    expect(() => gunzipSync(SCRIPT)).toThrow();
  });

  test('are the same bytes, pictures too', async () => {
    const response = await get('/tab/assets/b-2.png');
    expect([...new Uint8Array(await response.arrayBuffer())]).toEqual([0x89, 0x50, 0xff, 0x00]);
    expect(response.headers.get('content-type')).toBe('image/png');
  });

  test.each([
    '/tab/.env',
    '/tab/assets/a-1.js.map',
    '/tab/assets/link.js',
    '/tab/assets/nothing.js',
    '/tab/../package.json',
    '/tab/..%2f..%2fpackage.json',
    '/tab/%2e%2e/%2e%2e/package.json',
    '/tab/assets/..%5c..%5cpackage.json',
    '/tab/%00index.html.js',
  ])('%s is none of them', async (path) => {
    const response = await get(path);
    const text = await response.text();
    expect([400, 404]).toContain(response.status);
    expect(text).not.toMatch(/canary|"devDependencies"/);
  });
});

test('while it is not built, the page says so', async () => {
  const bare = await startPageServer({ tabFiles: join(folder, 'nothing') });
  const response = await fetch(`${bare.server.url}/tab`);
  expect(response.status).toBe(503);
  expect(await response.text()).toContain('The tab’s page is not here.');
  await bare.server.close();
});
