/** Whoever is warned should have two conversations that take it: one may go silent, and nobody would know. */
import type { Person } from '../run.ts';
import { routeOf } from './route.ts';
import type { AlertChannel, WatchedLapse } from './types.ts';

/** An owner whose lapses one more failure would leave unheard. */
export interface ThinReach {
  /** Null: nobody is known to own them. */
  readonly owner: Person | null;
  /** Id of the one conversation that hears of them; null: none does. */
  readonly only: string | null;
}

/** Each owner once for each conversation; empty: everything that lives is heard of in two or more. */
export function thinReaches(
  lapses: readonly WatchedLapse[],
  channels: readonly AlertChannel[],
): readonly ThinReach[] {
  const found = new Map<string, ThinReach>();
  for (const lapse of lapses.filter(concernsSomebody)) {
    const [only, ...others] = routeOf(lapse, channels).filter(({ state }) => state === 'live');
    if (others.length > 0) continue;
    const reach = { owner: lapse.owner, only: only?.id ?? null };
    found.set(`${reach.owner?.oid ?? ''} ${reach.only ?? ''}`, reach);
  }
  return [...found.values()];
}

/** Whether something is heard of in this conversation and in no other. */
export function isAlone(
  channelId: string,
  lapses: readonly WatchedLapse[],
  channels: readonly AlertChannel[],
): boolean {
  return thinReaches(lapses, channels).some(({ only }) => only === channelId);
}

/** It lives, it ends, and nobody else looks after it. */
function concernsSomebody({ state, ends, notOurs }: WatchedLapse): boolean {
  return state === 'live' && ends !== null && notOurs === null;
}
