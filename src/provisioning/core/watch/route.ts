/** Which channels hear of a lapse, in which order. Whoever is warned should have two: one may go silent unnoticed. */
import { DAY } from '../dates.ts';
import { elapsed } from './elapsed.ts';
import type { AlertChannel, WatchedLapse } from './types.ts';

/** `thin`: one more failure, and nobody hears. `dark`: nobody does. */
export type Reach = 'good' | 'thin' | 'dark';

/**
 * Those that listen to its connector; all others behind them when none of those lives, since a warning in the wrong
 * room is better than none.
 */
export function routeOf(lapse: WatchedLapse, channels: readonly AlertChannel[]): readonly AlertChannel[] {
  const ordered = channels
    .map((channel) => ({ channel, rank: rankOf(lapse, channel) }))
    .sort((a, b) => a.rank - b.rank || (a.channel.id < b.channel.id ? -1 : 1))
    .map(({ channel }) => channel);
  const listening = ordered.filter((channel) => listensTo(channel, lapse));
  if (listening.some(isLive)) return listening;
  return [...listening, ...ordered.filter((channel) => !listensTo(channel, lapse))];
}

export function reachOf(route: readonly AlertChannel[]): Reach {
  const living = route.filter(isLive).length;
  if (living === 0) return 'dark';
  return living === 1 ? 'thin' : 'good';
}

/** Those that may be tried now: the live ones or, when there is none, each dead one once a day. */
export function openChannels(route: readonly AlertChannel[], now: number): readonly AlertChannel[] {
  const living = route.filter(isLive);
  return living.length > 0 ? living : route.filter((channel) => triesAgainAt(channel, now) <= now);
}

/** Epoch ms at which a dead channel may be tried again. */
export function triesAgainAt({ triedAt }: AlertChannel, now: number): number {
  if (triedAt === null) return now;
  return now + Math.max(0, DAY - elapsed(triedAt, now));
}

function isLive({ state }: AlertChannel): boolean {
  return state === 'live';
}

function listensTo({ connectors }: AlertChannel, { connectorId }: WatchedLapse): boolean {
  return connectors === null || (connectorId !== null && connectors.includes(connectorId));
}

const KINDS: readonly AlertChannel['kind'][] = ['channel', 'groupChat', 'personal'];

/** A team's channel before a chat before one person; among persons the owner; who named the connector before all. */
function rankOf({ connectorId, owner }: WatchedLapse, channel: AlertChannel): number {
  const named = connectorId !== null && channel.connectors?.includes(connectorId) === true;
  const owners = channel.personId !== null && channel.personId === owner?.oid;
  return (named ? 0 : 100) + KINDS.indexOf(channel.kind) * 10 + (owners ? 0 : 1);
}
