/** How many of something there may be in any stretch of time: sliding windows, kept by looking back. */

export interface Limit {
  readonly most: number;
  readonly ms: number;
}

export class Windows {
  readonly #limits: readonly Limit[];
  readonly #longest: number;
  /** When the last ones were, as many as the largest limit counts. */
  readonly #times: number[] = [];

  constructor(limits: readonly Limit[]) {
    this.#limits = limits;
    this.#longest = Math.max(...limits.map(({ most }) => most));
  }

  /** Milliseconds until one more keeps every limit. */
  wait(now: number): number {
    const waits = this.#limits.map(({ most, ms }) => (this.#times.at(-most) ?? -Infinity) + ms - now);
    return Math.max(0, ...waits);
  }

  note(now: number): void {
    this.#times.push(now);
    if (this.#times.length > this.#longest) this.#times.shift();
  }

  /** As if all that is allowed had been now. */
  fill(now: number): void {
    for (let i = 0; i < this.#longest; i += 1) this.note(now);
  }

  /** When the last one was. */
  get last(): number {
    return this.#times.at(-1) ?? -Infinity;
  }
}
