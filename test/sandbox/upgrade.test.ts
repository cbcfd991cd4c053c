import { expect, test } from '@jest/globals';
import { seedWorld } from '../../src/sandbox/seed.ts';
import {
  REGISTRAR_GRANT_ID,
  TAB_APP_OBJECT_ID,
  TAB_GRANT_ID,
  TAB_SP_ID,
  WATCH_APP_OBJECT_ID,
  WATCH_ASSIGNMENT_ID,
  WATCH_SP_ID,
} from '../../src/sandbox/seed/ids.ts';
import { REGISTRAR_SCOPES } from '../../src/sandbox/seed/registrar.ts';
import { upgradeWorld, type SavedWorld } from '../../src/sandbox/upgrade.ts';

/** A tenant as it was written before there were domains, deleted users, the watch and the tab. */
function earlier(): SavedWorld {
  const { domains: _domains, watchKeyId: _watch, tabKeyId: _tab, users, ...rest } = seedWorld();
  const old = Object.entries(users).map(([id, user]) => {
    const { deletedDateTime: _deleted, employeeType: _type, ...kept } = user;
    return [id, kept] as const;
  });
  delete rest.applications[WATCH_APP_OBJECT_ID];
  delete rest.servicePrincipals[WATCH_SP_ID];
  delete rest.appRoleAssignments[WATCH_ASSIGNMENT_ID];
  delete rest.applications[TAB_APP_OBJECT_ID];
  delete rest.servicePrincipals[TAB_SP_ID];
  delete rest.oauth2PermissionGrants[TAB_GRANT_ID];
  const consent = rest.oauth2PermissionGrants[REGISTRAR_GRANT_ID];
  if (consent !== undefined) consent.scope = REGISTRAR_SCOPES.join(' ');
  return { ...rest, users: Object.fromEntries(old) };
}

test('a tenant saved earlier gets what it lacks', () => {
  expect(upgradeWorld(earlier())).toEqual(seedWorld());
});

test('what was taken away later stays away', () => {
  const world = seedWorld();
  world.domains = world.domains.slice(0, 1);
  delete world.applications[WATCH_APP_OBJECT_ID];
  delete world.applications[TAB_APP_OBJECT_ID];
  const consent = world.oauth2PermissionGrants[REGISTRAR_GRANT_ID];
  if (consent !== undefined) consent.scope = 'User.Read';
  expect(upgradeWorld(structuredClone(world))).toEqual(world);
});
