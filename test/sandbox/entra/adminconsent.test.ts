import { beforeEach, describe, expect, test } from '@jest/globals';
import { decodeJwt } from 'jose';
import { graphAppRoleId } from '../../../src/sandbox/seed/graphServicePrincipal.ts';
import { GRAPH_APP_ID, GRAPH_SP_ID, TENANT_ID } from '../../../src/sandbox/seed.ts';
import {
  addConnector,
  CONNECTOR_APP_ID,
  REDIRECT,
  redirected,
  SECRET,
  setUp,
  type Connector,
  type Setup,
} from './fixture.ts';

const V1 = `/${TENANT_ID}/adminconsent`;
const V2 = `/${TENANT_ID}/v2.0/adminconsent`;
const PRESENCE_READ_ALL = '9c7a330d-35b3-4aa1-963d-cb2b9f927841';

let setup: Setup;
let connector: Connector;

beforeEach(async () => {
  setup = await setUp();
  connector = addConnector(setup);
});

function asks(...access: { id: string; type: 'Role' | 'Scope' }[]): void {
  connector.application.requiredResourceAccess = [{ resourceAppId: GRAPH_APP_ID, resourceAccess: access }];
}

const READ_USERS = { id: graphAppRoleId('User.Read.All'), type: 'Role' } as const;
const READ_PRESENCE = { id: PRESENCE_READ_ALL, type: 'Scope' } as const;

function consent(path: string, changes: Record<string, string> = {}) {
  return setup.get(path, { client_id: CONNECTOR_APP_ID, redirect_uri: REDIRECT, state: 's', ...changes });
}

const DEFAULT = { scope: 'https://graph.microsoft.com/.default' };

describe('accepting', () => {
  test('writes the role and the delegated permission, once', async () => {
    asks(READ_USERS, READ_PRESENCE);
    const back = redirected(await consent(V2, { ...DEFAULT, persona: 'pia' }));
    await consent(V2, { ...DEFAULT, persona: 'anna' });
    expect(Object.fromEntries(back)).toEqual({
      admin_consent: 'True',
      tenant: TENANT_ID,
      state: 's',
      ...DEFAULT,
    });
    const own = Object.values(setup.tenant.world.appRoleAssignments).filter(
      (one) => one.principalId === connector.servicePrincipal.id,
    );
    expect(own).toMatchObject([{ appRoleId: READ_USERS.id, resourceId: GRAPH_SP_ID }]);
    const grants = Object.values(setup.tenant.world.oauth2PermissionGrants).filter(
      (one) => one.clientId === connector.servicePrincipal.id,
    );
    expect(grants).toMatchObject([{ scope: 'Presence.Read.All', consentType: 'AllPrincipals' }]);
  });

  test('shows in the next token', async () => {
    asks(READ_USERS);
    await consent(V1, { persona: 'anna' });
    const { body } = await setup.token({
      grant_type: 'client_credentials',
      client_id: CONNECTOR_APP_ID,
      client_secret: SECRET,
      ...DEFAULT,
    });
    expect(decodeJwt(String(body['access_token']))['roles']).toEqual(['User.Read.All']);
  });

  test('makes the service principal when there is none', async () => {
    delete setup.tenant.world.servicePrincipals[connector.servicePrincipal.id];
    await consent(V1, { persona: 'anna' });
    const made = Object.values(setup.tenant.world.servicePrincipals).filter(
      (one) => one.appId === CONNECTOR_APP_ID,
    );
    expect(made).toHaveLength(1);
  });
});

describe('who may accept', () => {
  test.each([
    ['anna', true, true],
    ['pia', true, true],
    ['bo', false, true],
    ['dana', false, false],
    ['uma', false, false],
    ['gus', false, false],
  ])('%s: Graph application permissions %p, delegated ones %p', async (persona, mayRoles, mayScopes) => {
    asks(READ_PRESENCE);
    expect((await consent(V1, { persona })).status).toBe(mayScopes ? 302 : 403);
    asks(READ_USERS);
    const answer = await consent(V1, { persona });
    expect(answer.status).toBe(mayRoles ? 302 : 403);
    if (!mayRoles) expect(answer.body).toContain('AADSTS90094');
  });
});

describe('refusing', () => {
  test('in v2 says admin_consent=True and an error all the same', async () => {
    const back = redirected(await consent(V2, { ...DEFAULT, refuse: '1' }));
    expect(back.get('admin_consent')).toBe('True');
    expect(back.get('error')).toBe('consent_required');
    expect(back.get('error_description')).toMatch(/^AADSTS65004/);
  });

  test('in v1 says permission_denied', async () => {
    const back = redirected(await consent(V1, { refuse: '1' }));
    expect(back.get('error')).toBe('permission_denied');
    expect(back.get('error_description')).toBe('The admin canceled the request');
  });
});

test('the page names the permissions and the people', async () => {
  asks(READ_USERS);
  const { body } = await consent(V1);
  expect(body).toContain('<code>User.Read.All</code>');
  expect(body).toContain('data-persona="pia"');
});

test.each([
  ['an unregistered address', { redirect_uri: 'https://evil.example/' }, 'AADSTS50011'],
  ['an unknown application', { client_id: GRAPH_SP_ID }, 'AADSTS700016'],
  ['no scope in v2', {}, 'AADSTS900144'],
])('%s is a page, not a redirect', async (_, changes, code) => {
  const { status, body } = await consent(V2, changes);
  expect(status).toBe(400);
  expect(body).toContain(code);
});
