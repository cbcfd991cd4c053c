/** Owners of applications and service principals (api/application-post-owners). */
import type { Application, ServicePrincipal } from '../world.ts';
import { requireApplicationWriter } from './access.ts';
import { objectBody } from './body.ts';
import { keyAt, type Context } from './context.ts';
import { badRequest, notFound } from './errors.ts';
import { NO_CONTENT, type Answer } from './exchange.ts';
import { requireApplication, requireServicePrincipal } from './lookup.ts';
import { isLivePrincipal, principalWire } from './principals.ts';
import { list, type Wire } from './query.ts';

const MOST_OWNERS = 100;

type Owned =
  | { readonly collection: 'applications'; readonly item: Application }
  | { readonly collection: 'servicePrincipals'; readonly item: ServicePrincipal };
type Find = (context: Context) => Owned;

const application: Find = (context) => ({
  collection: 'applications',
  item: requireApplication(context, keyAt(context, 0)),
});
const servicePrincipal: Find = (context) => ({
  collection: 'servicePrincipals',
  item: requireServicePrincipal(context, keyAt(context, 0)),
});

export const applicationOwners = ownerHandlers(application);
export const servicePrincipalOwners = ownerHandlers(servicePrincipal);

function ownerHandlers(
  find: Find,
): Record<'list' | 'listRefs' | 'add' | 'remove', (context: Context) => Answer> {
  return {
    list: (context) => listOwners(context, find(context).item, (wire) => wire),
    listRefs: (context) => listOwners(context, find(context).item, (wire) => reference(context, wire)),
    add: (context) => addOwner(context, find(context)),
    remove: (context) => removeOwner(context, find(context)),
  };
}

function listOwners(context: Context, owned: Owned['item'], shape: (wire: Wire) => Wire): Answer {
  const owners = owned._owners.map((id) => ({ id, wire: principalWire(context, id) }));
  const known = owners.filter((owner) => owner.wire !== undefined);
  return list(context, known, {
    resource: 'DirectoryObject',
    metadata: 'directoryObjects',
    filterable: {},
    toWire: (owner) => shape(owner.wire ?? {}),
  });
}

function addOwner(context: Context, owned: Owned): Answer {
  requireApplicationWriter(context.directory.world, context.caller, owned.item);
  const ownerId = referencedId(context);
  if (!isLivePrincipal(context, ownerId)) throw notFound(ownerId);
  const held = context.directory.world[owned.collection][owned.item.id]?._owners ?? [];
  if (held.includes(ownerId)) {
    throw badRequest(
      "One or more added object references already exist for the following modified properties: 'owners'.",
    );
  }
  if (held.length >= MOST_OWNERS) throw badRequest('The object has reached its limit of owners.');
  return replaceOwners(context, owned, [...held, ownerId]);
}

function removeOwner(context: Context, owned: Owned): Answer {
  requireApplicationWriter(context.directory.world, context.caller, owned.item);
  const ownerId = keyAt(context, 1).value.toLowerCase();
  const held = context.directory.world[owned.collection][owned.item.id]?._owners ?? [];
  if (!held.includes(ownerId) || !isLivePrincipal(context, ownerId)) throw notFound(ownerId);
  return replaceOwners(
    context,
    owned,
    held.filter((id) => id !== ownerId),
  );
}

function replaceOwners(context: Context, owned: Owned, owners: string[]): Answer {
  context.directory.refuseConflict(owned.item.id);
  context.directory.change(owned.collection, owned.item.id, (item: Application | ServicePrincipal) => {
    item._owners = owners;
  });
  return NO_CONTENT;
}

/** `{"@odata.id": "https://.../directoryObjects/{id}"}` -> the id; `/users/{id}` and so on are taken too. */
function referencedId(context: Context): string {
  objectBody(context.request.body);
  const reference = (context.request.body as Record<string, unknown>)['@odata.id'];
  const id = typeof reference === 'string' ? /\/([0-9a-f-]{36})$/i.exec(reference)?.[1] : undefined;
  if (id === undefined) throw badRequest("A valid '@odata.id' is required.");
  return id.toLowerCase();
}

function reference(context: Context, wire: Wire): Wire {
  return { '@odata.id': `${context.request.root}/directoryObjects/${String(wire['id'])}` };
}
