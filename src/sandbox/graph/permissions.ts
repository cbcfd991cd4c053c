/** The permissions each group of operations accepts (https://learn.microsoft.com/graph/permissions-reference). */
import type { Needs } from './access.ts';

const READ_APPLICATION = [
  'Application.Read.All',
  'Application.ReadWrite.All',
  'Directory.Read.All',
  'Directory.ReadWrite.All',
];
const WRITE_GRANT = ['DelegatedPermissionGrant.ReadWrite.All', 'Directory.ReadWrite.All'];
const ASSIGN_ROLE = [
  'AppRoleAssignment.ReadWrite.All&Application.Read.All',
  'AppRoleAssignment.ReadWrite.All&Application.ReadWrite.All',
  'AppRoleAssignment.ReadWrite.All&Directory.Read.All',
];
const DELETE_USER = ['User.DeleteRestore.All', 'User.ReadWrite.All'];
const READ_USER = ['User.Read.All', 'User.ReadWrite.All', 'Directory.Read.All', 'Directory.ReadWrite.All'];
const READ_ROLES = [
  'RoleManagement.Read.Directory',
  'RoleManagement.ReadWrite.Directory',
  'Directory.Read.All',
  'Directory.ReadWrite.All',
];

function both(...permissions: readonly string[]): Needs {
  return { delegated: permissions, application: permissions };
}

/** Enough for any of them: what kind of object an address names is known only once it is found. */
function anyOf(...needs: readonly Needs[]): Needs {
  return {
    delegated: needs.flatMap((one) => one.delegated),
    application: needs.flatMap((one) => one.application),
  };
}

const readApplications: Needs = {
  delegated: READ_APPLICATION,
  application: [...READ_APPLICATION, 'Application.ReadWrite.OwnedBy'],
};
const writeApplications: Needs = {
  delegated: ['Application.ReadWrite.All'],
  application: ['Application.ReadWrite.All', 'Application.ReadWrite.OwnedBy'],
};
const readDeletedUsers = both(...READ_USER);
const deleteUsers = both(...DELETE_USER);

export const NEEDS = {
  readApplications,
  readDeletedItems: anyOf(readApplications, readDeletedUsers),
  changeDeletedItems: anyOf(writeApplications, deleteUsers),
  readFederated: {
    delegated: ['Application.Read.All', 'Application.ReadWrite.All'],
    application: ['Application.Read.All', 'Application.ReadWrite.All', 'Application.ReadWrite.OwnedBy'],
  },
  writeApplications,
  writeCredentials: {
    delegated: ['Application.ReadWrite.All', 'Directory.ReadWrite.All'],
    application: ['Application.ReadWrite.All', 'Application.ReadWrite.OwnedBy', 'Directory.ReadWrite.All'],
  },
  addOwner: both('Application.ReadWrite.All&Directory.Read.All', 'Directory.ReadWrite.All'),
  assignRole: both(...ASSIGN_ROLE),
  unassignRole: both('AppRoleAssignment.ReadWrite.All'),
  readGrants: both('Directory.Read.All', ...WRITE_GRANT),
  writeGrants: both(...WRITE_GRANT),
  readSelf: { delegated: ['User.Read', 'User.ReadWrite', ...READ_USER], application: [] },
  readUsers: both('User.ReadBasic.All', ...READ_USER),
  readOneUser: {
    delegated: ['User.Read', 'User.ReadBasic.All', ...READ_USER],
    application: ['User.ReadBasic.All', ...READ_USER],
  },
  writeUsers: both('User.ReadWrite.All', 'Directory.ReadWrite.All'),
  readDeletedUsers,
  deleteUsers,
  readRoles: both(...READ_ROLES),
  writeRoles: both('RoleManagement.ReadWrite.Directory'),
  readOrganization: {
    delegated: ['User.Read', 'Organization.Read.All', 'Organization.ReadWrite.All', ...READ_USER],
    application: ['Organization.Read.All', 'Organization.ReadWrite.All', ...READ_USER],
  },
  readDomains: both('Domain.Read.All', 'Domain.ReadWrite.All', 'Directory.Read.All'),
  readSkus: both('LicenseAssignment.Read.All', 'Organization.Read.All', 'Directory.Read.All'),
  readAuthorizationPolicy: both('Policy.Read.All', 'Policy.ReadWrite.Authorization'),
  writeAuthorizationPolicy: both('Policy.ReadWrite.Authorization'),
  readAppPolicy: both('Policy.Read.All', 'Policy.ReadWrite.ApplicationConfiguration'),
  writeAppPolicy: both('Policy.ReadWrite.ApplicationConfiguration'),
  readGroups: both('GroupMember.Read.All', 'Group.Read.All', 'Directory.Read.All'),
  readAuditLogs: both('AuditLog.Read.All'),
  readCallRecords: { delegated: [], application: ['CallRecords.Read.All'] },
  readPresence: {
    delegated: ['Presence.Read.All'],
    application: ['Presence.Read.All', 'Presence.ReadWrite.All'],
  },
  readOwnPresence: { delegated: ['Presence.Read', 'Presence.Read.All'], application: [] },
  readTeamworkDevices: both('TeamworkDevice.Read.All', 'TeamworkDevice.ReadWrite.All'),
} as const satisfies Record<string, Needs>;
