/** /servicePrincipals: create, read, change, soft-delete (api/serviceprincipal-post-serviceprincipals). */
import { blankServicePrincipal } from '../seed/blank.ts';
import type { Application, ServicePrincipal } from '../world.ts';
import { ownersOnCreate, requireApplicationCreator, requireApplicationWriter } from './access.ts';
import { wantsUpsert } from './applications.ts';
import {
  flagOrNull,
  isGuid,
  objectBody,
  refuseOthers,
  requiredGuid,
  text,
  texts,
  type Json,
} from './body.ts';
import { keyAt, nowIso, type Context } from './context.ts';
import { softDelete } from './deletion.ts';
import { invalidValue, noBackingApplication, servicePrincipalTaken } from './errors.ts';
import { NO_CONTENT, created, type Answer } from './exchange.ts';
import { liveApplications, liveServicePrincipals, requireServicePrincipal, sameText } from './lookup.ts';
import { contextUrl, count, list, single, type ListRules } from './query.ts';
import { servicePrincipalWire } from './wire.ts';

const TAKEN = ['appId', 'displayName', 'accountEnabled', 'tags'];

export const servicePrincipalRules: ListRules<ServicePrincipal> = {
  resource: 'ServicePrincipal',
  metadata: 'servicePrincipals',
  filterable: {
    id: ['eq', 'in'],
    appId: ['eq', 'in'],
    displayName: ['eq', 'in', 'startswith'],
    servicePrincipalType: ['eq'],
    accountEnabled: ['eq'],
    servicePrincipalNames: ['any'],
    tags: ['any'],
  },
  toWire: servicePrincipalWire,
  filterOn: (sp) => sp,
};

export function listServicePrincipals(context: Context): Answer {
  return list(context, liveServicePrincipals(context), servicePrincipalRules);
}

export function countServicePrincipals(context: Context): Answer {
  return count(context, liveServicePrincipals(context), servicePrincipalRules);
}

export function getServicePrincipal(context: Context): Answer {
  const sp = requireServicePrincipal(context, keyAt(context, 0));
  const rules = { resource: 'servicePrincipal', metadata: 'servicePrincipals' };
  return single(context, servicePrincipalWire(sp), rules);
}

export function postServicePrincipal(context: Context): Answer {
  const body = objectBody(context.request.body);
  const appId = requiredGuid(body, 'appId');
  if (holderOf(context, appId) !== undefined) throw servicePrincipalTaken(appId);
  return create(context, body, appId);
}

/** By appId with `Prefer: create-if-missing` it creates what is not there: 201, else 204. */
export function patchServicePrincipal(context: Context): Answer {
  const key = keyAt(context, 0);
  const body = objectBody(context.request.body);
  const target = key.by === 'appId' ? holderOf(context, key.value) : undefined;
  if (target !== undefined) return update(context, target, body);
  if (key.by !== 'appId' || !wantsUpsert(context)) {
    return update(context, requireServicePrincipal(context, key), body);
  }
  if (!isGuid(key.value)) throw invalidValue('appId');
  return create(context, body, key.value);
}

export function deleteServicePrincipal(context: Context): Answer {
  const sp = requireServicePrincipal(context, keyAt(context, 0));
  requireApplicationWriter(context.directory.world, context.caller, sp);
  softDelete(context, 'servicePrincipals', sp.id);
  return NO_CONTENT;
}

/** The replicas must show the application first; until then it "does not reference a valid application". */
function create(context: Context, body: Json, appId: string): Answer {
  const { world } = context.directory;
  requireApplicationCreator(world, context.caller);
  const app = liveApplications(context).find((one) => sameText(one.appId, appId));
  if (app === undefined) throw noBackingApplication(appId);
  requireOwnApplication(context, app);
  const sp = blankServicePrincipal({
    id: context.tenant.random.guid(),
    appId: app.appId,
    displayName: app.displayName,
    createdDateTime: nowIso(context),
    appOwnerOrganizationId: world.tenantId,
  });
  sp._owners = ownersOnCreate(world, context.caller);
  assign(sp, body);
  context.directory.add('servicePrincipals', sp);
  const type = contextUrl(context.request, 'servicePrincipals/$entity');
  return created({ '@odata.context': type, ...servicePrincipalWire(sp) });
}

/** An app with Application.ReadWrite.OwnedBy may only make service principals of its own applications. */
function requireOwnApplication(context: Context, app: Application): void {
  requireApplicationWriter(context.directory.world, context.caller, app);
}

function update(context: Context, sp: ServicePrincipal, body: Json): Answer {
  requireApplicationWriter(context.directory.world, context.caller, sp);
  context.directory.change('servicePrincipals', sp.id, (current) => {
    assign(current, body);
  });
  return NO_CONTENT;
}

function assign(sp: ServicePrincipal, body: Json): void {
  refuseOthers(body, TAKEN, servicePrincipalWire(sp), 'servicePrincipal');
  const appId = text(body, 'appId');
  if (appId !== undefined && !sameText(sp.appId, appId)) throw invalidValue('appId');
  const enabled = flagOrNull(body, 'accountEnabled');
  const fields = { displayName: text(body, 'displayName'), tags: texts(body, 'tags') };
  sp.displayName = fields.displayName ?? sp.displayName;
  sp.tags = fields.tags ?? sp.tags;
  sp.accountEnabled = enabled ?? sp.accountEnabled;
}

/** The live service principal of an application in the true world: an upsert must not be fooled by replication. */
function holderOf(context: Context, appId: string): ServicePrincipal | undefined {
  return Object.values(context.directory.world.servicePrincipals).find(
    (sp) => sp.deletedDateTime === null && sameText(sp.appId, appId),
  );
}
