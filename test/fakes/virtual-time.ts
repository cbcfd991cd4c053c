/** Time that passes when everybody waits for it, and the machine's own behind the same door. */
import { setImmediate as turn } from 'node:timers/promises';
import { delay as machineDelay } from '../../src/machine.ts';
import type { Delay } from '../../src/bot/ports.ts';

export interface StageTime {
  /** Business time, epoch ms. */
  now(): number;
  /** Milliseconds that only go forward, for rates. */
  ticks(): number;
  readonly delay: Delay;
  /** Moves the business clock. */
  advance(ms: number): void;
  /** Lets time pass while the work is under way. `busy`: how much of it waits for something other than time. */
  during<T>(work: Promise<T>, busy: () => number): Promise<T>;
}

interface Wait {
  readonly at: number;
  readonly end: () => void;
}

/** Nothing sleeps: when nobody is at work, the clock jumps to the end of the next wait. */
export class VirtualTime implements StageTime {
  #now = Date.UTC(2026, 10, 23, 9, 0, 0);
  readonly #waits = new Set<Wait>();

  now(): number {
    return this.#now;
  }

  ticks(): number {
    return this.#now;
  }

  readonly delay: Delay = (ms, signal) =>
    new Promise((resolve, reject) => {
      const wait = { at: this.#now + ms, end: resolve };
      this.#waits.add(wait);
      const over = (): void => {
        if (this.#waits.delete(wait)) reject(new DOMException('over', 'AbortError'));
      };
      if (signal?.aborted === true) over();
      else signal?.addEventListener('abort', over, { once: true });
    });

  advance(ms: number): void {
    this.#now += ms;
  }

  async during<T>(work: Promise<T>, busy: () => number): Promise<T> {
    const state = { over: false };
    const isOver = (): boolean => state.over;
    const done = work.finally(() => (state.over = true));
    done.catch(() => undefined);
    for (let still = 0; !isOver(); still += 1) {
      await turn();
      await turn();
      if (busy() > 0 || isOver() || this.#next()) still = 0;
      if (still > 1_000) throw new RangeError('nobody works and nobody waits');
    }
    return done;
  }

  #next(): boolean {
    const [first] = [...this.#waits].sort((a, b) => a.at - b.at);
    if (first === undefined) return false;
    this.#waits.delete(first);
    this.#now = Math.max(this.#now, first.at);
    first.end();
    return true;
  }
}

/** The machine's clock and waits; business time may be moved ahead of it. */
export class RealTime implements StageTime {
  #offset = 0;
  readonly delay: Delay = machineDelay;

  now(): number {
    return Math.floor(this.ticks() + this.#offset);
  }

  ticks(): number {
    return performance.timeOrigin + performance.now();
  }

  advance(ms: number): void {
    this.#offset += ms;
  }

  during<T>(work: Promise<T>): Promise<T> {
    return work;
  }
}
