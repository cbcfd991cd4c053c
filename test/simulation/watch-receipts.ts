/** What people may have seen about one lapse, and whether they should have. */
import type { AlertRow } from '../../src/provisioning/core/watch/types.ts';
import { REPEAT } from './watch-debt.ts';
import type { Post } from './watch-teams.ts';

export type Complaint = 'duplicate' | 'early';

export class Receipts {
  /** The most urgent rung people saw. */
  told = Infinity;
  /** The most urgent one the product knows they saw. */
  #confirmed = Infinity;
  /** Rungs that may be anywhere. */
  readonly #possible = new Set<number>();
  /** Rung and channel that may have it, and since when. */
  readonly #doubtful = new Map<string, number>();
  readonly #repeated = new Set<string>();

  /** `row` as it was sent off at `now`, with its label. */
  take(row: AlertRow, { outcome, arrived }: Post, now: number): readonly Complaint[] {
    const isUnanswered = outcome === null || outcome.kind === 'unanswered';
    if (!arrived && !isUnanswered) return [];
    const complaints = this.#judge(row, now);
    const key = `${row.band} ${row.channelId}`;
    this.#possible.add(row.band);
    this.#doubtful.set(key, now);
    if (row.label === 'repeat') this.#repeated.add(key);
    if (arrived) this.told = Math.min(this.told, row.band);
    if (!isUnanswered) this.#confirmed = Math.min(this.#confirmed, row.band);
    return complaints;
  }

  #judge({ band, channelId, label }: AlertRow, now: number): readonly Complaint[] {
    const key = `${band} ${channelId}`;
    const before = this.#doubtful.get(key);
    const isDuplicate =
      band >= this.#confirmed ||
      (label === 'repeat' ? this.#repeated.has(key) : before !== undefined) ||
      (label === 'first' && this.#possible.has(band));
    const isHasty = label === 'repeat' && now - (before ?? -Infinity) < REPEAT;
    return [...(isDuplicate ? (['duplicate'] as const) : []), ...(isHasty ? (['early'] as const) : [])];
  }
}
