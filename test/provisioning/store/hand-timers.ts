import type { Timers } from '../../../src/provisioning/store/timers.ts';

/** Timers that fire when told to. */
export class HandTimers implements Timers {
  readonly #armed = new Map<() => void, number>();

  after(ms: number, fire: () => void): () => void {
    this.#armed.set(fire, ms);
    return () => this.#armed.delete(fire);
  }

  /** How long each armed timer was to wait, in ms. */
  waits(): readonly number[] {
    return [...this.#armed.values()];
  }

  /** Fires every timer armed so far. */
  fire(): void {
    const due = [...this.#armed.keys()];
    this.#armed.clear();
    for (const fire of due) fire();
  }
}
