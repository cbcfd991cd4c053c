/** appRoleAssignments: consent to application permissions (api/serviceprincipal-post-approleassignments). */
import { GRAPH_APP_ID } from '../seed/ids.ts';
import type { AppRoleAssignment, ServicePrincipal } from '../world.ts';
import { APPLICATION_MANAGERS, GRAPH_ROLE_GIVERS, requireRole } from './access.ts';
import { objectBody, requiredGuid, type Json } from './body.ts';
import { keyAt, nowIso, type Context } from './context.ts';
import { badRequest, notFound } from './errors.ts';
import { NO_CONTENT, created, type Answer } from './exchange.ts';
import { isLive, isLiveServicePrincipal, requireServicePrincipal } from './lookup.ts';
import { contextUrl, list, type ListRules } from './query.ts';

const MOST_PER_PRINCIPAL = 1500;

const RULES: ListRules<AppRoleAssignment> = {
  resource: 'AppRoleAssignment',
  metadata: 'appRoleAssignments',
  filterable: {
    principalId: ['eq'],
    resourceId: ['eq'],
    appRoleId: ['eq'],
    principalDisplayName: ['startswith'],
  },
  toWire: (assignment) => ({ deletedDateTime: null, ...assignment }),
};

type Side = 'principalId' | 'resourceId';

export function listRolesHeld(context: Context): Answer {
  return listSide(context, 'principalId');
}

export function listRolesGiven(context: Context): Answer {
  return listSide(context, 'resourceId');
}

/** POST on the client (appRoleAssignments) or, as recommended, on the resource (appRoleAssignedTo). */
export function assignRoleToClient(context: Context): Answer {
  return assign(context, 'principalId');
}

export function assignRoleOnResource(context: Context): Answer {
  return assign(context, 'resourceId');
}

export function unassignHeldRole(context: Context): Answer {
  return unassign(context, 'principalId');
}

export function unassignGivenRole(context: Context): Answer {
  return unassign(context, 'resourceId');
}

function listSide(context: Context, side: Side): Answer {
  const sp = requireServicePrincipal(context, keyAt(context, 0));
  const found = context.directory
    .visible('appRoleAssignments')
    .filter((one) => one[side] === sp.id && isLiveServicePrincipal(context, one.principalId));
  return list(context, found, RULES);
}

function assign(context: Context, side: Side): Answer {
  const sp = requireServicePrincipal(context, keyAt(context, 0));
  const body = objectBody(context.request.body);
  const assignment = readAssignment(context, body, sp, side);
  refuseDuplicate(context, assignment);
  context.directory.add('appRoleAssignments', assignment);
  const type = contextUrl(context.request, 'appRoleAssignments/$entity');
  return created({ '@odata.context': type, ...RULES.toWire(assignment) });
}

/** A service principal the replicas do not show yet is "not a valid reference update". */
function readAssignment(context: Context, body: Json, sp: ServicePrincipal, side: Side): AppRoleAssignment {
  const principal = referenced(context, requiredGuid(body, 'principalId'));
  const resource = referenced(context, requiredGuid(body, 'resourceId'));
  if ({ principalId: principal, resourceId: resource }[side].id !== sp.id) {
    throw badRequest(`The ${side} of the body and the address of the request name different objects.`);
  }
  requireGiver(context, resource);
  const appRoleId = requiredGuid(body, 'appRoleId').toLowerCase();
  const role = resource.appRoles.find((one) => one.id === appRoleId && one.isEnabled);
  if (role === undefined) throw badRequest('Permission being assigned was not found on application');
  return {
    id: context.tenant.random.guid(),
    appRoleId,
    principalId: principal.id,
    principalDisplayName: principal.displayName,
    principalType: 'ServicePrincipal',
    resourceId: resource.id,
    resourceDisplayName: resource.displayName,
    createdDateTime: nowIso(context),
  };
}

function referenced(context: Context, id: string): ServicePrincipal {
  const found = context.directory.find('servicePrincipals', id.toLowerCase());
  if (found !== undefined && isLive(found)) return found;
  throw badRequest('Not a valid reference update.');
}

function requireGiver(context: Context, resource: ServicePrincipal): void {
  const givers = resource.appId === GRAPH_APP_ID ? GRAPH_ROLE_GIVERS : APPLICATION_MANAGERS;
  requireRole(context.directory.world, context.caller, [...GRAPH_ROLE_GIVERS, ...givers]);
}

function refuseDuplicate(context: Context, wanted: AppRoleAssignment): void {
  const held = Object.values(context.directory.world.appRoleAssignments).filter(
    (one) => one.principalId === wanted.principalId,
  );
  if (held.some((one) => one.resourceId === wanted.resourceId && one.appRoleId === wanted.appRoleId)) {
    throw badRequest('Permission being assigned already exists on the object');
  }
  if (held.length >= MOST_PER_PRINCIPAL)
    throw badRequest('The principal has reached its limit of 1500 roles.');
}

function unassign(context: Context, side: Side): Answer {
  const sp = requireServicePrincipal(context, keyAt(context, 0));
  const id = keyAt(context, 1).value;
  const held = context.directory.find('appRoleAssignments', id);
  if (held?.[side] !== sp.id) throw notFound(id);
  const resource = context.directory.find('servicePrincipals', held.resourceId);
  if (resource !== undefined) requireGiver(context, resource);
  context.directory.remove('appRoleAssignments', id);
  return NO_CONTENT;
}
