/**
 * The application of the tab: Teams gets tokens for its API, and it may read who somebody is, on their behalf and no
 * more (https://learn.microsoft.com/microsoftteams/platform/tabs/how-to/authentication/tab-sso-register-aad).
 */
import type { KeyCredential, World } from '../world.ts';
import { blankApplication, blankServicePrincipal } from './blank.ts';
import { graphScopeId } from './graphServicePrincipal.ts';
import {
  GRAPH_APP_ID,
  GRAPH_SP_ID,
  TAB_APP_ID,
  TAB_APP_OBJECT_ID,
  TAB_GRANT_ID,
  TAB_SCOPE_ID,
  TAB_SP_ID,
} from './ids.ts';

const PERMISSION = 'User.Read';

/** Without a certificate, like the watch. */
export function addTab(world: World): void {
  const { createdDateTime, tenantId } = world;
  const shared = { appId: TAB_APP_ID, displayName: 'Registrar tab', createdDateTime };
  world.applications[TAB_APP_OBJECT_ID] = {
    ...blankApplication({ id: TAB_APP_OBJECT_ID, ...shared }),
    identifierUris: [`api://localhost:3978/${TAB_APP_ID}`],
    web: { redirectUris: ['http://localhost:3978/auth/consented'], homePageUrl: null },
    requiredResourceAccess: [
      { resourceAppId: GRAPH_APP_ID, resourceAccess: [{ id: graphScopeId(PERMISSION), type: 'Scope' }] },
    ],
  };
  world.servicePrincipals[TAB_SP_ID] = {
    ...blankServicePrincipal({ id: TAB_SP_ID, ...shared, appOwnerOrganizationId: tenantId }),
    oauth2PermissionScopes: [
      {
        id: TAB_SCOPE_ID,
        value: 'access_as_user',
        type: 'User',
        isEnabled: true,
        adminConsentDisplayName: 'Use Registrar as the person who is signed in',
        adminConsentDescription: 'Lets Teams show a person what is registered in the tenant.',
        userConsentDisplayName: 'Use Registrar as you',
        userConsentDescription: 'Lets Teams show you what is registered in the tenant.',
      },
    ],
  };
  world.oauth2PermissionGrants[TAB_GRANT_ID] = {
    id: TAB_GRANT_ID,
    clientId: TAB_SP_ID,
    consentType: 'AllPrincipals',
    principalId: null,
    resourceId: GRAPH_SP_ID,
    scope: PERMISSION,
  };
}

/** Once for each certificate: what a tester takes away afterwards stays away. */
export function giveTabCertificate(world: World, certificate: KeyCredential): void {
  if (world.tabKeyId === certificate.keyId) return;
  world.tabKeyId = certificate.keyId;
  world.applications[TAB_APP_OBJECT_ID]?.keyCredentials.push({ ...certificate });
}
