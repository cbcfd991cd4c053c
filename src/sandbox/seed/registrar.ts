/** The product's own sign-in application, consented for the whole tenant. */
import type { World } from '../world.ts';
import { blankApplication, blankServicePrincipal } from './blank.ts';
import {
  GRAPH_SP_ID,
  REGISTRAR_APP_ID,
  REGISTRAR_APP_OBJECT_ID,
  REGISTRAR_GRANT_ID,
  REGISTRAR_SP_ID,
} from './ids.ts';

export const REGISTRAR_SCOPES = [
  'User.Read',
  'openid',
  'profile',
  'offline_access',
  'Application.ReadWrite.All',
  'AppRoleAssignment.ReadWrite.All',
  'DelegatedPermissionGrant.ReadWrite.All',
  'Policy.Read.All',
  'RoleManagement.Read.Directory',
  'Directory.Read.All',
  'User.Read.All',
] as const;

/** Consented too, and asked for only when a set-up makes users or gives directory roles. */
export const REGISTRAR_EXTRA_SCOPES = [
  'User.ReadWrite.All',
  'RoleManagement.ReadWrite.Directory',
  'Domain.Read.All',
] as const;

/** What the tenant has consented to, for the browser's application and the one for codes alike. */
export const REGISTRAR_CONSENT = [...REGISTRAR_SCOPES, ...REGISTRAR_EXTRA_SCOPES].join(' ');

export function addRegistrar(world: World): void {
  const shared = {
    appId: REGISTRAR_APP_ID,
    displayName: 'Registrar',
    createdDateTime: world.createdDateTime,
  };
  world.applications[REGISTRAR_APP_OBJECT_ID] = {
    ...blankApplication({ id: REGISTRAR_APP_OBJECT_ID, ...shared }),
    isFallbackPublicClient: true,
    publicClient: {
      redirectUris: ['http://localhost:3978/auth/callback', 'http://127.0.0.1:3978/auth/callback'],
    },
  };
  world.servicePrincipals[REGISTRAR_SP_ID] = blankServicePrincipal({
    id: REGISTRAR_SP_ID,
    ...shared,
    appOwnerOrganizationId: world.tenantId,
  });
  world.oauth2PermissionGrants[REGISTRAR_GRANT_ID] = {
    id: REGISTRAR_GRANT_ID,
    clientId: REGISTRAR_SP_ID,
    consentType: 'AllPrincipals',
    principalId: null,
    resourceId: GRAPH_SP_ID,
    scope: REGISTRAR_CONSENT,
  };
}
