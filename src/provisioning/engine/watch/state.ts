/** How far the watch can be relied on: when it last looked, what keeps it from looking, what it never sees. */
import type { Unseen } from '../../core/watch/unseen.ts';
import type { Failure } from '../../errors.ts';
import type { SweepRecord } from '../../ports.ts';
import { isStale } from './turn.ts';

export interface WatchState {
  /** ISO 8601, business time; null: never. */
  readonly checkedAt: string | null;
  /** Longer ago than a day: not knowing is no longer good news. */
  readonly stale: boolean;
  /** Why the last sweep broke off; null: it did not. */
  readonly failure: Failure | null;
  /** What no sweep sees, and since when that is so: an admin's sign-in showed it then, of each registration. */
  readonly notChecked: readonly Unseen[];
}

/** @param record null: the tenant is not swept */
export function watchState(
  record: SweepRecord | null,
  notChecked: readonly Unseen[],
  now: number,
): WatchState {
  const checkedAt = record?.checkedAt ?? null;
  return {
    checkedAt,
    stale: isStale(checkedAt, now),
    failure: record?.failure ?? null,
    notChecked,
  };
}
