/** A token bucket that can be told to slow down: what is left of a refusal is half the pace, which then comes back. */

/** From half to full. */
const RECOVERY_MS = 30_000;

export class Bucket {
  readonly #perMs: number;
  readonly #capacity: number;
  #tokens = 0;
  #at: number;
  #slowed = -Infinity;
  /** What the pace was cut down to when it was slowed. */
  #from = 0;

  /** Empty at first. */
  constructor(perSecond: number, capacity: number, now: number) {
    this.#perMs = perSecond / 1000;
    this.#capacity = capacity;
    this.#at = now;
  }

  /** Milliseconds until there is a token. */
  wait(now: number): number {
    this.#fill(now);
    return Math.max(0, (1 - this.#tokens) / this.#pace(now));
  }

  take(now: number): void {
    this.#fill(now);
    this.#tokens -= 1;
  }

  /** Empties it, and fills it at half the pace for a start. */
  slow(now: number): void {
    this.#from = this.#pace(now) / 2;
    this.#slowed = now;
    this.#tokens = 0;
    this.#at = now;
  }

  #fill(now: number): void {
    const passed = Math.max(0, now - this.#at);
    this.#tokens = Math.min(this.#capacity, this.#tokens + passed * this.#pace(now));
    this.#at = Math.max(this.#at, now);
  }

  #pace(now: number): number {
    const back = Math.min(1, (now - this.#slowed) / RECOVERY_MS);
    return this.#from + (this.#perMs - this.#from) * back;
  }
}
