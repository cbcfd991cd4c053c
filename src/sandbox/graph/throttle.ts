/** Refusing an application that asks too often (switch `throttle`). */
import type { Switches } from '../control/switches.ts';
import type { SandboxClock } from '../ports.ts';
import { tooManyRequests } from './errors.ts';

export class Throttler {
  readonly #clock: SandboxClock;
  readonly #switches: Switches;
  readonly #admitted = new Map<string, number[]>();

  constructor(clock: SandboxClock, switches: Switches) {
    this.#clock = clock;
    this.#switches = switches;
  }

  /** Counts this request of an application, or throws 429. Refused requests do not count. */
  admit(appId: string): void {
    const { throttle } = this.#switches;
    if (throttle === null) return;
    const now = this.#clock.now();
    const recent = (this.#admitted.get(appId) ?? []).filter((at) => now - at < throttle.perSeconds * 1000);
    if (recent.length >= throttle.requests) throw tooManyRequests(throttle.retryAfterSeconds);
    this.#admitted.set(appId, [...recent, now]);
  }
}
