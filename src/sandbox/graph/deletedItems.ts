/** /directory/deletedItems (api/resources/directory): what lies in the bin, whichever kind it is. */
import { deletedApplications, deletedServicePrincipals, deletedUsers, type InBin } from './bins.ts';
import { keyAt, type Context } from './context.ts';
import { notFound } from './errors.ts';
import type { Answer } from './exchange.ts';

const BINS = [deletedApplications, deletedServicePrincipals, deletedUsers];

export const listDeletedApplications = deletedApplications.list;
export const listDeletedServicePrincipals = deletedServicePrincipals.list;
export const listDeletedUsers = deletedUsers.list;

export function getDeletedItem(context: Context): Answer {
  return requireDeleted(context).read();
}

/** Purge: for good, and its names are free again. */
export function purgeDeletedItem(context: Context): Answer {
  return requireDeleted(context).purge();
}

/** Restoring an application does not restore its service principal: that is restored on its own. */
export function restoreDeletedItem(context: Context): Answer {
  return requireDeleted(context).restore();
}

function requireDeleted(context: Context): InBin {
  const id = keyAt(context, 0).value;
  const found = BINS.map((bin) => bin.find(context, id)).find((one) => one !== undefined);
  if (found === undefined) throw notFound(id);
  return found;
}
