/** For every operation: itself, the request it must become, what Graph answers, and what that must be read as. */
import type { Operation, Results } from '../../../src/provisioning/core/operations.ts';
import { Secret } from '../../../src/provisioning/core/secret.ts';
import type { GraphRequest } from '../../../src/provisioning/graph/http.ts';
import { ANNA, APP, APP_ID, BASE, GRAPH_SP, KEY, ROLE, SP } from './fixture.ts';

export interface Sample<K extends Operation['op']> {
  readonly operation: Extract<Operation, { op: K }>;
  readonly request: GraphRequest;
  readonly status: number;
  readonly answer: unknown;
  readonly result: Results[K];
  /** Bodies of a 2xx that must not be taken for an answer. */
  readonly malformed: readonly unknown[];
}

const CREATED = '2026-11-21T09:00:00.1234567Z';
const ENDS = '2027-11-21T09:00:00Z';
const APPLICATION_SELECT =
  '$select=id,appId,displayName,uniqueName,createdDateTime,tags,signInAudience,isFallbackPublicClient,requiredResourceAccess,web,spa,publicClient,passwordCredentials,keyCredentials';

const applicationAnswer = {
  id: APP.toUpperCase(),
  appId: APP_ID,
  displayName: 'Nectar',
  uniqueName: 'registrar-1',
  createdDateTime: CREATED,
  tags: ['registrar'],
  signInAudience: 'AzureADMyOrg',
  isFallbackPublicClient: null,
  requiredResourceAccess: [{ resourceAppId: APP_ID, resourceAccess: [{ id: ROLE, type: 'Role' }] }],
  web: { redirectUris: ['https://nectar.example/a'], homePageUrl: null },
  spa: { redirectUris: [] },
  publicClient: null,
  passwordCredentials: [
    {
      keyId: KEY,
      displayName: 'one',
      hint: 'abc',
      secretText: null,
      startDateTime: CREATED,
      endDateTime: ENDS,
    },
  ],
  keyCredentials: [
    {
      keyId: KEY,
      displayName: null,
      type: 'AsymmetricX509Cert',
      usage: 'Verify',
      key: 'AAAA',
      customKeyIdentifier: 'AAECAwQFBgcICQoLDA0ODxAREhM=',
      startDateTime: CREATED,
      endDateTime: ENDS,
    },
  ],
};

const certificate = {
  keyId: KEY,
  displayName: null,
  type: 'AsymmetricX509Cert',
  usage: 'Verify',
  customKeyIdentifier: 'AAECAwQFBgcICQoLDA0ODxAREhM=',
  startDateTime: CREATED,
  endDateTime: ENDS,
};

const applicationFacts = {
  id: APP,
  appId: APP_ID,
  displayName: 'Nectar',
  uniqueName: 'registrar-1',
  createdDateTime: CREATED,
  tags: ['registrar'],
  signInAudience: 'AzureADMyOrg',
  publicClient: false,
  redirects: { web: ['https://nectar.example/a'], spa: [], publicClient: [] },
  requested: [{ resource: APP_ID, access: [{ id: ROLE, type: 'Role' as const }] }],
  passwords: [{ keyId: KEY, displayName: 'one', startDateTime: CREATED, endDateTime: ENDS }],
  certificates: [{ ...certificate, thumbprint: '000102030405060708090A0B0C0D0E0F10111213' }],
};

const anna = { id: ANNA, displayName: 'Anna Admin', userPrincipalName: 'anna@contoso.example' };
const annaRead = { oid: ANNA, displayName: 'Anna Admin', userPrincipalName: 'anna@contoso.example' };

export const FIRST_PASSWORD = 'Pretend-first-Pa55word';

const USER_SELECT =
  '$select=id,displayName,userPrincipalName,userType,accountEnabled,employeeType,passwordPolicies,createdDateTime';

const userAnswer = {
  ...anna,
  userType: 'Member',
  accountEnabled: true,
  employeeType: 'registrar-1',
  passwordPolicies: 'DisablePasswordExpiration, DisableStrongPassword',
  createdDateTime: CREATED,
};

export const samples: { readonly [K in Operation['op']]: Sample<K> } = {
  organization: {
    operation: { op: 'organization' },
    request: { method: 'GET', path: '/organization?$select=id,displayName' },
    status: 200,
    answer: { value: [{ id: APP, displayName: 'Contoso' }] },
    result: { id: APP, displayName: 'Contoso' },
    malformed: [{ value: [] }, {}, undefined, [], { value: [{ id: 'contoso', displayName: 'Contoso' }] }],
  },
  me: {
    operation: { op: 'me' },
    request: { method: 'GET', path: '/me?$select=id,displayName,userPrincipalName,userType' },
    status: 200,
    answer: { ...anna, userType: 'Guest' },
    result: { ...annaRead, guest: true },
    malformed: [{ displayName: 'Anna Admin' }, undefined],
  },
  'my-roles': {
    operation: { op: 'my-roles' },
    request: { method: 'GET', path: '/me/transitiveMemberOf?$select=id,displayName,roleTemplateId&$top=999' },
    status: 200,
    answer: {
      value: [
        { '@odata.type': '#microsoft.graph.group', id: APP, displayName: 'A group' },
        { '@odata.type': '#microsoft.graph.directoryRole', id: SP, roleTemplateId: ROLE },
      ],
    },
    result: [ROLE],
    malformed: [{}, { value: [{}] }, { value: [{ roleTemplateId: 62 }] }],
  },
  'registration-policy': {
    operation: { op: 'registration-policy' },
    request: { method: 'GET', path: '/policies/authorizationPolicy' },
    status: 200,
    answer: { id: 'authorizationPolicy', defaultUserRolePermissions: { allowedToCreateApps: false } },
    result: { usersMayRegister: false },
    malformed: [{ id: 'authorizationPolicy' }, { defaultUserRolePermissions: {} }],
  },
  'credential-policy': {
    operation: { op: 'credential-policy' },
    request: { method: 'GET', path: '/policies/defaultAppManagementPolicy' },
    status: 200,
    answer: {
      isEnabled: true,
      applicationRestrictions: {
        passwordCredentials: [{ restrictionType: 'passwordLifetime', maxLifetime: 'P180D' }],
        keyCredentials: [],
      },
    },
    result: { secretsAllowed: true, longestSecret: 'P180D', longestCertificate: null },
    malformed: [{}, { isEnabled: 'yes' }],
  },
  'applications-named': {
    operation: { op: 'applications-named', displayName: "Bo's & co" },
    request: {
      method: 'GET',
      path: "/applications?$filter=displayName%20eq%20'Bo''s%20%26%20co'&$select=id,appId,createdDateTime",
    },
    status: 200,
    answer: { value: [{ id: APP, appId: APP_ID, createdDateTime: CREATED }] },
    result: [{ id: APP, appId: APP_ID, createdDateTime: CREATED }],
    malformed: [{ value: [{ id: APP }] }, { value: null }],
  },
  resource: {
    operation: { op: 'resource', appId: APP_ID },
    request: {
      method: 'GET',
      path: `/servicePrincipals(appId='${APP_ID}')?$select=id,appId,displayName,appRoles,oauth2PermissionScopes`,
    },
    status: 200,
    answer: {
      id: GRAPH_SP,
      appId: APP_ID,
      displayName: 'Microsoft Graph',
      appRoles: [
        { id: ROLE, value: 'User.Read.All', displayName: 'Read all users', isEnabled: true },
        { id: APP, value: null, displayName: 'Default', isEnabled: true },
      ],
      oauth2PermissionScopes: [
        { id: ROLE, value: 'User.Read', adminConsentDisplayName: 'Sign in', isEnabled: false },
      ],
    },
    result: {
      servicePrincipalId: GRAPH_SP,
      appId: APP_ID,
      displayName: 'Microsoft Graph',
      appRoles: [{ id: ROLE, value: 'User.Read.All', displayName: 'Read all users', isEnabled: true }],
      scopes: [{ id: ROLE, value: 'User.Read', displayName: 'Sign in', isEnabled: false }],
    },
    malformed: [{ id: GRAPH_SP, appId: APP_ID, displayName: 'Microsoft Graph', appRoles: [] }],
  },
  'role-holders': {
    operation: { op: 'role-holders', roleTemplateId: ROLE },
    request: {
      method: 'GET',
      path: `/roleManagement/directory/roleAssignments?$filter=roleDefinitionId%20eq%20'${ROLE}'&$expand=principal`,
    },
    status: 200,
    answer: {
      value: [
        { directoryScopeId: '/', principal: { '@odata.type': '#microsoft.graph.user', ...anna } },
        { directoryScopeId: '/', principal: { '@odata.type': '#microsoft.graph.group', id: SP } },
        {
          directoryScopeId: '/administrativeUnits/1',
          principal: { '@odata.type': '#microsoft.graph.user', ...anna },
        },
        { directoryScopeId: '/', principal: null },
      ],
    },
    result: [annaRead],
    malformed: [
      {},
      { value: [{ directoryScopeId: '/', principal: { '@odata.type': '#microsoft.graph.user' } }] },
    ],
  },
  'sign-in-log': {
    operation: { op: 'sign-in-log' },
    request: { method: 'GET', path: '/auditLogs/signIns?$top=1' },
    status: 200,
    answer: { value: [] },
    result: null,
    malformed: [undefined, {}],
  },
  'application-by-unique-name': {
    operation: { op: 'application-by-unique-name', uniqueName: "registrar-o'1/?#" },
    request: {
      method: 'GET',
      path: `/applications(uniqueName='registrar-o''1%2F%3F%23')?${APPLICATION_SELECT}`,
    },
    status: 200,
    answer: applicationAnswer,
    result: applicationFacts,
    malformed: [{ ...applicationAnswer, passwordCredentials: undefined }, {}],
  },
  application: {
    operation: { op: 'application', appId: APP_ID },
    request: { method: 'GET', path: `/applications(appId='${APP_ID}')?${APPLICATION_SELECT}` },
    status: 200,
    answer: applicationAnswer,
    result: applicationFacts,
    malformed: [
      { ...applicationAnswer, keyCredentials: null },
      { ...applicationAnswer, createdDateTime: 'soon' },
    ],
  },
  'application-owners': {
    operation: { op: 'application-owners', applicationId: APP },
    request: { method: 'GET', path: `/applications/${APP}/owners?$select=id` },
    status: 200,
    answer: { value: [{ '@odata.type': '#microsoft.graph.user', id: ANNA }] },
    result: [{ id: ANNA }],
    malformed: [{ value: [{}] }],
  },
  'service-principal': {
    operation: { op: 'service-principal', appId: APP_ID },
    request: { method: 'GET', path: `/servicePrincipals(appId='${APP_ID}')?$select=id,appId` },
    status: 200,
    answer: { id: SP, appId: APP_ID },
    result: { id: SP, appId: APP_ID },
    malformed: [{ id: SP }, null],
  },
  'app-role-assignments': {
    operation: { op: 'app-role-assignments', servicePrincipalId: SP },
    request: { method: 'GET', path: `/servicePrincipals/${SP}/appRoleAssignments` },
    status: 200,
    answer: {
      value: [{ id: 'x-1', appRoleId: ROLE, resourceId: GRAPH_SP, principalType: 'ServicePrincipal' }],
    },
    result: [{ id: 'x-1', appRoleId: ROLE, resourceId: GRAPH_SP }],
    malformed: [{ value: [{ id: 'x-1' }] }],
  },
  'delegated-grants': {
    operation: { op: 'delegated-grants', servicePrincipalId: SP },
    request: { method: 'GET', path: `/servicePrincipals/${SP}/oauth2PermissionGrants` },
    status: 200,
    answer: {
      value: [
        { id: 'g-1', resourceId: GRAPH_SP, consentType: 'AllPrincipals', scope: ' User.Read  Mail.Read' },
        { id: 'g-2', resourceId: GRAPH_SP, consentType: 'Principal', scope: null },
      ],
    },
    result: [
      { id: 'g-1', resourceId: GRAPH_SP, scopes: ['User.Read', 'Mail.Read'], allPrincipals: true },
      { id: 'g-2', resourceId: GRAPH_SP, scopes: [], allPrincipals: false },
    ],
    malformed: [{ value: [{ id: 'g-1', resourceId: GRAPH_SP }] }],
  },
  'deleted-object': {
    operation: { op: 'deleted-object', objectId: APP },
    request: { method: 'GET', path: `/directory/deletedItems/${APP}?$select=id` },
    status: 200,
    answer: { id: APP },
    result: { id: APP },
    malformed: [{}],
  },
  domains: {
    operation: { op: 'domains' },
    request: {
      method: 'GET',
      path: '/domains?$select=id,isDefault,isVerified,passwordValidityPeriodInDays',
    },
    status: 200,
    answer: {
      value: [
        {
          id: 'contoso.example',
          isDefault: true,
          isVerified: true,
          passwordValidityPeriodInDays: 2_147_483_647,
        },
        { id: 'old.example', isDefault: false, isVerified: true, passwordValidityPeriodInDays: 90 },
        { id: 'new.example', isDefault: false, isVerified: false, passwordValidityPeriodInDays: null },
        { id: 'bare.example', isDefault: false, isVerified: true },
      ],
    },
    result: [
      { name: 'contoso.example', isDefault: true, isVerified: true, passwordDays: null },
      { name: 'old.example', isDefault: false, isVerified: true, passwordDays: 90 },
      { name: 'new.example', isDefault: false, isVerified: false, passwordDays: null },
      { name: 'bare.example', isDefault: false, isVerified: true, passwordDays: null },
    ],
    malformed: [
      {},
      { value: [{ id: 'contoso.example', isDefault: true }] },
      {
        value: [
          {
            id: 'contoso.example',
            isDefault: true,
            isVerified: true,
            passwordValidityPeriodInDays: 'ninety',
          },
        ],
      },
    ],
  },
  'user-named': {
    operation: { op: 'user-named', userPrincipalName: "o'brien_fabrikam.example#EXT#@contoso.example" },
    request: {
      method: 'GET',
      path: `/users/o%27brien_fabrikam.example%23EXT%23%40contoso.example?${USER_SELECT}`,
    },
    status: 200,
    answer: userAnswer,
    result: {
      ...annaRead,
      enabled: true,
      guest: false,
      employeeType: 'registrar-1',
      passwordNeverExpires: true,
      createdDateTime: CREATED,
    },
    malformed: [
      {},
      { ...userAnswer, accountEnabled: null },
      { ...userAnswer, id: 'anna' },
      { ...userAnswer, createdDateTime: 'soon' },
    ],
  },
  'role-definitions': {
    operation: { op: 'role-definitions' },
    request: {
      method: 'GET',
      path: '/roleManagement/directory/roleDefinitions?$select=id,displayName,isEnabled',
    },
    status: 200,
    answer: {
      value: [
        { id: ROLE, displayName: 'Global Administrator', isEnabled: true },
        { id: KEY, displayName: 'A custom role', isEnabled: false },
      ],
    },
    result: [{ id: ROLE, displayName: 'Global Administrator' }],
    malformed: [{}, { value: [{ id: ROLE, isEnabled: true }] }],
  },
  'directory-roles-of': {
    operation: { op: 'directory-roles-of', principalId: SP },
    request: {
      method: 'GET',
      path: `/roleManagement/directory/roleAssignments?$filter=principalId%20eq%20'${SP}'`,
    },
    status: 200,
    answer: {
      value: [
        { id: 'r-1', principalId: SP, roleDefinitionId: ROLE, directoryScopeId: '/' },
        { id: 'r-2', principalId: SP, roleDefinitionId: ROLE, directoryScopeId: '/administrativeUnits/1' },
      ],
    },
    result: [{ id: 'r-1', roleDefinitionId: ROLE }],
    malformed: [{}, { value: [{ id: 'r-1', directoryScopeId: '/' }] }],
  },
  'upsert-application': {
    operation: {
      op: 'upsert-application',
      uniqueName: 'registrar-1',
      displayName: 'Nectar',
      signInAudience: 'AzureADMyOrg',
      tags: ['registrar'],
      requested: [{ resource: APP_ID, access: [{ id: ROLE, type: 'Role' }] }],
      redirects: { web: ['https://nectar.example/a'], spa: [], publicClient: [] },
      publicClient: false,
    },
    request: {
      method: 'PATCH',
      path: "/applications(uniqueName='registrar-1')",
      headers: { Prefer: 'create-if-missing' },
      body: {
        displayName: 'Nectar',
        signInAudience: 'AzureADMyOrg',
        tags: ['registrar'],
        isFallbackPublicClient: false,
        requiredResourceAccess: [{ resourceAppId: APP_ID, resourceAccess: [{ id: ROLE, type: 'Role' }] }],
        web: { redirectUris: ['https://nectar.example/a'] },
        spa: { redirectUris: [] },
        publicClient: { redirectUris: [] },
      },
    },
    status: 201,
    answer: { id: APP, appId: APP_ID, displayName: 'Nectar' },
    result: { outcome: 'created', id: APP, appId: APP_ID },
    malformed: [undefined, { id: APP }, { id: APP, appId: 'no' }],
  },
  'upsert-service-principal': {
    operation: { op: 'upsert-service-principal', appId: APP_ID, tags: ['registrar'] },
    request: {
      method: 'PATCH',
      path: `/servicePrincipals(appId='${APP_ID}')`,
      headers: { Prefer: 'create-if-missing' },
      body: { tags: ['registrar'] },
    },
    status: 201,
    answer: { id: SP, appId: APP_ID },
    result: { outcome: 'created', id: SP },
    malformed: [undefined, {}],
  },
  'assign-app-role': {
    operation: { op: 'assign-app-role', clientId: SP, resourceId: GRAPH_SP, appRoleId: ROLE },
    request: {
      method: 'POST',
      path: `/servicePrincipals/${GRAPH_SP}/appRoleAssignedTo`,
      body: { principalId: SP, resourceId: GRAPH_SP, appRoleId: ROLE },
    },
    status: 201,
    answer: { id: 'x-1', appRoleId: ROLE },
    result: { id: 'x-1' },
    malformed: [undefined, { appRoleId: ROLE }, { id: '' }],
  },
  'grant-delegated': {
    operation: {
      op: 'grant-delegated',
      clientId: SP,
      resourceId: GRAPH_SP,
      scopes: ['User.Read', 'Mail.Read'],
    },
    request: {
      method: 'POST',
      path: '/oauth2PermissionGrants',
      body: {
        clientId: SP,
        consentType: 'AllPrincipals',
        resourceId: GRAPH_SP,
        scope: 'User.Read Mail.Read',
      },
    },
    status: 201,
    answer: { id: 'g-1' },
    result: { id: 'g-1' },
    malformed: [undefined, {}],
  },
  'add-password': {
    operation: { op: 'add-password', applicationId: APP, displayName: 'registrar 1-1', endDateTime: ENDS },
    request: {
      method: 'POST',
      path: `/applications/${APP}/addPassword`,
      body: { passwordCredential: { displayName: 'registrar 1-1', endDateTime: ENDS } },
    },
    status: 200,
    answer: {
      keyId: KEY,
      secretText: 'pretend-secret-value',
      hint: 'pre',
      startDateTime: CREATED,
      endDateTime: ENDS,
    },
    result: {
      keyId: KEY,
      secret: new Secret('pretend-secret-value'),
      hint: 'pre',
      startDateTime: CREATED,
      endDateTime: ENDS,
    },
    malformed: [
      undefined,
      { keyId: KEY, startDateTime: CREATED, endDateTime: ENDS },
      { keyId: KEY, secretText: null, startDateTime: CREATED, endDateTime: ENDS },
      { keyId: KEY, secretText: '', startDateTime: CREATED, endDateTime: ENDS },
      { secretText: 'pretend-secret-value', startDateTime: CREATED, endDateTime: ENDS },
    ],
  },
  'add-certificate': {
    operation: {
      op: 'add-certificate',
      applicationId: APP,
      displayName: 'registrar 1-1',
      der: 'MIIB',
      keep: [{ ...certificate, thumbprint: 'AB' }],
      startDateTime: CREATED,
      endDateTime: ENDS,
    },
    request: {
      method: 'PATCH',
      path: `/applications/${APP}`,
      body: {
        keyCredentials: [
          { ...certificate, key: null },
          {
            type: 'AsymmetricX509Cert',
            usage: 'Verify',
            key: 'MIIB',
            displayName: 'registrar 1-1',
            startDateTime: CREATED,
            endDateTime: ENDS,
          },
        ],
      },
    },
    status: 204,
    answer: undefined,
    result: null,
    malformed: [],
  },
  'remove-password': {
    operation: { op: 'remove-password', applicationId: APP, keyId: KEY },
    request: { method: 'POST', path: `/applications/${APP}/removePassword`, body: { keyId: KEY } },
    status: 204,
    answer: undefined,
    result: null,
    malformed: [],
  },
  'update-application': {
    operation: {
      op: 'update-application',
      applicationId: APP,
      requested: [{ resource: APP_ID, access: [{ id: ROLE, type: 'Scope' }] }],
      redirects: { web: [], spa: ['https://nectar.example/s'], publicClient: ['http://localhost'] },
      publicClient: true,
    },
    request: {
      method: 'PATCH',
      path: `/applications/${APP}`,
      body: {
        isFallbackPublicClient: true,
        requiredResourceAccess: [{ resourceAppId: APP_ID, resourceAccess: [{ id: ROLE, type: 'Scope' }] }],
        web: { redirectUris: [] },
        spa: { redirectUris: ['https://nectar.example/s'] },
        publicClient: { redirectUris: ['http://localhost'] },
      },
    },
    status: 204,
    answer: undefined,
    result: null,
    malformed: [],
  },
  'set-grant-scopes': {
    operation: { op: 'set-grant-scopes', grantId: 'g/1', scopes: ['User.Read', 'Mail.Read'] },
    request: {
      method: 'PATCH',
      path: '/oauth2PermissionGrants/g%2F1',
      body: { scope: 'User.Read Mail.Read' },
    },
    status: 204,
    answer: undefined,
    result: null,
    malformed: [],
  },
  'remove-grant': {
    operation: { op: 'remove-grant', grantId: 'g-1' },
    request: { method: 'DELETE', path: '/oauth2PermissionGrants/g-1' },
    status: 204,
    answer: undefined,
    result: null,
    malformed: [],
  },
  'remove-app-role': {
    operation: { op: 'remove-app-role', servicePrincipalId: SP, assignmentId: 'x-1' },
    request: { method: 'DELETE', path: `/servicePrincipals/${SP}/appRoleAssignments/x-1` },
    status: 204,
    answer: undefined,
    result: null,
    malformed: [],
  },
  'create-user': {
    operation: {
      op: 'create-user',
      userPrincipalName: 'nectar@contoso.example',
      displayName: 'Nectar',
      mailNickname: 'nectar',
      employeeType: 'registrar-1',
      neverExpires: true,
      password: new Secret(FIRST_PASSWORD),
    },
    request: {
      method: 'POST',
      path: '/users',
      body: {
        accountEnabled: true,
        displayName: 'Nectar',
        mailNickname: 'nectar',
        userPrincipalName: 'nectar@contoso.example',
        employeeType: 'registrar-1',
        passwordPolicies: 'DisablePasswordExpiration',
        passwordProfile: { password: FIRST_PASSWORD, forceChangePasswordNextSignIn: true },
      },
    },
    status: 201,
    answer: anna,
    result: { id: ANNA },
    malformed: [undefined, {}, { id: 'nectar@contoso.example' }],
  },
  'delete-user': {
    operation: { op: 'delete-user', userId: ANNA },
    request: { method: 'DELETE', path: `/users/${ANNA}` },
    status: 204,
    answer: undefined,
    result: null,
    malformed: [],
  },
  'add-owner': {
    operation: { op: 'add-owner', applicationId: APP, ownerId: ANNA },
    request: {
      method: 'POST',
      path: `/applications/${APP}/owners/$ref`,
      body: { '@odata.id': `${BASE}/v1.0/directoryObjects/${ANNA}` },
    },
    status: 204,
    answer: undefined,
    result: null,
    malformed: [],
  },
  'remove-owner': {
    operation: { op: 'remove-owner', applicationId: APP, ownerId: ANNA },
    request: { method: 'DELETE', path: `/applications/${APP}/owners/${ANNA}/$ref` },
    status: 204,
    answer: undefined,
    result: null,
    malformed: [],
  },
  'assign-directory-role': {
    operation: { op: 'assign-directory-role', principalId: SP, roleDefinitionId: ROLE },
    request: {
      method: 'POST',
      path: '/roleManagement/directory/roleAssignments',
      body: { principalId: SP, roleDefinitionId: ROLE, directoryScopeId: '/' },
    },
    status: 201,
    answer: { id: 'r-1', principalId: SP, roleDefinitionId: ROLE, directoryScopeId: '/' },
    result: { id: 'r-1' },
    malformed: [undefined, {}, { id: '' }],
  },
  'unassign-directory-role': {
    operation: { op: 'unassign-directory-role', assignmentId: 'r-1' },
    request: { method: 'DELETE', path: '/roleManagement/directory/roleAssignments/r-1' },
    status: 204,
    answer: undefined,
    result: null,
    malformed: [],
  },
  'keep-certificates': {
    operation: {
      op: 'keep-certificates',
      applicationId: APP,
      keep: [{ ...certificate, thumbprint: 'AB' }],
    },
    request: {
      method: 'PATCH',
      path: `/applications/${APP}`,
      body: { keyCredentials: [{ ...certificate, key: null }] },
    },
    status: 204,
    answer: undefined,
    result: null,
    malformed: [],
  },
  'delete-service-principal': {
    operation: { op: 'delete-service-principal', servicePrincipalId: SP },
    request: { method: 'DELETE', path: `/servicePrincipals/${SP}` },
    status: 204,
    answer: undefined,
    result: null,
    malformed: [],
  },
  'delete-application': {
    operation: { op: 'delete-application', applicationId: APP },
    request: { method: 'DELETE', path: `/applications/${APP}` },
    status: 204,
    answer: undefined,
    result: null,
    malformed: [],
  },
  purge: {
    operation: { op: 'purge', objectId: APP },
    request: { method: 'DELETE', path: `/directory/deletedItems/${APP}` },
    status: 204,
    answer: undefined,
    result: null,
    malformed: [],
  },
};

type AnySample = { readonly [K in Operation['op']]: Sample<K> }[Operation['op']];

export const allSamples: readonly AnySample[] = Object.values(samples);
