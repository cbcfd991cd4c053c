/**
 * Directory objects as Graph sends them: our `_` fields left out, the constant rest of a real answer filled in.
 */
import type {
  Application,
  KeyCredential,
  PasswordCredential,
  ServicePrincipal,
  User,
  World,
} from '../world.ts';
import type { Wire } from './query.ts';

const NO_INFO = {
  logoUrl: null,
  marketingUrl: null,
  privacyStatementUrl: null,
  supportUrl: null,
  termsOfServiceUrl: null,
};
const UNVERIFIED = { displayName: null, verifiedPublisherId: null, addedDateTime: null };

/** @param withKeys the certificates' bytes: only `$select=keyCredentials` on one object shows them. */
export function applicationWire(world: World, app: Application, withKeys = false): Wire {
  return {
    id: app.id,
    deletedDateTime: app.deletedDateTime,
    appId: app.appId,
    applicationTemplateId: null,
    disabledByMicrosoftStatus: null,
    createdDateTime: app.createdDateTime,
    displayName: app.displayName,
    description: app.description,
    groupMembershipClaims: null,
    identifierUris: app.identifierUris,
    isDeviceOnlyAuthSupported: null,
    isFallbackPublicClient: app.isFallbackPublicClient,
    notes: app.notes,
    publisherDomain: world.defaultDomain,
    serviceManagementReference: null,
    signInAudience: app.signInAudience,
    tags: app.tags,
    tokenEncryptionKeyId: null,
    uniqueName: app.uniqueName,
    samlMetadataUrl: null,
    defaultRedirectUri: null,
    certification: null,
    optionalClaims: null,
    servicePrincipalLockConfiguration: null,
    requestSignatureVerification: null,
    addIns: [],
    appRoles: [],
    ...applicationParts(app),
    keyCredentials: app.keyCredentials.map((key) => keyWire(key, withKeys)),
    passwordCredentials: app.passwordCredentials.map(passwordWire),
    requiredResourceAccess: app.requiredResourceAccess,
  };
}

function applicationParts(app: Application): Wire {
  return {
    api: {
      acceptMappedClaims: null,
      knownClientApplications: [],
      requestedAccessTokenVersion: null,
      oauth2PermissionScopes: [],
      preAuthorizedApplications: [],
    },
    info: NO_INFO,
    parentalControlSettings: { countriesBlockedForMinors: [], legalAgeGroupRule: 'Allow' },
    publicClient: app.publicClient,
    verifiedPublisher: UNVERIFIED,
    web: {
      homePageUrl: app.web.homePageUrl,
      logoutUrl: null,
      redirectUris: app.web.redirectUris,
      implicitGrantSettings: { enableAccessTokenIssuance: false, enableIdTokenIssuance: false },
      redirectUriSettings: app.web.redirectUris.map((uri) => ({ uri, index: null })),
    },
    spa: app.spa,
  };
}

/** The value of a secret is never here: Graph shows it once, in the answer to addPassword. */
export function passwordWire(password: PasswordCredential): Wire {
  return {
    customKeyIdentifier: null,
    displayName: password.displayName,
    endDateTime: password.endDateTime,
    hint: password.hint,
    keyId: password.keyId,
    secretText: null,
    startDateTime: password.startDateTime,
  };
}

function keyWire(key: KeyCredential, withKey: boolean): Wire {
  return { ...key, key: withKey ? key.key : null };
}

export function servicePrincipalWire(sp: ServicePrincipal): Wire {
  return {
    id: sp.id,
    deletedDateTime: sp.deletedDateTime,
    accountEnabled: sp.accountEnabled,
    alternativeNames: [],
    appDisplayName: sp.displayName,
    appDescription: null,
    appId: sp.appId,
    applicationTemplateId: null,
    appOwnerOrganizationId: sp.appOwnerOrganizationId,
    appRoleAssignmentRequired: false,
    description: null,
    disabledByMicrosoftStatus: null,
    displayName: sp.displayName,
    homepage: null,
    loginUrl: null,
    logoutUrl: null,
    notes: null,
    notificationEmailAddresses: [],
    preferredSingleSignOnMode: null,
    preferredTokenSigningKeyThumbprint: null,
    replyUrls: [],
    servicePrincipalNames: sp.servicePrincipalNames,
    servicePrincipalType: sp.servicePrincipalType,
    signInAudience: 'AzureADMyOrg',
    tags: sp.tags,
    tokenEncryptionKeyId: null,
    samlSingleSignOnSettings: null,
    addIns: [],
    appRoles: sp.appRoles,
    info: NO_INFO,
    keyCredentials: [],
    oauth2PermissionScopes: sp.oauth2PermissionScopes,
    passwordCredentials: [],
    resourceSpecificApplicationPermissions: [],
    verifiedPublisher: UNVERIFIED,
  };
}

/** What a user looks like without $select. */
export function userWire(user: User): Wire {
  return {
    businessPhones: [],
    displayName: user.displayName,
    givenName: user.givenName,
    jobTitle: null,
    mail: user.mail,
    mobilePhone: null,
    officeLocation: null,
    preferredLanguage: null,
    surname: user.surname,
    userPrincipalName: shownPrincipalName(user),
    id: user.id,
  };
}

/** In the bin a name has the id before it, so that the name itself is free. */
function shownPrincipalName({ id, userPrincipalName, deletedDateTime }: User): string {
  return deletedDateTime === null ? userPrincipalName : `${id.replaceAll('-', '')}${userPrincipalName}`;
}

/** What $select may ask of a user. A password is never sent. */
export function fullUserWire(user: User): Wire {
  return {
    ...userWire(user),
    accountEnabled: user.accountEnabled,
    createdDateTime: user.createdDateTime,
    deletedDateTime: user.deletedDateTime,
    employeeType: user.employeeType,
    mailNickname: user.mailNickname,
    passwordPolicies: user.passwordPolicies,
    passwordProfile: {
      forceChangePasswordNextSignIn: user._mustChangePassword,
      forceChangePasswordNextSignInWithMfa: false,
      password: null,
    },
    usageLocation: user.usageLocation,
    userType: user.userType,
  };
}

export function directoryUserWire(user: User): Wire {
  return { '@odata.type': '#microsoft.graph.user', ...userWire(user) };
}

export function directoryServicePrincipalWire(sp: ServicePrincipal): Wire {
  return { '@odata.type': '#microsoft.graph.servicePrincipal', ...servicePrincipalWire(sp) };
}
