/** What is owed to people, and what excuses a delay. */
import type { AlertRow } from '../../src/provisioning/core/watch/types.ts';
import type { Post } from './watch-teams.ts';
import type { Tenant } from './watch-tenants.ts';
import type { Outages } from './watch-weather.ts';

export interface Debt {
  readonly band: number;
  readonly dueAt: number;
  /** Channels that got neither the message nor said so, and when they may have it again. */
  readonly lost: Map<string, number>;
}

const MINUTE = 60_000;
/** What got no answer may be repeated after this long... */
export const REPEAT = 30 * MINUTE;
/** ...or two minutes later, when the process ended with it. */
const STRAY_REPEAT = 32 * MINUTE;

/**
 * Since when nothing has stood, or from when nothing will stand, between the product and its promise: its time, the
 * services, one channel that is open, and the half hour that a repeat keeps when every open channel lost it.
 */
export function ableFrom(
  { dueAt, lost }: Debt,
  { channels, closed, unreachable }: Tenant,
  services: readonly Outages[],
  now: number,
): number {
  const free = [...services, unreachable].map((one) => (one.isOut(now) ? one.backAt(now) : one.lastOut(now)));
  const open = channels.filter(({ id }) => closed.get(id)?.isOut(now) !== true);
  const allLost = open.length > 0 && open.every(({ id }) => lost.has(id));
  return Math.max(dueAt, ...free, allLost ? Math.min(...lost.values()) : dueAt);
}

/** The message is gone, and the product cannot know. */
export function noteLoss(debt: Debt | null, { channelId }: AlertRow, { outcome }: Post, now: number): void {
  if (outcome === null) debt?.lost.set(channelId, now + STRAY_REPEAT);
  else if (outcome.kind === 'unanswered') debt?.lost.set(channelId, now + REPEAT);
}
