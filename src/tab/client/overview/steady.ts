/**
 * While a pointer is on its way to a row, the rows stay where they are: what would move them waits until it stands
 * still. Milliseconds, of one clock.
 */
export interface SteadyPorts {
  /** Never going back, e.g. `performance.now`. */
  readonly now: () => number;
  readonly wait: (ms: number) => Promise<void>;
}

/** A hand that is about to press pauses for less. */
const STILL_MS = 600;
/** Somebody whose hand never rests has the news all the same. */
const LONGEST_MS = 4_000;

export class Steady {
  readonly #ports: SteadyPorts;
  #touched = Number.NEGATIVE_INFINITY;

  constructor(ports: SteadyPorts) {
    this.#ports = ports;
  }

  /** The pointer moved over the rows, or pressed one. */
  touched(): void {
    this.#touched = this.#ports.now();
  }

  /** Resolves when the rows may move. */
  async rest(): Promise<void> {
    const { now, wait } = this.#ports;
    const latest = now() + LONGEST_MS;
    for (;;) {
      const left = Math.min(this.#touched + STILL_MS, latest) - now();
      if (left <= 0) return;
      await wait(left);
    }
  }
}
