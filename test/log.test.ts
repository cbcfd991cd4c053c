import { describe, expect, test } from '@jest/globals';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLog, openLog } from '../src/log.ts';

const TOKEN = ['eyJ0eXAiOiJKV1QifQ', 'eyJzdWIiOiJjYW5hcnkifQ', 'c2lnbmF0dXJlLWNhbmFyeQ'].join('.');
const SECRET = `abC8Q~${'canary-canary-canary-canary-canary'}`;
const KEY = '-----BEGIN RSA PRIVATE KEY-----\nMIIcanary\nMIIcanary2\n-----END RSA PRIVATE KEY-----';

function capture(): { lines: string[]; log: ReturnType<typeof createLog> } {
  const lines: string[] = [];
  return { lines, log: createLog('debug', [{ level: 'debug', write: (line) => void lines.push(line) }]) };
}

describe('nothing that looks like a credential is written', () => {
  test.each([
    ['a token', TOKEN],
    ['a client secret', SECRET],
    ['a private key', KEY],
    ['a private key cut off', KEY.slice(0, 45)],
    ['a bearer header', 'Authorization: Bearer canary.abc-123'],
    ['a basic header', 'authorization: basic Y2FuYXJ5'],
    ['a form', 'grant_type=x&client_secret=canary~1&code=canary2&scope=y'],
    ['a question about a code', 'grant_type=x&device_code=canary~3'],
    ['a database address', 'postgres://user:canary@host/db'],
  ])('%s, in a message, a field, a nested field and an error', (_, value) => {
    const { lines, log } = capture();
    log.info(`before ${value} after`);
    log.warn({ note: value, deep: { list: [value] } }, 'fields');
    log.error({ err: new TypeError(`failed with ${value}`, { cause: new TypeError(value) }) }, 'error');
    const written = lines.join('');
    expect(lines).toHaveLength(3);
    expect(written).not.toMatch(/canary|Y2FuYXJ5|MII/);
    expect(written).toContain('before ');
  });

  test('fields of a telling name are left out whatever they hold', () => {
    const { lines, log } = capture();
    log.info({ password: 'canary', request: { authorization: 'canary', body: { code: 'canary' } } }, 'x');
    expect(lines.join('')).not.toContain('canary');
  });

  test('what is no credential stays', () => {
    const { lines, log } = capture();
    log.info(
      { requestId: '7c9b3f52-6a0e-4d1b-9c55-2f6f0a51c0de', permission: 'CallRecords.Read.All' },
      'granted',
    );
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({
      msg: 'granted',
      requestId: '7c9b3f52-6a0e-4d1b-9c55-2f6f0a51c0de',
      permission: 'CallRecords.Read.All',
    });
  });
});

test('a line break in a value cannot begin a line of its own', () => {
  const { lines, log } = capture();
  log.info({ name: 'x\n{"level":60,"msg":"forged"}\u001b[31m' }, 'named\r\n{}');
  expect(lines.join('').trimEnd().split('\n')).toHaveLength(1);
  expect(lines.join('')).not.toContain('\u001b');
});

test('the file is made in the data folder, for its owner alone', () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'registrar-log-'));
  openLog({ level: 'info', dataDir }).info({ canary: 1 }, 'started');
  const file = join(dataDir, 'logs', 'registrar.log');
  expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ msg: 'started', canary: 1 });
  expect(statSync(file).mode & 0o077).toBe(0);
  rmSync(dataDir, { recursive: true });
});
