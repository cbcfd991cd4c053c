/** Soft deletion: an object lies in the bin for 30 days and is gone then (api/directory-deleteditems-restore). */
import type { Application, ServicePrincipal, User } from '../world.ts';
import { nowIso, type Context } from './context.ts';

const KEPT_MS = 30 * 86_400_000;

export type DeletableCollection = 'applications' | 'servicePrincipals' | 'users';
type Deletable = Application | ServicePrincipal | User;

export function softDelete(context: Context, collection: DeletableCollection, id: string): void {
  setDeleted(context, collection, id, nowIso(context));
}

export function undelete(context: Context, collection: DeletableCollection, id: string): void {
  setDeleted(context, collection, id, null);
}

/** Live, or deleted less than 30 days ago. */
export function isRecoverable(context: Context, item: Pick<Deletable, 'deletedDateTime'>): boolean {
  if (item.deletedDateTime === null) return true;
  return context.directory.now() - Date.parse(item.deletedDateTime) < KEPT_MS;
}

export function isInBin(context: Context, item: Pick<Deletable, 'deletedDateTime'>): boolean {
  return item.deletedDateTime !== null && isRecoverable(context, item);
}

function setDeleted(
  context: Context,
  collection: DeletableCollection,
  id: string,
  deletedDateTime: string | null,
): void {
  context.directory.change(collection, id, (item: Deletable) => {
    item.deletedDateTime = deletedDateTime;
  });
}
