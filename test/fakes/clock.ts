/** A clock that stands still until it is moved. Starts on 21 November 2026, ten in the morning UTC. */
export class TestClock implements MovableClock {
  #ms = Date.UTC(2026, 10, 21, 10, 0, 0);

  now(): number {
    return this.#ms;
  }

  advance(ms: number): void {
    this.#ms += ms;
  }
}

/** A clock that tests can move: one that stands still, or the machine's with an offset. */
export interface MovableClock {
  now(): number;
  advance(ms: number): void;
}

/** Runs with the machine's, for measuring. */
export class RunningClock implements MovableClock {
  #offset = 0;

  /** With fractions of a millisecond, for intervals. */
  exact(): number {
    return performance.timeOrigin + performance.now() + this.#offset;
  }

  now(): number {
    return Math.floor(this.exact());
  }

  advance(ms: number): void {
    this.#offset += ms;
  }
}
