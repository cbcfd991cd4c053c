/** From channel to channel, until one can be tried or one is at it. */
import { attemptIn } from './attempt.ts';
import { momentNext, momentNow, type Moment } from './due.ts';
import { ladderFor, type ConnectorLadders } from './ladder.ts';
import { triesAgainAt } from './route.ts';
import { isOpen, isTold } from './rows.ts';
import type { Speaking } from './speaking.ts';
import type { AlertChannel, AlertRow } from './types.ts';
import { OFFICE_HOURS } from './working-hours.ts';

export interface Walk {
  /** `quiet`: nothing has come. `told`: people know. `due`: they do not. */
  readonly state: 'quiet' | 'told' | 'due';
  /** Where to send what, and what is on record of it there. */
  readonly found: Found | null;
  /** Rows that wait for their turn, and shall. */
  readonly waiting: readonly AlertRow[];
  /** Epoch ms: when another walk may end differently. */
  readonly wakeAt: number;
}

export interface Found {
  readonly channel: AlertChannel;
  readonly moment: Moment;
  readonly row: AlertRow | undefined;
}

/** A lapse and what is on record about it. */
export interface Matter {
  readonly lapse: Speaking;
  readonly rows: readonly AlertRow[];
  readonly ladders: ConnectorLadders;
}

/**
 * The first channel says whether anything is due. Later ones are reached only when it has not taken it, and then in
 * their own hours.
 */
export function walk(matter: Matter, channels: readonly AlertChannel[], now: number): Walk {
  const waiting: AlertRow[] = [];
  let wakeAt = Infinity;
  for (const [place, channel] of channels.entries()) {
    const { state, moment, next } = stateIn(matter, channel, now);
    wakeAt = Math.min(wakeAt, next);
    if (place === 0 && state !== 'due') return { state, found: null, waiting, wakeAt };
    if (moment === null || state !== 'due') continue;
    const row = matter.rows.find(({ band, channelId }) => band === moment.band && channelId === channel.id);
    const attempt = attemptIn(channel, row, now);
    if (attempt.do === 'send') return { state, found: { channel, moment, row }, waiting, wakeAt };
    if (row !== undefined) waiting.push(row);
    wakeAt = Math.min(wakeAt, attempt.until);
    if (attempt.do === 'wait') break;
  }
  return { state: 'due', found: null, waiting, wakeAt };
}

/** Every channel is dead, and has been tried today: what waits goes on waiting. */
export function strand(matter: Matter, route: readonly AlertChannel[], now: number): Walk {
  const { state, next } = stateIn(matter, route[0], now);
  const tries = state === 'due' ? route.map((channel) => triesAgainAt(channel, now)) : [];
  return { state, found: null, waiting: matter.rows.filter(isOpen), wakeAt: Math.min(next, ...tries) };
}

/** As it is in one channel or, where there is none, in office hours in UTC. */
function stateIn(
  { lapse, rows, ladders }: Matter,
  channel: AlertChannel | undefined,
  now: number,
): { readonly state: Walk['state']; readonly moment: Moment | null; readonly next: number } {
  const hours = channel ?? { zone: 'UTC', workingHours: OFFICE_HOURS };
  const timing = { lapse, ladder: ladderFor(lapse, channel, ladders), hours };
  const moment = momentNow(timing, now);
  const next = momentNext(timing, moment);
  if (moment === null) return { state: 'quiet', moment, next };
  return { state: isTold(rows, moment.band, now) ? 'told' : 'due', moment, next };
}
