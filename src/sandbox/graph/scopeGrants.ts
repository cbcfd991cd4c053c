/** oauth2PermissionGrants: consent to delegated permissions (api/resources/oauth2permissiongrant). */
import type { OAuth2PermissionGrant } from '../world.ts';
import { CONSENT_GIVERS, requireRole } from './access.ts';
import { objectBody, requiredGuid, text, type Json } from './body.ts';
import { keyAt, type Context } from './context.ts';
import { badRequest, duplicateKey, invalidValue, notFound } from './errors.ts';
import { NO_CONTENT, created, type Answer } from './exchange.ts';
import { isLive, isLiveServicePrincipal, requireServicePrincipal } from './lookup.ts';
import { contextUrl, list, single, type ListRules } from './query.ts';

const LONGEST_SCOPE = 3850;

const RULES: ListRules<OAuth2PermissionGrant> = {
  resource: 'OAuth2PermissionGrant',
  metadata: 'oauth2PermissionGrants',
  filterable: { clientId: ['eq'], resourceId: ['eq'], consentType: ['eq'], principalId: ['eq'], id: ['eq'] },
  toWire: (grant) => ({ ...grant }),
};

export function listGrants(context: Context): Answer {
  const shown = context.directory
    .visible('oauth2PermissionGrants')
    .filter((grant) => isLiveServicePrincipal(context, grant.clientId));
  return list(context, shown, RULES);
}

export function listGrantsOfClient(context: Context): Answer {
  const sp = requireServicePrincipal(context, keyAt(context, 0));
  const held = context.directory.visible('oauth2PermissionGrants').filter((one) => one.clientId === sp.id);
  return list(context, held, RULES);
}

export function getGrant(context: Context): Answer {
  return single(context, RULES.toWire(requireGrant(context)), RULES);
}

/** One grant for each client, resource, consent type and person: a second is refused, PATCH the first. */
export function postGrant(context: Context): Answer {
  requireRole(context.directory.world, context.caller, CONSENT_GIVERS);
  const grant = readGrant(context, objectBody(context.request.body));
  refuseDuplicate(context, grant);
  context.directory.add('oauth2PermissionGrants', grant);
  const type = contextUrl(context.request, 'oauth2PermissionGrants/$entity');
  return created({ '@odata.context': type, ...RULES.toWire(grant) });
}

/** Replaces the scopes; fewer than before is a partial revocation. */
export function patchGrant(context: Context): Answer {
  requireRole(context.directory.world, context.caller, CONSENT_GIVERS);
  const grant = requireGrant(context);
  const scope = readScope(objectBody(context.request.body));
  context.directory.change('oauth2PermissionGrants', grant.id, (current) => {
    current.scope = scope;
  });
  return NO_CONTENT;
}

export function deleteGrant(context: Context): Answer {
  requireRole(context.directory.world, context.caller, CONSENT_GIVERS);
  context.directory.remove('oauth2PermissionGrants', requireGrant(context).id);
  return NO_CONTENT;
}

function requireGrant(context: Context): OAuth2PermissionGrant {
  const id = keyAt(context, 0).value;
  const found = context.directory.find('oauth2PermissionGrants', id);
  if (found === undefined) throw notFound(id);
  return found;
}

function readGrant(context: Context, body: Json): OAuth2PermissionGrant {
  const consentType = text(body, 'consentType');
  if (consentType !== 'AllPrincipals' && consentType !== 'Principal') throw invalidValue('consentType');
  const clientId = servicePrincipalId(context, requiredGuid(body, 'clientId'));
  const resourceId = servicePrincipalId(context, requiredGuid(body, 'resourceId'));
  return {
    id: Buffer.from(context.tenant.random.bytes(32)).toString('base64url'),
    clientId,
    consentType,
    principalId: consentType === 'Principal' ? requiredGuid(body, 'principalId') : null,
    resourceId,
    scope: readScope(body),
  };
}

function servicePrincipalId(context: Context, id: string): string {
  const found = context.directory.find('servicePrincipals', id.toLowerCase());
  if (found !== undefined && isLive(found)) return found.id;
  throw badRequest('Not a valid reference update.');
}

function readScope(body: Json): string {
  const scope = text(body, 'scope');
  if (scope === undefined || scope.length > LONGEST_SCOPE) throw invalidValue('scope');
  return scope;
}

function refuseDuplicate(context: Context, wanted: OAuth2PermissionGrant): void {
  const held = Object.values(context.directory.world.oauth2PermissionGrants).some(
    (one) =>
      one.clientId === wanted.clientId &&
      one.resourceId === wanted.resourceId &&
      one.consentType === wanted.consentType &&
      one.principalId === wanted.principalId,
  );
  if (held) throw duplicateKey('Permission entry already exists.');
}
