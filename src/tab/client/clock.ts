/**
 * What time it is for people: business time as the server last said it, and what has passed since. The clock of the
 * machine in front of us is not asked; it may be wrong, and a test or the sandbox moves ours.
 */
export class ServerClock {
  readonly #elapsed: () => number;
  #said: { readonly at: number; readonly when: number } | null = null;

  /** `elapsed`: milliseconds since some moment, never going back, e.g. `performance.now`. */
  constructor(elapsed: () => number) {
    this.#elapsed = elapsed;
  }

  /** Takes what an answer says; what cannot be read is left. */
  heard(iso: string): void {
    const at = Date.parse(iso);
    if (!Number.isNaN(at)) this.#said = { at, when: this.#elapsed() };
  }

  /** Epoch milliseconds; null before the first answer. */
  now(): number | null {
    return this.#said === null ? null : this.#said.at + this.#elapsed() - this.#said.when;
  }
}
