import { describe, expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { isAbsolute } from 'node:path';
import { inspect } from 'node:util';
import { ConfigRefused, readConfig, VARIABLES } from '../src/config.ts';

const KEY = Buffer.alloc(32, 7).toString('base64');

function problemsOf(env: Record<string, string>): readonly string[] {
  try {
    readConfig(env);
  } catch (error) {
    if (error instanceof ConfigRefused) return error.problems;
    throw error;
  }
  return [];
}

describe('with nothing set', () => {
  test('it is the sandbox on this machine', () => {
    expect(readConfig({})).toMatchObject({
      mode: 'sandbox',
      host: '127.0.0.1',
      port: 3978,
      sandbox: { port: 3979, tlsPort: 3980 },
      playgroundPort: 56150,
      databaseUrl: null,
      graphBaseUrl: 'https://localhost:3980',
      loginBaseUrl: 'https://localhost:3980',
      sealingKey: null,
      deviceCodeAppId: null,
      chatAs: 'anna',
      logLevel: 'info',
    });
  });

  test('it is frozen, and the data folder is absolute', () => {
    const config = readConfig({});
    expect(Object.isFrozen(config) && Object.isFrozen(config.sandbox)).toBe(true);
    expect(isAbsolute(config.dataDir)).toBe(true);
  });

  test('blank is the same as not set', () => {
    expect(readConfig({ PORT: ' ', DATABASE_URL: '' })).toEqual(readConfig({}));
  });
});

describe('what is set', () => {
  test('ports move the pretend cloud with them, and the chat client can be left out', () => {
    const config = readConfig({ SANDBOX_TLS_PORT: '4980', PLAYGROUND_PORT: 'off' });
    expect(config.graphBaseUrl).toBe('https://localhost:4980');
    expect(config.playgroundPort).toBeNull();
  });

  test('a database and a data folder go together', () => {
    const env = {
      DATABASE_URL: 'postgres://u:pw-canary@localhost/registrar',
      DATA_DIR: '/var/tmp/registrar',
    };
    const config = readConfig(env);
    expect(config.databaseUrl?.expose()).toBe(env.DATABASE_URL);
    expect(config.dataDir).toBe('/var/tmp/registrar');
  });

  test('a folder of definitions is an absolute path', () => {
    expect(readConfig({}).connectorsDir).toBeNull();
    expect(readConfig({ CONNECTORS_DIR: '/var/tmp/connectors' }).connectorsDir).toBe('/var/tmp/connectors');
    expect(isAbsolute(readConfig({ CONNECTORS_DIR: 'connectors' }).connectorsDir ?? '')).toBe(true);
  });

  test('an application for signing in with a code switches that on', () => {
    const id = '2D4C1A70-90B5-4B7E-8A11-5E6E0F3A7D11';
    expect(readConfig({ DEVICE_CODE_APP_ID: id }).deviceCodeAppId).toBe(id.toLowerCase());
    expect(problemsOf({ DEVICE_CODE_APP_ID: 'canary' })).toEqual([
      'DEVICE_CODE_APP_ID is not an application id (8-4-4-4-12 hexadecimal digits).',
    ]);
  });

  test('neither the sealing key nor the database password prints', () => {
    const config = readConfig({ SEALING_KEY: KEY, DATABASE_URL: 'postgres://u:pw-canary@localhost/db' });
    const printed = JSON.stringify(config) + inspect(config, { depth: 9 });
    expect(printed).not.toContain(KEY);
    expect(printed).not.toContain('pw-canary');
  });
});

describe('what is refused', () => {
  test('every problem at once, and no value repeated', () => {
    const problems = problemsOf({
      PORT: '99999',
      SEALING_KEY: 'canary-too-short',
      LOG_LEVEL: 'canary-loud',
      API_APP_ID: 'canary-id',
      DATABASE_URL: 'mysql://canary@host/db',
    });
    expect(problems.map((problem) => problem.split(' ')[0])).toEqual([
      'PORT',
      'DATABASE_URL',
      'SEALING_KEY',
      'API_APP_ID',
      'LOG_LEVEL',
    ]);
    expect(problems.join()).not.toContain('canary');
  });

  test.each([
    ['PORT', '1e3'],
    ['PORT', '-1'],
    ['SANDBOX_PORT', '0x10'],
    ['PLAYGROUND_PORT', 'on'],
  ])('%s=%s is no port', (name, value) => {
    expect(problemsOf({ [name]: value })).toEqual([expect.stringMatching(`^${name} is not a port`)]);
  });

  test.each([
    ['https://graph.microsoft.com', 'names a real service'],
    ['https://localhost.evil.example', 'names a real service'],
    ['https://127.0.0.1.evil.example', 'names a real service'],
    ['http://localhost:3979', 'is not an https address'],
    ['https://user@localhost', 'is not an https address'],
    ['https://localhost/v1.0', 'is not an https address'],
    ['localhost', 'is not an https address'],
  ])('GRAPH_BASE_URL=%s %s', (value, why) => {
    expect(problemsOf({ GRAPH_BASE_URL: value })).toEqual([expect.stringContaining(why)]);
    expect(problemsOf({ LOGIN_BASE_URL: value })).toEqual([expect.stringContaining(why)]);
  });

  test.each(['BOT_APP_ID', 'BOT_APP_TENANT_ID'])('%s: calls to the bot are not verified yet', (name) => {
    expect(problemsOf({ [name]: '11111111-2222-4333-8444-555555555555' })).toEqual([
      `${name} is set. This version does not verify calls to the bot, so it runs in the sandbox only.`,
    ]);
  });

  test.each([
    'DANGEROUSLY_ALLOW_UNAUTHENTICATED_REQUESTS',
    'SKIP_AUTH',
    'skipAuth',
    'NODE_TLS_REJECT_UNAUTHORIZED',
  ])('the switch %s, even when it says no', (name) => {
    for (const value of ['true', 'false', '0', '']) {
      expect(problemsOf({ [name]: value })).toEqual([expect.stringContaining('turns a security check off')]);
    }
  });

  test('one port for two things', () => {
    expect(problemsOf({ SANDBOX_PORT: '3978' })).toEqual([
      'SANDBOX_PORT and PORT are both 3978. Give each its own.',
    ]);
  });
});

test('docs/configuration.md lists exactly these variables, with these presets', () => {
  const rows = readFileSync('docs/configuration.md', 'utf8')
    .split('\n')
    .filter((line) => line.startsWith('| `'));
  const expected = VARIABLES.map(
    ({ name, preset, use }) => `| \`${name}\` | ${preset === '' ? '' : `\`${preset}\``} | ${use} |`,
  );
  expect(rows).toEqual(expected);
});
