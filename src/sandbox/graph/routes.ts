/** Every operation the sandbox supports. What is not in this table answers 501. */
import type { Needs } from './access.ts';
import {
  countApplications,
  deleteApplication,
  getApplication,
  listApplications,
  patchApplication,
  postApplication,
} from './applications.ts';
import type { Handler } from './context.ts';
import {
  getDeletedItem,
  listDeletedApplications,
  listDeletedServicePrincipals,
  listDeletedUsers,
  purgeDeletedItem,
  restoreDeletedItem,
} from './deletedItems.ts';
import { applicationsDelta, grantsDelta, servicePrincipalsDelta, usersDelta } from './delta.ts';
import { getDomain, listDomains } from './domains.ts';
import { deleteFederated, getFederated, listFederated, patchFederated, postFederated } from './federated.ts';
import { applicationOwners, servicePrincipalOwners } from './owners.ts';
import { addPassword, removePassword } from './passwords.ts';
import { NEEDS } from './permissions.ts';
import {
  getAuthorizationPolicy,
  getDefaultAppPolicy,
  patchAuthorizationPolicy,
  patchDefaultAppPolicy,
} from './policies.ts';
import {
  getMyPresence,
  getPresence,
  listCallRecords,
  listDirectoryAudits,
  listSignIns,
  listTeamworkDevices,
  presencesByUserId,
} from './reports.ts';
import {
  assignRoleOnResource,
  assignRoleToClient,
  listRolesGiven,
  listRolesHeld,
  unassignGivenRole,
  unassignHeldRole,
} from './roleGrants.ts';
import {
  deleteRoleAssignment,
  getDirectoryRole,
  getRoleAssignment,
  getRoleDefinition,
  listDirectoryRoles,
  listMyMemberships,
  listRoleAssignments,
  listRoleDefinitions,
  listRoleMembers,
  listServicePrincipalMemberships,
  listUserMemberships,
  postRoleAssignment,
} from './roles.ts';
import {
  deleteGrant,
  getGrant,
  listGrants,
  listGrantsOfClient,
  patchGrant,
  postGrant,
} from './scopeGrants.ts';
import {
  countServicePrincipals,
  deleteServicePrincipal,
  getServicePrincipal,
  listServicePrincipals,
  patchServicePrincipal,
  postServicePrincipal,
} from './servicePrincipals.ts';
import { getOrganization, listGroups, listOrganizations, listSkus } from './tenantInfo.ts';
import { countUsers, deleteUser, getMe, getUser, listUsers, patchUser, postUser } from './users.ts';

export interface Route {
  readonly version: 'v1.0' | 'beta';
  readonly method: string;
  /** `{}` stands for one object, however it is addressed. */
  readonly segments: readonly string[];
  readonly needs: Needs;
  readonly handler: Handler;
}

function route(operation: string, needs: Needs, handler: Handler, version: Route['version'] = 'v1.0'): Route {
  const [method = '', path = ''] = operation.split(' ');
  return { version, method, segments: path.split('/').slice(1), needs, handler };
}

const APPLICATIONS: readonly Route[] = [
  route('GET /applications', NEEDS.readApplications, listApplications),
  route('POST /applications', NEEDS.writeApplications, postApplication),
  route('GET /applications/$count', NEEDS.readApplications, countApplications),
  route('GET /applications/delta', NEEDS.readApplications, applicationsDelta),
  route('GET /applications/{}', NEEDS.readApplications, getApplication),
  route('PATCH /applications/{}', NEEDS.writeApplications, patchApplication),
  route('DELETE /applications/{}', NEEDS.writeApplications, deleteApplication),
  route('POST /applications/{}/addPassword', NEEDS.writeCredentials, addPassword),
  route('POST /applications/{}/removePassword', NEEDS.writeCredentials, removePassword),
  route('GET /applications/{}/owners', NEEDS.readApplications, applicationOwners.list),
  route('GET /applications/{}/owners/$ref', NEEDS.readApplications, applicationOwners.listRefs),
  route('POST /applications/{}/owners/$ref', NEEDS.addOwner, applicationOwners.add),
  route('DELETE /applications/{}/owners/{}/$ref', NEEDS.writeCredentials, applicationOwners.remove),
  route('GET /applications/{}/federatedIdentityCredentials', NEEDS.readFederated, listFederated),
  route('POST /applications/{}/federatedIdentityCredentials', NEEDS.writeApplications, postFederated),
  route('GET /applications/{}/federatedIdentityCredentials/{}', NEEDS.readFederated, getFederated),
  route('PATCH /applications/{}/federatedIdentityCredentials/{}', NEEDS.writeApplications, patchFederated),
  route('DELETE /applications/{}/federatedIdentityCredentials/{}', NEEDS.writeApplications, deleteFederated),
  route('POST /applications/{}/restore', NEEDS.writeApplications, restoreDeletedItem),
];

const DELETED_ITEMS: readonly Route[] = [
  route('GET /directory/deletedItems/graph.application', NEEDS.readApplications, listDeletedApplications),
  route(
    'GET /directory/deletedItems/graph.servicePrincipal',
    NEEDS.readApplications,
    listDeletedServicePrincipals,
  ),
  route('GET /directory/deletedItems/graph.user', NEEDS.readDeletedUsers, listDeletedUsers),
  route('GET /directory/deletedItems/{}', NEEDS.readDeletedItems, getDeletedItem),
  route('DELETE /directory/deletedItems/{}', NEEDS.changeDeletedItems, purgeDeletedItem),
  route('POST /directory/deletedItems/{}/restore', NEEDS.changeDeletedItems, restoreDeletedItem),
];

const SERVICE_PRINCIPALS: readonly Route[] = [
  route('GET /servicePrincipals', NEEDS.readApplications, listServicePrincipals),
  route('POST /servicePrincipals', NEEDS.writeCredentials, postServicePrincipal),
  route('GET /servicePrincipals/$count', NEEDS.readApplications, countServicePrincipals),
  route('GET /servicePrincipals/delta', NEEDS.readApplications, servicePrincipalsDelta),
  route('GET /servicePrincipals/{}', NEEDS.readApplications, getServicePrincipal),
  route('PATCH /servicePrincipals/{}', NEEDS.writeCredentials, patchServicePrincipal),
  route('DELETE /servicePrincipals/{}', NEEDS.writeApplications, deleteServicePrincipal),
  route('GET /servicePrincipals/{}/appRoleAssignments', NEEDS.readApplications, listRolesHeld),
  route('POST /servicePrincipals/{}/appRoleAssignments', NEEDS.assignRole, assignRoleToClient),
  route('DELETE /servicePrincipals/{}/appRoleAssignments/{}', NEEDS.unassignRole, unassignHeldRole),
  route('GET /servicePrincipals/{}/appRoleAssignedTo', NEEDS.readApplications, listRolesGiven),
  route('POST /servicePrincipals/{}/appRoleAssignedTo', NEEDS.assignRole, assignRoleOnResource),
  route('DELETE /servicePrincipals/{}/appRoleAssignedTo/{}', NEEDS.unassignRole, unassignGivenRole),
  route('GET /servicePrincipals/{}/oauth2PermissionGrants', NEEDS.readGrants, listGrantsOfClient),
  route('GET /servicePrincipals/{}/owners', NEEDS.readApplications, servicePrincipalOwners.list),
  route('GET /servicePrincipals/{}/owners/$ref', NEEDS.readApplications, servicePrincipalOwners.listRefs),
  route('POST /servicePrincipals/{}/owners/$ref', NEEDS.addOwner, servicePrincipalOwners.add),
  route('DELETE /servicePrincipals/{}/owners/{}/$ref', NEEDS.writeCredentials, servicePrincipalOwners.remove),
  route('GET /servicePrincipals/{}/memberOf', NEEDS.readApplications, listServicePrincipalMemberships),
  route(
    'GET /servicePrincipals/{}/transitiveMemberOf',
    NEEDS.readApplications,
    listServicePrincipalMemberships,
  ),
  route('POST /servicePrincipals/{}/restore', NEEDS.writeApplications, restoreDeletedItem),
];

const GRANTS: readonly Route[] = [
  route('GET /oauth2PermissionGrants', NEEDS.readGrants, listGrants),
  route('POST /oauth2PermissionGrants', NEEDS.writeGrants, postGrant),
  route('GET /oauth2PermissionGrants/delta', NEEDS.readGrants, grantsDelta),
  route('GET /oauth2PermissionGrants/{}', NEEDS.readGrants, getGrant),
  route('PATCH /oauth2PermissionGrants/{}', NEEDS.writeGrants, patchGrant),
  route('DELETE /oauth2PermissionGrants/{}', NEEDS.writeGrants, deleteGrant),
];

const PEOPLE_AND_ROLES: readonly Route[] = [
  route('GET /me', NEEDS.readSelf, getMe),
  route('GET /me/memberOf', NEEDS.readSelf, listMyMemberships),
  route('GET /me/transitiveMemberOf', NEEDS.readSelf, listMyMemberships),
  route('GET /me/presence', NEEDS.readOwnPresence, getMyPresence),
  route('GET /users', NEEDS.readUsers, listUsers),
  route('POST /users', NEEDS.writeUsers, postUser),
  route('GET /users/$count', NEEDS.readUsers, countUsers),
  route('GET /users/delta', NEEDS.readUsers, usersDelta),
  route('GET /users/{}', NEEDS.readOneUser, getUser),
  route('PATCH /users/{}', NEEDS.writeUsers, patchUser),
  route('DELETE /users/{}', NEEDS.deleteUsers, deleteUser),
  route('GET /users/{}/memberOf', NEEDS.readUsers, listUserMemberships),
  route('GET /users/{}/transitiveMemberOf', NEEDS.readUsers, listUserMemberships),
  route('GET /users/{}/presence', NEEDS.readPresence, getPresence),
  route('GET /directoryRoles', NEEDS.readRoles, listDirectoryRoles),
  route('GET /directoryRoles/{}', NEEDS.readRoles, getDirectoryRole),
  route('GET /directoryRoles/{}/members', NEEDS.readRoles, listRoleMembers),
  route('GET /roleManagement/directory/roleAssignments', NEEDS.readRoles, listRoleAssignments),
  route('POST /roleManagement/directory/roleAssignments', NEEDS.writeRoles, postRoleAssignment),
  route('GET /roleManagement/directory/roleAssignments/{}', NEEDS.readRoles, getRoleAssignment),
  route('DELETE /roleManagement/directory/roleAssignments/{}', NEEDS.writeRoles, deleteRoleAssignment),
  route('GET /roleManagement/directory/roleDefinitions', NEEDS.readRoles, listRoleDefinitions),
  route('GET /roleManagement/directory/roleDefinitions/{}', NEEDS.readRoles, getRoleDefinition),
];

const TENANT: readonly Route[] = [
  route('GET /organization', NEEDS.readOrganization, listOrganizations),
  route('GET /organization/{}', NEEDS.readOrganization, getOrganization),
  route('GET /domains', NEEDS.readDomains, listDomains),
  route('GET /domains/{}', NEEDS.readDomains, getDomain),
  route('GET /subscribedSkus', NEEDS.readSkus, listSkus),
  route('GET /groups', NEEDS.readGroups, listGroups),
  route('GET /policies/authorizationPolicy', NEEDS.readAuthorizationPolicy, getAuthorizationPolicy),
  route('PATCH /policies/authorizationPolicy', NEEDS.writeAuthorizationPolicy, patchAuthorizationPolicy),
  route('GET /policies/defaultAppManagementPolicy', NEEDS.readAppPolicy, getDefaultAppPolicy),
  route('PATCH /policies/defaultAppManagementPolicy', NEEDS.writeAppPolicy, patchDefaultAppPolicy),
];

const REPORTS: readonly Route[] = [
  route('GET /auditLogs/signIns', NEEDS.readAuditLogs, listSignIns),
  route('GET /auditLogs/directoryAudits', NEEDS.readAuditLogs, listDirectoryAudits),
  route('GET /communications/callRecords', NEEDS.readCallRecords, listCallRecords),
  route('POST /communications/getPresencesByUserId', NEEDS.readPresence, presencesByUserId),
  route('GET /teamwork/devices', NEEDS.readTeamworkDevices, listTeamworkDevices, 'beta'),
];

export const ROUTES: readonly Route[] = [
  ...APPLICATIONS,
  ...DELETED_ITEMS,
  ...SERVICE_PRINCIPALS,
  ...GRANTS,
  ...PEOPLE_AND_ROLES,
  ...TENANT,
  ...REPORTS,
];
