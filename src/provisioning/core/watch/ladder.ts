/**
 * When people are warned: days before the end, the end itself, daily for a week, then weekly for as long as it takes.
 * A rung is called a band, and a smaller number is more urgent.
 */
import { DAY } from '../dates.ts';
import type { AlertChannel, Ladder, WatchedLapse } from './types.ts';

export const DEFAULT_LADDER: Ladder = [60, 30, 14, 7, 3, 1];

/** Ladders by connector id, where somebody chose another. */
export type ConnectorLadders = Readonly<Record<string, Ladder>>;

export type Severity = 'info' | 'warning' | 'urgent' | 'lapsed';

/** Days after the end that are counted one by one; from then on weeks are. */
const DAILY = 7;
const WEEK = 7;

/** The channel's own before the connector's before ours: whoever reads knows best how early. */
export function ladderFor(
  { connectorId }: WatchedLapse,
  channel: Pick<AlertChannel, 'ladder'> | undefined,
  ladders: ConnectorLadders,
): Ladder {
  const known = connectorId !== null && Object.hasOwn(ladders, connectorId);
  return channel?.ladder ?? (known ? ladders[connectorId] : null) ?? DEFAULT_LADDER;
}

/** Days before the end of the first warning that anybody there gets of what no connector asks for. */
export function longestLadder(channels: readonly Pick<AlertChannel, 'ladder'>[]): number {
  return Math.max(
    ...[DEFAULT_LADDER, ...channels.flatMap(({ ladder }) => (ladder === null ? [] : [ladder]))].flat(),
  );
}

/** What the card looks like: more than two weeks, more than three days, days, over. */
export function severityOf(band: number): Severity {
  if (band <= 0) return 'lapsed';
  if (band <= 3) return 'urgent';
  return band <= 14 ? 'warning' : 'info';
}

/** The instant a band is counted from, before anybody's working hours. A day is 24 hours. */
export function thresholdOf(ends: number, band: number): number {
  return ends - band * DAY;
}

/** The most urgent band whose threshold has come by `now`, or null before the first. */
export function reachedBand(ladder: Ladder, ends: number, now: number): number | null {
  const past = Math.floor((now - ends) / DAY);
  if (past >= DAILY + WEEK) return (past % WEEK) - past;
  if (past >= 0) return 0 - Math.min(past, DAILY);
  return ladder.filter((band) => thresholdOf(ends, band) <= now).at(-1) ?? null;
}

/** The next band after this one. From `Infinity`, the first of all. */
export function moreUrgent(ladder: Ladder, band: number): number {
  if (band > 0) return ladder.find((rung) => rung < band) ?? 0;
  return band > -DAILY ? band - 1 : band - WEEK;
}

/** The band before this one, or null for the first. */
export function lessUrgent(ladder: Ladder, band: number): number | null {
  if (band < -DAILY) return band + WEEK;
  if (band < 0) return band + 1;
  return ladder.filter((rung) => rung > band).at(-1) ?? null;
}
