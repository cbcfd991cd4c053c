/** Wake-ups by a clock that is moved: `next` moves it to the earliest one and tells which run it is for. */
import type { Wakes } from '../../src/provisioning/ports.ts';
import type { MovableClock } from './clock.ts';

interface Due {
  readonly at: number;
  readonly tenantId: string;
  readonly runId: string;
}

export class TestWakes implements Wakes {
  readonly #clock: MovableClock;
  #due: Due[] = [];

  constructor(clock: MovableClock) {
    this.#clock = clock;
  }

  wake(tenantId: string, runId: string, afterMs: number): Promise<void> {
    this.#due.push({ at: this.#clock.now() + afterMs, tenantId, runId });
    return Promise.resolve();
  }

  /** The earliest due within the horizon, with the clock moved there; undefined when there is none. */
  next(horizon: number): Due | undefined {
    const first = this.#due.toSorted((a, b) => a.at - b.at)[0];
    if (first === undefined || first.at > horizon) return undefined;
    this.#due = this.#due.filter((due) => due !== first);
    this.#clock.advance(Math.max(0, first.at - this.#clock.now()));
    return first;
  }
}
