/**
 * What a tenant never sees more of in any second, however slow this process, its database or the way to Teams may be. A
 * request reaches Teams somewhere between its departure and its answer. So it counts from the one until a second after
 * the other, and whenever one departs so few may count that with it there are no more than allowed.
 */
import type { Time } from './pace.ts';

const SECOND_MS = 1_000;

export class Ceiling {
  readonly #most: number;
  readonly #time: Time;
  /** Departed, and not answered yet. */
  #open = 0;
  /** When those were answered that still count, the oldest first. */
  #answered: number[] = [];
  #line: Promise<unknown> = Promise.resolve();
  #heard: (() => void)[] = [];

  constructor(most: number, time: Time) {
    this.#most = most;
    this.#time = time;
  }

  /** One after the other. Call what it answers when the answer is there. Null: it is to stop instead. */
  depart(): Promise<(() => void) | null> {
    const turn = this.#line.then(() => this.#admit());
    this.#line = turn;
    return turn;
  }

  /** As if all that is allowed had been answered now. */
  fill(): void {
    const now = this.#time.ticks();
    this.#answered = Array.from({ length: this.#most }, () => now);
  }

  async #admit(): Promise<(() => void) | null> {
    const { ticks, delay, stopping } = this.#time;
    while (!stopping.aborted) {
      const now = ticks();
      this.#answered = this.#answered.filter((at) => now - at < SECOND_MS);
      const [oldest] = this.#answered;
      if (this.#open + this.#answered.length < this.#most) return this.#leave();
      if (oldest === undefined) await this.#nextAnswer();
      else await delay(Math.ceil(oldest + SECOND_MS - now), stopping).catch(() => undefined);
    }
    return null;
  }

  #leave(): () => void {
    this.#open += 1;
    return () => {
      this.#open -= 1;
      this.#answered.push(this.#time.ticks());
      for (const tell of this.#heard.splice(0)) tell();
    };
  }

  #nextAnswer(): Promise<void> {
    return new Promise((resolve) => this.#heard.push(resolve));
  }
}
