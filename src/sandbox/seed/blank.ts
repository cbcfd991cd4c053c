/** Empty directory objects, to be filled in by the seed and by Graph's create operations. */
import type { Application, ServicePrincipal } from '../world.ts';

export interface ApplicationBasics {
  readonly id: string;
  readonly appId: string;
  readonly displayName: string;
  readonly createdDateTime: string;
}

export function blankApplication(basics: ApplicationBasics): Application {
  return {
    ...basics,
    uniqueName: null,
    deletedDateTime: null,
    description: null,
    notes: null,
    tags: [],
    signInAudience: 'AzureADMyOrg',
    isFallbackPublicClient: null,
    identifierUris: [],
    requiredResourceAccess: [],
    web: { redirectUris: [], homePageUrl: null },
    spa: { redirectUris: [] },
    publicClient: { redirectUris: [] },
    passwordCredentials: [],
    keyCredentials: [],
    _owners: [],
    _federated: [],
  };
}

export function blankServicePrincipal(
  basics: ApplicationBasics & { readonly appOwnerOrganizationId: string },
): ServicePrincipal {
  return {
    ...basics,
    accountEnabled: true,
    servicePrincipalType: 'Application',
    deletedDateTime: null,
    tags: [],
    servicePrincipalNames: [basics.appId],
    appRoles: [],
    oauth2PermissionScopes: [],
    _owners: [],
  };
}
