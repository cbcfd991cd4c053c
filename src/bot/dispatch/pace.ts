/** The pace of one tenant: a bucket that spreads requests, and a window that holds the rate it was asked for. */
import type { Delay } from '../ports.ts';
import { Bucket } from './bucket.ts';
import { Windows } from './windows.ts';

export interface Time {
  /** Milliseconds that only go forward; no business time, which can be moved. */
  readonly ticks: () => number;
  readonly delay: Delay;
  /** Ends all waiting. */
  readonly stopping: AbortSignal;
}

/**
 * Teams refuses an app's requests to a tenant beyond 50 a second, and may block who keeps asking (Microsoft's "Rate
 * limiting for bots" and Company Communicator's wiki).
 */
export const CEILING = 45;
export const USUAL = 25;

/** How far it may catch up after being held up, as a part of a second's worth. */
const CATCH_UP = 0.25;

export class Pace {
  readonly #time: Time;
  readonly #bucket: Bucket;
  readonly #window: Windows;
  #line: Promise<unknown> = Promise.resolve();

  constructor(perSecond: number, time: Time) {
    const most = Math.max(1, Math.floor(Math.min(perSecond, CEILING)));
    this.#time = time;
    this.#bucket = new Bucket(most, Math.max(1, most * CATCH_UP), time.ticks());
    this.#window = new Windows([{ most, ms: 1_000 }]);
  }

  /** One after the other, each when it may go. False: it is to stop instead. */
  turn(): Promise<boolean> {
    const turn = this.#line.then(() => this.#admit());
    this.#line = turn;
    return turn;
  }

  /** Somebody else has been sending until now, nobody knows how much. */
  unknown(): void {
    this.#window.fill(this.#time.ticks());
  }

  slow(): void {
    this.#bucket.slow(this.#time.ticks());
  }

  async #admit(): Promise<boolean> {
    const { ticks, delay, stopping } = this.#time;
    while (!stopping.aborted) {
      const now = ticks();
      const wait = Math.max(this.#bucket.wait(now), this.#window.wait(now));
      if (wait <= 0) {
        this.#bucket.take(now);
        this.#window.note(now);
        return true;
      }
      await delay(Math.ceil(wait), stopping).catch(() => undefined);
    }
    return false;
  }
}
