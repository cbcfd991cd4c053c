/** Soft deletion: 30 days in /directory/deletedItems, then gone (api/directory-deleteditems-restore). */
import type { Application, ServicePrincipal } from '../world.ts';
import { requireApplicationWriter } from './access.ts';
import { keyAt, nowIso, type Context } from './context.ts';
import { duplicateKey, notFound } from './errors.ts';
import { NO_CONTENT, ok, type Answer } from './exchange.ts';
import { isLive, sameText } from './lookup.ts';
import { contextUrl, list, type Wire } from './query.ts';
import { applicationWire, directoryServicePrincipalWire, servicePrincipalWire } from './wire.ts';

const KEPT_MS = 30 * 86_400_000;

type DeletableCollection = 'applications' | 'servicePrincipals';
type Found =
  | { readonly collection: 'applications'; readonly item: Application }
  | { readonly collection: 'servicePrincipals'; readonly item: ServicePrincipal };

export function softDelete(context: Context, collection: DeletableCollection, id: string): void {
  context.directory.change(collection, id, (item: Application | ServicePrincipal) => {
    item.deletedDateTime = nowIso(context);
  });
}

/** Live, or deleted less than 30 days ago. */
export function isRecoverable(context: Context, item: { readonly deletedDateTime: string | null }): boolean {
  if (item.deletedDateTime === null) return true;
  return context.directory.now() - Date.parse(item.deletedDateTime) < KEPT_MS;
}

export function listDeletedApplications(context: Context): Answer {
  const deleted = context.directory.visible('applications').filter((app) => isInBin(context, app));
  return list(context, deleted, {
    resource: 'Application',
    metadata: 'applications',
    filterable: { displayName: ['eq', 'startswith'], appId: ['eq'], uniqueName: ['eq'], id: ['eq'] },
    toWire: (app) => applicationWire(context.directory.world, app),
  });
}

export function listDeletedServicePrincipals(context: Context): Answer {
  const deleted = context.directory.visible('servicePrincipals').filter((sp) => isInBin(context, sp));
  return list(context, deleted, {
    resource: 'ServicePrincipal',
    metadata: 'servicePrincipals',
    filterable: { displayName: ['eq', 'startswith'], appId: ['eq'], id: ['eq'] },
    toWire: servicePrincipalWire,
  });
}

export function getDeletedItem(context: Context): Answer {
  const found = requireDeleted(context);
  return ok({ '@odata.context': directoryObjects(context), ...typedWire(context, found) });
}

/** Purge: for good, and the uniqueName is free again. */
export function purgeDeletedItem(context: Context): Answer {
  const { collection, item } = requireDeleted(context);
  requireApplicationWriter(context.directory.world, context.caller, item);
  context.directory.remove(collection, item.id);
  if (collection === 'servicePrincipals') dropGrantsOf(context, item.id);
  return NO_CONTENT;
}

/** Restoring an application does not restore its service principal: that is restored on its own. */
export function restoreDeletedItem(context: Context): Answer {
  const found = requireDeleted(context);
  requireApplicationWriter(context.directory.world, context.caller, found.item);
  if (found.collection === 'servicePrincipals') refuseSecondServicePrincipal(context, found.item.appId);
  context.directory.change(found.collection, found.item.id, (item: Application | ServicePrincipal) => {
    item.deletedDateTime = null;
  });
  const restored = { ...found, item: { ...found.item, deletedDateTime: null } } as Found;
  return ok({ '@odata.context': directoryObjects(context), ...typedWire(context, restored) });
}

function isInBin(context: Context, item: { readonly deletedDateTime: string | null }): boolean {
  return item.deletedDateTime !== null && isRecoverable(context, item);
}

function requireDeleted(context: Context): Found {
  const id = keyAt(context, 0).value;
  const app = context.directory.find('applications', id);
  if (app !== undefined && isInBin(context, app)) return { collection: 'applications', item: app };
  const sp = context.directory.find('servicePrincipals', id);
  if (sp !== undefined && isInBin(context, sp)) return { collection: 'servicePrincipals', item: sp };
  throw notFound(id);
}

function typedWire(context: Context, found: Found): Wire {
  if (found.collection === 'servicePrincipals') return directoryServicePrincipalWire(found.item);
  const wire = applicationWire(context.directory.world, found.item);
  return { '@odata.type': '#microsoft.graph.application', ...wire };
}

function directoryObjects(context: Context): string {
  return contextUrl(context.request, 'directoryObjects/$entity');
}

function refuseSecondServicePrincipal(context: Context, appId: string): void {
  const taken = Object.values(context.directory.world.servicePrincipals).some(
    (sp) => isLive(sp) && sameText(sp.appId, appId),
  );
  if (taken) throw duplicateKey(servicePrincipalNameTaken(appId));
}

export function servicePrincipalNameTaken(appId: string): string {
  return (
    'The service principal cannot be created, updated, or restored because the service principal name ' +
    `${appId} is already in use.`
  );
}

function dropGrantsOf(context: Context, servicePrincipalId: string): void {
  const { world } = context.directory;
  for (const one of Object.values(world.appRoleAssignments)) {
    if (one.principalId === servicePrincipalId || one.resourceId === servicePrincipalId) {
      context.directory.remove('appRoleAssignments', one.id);
    }
  }
  for (const grant of Object.values(world.oauth2PermissionGrants)) {
    if (grant.clientId === servicePrincipalId || grant.resourceId === servicePrincipalId) {
      context.directory.remove('oauth2PermissionGrants', grant.id);
    }
  }
}
