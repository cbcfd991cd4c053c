import { X509Certificate } from 'node:crypto';
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { time } from '../../src/sandbox/der.ts';
import { prepareTls } from '../../src/sandbox/tls.ts';
import { countedRandom } from './entra/fixture.ts';

const START = Date.UTC(2026, 10, 21, 9);
const DAY_MS = 86_400_000;

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tls-'));
});
afterEach(() => rm(folder, { recursive: true }));

function prepare(now = START) {
  return prepareTls(join(folder, 'tls'), { now: () => now }, countedRandom());
}

async function authority(): Promise<X509Certificate> {
  return new X509Certificate(await readFile(join(folder, 'tls', 'ca.pem')));
}

describe('the certificates', () => {
  test('are an authority, and a server by it for this machine only', async () => {
    const { cert, caFile } = await prepare();
    const [server, ca] = [new X509Certificate(cert), new X509Certificate(await readFile(caFile))];
    expect(ca.ca).toBe(true);
    expect(server.ca).toBe(false);
    expect(server.checkIssued(ca)).toBe(true);
    expect(server.verify(ca.publicKey)).toBe(true);
    expect(server.subjectAltName).toBe('DNS:localhost, IP Address:127.0.0.1');
    expect(server.keyUsage).toEqual(['1.3.6.1.5.5.7.3.1']);
    expect(Date.parse(server.validTo) - Date.parse(server.validFrom)).toBeLessThanOrEqual(398 * DAY_MS);
  });

  test('are used again by the next start', async () => {
    const first = await prepare();
    expect(await prepare(START + 300 * DAY_MS)).toEqual(first);
  });

  test('are made anew in their last thirty days', async () => {
    const first = await prepare();
    const second = await prepare(START + 370 * DAY_MS);
    expect(second.cert).not.toBe(first.cert);
    expect(new X509Certificate(second.cert).verify((await authority()).publicKey)).toBe(true);
  });

  test('are made anew when a file is damaged', async () => {
    await prepare();
    await rm(join(folder, 'tls', 'server.key'));
    const { key } = await prepare();
    expect(key).toContain('BEGIN PRIVATE KEY');
  });

  test('keep the server’s key to the owner and the authority’s to nobody', async () => {
    await prepare();
    expect((await stat(join(folder, 'tls', 'server.key'))).mode & 0o777).toBe(0o600);
    expect(await readFile(join(folder, 'tls', 'ca.pem'), 'utf8')).not.toContain('PRIVATE');
  });
});

test('a date after 2049 is written in full', () => {
  expect(Buffer.from(time(Date.UTC(2049, 11, 31, 23, 59, 59))).toString()).toBe('\x17\r491231235959Z');
  expect(Buffer.from(time(Date.UTC(2050, 0, 1))).toString()).toBe('\x18\x0f20500101000000Z');
});
