/** How long to wait before another attempt. Chance spreads those that were refused together. */

export interface Backoff {
  readonly firstMs: number;
  readonly longestMs: number;
}

/** Concurrent operations are over in a moment. */
export const CONTENDED: Backoff = { firstMs: 500, longestMs: 30_000 };
/** Teams refused and did not say for how long. */
export const THROTTLED: Backoff = { firstMs: 1_000, longestMs: 60_000 };
/** Short enough to be back within the quarter of an hour that is promised once the service is. */
export const NOT_SENT: Backoff = { firstMs: 5_000, longestMs: 5 * 60_000 };

/** Who asks for more is thought to be mistaken, and asked again after that. */
const LONGEST_ASKED_MS = 3_600_000;
const SPREAD = 0.2;

/** Doubles with every attempt, the first being 1; up to a fifth longer by chance (`unit`, 0 to 1). */
export function waitAfter(attempt: number, { firstMs, longestMs }: Backoff, unit: number): number {
  return spread(Math.min(firstMs * 2 ** (attempt - 1), longestMs), unit);
}

/** Never sooner than was asked for. */
export function waitAsked(ms: number, unit: number): number {
  return spread(Math.min(ms, LONGEST_ASKED_MS), unit);
}

function spread(ms: number, unit: number): number {
  return Math.ceil(ms * (1 + SPREAD * unit));
}
