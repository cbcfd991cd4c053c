/** The application as which the product watches what lapses: it may read applications, and nothing more. */
import type { KeyCredential, World } from '../world.ts';
import { blankApplication, blankServicePrincipal } from './blank.ts';
import { graphAppRoleId } from './graphServicePrincipal.ts';
import {
  GRAPH_APP_ID,
  GRAPH_SP_ID,
  WATCH_APP_ID,
  WATCH_APP_OBJECT_ID,
  WATCH_ASSIGNMENT_ID,
  WATCH_SP_ID,
} from './ids.ts';

const NAME = 'Registrar watch';
const PERMISSION = 'Application.Read.All';

/** Without a certificate: a key pair is made by whoever has a disk to keep it on. */
export function addWatch(world: World): void {
  const { createdDateTime, tenantId } = world;
  const shared = { appId: WATCH_APP_ID, displayName: NAME, createdDateTime };
  const appRoleId = graphAppRoleId(PERMISSION);
  world.applications[WATCH_APP_OBJECT_ID] = {
    ...blankApplication({ id: WATCH_APP_OBJECT_ID, ...shared }),
    requiredResourceAccess: [
      { resourceAppId: GRAPH_APP_ID, resourceAccess: [{ id: appRoleId, type: 'Role' }] },
    ],
  };
  world.servicePrincipals[WATCH_SP_ID] = blankServicePrincipal({
    id: WATCH_SP_ID,
    ...shared,
    appOwnerOrganizationId: tenantId,
  });
  world.appRoleAssignments[WATCH_ASSIGNMENT_ID] = {
    id: WATCH_ASSIGNMENT_ID,
    appRoleId,
    principalId: WATCH_SP_ID,
    principalDisplayName: NAME,
    principalType: 'ServicePrincipal',
    resourceId: GRAPH_SP_ID,
    resourceDisplayName: 'Microsoft Graph',
    createdDateTime,
  };
}

/** Once for each certificate: what a tester takes away afterwards stays away. */
export function giveWatchCertificate(world: World, certificate: KeyCredential): void {
  if (world.watchKeyId === certificate.keyId) return;
  world.watchKeyId = certificate.keyId;
  world.applications[WATCH_APP_OBJECT_ID]?.keyCredentials.push({ ...certificate });
}
