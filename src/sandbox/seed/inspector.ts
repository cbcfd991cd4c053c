/** A second application that may only read, so that a test can look at the tenant through Graph itself. */
import { createHash } from 'node:crypto';
import type { World } from '../world.ts';
import { blankApplication, blankServicePrincipal } from './blank.ts';
import { graphAppRoleId } from './graphServicePrincipal.ts';
import {
  GRAPH_SP_ID,
  INSPECTOR_APP_ID,
  INSPECTOR_APP_OBJECT_ID,
  INSPECTOR_KEY_ID,
  INSPECTOR_SP_ID,
  seedGuid,
} from './ids.ts';

/** Not a secret of anything real: it opens the pretend tenant on the reader's own machine, for reading. */
export const INSPECTOR = {
  clientId: INSPECTOR_APP_ID,
  clientSecret: 'pretend-inspector-value-for-this-machine',
} as const;

const ROLES_HELD = ['Directory.Read.All', 'Application.Read.All'] as const;

export function addInspector(world: World): void {
  const createdDateTime = world.createdDateTime;
  const shared = { appId: INSPECTOR_APP_ID, displayName: 'Inspector', createdDateTime };
  world.applications[INSPECTOR_APP_OBJECT_ID] = {
    ...blankApplication({ id: INSPECTOR_APP_OBJECT_ID, ...shared }),
    passwordCredentials: [
      {
        keyId: INSPECTOR_KEY_ID,
        displayName: 'inspector',
        hint: INSPECTOR.clientSecret.slice(0, 3),
        startDateTime: createdDateTime,
        endDateTime: '2099-12-31T00:00:00Z',
        customKeyIdentifier: null,
        _valueSha256: createHash('sha256').update(INSPECTOR.clientSecret).digest('hex'),
      },
    ],
  };
  world.servicePrincipals[INSPECTOR_SP_ID] = blankServicePrincipal({
    id: INSPECTOR_SP_ID,
    ...shared,
    appOwnerOrganizationId: world.tenantId,
  });
  ROLES_HELD.forEach((value, index) => assign(world, value, index));
}

function assign(world: World, value: string, index: number): void {
  const id = seedGuid('e0', index + 1);
  world.appRoleAssignments[id] = {
    id,
    appRoleId: graphAppRoleId(value),
    principalId: INSPECTOR_SP_ID,
    principalDisplayName: 'Inspector',
    principalType: 'ServicePrincipal',
    resourceId: GRAPH_SP_ID,
    resourceDisplayName: 'Microsoft Graph',
    createdDateTime: world.createdDateTime,
  };
}
