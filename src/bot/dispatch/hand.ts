/** The rows a dispatcher has in hand, few of each channel, so that a slow one leaves room for the others. */
import type { OutboxRow } from '../../provisioning/contract.ts';

const OF_A_CHANNEL = 5;

export class Hand {
  readonly #held = new Map<string, string>();
  /** What failed in a way nobody foresaw; it is not taken again in this pass. */
  readonly #spoiled = new Set<string>();
  readonly #failed: (row: OutboxRow, error: unknown) => void;
  #waiting: { readonly below: number; readonly tell: () => void }[] = [];

  constructor(failed: (row: OutboxRow, error: unknown) => void) {
    this.#failed = failed;
  }

  get size(): number {
    return this.#held.size;
  }

  /** How many of those that are due it has, or will not have. */
  get known(): number {
    return this.#held.size + this.#spoiled.size;
  }

  /** Begins the work on each that it has not and has room for, and answers how many those are. */
  take(rows: readonly OutboxRow[], work: (row: OutboxRow) => Promise<void>): number {
    const before = this.size;
    for (const row of rows) {
      const key = JSON.stringify([row.lapseId, row.ends, row.band, row.channelId]);
      if (this.#held.has(key) || this.#spoiled.has(key) || this.#of(row.channelId) >= OF_A_CHANNEL) continue;
      this.#held.set(key, row.channelId);
      void work(row)
        .catch((error: unknown) => {
          this.#spoiled.add(key);
          this.#failed(row, error);
        })
        .then(() => this.#let(key));
    }
    return this.size - before;
  }

  /** Channels of which it takes no more for now. */
  full(): string[] {
    return [...new Set(this.#held.values())].filter((channelId) => this.#of(channelId) >= OF_A_CHANNEL);
  }

  /** When it holds fewer than that. */
  below(count: number): Promise<void> {
    if (this.size < count) return Promise.resolve();
    return new Promise((tell) => this.#waiting.push({ below: count, tell }));
  }

  #of(channelId: string): number {
    let count = 0;
    for (const one of this.#held.values()) if (one === channelId) count += 1;
    return count;
  }

  #let(key: string): void {
    this.#held.delete(key);
    const told = this.#waiting.filter(({ below }) => this.size < below);
    this.#waiting = this.#waiting.filter((one) => !told.includes(one));
    for (const { tell } of told) tell();
  }
}
