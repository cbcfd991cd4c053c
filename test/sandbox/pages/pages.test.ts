import { beforeEach, describe, expect, test } from '@jest/globals';
import { createSwitches } from '../../../src/sandbox/control/switches.ts';
import { createPages, type Pages } from '../../../src/sandbox/pages/index.ts';
import { PEOPLE } from '../../../src/sandbox/seed.ts';
import {
  addConnector,
  BROWSER,
  grantRole,
  grantScopes,
  LOGIN,
  setUp,
  type Connector,
  type Setup,
} from '../entra/fixture.ts';

const DAY_MS = 86_400_000;

let setup: Setup;
let connector: Connector;
let pages: Pages;

beforeEach(async () => {
  setup = await setUp();
  connector = addConnector(setup);
  pages = createPages({
    tenant: setup.tenant,
    switches: createSwitches(),
    productUrl: 'http://localhost:3978',
    loginBaseUrl: LOGIN,
    browserBaseUrl: BROWSER,
  });
});

async function open(url: string, method = 'GET') {
  return pages.handle({ method, url, headers: {}, body: '' });
}

describe('the first page', () => {
  test('names the people with the roles they hold now, and the date of the tenant', async () => {
    setup.tenant.world.roleAssignments = {};
    setup.clock.time = Date.UTC(2027, 0, 2);
    const { body } = await open('/');
    for (const { givenName, surname } of PEOPLE) expect(body).toContain(`${givenName} ${surname}`);
    expect(body).not.toContain('Global Administrator<br');
    expect(body).toContain('no directory role<br');
    expect(body).toContain('Sat, 02 Jan 2027');
  });

  test('leads to the product', async () => {
    expect((await open('/')).body).toContain('href="http://localhost:3978"');
  });
});

describe('the directory', () => {
  test('gives permissions by name', async () => {
    grantRole(setup, connector.servicePrincipal, 'User.Read.All');
    grantScopes(setup, connector.servicePrincipal, 'Presence.Read.All');
    const { body } = await open('/directory');
    expect(body).toMatch(/<code>User\.Read\.All<\/code>\s*<span class="small">application · Microsoft Graph/);
    expect(body).toMatch(/<code>Presence\.Read\.All<\/code>\s*<span class="small">delegated/);
  });

  test.each([
    [0, '365 days left'],
    [364, '1 day left'],
    [365, '0 days left'],
    [366, 'expired'],
  ])('says after %i days: %s', async (days, words) => {
    setup.clock.time += days * DAY_MS;
    expect((await open('/directory')).body).toContain(`2027-11-21, ${words}`);
  });

  test('has nothing of a secret but its first letters', async () => {
    const { body } = await open('/directory');
    expect(body).toContain('pre…');
    for (const { _valueSha256 } of connector.application.passwordCredentials) {
      expect(body).not.toContain(_valueSha256);
    }
  });

  test('says when there is no service principal', async () => {
    delete setup.tenant.world.servicePrincipals[connector.servicePrincipal.id];
    expect((await open('/directory')).body).toContain('No service principal');
  });

  test('leaves out what is deleted', async () => {
    connector.application.deletedDateTime = '2026-11-21T10:00:00Z';
    expect((await open('/directory')).body).not.toContain('Example connector');
  });
});

test.each([['/'], ['/directory']])('%s shows names from the directory as text', async (url) => {
  const hostile = '<img src=x onerror=alert(1)>"\'&';
  connector.application.displayName = hostile;
  setup.tenant.world.tenantName = hostile;
  for (const user of Object.values(setup.tenant.world.users)) user.displayName = hostile;
  connector.application._owners = [PEOPLE[0]?.oid ?? ''];
  const { body, headers } = await open(url);
  expect(body).not.toContain('<img');
  expect(body).toContain('&#60;img');
  expect(headers['content-security-policy']).toContain("default-src 'none'");
});

test.each([
  ['/pages/style.css', 'text/css'],
  ['/pages/switches.js', 'text/javascript'],
  ['/pages/icon.svg', 'image/svg+xml'],
])('%s is served by the sandbox itself', async (url, type) => {
  expect((await open(url)).headers['content-type']).toBe(`${type}; charset=utf-8`);
});

test('pages are read, not written', async () => {
  expect((await open('/', 'POST')).status).toBe(405);
  expect(pages.has('/pages/../sandbox.ts')).toBe(false);
});
