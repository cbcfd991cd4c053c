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
  WATCH_GRANTS_ASSIGNMENT_ID,
  WATCH_SP_ID,
} from './ids.ts';

const NAME = 'Registrar watch';
const PERMISSION = 'Application.Read.All';
/** What it takes to read delegated grants, which the tenant consents to or does not. */
const FOR_GRANTS = 'Directory.Read.All';

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
  assign(world, WATCH_ASSIGNMENT_ID, appRoleId);
}

/** The tenant consents to the watch reading delegated grants and Entra roles too, or takes that back. */
export function letWatchReadGrants(world: World, consented: boolean): void {
  if (consented) assign(world, WATCH_GRANTS_ASSIGNMENT_ID, graphAppRoleId(FOR_GRANTS));
  else delete world.appRoleAssignments[WATCH_GRANTS_ASSIGNMENT_ID];
}

function assign(world: World, id: string, appRoleId: string): void {
  world.appRoleAssignments[id] = {
    ...{ id, appRoleId },
    principalId: WATCH_SP_ID,
    principalDisplayName: NAME,
    principalType: 'ServicePrincipal',
    resourceId: GRAPH_SP_ID,
    resourceDisplayName: 'Microsoft Graph',
    createdDateTime: world.createdDateTime,
  };
}

/** Once for each certificate: what a tester takes away afterwards stays away. */
export function giveWatchCertificate(world: World, certificate: KeyCredential): void {
  if (world.watchKeyId === certificate.keyId) return;
  world.watchKeyId = certificate.keyId;
  world.applications[WATCH_APP_OBJECT_ID]?.keyCredentials.push({ ...certificate });
}
