/** What can own an application or hold a directory role: people and service principals. */
import type { Context } from './context.ts';
import { findLiveServicePrincipal, findLiveUser } from './lookup.ts';
import type { Wire } from './query.ts';
import { directoryServicePrincipalWire, directoryUserWire } from './wire.ts';

/** As a directoryObject; undefined when the replicas do not show it, or it is in the bin. */
export function principalWire(context: Context, id: string): Wire | undefined {
  const user = findLiveUser(context, id);
  if (user !== undefined) return directoryUserWire(user);
  const sp = findLiveServicePrincipal(context, id);
  return sp && directoryServicePrincipalWire(sp);
}

export function isLivePrincipal(context: Context, id: string): boolean {
  return (findLiveUser(context, id) ?? findLiveServicePrincipal(context, id)) !== undefined;
}
