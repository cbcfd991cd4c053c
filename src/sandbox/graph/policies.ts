/** /policies: may users create applications, and what credentials may be like. */
import { parseDuration } from '../duration.ts';
import type { AppManagementRestriction } from '../world.ts';
import { requireRole } from './access.ts';
import { DEFAULT_POLICY_ID } from './appPolicy.ts';
import { instant, isObject, objectBody, objects, refuseOthers, text, textOrNull, type Json } from './body.ts';
import type { Context } from './context.ts';
import { invalidValue } from './errors.ts';
import { NO_CONTENT, type Answer } from './exchange.ts';
import { single, type Wire } from './query.ts';

const GUEST_ROLE = '10dae51f-b6af-4016-8d66-8c2a99b929b3';

export function getAuthorizationPolicy(context: Context): Answer {
  const rules = { resource: 'authorizationPolicy', metadata: 'policies/authorizationPolicy' };
  return single(context, authorizationPolicy(context), rules);
}

/** Only `defaultUserRolePermissions.allowedToCreateApps` can be changed here. */
export function patchAuthorizationPolicy(context: Context): Answer {
  requireRole(context.directory.world, context.caller, [
    'Global Administrator',
    'Privileged Role Administrator',
  ]);
  const body = objectBody(context.request.body);
  refuseOthers(body, ['defaultUserRolePermissions'], authorizationPolicy(context), 'authorizationPolicy');
  const permissions = body['defaultUserRolePermissions'];
  if (!isObject(permissions)) throw invalidValue('defaultUserRolePermissions');
  refuseOthers(
    permissions,
    ['allowedToCreateApps'],
    defaultUserRolePermissions(context),
    'authorizationPolicy',
  );
  const allowed = permissions['allowedToCreateApps'];
  if (typeof allowed !== 'boolean') throw invalidValue('allowedToCreateApps');
  context.directory.world.policies.allowedToCreateApps = allowed;
  context.tenant.changed();
  return NO_CONTENT;
}

export function getDefaultAppPolicy(context: Context): Answer {
  const rules = { resource: 'tenantAppManagementPolicy', metadata: 'policies/defaultAppManagementPolicy' };
  return single(context, defaultAppPolicy(context), rules);
}

/** Takes isEnabled and the applications' restrictions; a list given replaces the list that was. */
export function patchDefaultAppPolicy(context: Context): Answer {
  requireRole(context.directory.world, context.caller, ['Global Administrator', 'Security Administrator']);
  const body = objectBody(context.request.body);
  refuseOthers(body, ['isEnabled', 'applicationRestrictions'], defaultAppPolicy(context), 'policy');
  const restrictions = body['applicationRestrictions'] ?? {};
  const isEnabled = body['isEnabled'];
  if (!isObject(restrictions)) throw invalidValue('applicationRestrictions');
  if (isEnabled !== undefined && typeof isEnabled !== 'boolean') throw invalidValue('isEnabled');
  const passwords = objects(restrictions, 'passwordCredentials')?.map(restriction);
  const keys = objects(restrictions, 'keyCredentials')?.map(restriction);
  const policy = context.directory.world.policies.appManagement;
  policy.isEnabled = isEnabled ?? policy.isEnabled;
  policy.passwordCredentials = passwords ?? policy.passwordCredentials;
  policy.keyCredentials = keys ?? policy.keyCredentials;
  context.tenant.changed();
  return NO_CONTENT;
}

function restriction(entry: Json): AppManagementRestriction {
  const restrictionType = text(entry, 'restrictionType');
  const maxLifetime = textOrNull(entry, 'maxLifetime') ?? null;
  if (restrictionType === undefined) throw invalidValue('restrictionType');
  if (maxLifetime !== null && parseDuration(maxLifetime) === undefined) throw invalidValue('maxLifetime');
  const from = instant(entry, 'restrictForAppsCreatedAfterDateTime');
  return {
    restrictionType,
    state: entry['state'] === 'disabled' ? 'disabled' : 'enabled',
    maxLifetime,
    restrictForAppsCreatedAfterDateTime: from === undefined ? null : new Date(from).toISOString(),
  };
}

function authorizationPolicy(context: Context): Wire {
  return {
    id: 'authorizationPolicy',
    displayName: 'Authorization Policy',
    description: 'Used to manage authorization related settings across the company.',
    allowInvitesFrom: 'everyone',
    allowedToSignUpEmailBasedSubscriptions: true,
    allowedToUseSSPR: true,
    allowEmailVerifiedUsersToJoinOrganization: false,
    allowUserConsentForRiskyApps: null,
    blockMsolPowerShell: false,
    guestUserRoleId: GUEST_ROLE,
    defaultUserRolePermissions: defaultUserRolePermissions(context),
  };
}

function defaultUserRolePermissions(context: Context): Wire {
  return {
    allowedToCreateApps: context.directory.world.policies.allowedToCreateApps,
    allowedToCreateSecurityGroups: true,
    allowedToCreateTenants: true,
    allowedToReadBitlockerKeysForOwnedDevice: true,
    allowedToReadOtherUsers: true,
    permissionGrantPoliciesAssigned: [],
  };
}

function defaultAppPolicy(context: Context): Wire {
  const { isEnabled, passwordCredentials, keyCredentials } = context.directory.world.policies.appManagement;
  return {
    id: DEFAULT_POLICY_ID,
    displayName: 'Default app management tenant policy',
    description: 'Default tenant policy that enforces app management restrictions on applications.',
    isEnabled,
    applicationRestrictions: { passwordCredentials, keyCredentials },
    servicePrincipalRestrictions: { passwordCredentials: [], keyCredentials: [] },
  };
}
