import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import {
  DEVICE_SIGN_IN_APP_ID,
  GRAPH_APP_ID,
  INSPECTOR,
  PEOPLE,
  REGISTRAR_APP_ID,
  growWorld,
  rolesOf,
  seedWorld,
} from '../../src/sandbox/seed.ts';

const GUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

test('is the same every time, and survives JSON', () => {
  const options = { now: 1, applications: 3, servicePrincipals: 3 };
  expect(seedWorld(options)).toEqual(seedWorld(options));
  expect(JSON.parse(JSON.stringify(seedWorld(options)))).toEqual(seedWorld(options));
});

test('keeps every object under its own id', () => {
  const world = seedWorld({ now: 1, applications: 20, servicePrincipals: 20 });
  const { applications, servicePrincipals, users, appRoleAssignments, roleAssignments } = world;
  for (const records of [applications, servicePrincipals, users, appRoleAssignments, roleAssignments]) {
    for (const [id, item] of Object.entries(records)) expect(item.id).toBe(id);
  }
  for (const id of [...Object.keys(applications), ...Object.keys(servicePrincipals)])
    expect(id).toMatch(GUID);
});

test('gives the six people their roles', () => {
  const world = seedWorld();
  const roles = PEOPLE.map((person) => [person.key, rolesOf(world, person.oid)]);
  expect(Object.fromEntries(roles)).toEqual({
    anna: ['Global Administrator'],
    bo: ['Application Administrator'],
    pia: ['Privileged Role Administrator'],
    dana: ['Application Developer'],
    uma: [],
    gus: [],
  });
});

test('knows the permissions by the ids the real service has', () => {
  const graph = Object.values(seedWorld().servicePrincipals).find((sp) => sp.appId === GRAPH_APP_ID);
  const role = graph?.appRoles.find((one) => one.value === 'CallRecords.Read.All');
  expect(role?.id).toBe('45bbb07e-7321-4fd7-a8f6-3ff27e6a81c8');
  const scope = graph?.oauth2PermissionScopes.find((one) => one.value === 'User.Read');
  expect(scope).toMatchObject({ id: 'e1fe6dd8-ba31-4d61-89e7-88639da4683d', type: 'User' });
});

test('has the product consented, and an inspector whose secret works', () => {
  const world = seedWorld();
  const find = (appId: string): string =>
    Object.values(world.servicePrincipals).find((sp) => sp.appId === appId)?.id ?? '';
  const [grant] = Object.values(world.oauth2PermissionGrants);
  expect(grant).toMatchObject({ clientId: find(REGISTRAR_APP_ID), resourceId: find(GRAPH_APP_ID) });
  expect(grant?.scope.split(' ')).toContain('Application.ReadWrite.All');
  const inspector = Object.values(world.applications).find((app) => app.appId === INSPECTOR.clientId);
  const hash = createHash('sha256').update(INSPECTOR.clientSecret).digest('hex');
  expect(inspector?.passwordCredentials[0]?._valueSha256).toBe(hash);
});

test('has a public client for signing in with a code, which docs/configuration.md names', () => {
  const world = seedWorld();
  const found = Object.values(world.applications).find(({ appId }) => appId === DEVICE_SIGN_IN_APP_ID);
  expect(found).toMatchObject({ isFallbackPublicClient: true, publicClient: { redirectUris: [] } });
  const scopesOf = (wanted: string): string | undefined => {
    const client = Object.values(world.servicePrincipals).find(({ appId }) => appId === wanted);
    return Object.values(world.oauth2PermissionGrants).find(({ clientId }) => clientId === client?.id)?.scope;
  };
  expect(scopesOf(DEVICE_SIGN_IN_APP_ID)).toBe(scopesOf(REGISTRAR_APP_ID));
  expect(readFileSync('docs/configuration.md', 'utf8')).toContain(DEVICE_SIGN_IN_APP_ID);
});

test('grows to a size and no further', () => {
  const world = seedWorld();
  growWorld(world, { applications: 4 });
  const ids = Object.keys(world.applications);
  growWorld(world, { applications: 4, servicePrincipals: 2 });
  expect(Object.keys(world.applications)).toEqual(ids);
});
