/** Directory roles: who holds them, by the old paths (directoryRoles) and the new (roleManagement). */
import { ROLES, ROLE_NAMES, roleNameOf, type RoleName } from '../seed/roles.ts';
import type { RoleAssignment } from '../world.ts';
import { requireRole } from './access.ts';
import { objectBody, requiredGuid, text } from './body.ts';
import { keyAt, type Context } from './context.ts';
import { badRequest, invalidValue, notFound } from './errors.ts';
import { NO_CONTENT, created, type Answer } from './exchange.ts';
import { requireServicePrincipal, requireUser } from './lookup.ts';
import { isLivePrincipal, principalWire } from './principals.ts';
import { contextUrl, list, single, type ListRules, type Wire } from './query.ts';
import { requireSelf } from './users.ts';

const ROLE_GIVERS: readonly RoleName[] = ['Global Administrator', 'Privileged Role Administrator'];

interface Listed {
  readonly id: string;
  readonly wire: Wire;
}

/** The object id of an activated role: like its template id, but not the same. */
function directoryRoleId(templateId: string): string {
  return `d0${templateId.slice(2)}`;
}

function directoryRole(name: RoleName): Wire & { readonly id: string } {
  return {
    id: directoryRoleId(ROLES[name]),
    deletedDateTime: null,
    description: `Members of this role hold the ${name} role.`,
    displayName: name,
    roleTemplateId: ROLES[name],
  };
}

export function listDirectoryRoles(context: Context): Answer {
  return list(context, ROLE_NAMES.map(directoryRole), {
    resource: 'DirectoryRole',
    metadata: 'directoryRoles',
    filterable: { roleTemplateId: ['eq'], displayName: ['eq'] },
    toWire: (role) => role,
    paged: false,
  });
}

export function getDirectoryRole(context: Context): Answer {
  const rules = { resource: 'directoryRole', metadata: 'directoryRoles' };
  return single(context, directoryRole(requireRoleName(context)), rules);
}

export function listRoleMembers(context: Context): Answer {
  const templateId = ROLES[requireRoleName(context)];
  const members = context.directory
    .visible('roleAssignments')
    .filter((held) => held.roleDefinitionId === templateId)
    .flatMap(({ principalId }) => {
      const wire = principalWire(context, principalId);
      return wire === undefined ? [] : { id: principalId, wire };
    });
  return listDirectoryObjects(context, members);
}

/** The same for memberOf and transitiveMemberOf: there are no nested groups here. */
export function listMyMemberships(context: Context): Answer {
  return memberships(context, requireSelf(context).id);
}

export function listUserMemberships(context: Context): Answer {
  return memberships(context, requireUser(context, keyAt(context, 0)).id);
}

export function listServicePrincipalMemberships(context: Context): Answer {
  return memberships(context, requireServicePrincipal(context, keyAt(context, 0)).id);
}

function memberships(context: Context, principalId: string): Answer {
  const names = context.directory
    .visible('roleAssignments')
    .filter((held) => held.principalId === principalId)
    .map((held) => roleNameOf(held.roleDefinitionId))
    .filter((name) => name !== undefined);
  return listDirectoryObjects(context, names.map(listedRole));
}

function listDirectoryObjects(context: Context, items: readonly Listed[]): Answer {
  return list(context, items, {
    resource: 'DirectoryObject',
    metadata: 'directoryObjects',
    filterable: {},
    toWire: (item) => item.wire,
  });
}

function listedRole(name: RoleName): Listed {
  const role = directoryRole(name);
  return { id: role.id, wire: { '@odata.type': '#microsoft.graph.directoryRole', ...role } };
}

function requireRoleName(context: Context): RoleName {
  const key = keyAt(context, 0);
  const found = ROLE_NAMES.find((name) =>
    key.by === 'roleTemplateId' ? ROLES[name] === key.value : directoryRoleId(ROLES[name]) === key.value,
  );
  if (found === undefined) throw notFound(key.value);
  return found;
}

function assignmentRules(context: Context): ListRules<RoleAssignment> {
  const expanded = context.request.query.get('$expand') === 'principal';
  return {
    resource: 'UnifiedRoleAssignment',
    metadata: 'roleManagement/directory/roleAssignments',
    filterable: {
      directoryScopeId: ['eq', 'in'],
      id: ['eq'],
      principalId: ['eq', 'in'],
      roleDefinitionId: ['eq', 'in'],
    },
    toWire: (held) => ({
      ...held,
      ...(expanded && { principal: principalWire(context, held.principalId) ?? null }),
    }),
    expandable: ['principal'],
  };
}

/** What somebody in the bin held is not shown; it comes back with them. */
export function listRoleAssignments(context: Context): Answer {
  const shown = context.directory
    .visible('roleAssignments')
    .filter((held) => isLivePrincipal(context, held.principalId));
  return list(context, shown, assignmentRules(context));
}

export function getRoleAssignment(context: Context): Answer {
  const rules = { resource: 'unifiedRoleAssignment', metadata: 'roleManagement/directory/roleAssignments' };
  return single(context, { ...requireRoleAssignment(context) }, rules);
}

export function postRoleAssignment(context: Context): Answer {
  requireRole(context.directory.world, context.caller, ROLE_GIVERS);
  const assignment = readAssignment(context);
  const same = Object.values(context.directory.world.roleAssignments).some(
    (one) =>
      one.principalId === assignment.principalId && one.roleDefinitionId === assignment.roleDefinitionId,
  );
  // 400 and not 409, as captured from the service.
  if (same) {
    throw badRequest(
      'A conflicting object with one or more of the specified property values is present in the directory.',
    );
  }
  context.directory.add('roleAssignments', assignment);
  const type = contextUrl(context.request, 'roleManagement/directory/roleAssignments/$entity');
  return created({ '@odata.context': type, ...assignment });
}

export function deleteRoleAssignment(context: Context): Answer {
  requireRole(context.directory.world, context.caller, ROLE_GIVERS);
  context.directory.remove('roleAssignments', requireRoleAssignment(context).id);
  return NO_CONTENT;
}

function requireRoleAssignment(context: Context): RoleAssignment {
  const id = keyAt(context, 0).value;
  const found = context.directory.find('roleAssignments', id);
  if (found === undefined || !isLivePrincipal(context, found.principalId)) throw notFound(id);
  return found;
}

function readAssignment(context: Context): RoleAssignment {
  const body = objectBody(context.request.body);
  const roleDefinitionId = requiredGuid(body, 'roleDefinitionId').toLowerCase();
  if (roleNameOf(roleDefinitionId) === undefined) throw badRequest('The role definition was not found.');
  const principalId = requiredGuid(body, 'principalId').toLowerCase();
  if (!isLivePrincipal(context, principalId)) throw notFound(principalId);
  if (text(body, 'directoryScopeId') !== '/') throw invalidValue('directoryScopeId');
  return { id: context.tenant.random.guid(), principalId, roleDefinitionId, directoryScopeId: '/' };
}

export function listRoleDefinitions(context: Context): Answer {
  return list(
    context,
    ROLE_NAMES.map((name) => ({ id: ROLES[name], name })),
    {
      resource: 'UnifiedRoleDefinition',
      metadata: 'roleManagement/directory/roleDefinitions',
      filterable: { displayName: ['eq', 'startswith'], templateId: ['eq'], id: ['eq'], isBuiltIn: ['eq'] },
      toWire: ({ name }) => roleDefinition(name),
    },
  );
}

export function getRoleDefinition(context: Context): Answer {
  const id = keyAt(context, 0).value.toLowerCase();
  const name = roleNameOf(id);
  if (name === undefined) throw notFound(id);
  const rules = { resource: 'unifiedRoleDefinition', metadata: 'roleManagement/directory/roleDefinitions' };
  return single(context, roleDefinition(name), rules);
}

function roleDefinition(name: RoleName): Wire {
  return {
    id: ROLES[name],
    description: `The ${name} role.`,
    displayName: name,
    isBuiltIn: true,
    isEnabled: true,
    resourceScopes: ['/'],
    templateId: ROLES[name],
    version: '1',
    rolePermissions: [],
  };
}
