import { describe, expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { PackageRefused } from '../../../scripts/package/refused.ts';
import { PACKAGE_SETTINGS, readSettings } from '../../../scripts/package/settings.ts';
import { PACKAGE_ENV } from './sample.ts';

function problemsOf(changes: Record<string, string>, version = '1.2.3'): readonly string[] {
  try {
    readSettings({ ...PACKAGE_ENV, ...changes }, version);
    return [];
  } catch (error) {
    if (error instanceof PackageRefused) return error.problems;
    throw error;
  }
}

describe('settings of the package', () => {
  test('are read, with the id and version of the app where none is given', () => {
    expect(readSettings(PACKAGE_ENV, '1.2.3')).toEqual({
      botId: PACKAGE_ENV.BOT_APP_ID,
      apiAppId: PACKAGE_ENV.TAB_APP_ID,
      publicHost: 'registrar.contoso.example',
      developerName: 'Contoso IT',
      developerUrl: 'https://contoso.example/registrar',
      privacyUrl: 'https://contoso.example/privacy',
      termsUrl: 'https://contoso.example/terms',
      teamsAppId: PACKAGE_ENV.BOT_APP_ID,
      version: '1.2.3',
      apiResource: `api://registrar.contoso.example/${PACKAGE_ENV.TAB_APP_ID}`,
    });
  });

  test('one application for bot and API is named as the bot’s', () => {
    const { apiResource } = readSettings({ ...PACKAGE_ENV, TAB_APP_ID: PACKAGE_ENV.BOT_APP_ID }, '1.2.3');
    expect(apiResource).toBe(`api://registrar.contoso.example/botid-${PACKAGE_ENV.BOT_APP_ID}`);
  });

  test('an id and a version of their own are taken', () => {
    const id = '7a3f3a52-2d3c-4d55-9f0e-0d6a3f3b7c10';
    const own = readSettings({ ...PACKAGE_ENV, TEAMS_APP_ID: id, PACKAGE_VERSION: '2.0.0' }, '1.2.3');
    expect([own.teamsAppId, own.version]).toEqual([id, '2.0.0']);
  });

  test('all that is missing is said at once', () => {
    expect(() => readSettings({}, '1.2.3')).toThrow(
      new PackageRefused([
        'BOT_APP_ID is not set.',
        'TAB_APP_ID is not set.',
        'PUBLIC_HOST is not set.',
        'DEVELOPER_NAME is not set.',
        'DEVELOPER_URL is not set.',
        'PRIVACY_URL is not set.',
        'TERMS_URL is not set.',
      ]),
    );
  });

  test.each([
    ['http://registrar.contoso.example', 'is an http address'],
    ['https://registrar.contoso.example', 'is more than a host name'],
    ['registrar.contoso.example:8443', 'is more than a host name'],
    ['registrar.contoso.example/tab', 'is more than a host name'],
    ['*.contoso.example', 'is more than a host name'],
    ['localhost', 'is a name of this machine'],
    ['localhost:3978', 'is more than a host name'],
    ['registrar.local', 'is a name of this machine'],
    ['127.0.0.1', 'is an address in digits'],
    ['registrar', 'is not a host name'],
    ['registrar..contoso.example', 'is not a host name'],
    ['-registrar.contoso.example', 'is not a host name'],
    ['abc123.euw.devtunnels.ms', 'is the name of a tunnel'],
    ['abc123.ngrok-free.app', 'is the name of a tunnel'],
    ['abc123.trycloudflare.com', 'is the name of a tunnel'],
    ['registrar.azurewebsites.net', 'is a domain of Microsoft’s'],
    ['contoso.onmicrosoft.com', 'is a domain of Microsoft’s'],
    ['teams.microsoft.com', 'is a domain of Microsoft’s'],
    ['token.botframework.com', 'is a domain of Microsoft’s'],
  ])('the host %s is refused', (host, why) => {
    expect(problemsOf({ PUBLIC_HOST: host })).toEqual([expect.stringContaining(`PUBLIC_HOST ${why}`)]);
  });

  test('a domain that only ends like one of Microsoft’s is the operator’s own', () => {
    expect(problemsOf({ PUBLIC_HOST: 'registrar.notmicrosoft.com' })).toEqual([]);
  });

  test.each([
    ['PRIVACY_URL', 'http://contoso.example/privacy', 'is not an https address.'],
    ['PRIVACY_URL', 'https://me:word@contoso.example/privacy', 'has a user name in it.'],
    ['TERMS_URL', 'contoso.example/terms', 'is not an address.'],
    ['DEVELOPER_URL', 'https://localhost/help', 'is a name of this machine or of one network.'],
    ['BOT_APP_ID', '00000000-0000-0000-0000-000000000000', 'is not an application id'],
    ['TAB_APP_ID', '2d4c1a70-90b5-4b7e-8a11-5e6e0f3a7d31', 'is that of the pretend tenant.'],
    ['TEAMS_APP_ID', 'registrar', 'is not an application id'],
    ['DEVELOPER_NAME', 'The department that looks after telephony', 'is longer than 32 characters'],
    ['PACKAGE_VERSION', '1.2', 'is not a version of three numbers'],
    ['PACKAGE_VERSION', '01.2.0', 'is not a version of three numbers'],
  ])('%s of %s is refused', (name, value, why) => {
    expect(problemsOf({ [name]: value })).toEqual([expect.stringContaining(`${name} ${why}`)]);
  });

  test('no refusal repeats what was set', () => {
    const secret = 'https://me:canary@contoso.example/privacy';
    expect(problemsOf({ PRIVACY_URL: secret }).join()).not.toContain('canary');
  });
});

test('docs/configuration.md lists every setting of the package', () => {
  const rows = readFileSync('docs/configuration.md', 'utf8')
    .split('\n')
    .filter((line) => line.startsWith('- `'));
  for (const { name, use } of PACKAGE_SETTINGS) expect(rows).toContain(`- \`${name}\`: ${use}`);
});
