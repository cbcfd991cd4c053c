/** How a registration is at a given time. */
import type { RegistrationState } from '../../contract/register.ts';
import { DAY } from '../dates.ts';
import type { RegisterRecord } from './record.ts';

/** In the order in which one is told before another. */
export const STATES = [
  'needs-you',
  'lapsed',
  'expiring',
  'under-way',
  'unknown',
  'healthy',
  'ended',
] as const satisfies readonly RegistrationState[];

/** A word with each, never a colour alone. */
export const STATE_WORDS: Readonly<Record<RegistrationState, string>> = {
  'needs-you': 'Needs you',
  lapsed: 'Lapsed',
  expiring: 'Expiring',
  'under-way': 'Under way',
  unknown: 'Not checked',
  healthy: 'Healthy',
  ended: 'Ended',
};

export const EXPIRING_WITHIN = 60 * DAY;
const UNKNOWN_AFTER = DAY;

/** When a line is read. */
export interface RegisterMoment {
  /** Epoch ms, business time. */
  readonly now: number;
  /** ISO 8601: when a sweep of the tenant last came to its end; null: never. */
  readonly checkedAt: string | null;
}

/**
 * What a line is from one instant until before another (epoch ms; null: ever). It is kept with the line, to find and
 * to sort by, and told anew when its time is over. Whether what is healthy was looked at lately is not in it.
 */
export interface Standing {
  readonly state: Exclude<RegistrationState, 'unknown'>;
  readonly from: number | null;
  readonly to: number | null;
}

type Kept = Pick<RegisterRecord, 'base' | 'next'>;

export function standingAt({ base, next }: Kept, now: number): Standing {
  if (base === 'needs-you') return { state: base, from: null, to: null };
  const rest = base === 'settled' ? 'healthy' : base;
  if (next === null || next.ends === null) return { state: rest, from: null, to: null };
  const ends = Date.parse(next.ends);
  const begins = ends - EXPIRING_WITHIN;
  if (now >= ends) return { state: 'lapsed', from: ends, to: null };
  if (now >= begins) return { state: 'expiring', from: begins, to: ends };
  return { state: rest, from: null, to: begins };
}

/** Null: every registration was looked at within a day. Otherwise only those are that were proven since then. */
export function provenSince({ now, checkedAt: swept }: RegisterMoment): number | null {
  return swept !== null && Date.parse(swept) + UNKNOWN_AFTER > now ? null : now - UNKNOWN_AFTER;
}

type Looked = Pick<RegisterRecord, 'appId' | 'provenAt'>;

/** @param since as `provenSince` tells it */
export function stateOf(
  standing: Standing['state'],
  { provenAt }: Looked,
  since: number | null,
): RegistrationState {
  if (standing !== 'healthy' || since === null) return standing;
  return provenAt !== null && Date.parse(provenAt) > since ? 'healthy' : 'unknown';
}

/** A sweep and a read-back of our own each ask the directory; the later counts. Null: nothing is there to ask about. */
export function checkedAt({ appId, provenAt }: Looked, { checkedAt: swept }: RegisterMoment): string | null {
  if (appId === null) return null;
  if (provenAt === null || swept === null) return provenAt ?? swept;
  return Date.parse(swept) > Date.parse(provenAt) ? swept : provenAt;
}
