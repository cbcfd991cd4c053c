/** A public client for signing in with a code: as the browser's application, but without an address to come back to. */
import type { World } from '../world.ts';
import { blankApplication, blankServicePrincipal } from './blank.ts';
import {
  DEVICE_SIGN_IN_APP_ID,
  DEVICE_SIGN_IN_APP_OBJECT_ID,
  DEVICE_SIGN_IN_GRANT_ID,
  DEVICE_SIGN_IN_SP_ID,
  GRAPH_SP_ID,
} from './ids.ts';
import { REGISTRAR_CONSENT } from './registrar.ts';

export function addDeviceSignIn(world: World): void {
  const shared = {
    appId: DEVICE_SIGN_IN_APP_ID,
    displayName: 'Registrar device sign-in',
    createdDateTime: world.createdDateTime,
  };
  world.applications[DEVICE_SIGN_IN_APP_OBJECT_ID] = {
    ...blankApplication({ id: DEVICE_SIGN_IN_APP_OBJECT_ID, ...shared }),
    isFallbackPublicClient: true,
  };
  world.servicePrincipals[DEVICE_SIGN_IN_SP_ID] = blankServicePrincipal({
    id: DEVICE_SIGN_IN_SP_ID,
    ...shared,
    appOwnerOrganizationId: world.tenantId,
  });
  world.oauth2PermissionGrants[DEVICE_SIGN_IN_GRANT_ID] = {
    id: DEVICE_SIGN_IN_GRANT_ID,
    clientId: DEVICE_SIGN_IN_SP_ID,
    consentType: 'AllPrincipals',
    principalId: null,
    resourceId: GRAPH_SP_ID,
    scope: REGISTRAR_CONSENT,
  };
}
