/** The three kinds of object in /directory/deletedItems: who may touch them, how they look, what stands in their way back. */
import type { Application, ServicePrincipal } from '../world.ts';
import { requireApplicationWriter, requirePermission, type Needs } from './access.ts';
import type { Context } from './context.ts';
import { isInBin, undelete, type DeletableCollection } from './deletion.ts';
import type { Item } from './directory.ts';
import { servicePrincipalTaken, unsupported, userPrincipalNameTaken } from './errors.ts';
import { NO_CONTENT, type Answer } from './exchange.ts';
import type { Filterable } from './filter.ts';
import { dropLinksTo } from './links.ts';
import { isLive, sameText } from './lookup.ts';
import { NEEDS } from './permissions.ts';
import { list, single, type Wire } from './query.ts';
import { requireSensitiveAccess } from './userAccess.ts';
import { applicationWire, fullUserWire, servicePrincipalWire, userWire } from './wire.ts';

interface Kind<C extends DeletableCollection> {
  readonly collection: C;
  /** For messages, as Graph names it; also its `@odata.type`, less the first capital. */
  readonly resource: string;
  readonly filterable: Filterable;
  readonly toWire: (context: Context, item: Item<C>) => Wire;
  readonly needs: { readonly read: Needs; readonly change: Needs };
  /** 403 for somebody who may neither restore nor purge it. */
  readonly requireWriter: (context: Context, item: Item<C>) => void;
  /** Refuses the way back when its name was taken meanwhile. */
  readonly refuseRestore?: (context: Context, item: Item<C>) => void;
}

/** One deleted object, whatever it is. */
export interface InBin {
  read(): Answer;
  restore(): Answer;
  purge(): Answer;
}

export interface Bin {
  list(context: Context): Answer;
  /** undefined when it does not lie in this bin, as far as the replicas show. */
  find(context: Context, id: string): InBin | undefined;
}

export const deletedApplications = bin<'applications'>({
  collection: 'applications',
  resource: 'Application',
  filterable: { displayName: ['eq', 'startswith'], appId: ['eq'], uniqueName: ['eq'], id: ['eq'] },
  toWire: (context, app) => applicationWire(context.directory.world, app),
  needs: { read: NEEDS.readApplications, change: NEEDS.writeApplications },
  requireWriter: requireOwner,
});

export const deletedServicePrincipals = bin<'servicePrincipals'>({
  collection: 'servicePrincipals',
  resource: 'ServicePrincipal',
  filterable: { displayName: ['eq', 'startswith'], appId: ['eq'], id: ['eq'] },
  toWire: (_, sp) => servicePrincipalWire(sp),
  needs: { read: NEEDS.readApplications, change: NEEDS.writeApplications },
  requireWriter: requireOwner,
  refuseRestore: (context, { appId }) => {
    const all = Object.values(context.directory.world.servicePrincipals);
    if (all.some((sp) => isLive(sp) && sameText(sp.appId, appId))) throw servicePrincipalTaken(appId);
  },
});

export const deletedUsers = bin<'users'>({
  collection: 'users',
  resource: 'User',
  filterable: { displayName: ['eq', 'startswith'], userPrincipalName: ['eq', 'startswith'], id: ['eq'] },
  toWire: (context, user) =>
    context.request.query.has('$select')
      ? fullUserWire(user)
      : { ...userWire(user), deletedDateTime: user.deletedDateTime },
  needs: { read: NEEDS.readDeletedUsers, change: NEEDS.deleteUsers },
  requireWriter: ({ directory, caller }, user) => requireSensitiveAccess(directory.world, caller, user),
  refuseRestore: (context, { userPrincipalName }) => {
    const all = Object.values(context.directory.world.users);
    if (all.some((user) => isLive(user) && sameText(user.userPrincipalName, userPrincipalName)))
      throw userPrincipalNameTaken();
  },
});

function requireOwner({ directory, caller }: Context, item: Application | ServicePrincipal): void {
  requireApplicationWriter(directory.world, caller, item);
}

function bin<C extends DeletableCollection>(kind: Kind<C>): Bin {
  const { collection, resource, filterable, toWire } = kind;
  const deleted = (context: Context): Item<C>[] =>
    context.directory.visible(collection).filter((item) => isInBin(context, item));
  return {
    list: (context) =>
      list<Item<C>>(context, deleted(context), {
        resource,
        metadata: collection,
        filterable,
        toWire: (item) => toWire(context, item),
      }),
    find: (context, id) => {
      const item = context.directory.find(collection, id);
      return item !== undefined && isInBin(context, item) ? inBin(context, kind, item) : undefined;
    },
  };
}

function inBin<C extends DeletableCollection>(context: Context, kind: Kind<C>, item: Item<C>): InBin {
  const { collection, needs, requireWriter } = kind;
  const show = (shown: Item<C>): Answer => {
    const wire = { '@odata.type': odataType(kind.resource), ...kind.toWire(context, shown) };
    return single(context, wire, { resource: 'directoryObject', metadata: 'directoryObjects' });
  };
  const requireChange = (): void => {
    requirePermission(context.caller, needs.change);
    requireWriter(context, item);
  };
  return {
    read: () => {
      requirePermission(context.caller, needs.read);
      return show(item);
    },
    restore: () => {
      requireChange();
      if (Object.keys(context.request.body ?? {}).length > 0) throw unsupported('options of a restore');
      kind.refuseRestore?.(context, item);
      undelete(context, collection, item.id);
      return show({ ...item, deletedDateTime: null });
    },
    purge: () => {
      requireChange();
      context.directory.remove(collection, item.id);
      dropLinksTo(context, item.id);
      return NO_CONTENT;
    },
  };
}

function odataType(resource: string): string {
  return `#microsoft.graph.${resource.charAt(0).toLowerCase()}${resource.slice(1)}`;
}
