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
 * services, one channel that is open, and the half hour that a repeat keeps in a channel that lost it.
 */
export function ableFrom(
  { dueAt, lost }: Debt,
  { channels, closed, unreachable }: Tenant,
  services: readonly Outages[],
  now: number,
): number {
  const free = [...services, unreachable].map((one) => (one.isOut(now) ? one.backAt(now) : one.lastOut(now)));
  const open = channels.filter(({ id }) => closed.get(id)?.isOut(now) !== true);
  // While some had lost it, the others may have been closed: somebody could be told once the first of them was open
  // again, or could have it again.
  const again = open.map(({ id }) => lost.get(id) ?? closed.get(id)?.lastOut(now) ?? dueAt);
  return Math.max(dueAt, ...free, lost.size === 0 || open.length === 0 ? dueAt : Math.min(...again));
}

/** The message is gone, and the product cannot know. */
export function noteLoss(debt: Debt | null, { channelId }: AlertRow, { outcome }: Post, now: number): void {
  if (outcome === null) debt?.lost.set(channelId, now + STRAY_REPEAT);
  else if (outcome.kind === 'unanswered') debt?.lost.set(channelId, now + REPEAT);
}
