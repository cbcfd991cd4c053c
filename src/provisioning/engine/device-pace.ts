/**
 * How soon each code may be asked after again, whoever presses how often. In memory: a new process lets one poll
 * through at once, and Entra says when that was too soon. A code that was used up keeps its pace until it would have
 * ended, so that somebody who looked it up just before does not ask after it once more.
 */

/** RFC 8628 section 3.5: what polling too fast costs, for good. */
const SLOWER_MS = 5_000;

interface Pace {
  readonly everyMs: number;
  readonly nextAt: number;
  /** When the code ends, and with it this. */
  readonly until: number;
}

export interface Paced {
  readonly stateHash: string;
  readonly intervalSeconds: number;
  /** Epoch ms, business time. */
  readonly expiresAt: number;
}

export class DevicePace {
  readonly #now: () => number;
  readonly #paces = new Map<string, Pace>();

  constructor(now: () => number) {
    this.#now = now;
  }

  /** A code that has just been made: the first poll waits, too. */
  begin(code: Paced): void {
    for (const [key, { until }] of this.#paces) if (until < this.#now()) this.#paces.delete(key);
    this.#set(code, code.intervalSeconds * 1000);
  }

  /** Whether it may be asked after now; if so, the next turn comes an interval later. */
  takeTurn(code: Paced): boolean {
    const pace = this.#paces.get(code.stateHash);
    if (pace !== undefined && pace.nextAt > this.#now()) return false;
    this.#set(code, pace?.everyMs ?? code.intervalSeconds * 1000);
    return true;
  }

  slowDown(code: Paced): void {
    const { everyMs } = this.#paces.get(code.stateHash) ?? { everyMs: code.intervalSeconds * 1000 };
    this.#set(code, everyMs + SLOWER_MS);
  }

  /** Whole seconds until the next turn, one at least. */
  nextInSeconds({ stateHash }: Pick<Paced, 'stateHash'>): number {
    const nextAt = this.#paces.get(stateHash)?.nextAt ?? 0;
    return Math.max(1, Math.ceil((nextAt - this.#now()) / 1000));
  }

  #set({ stateHash, expiresAt }: Paced, everyMs: number): void {
    this.#paces.set(stateHash, { everyMs, nextAt: this.#now() + everyMs, until: expiresAt });
  }
}
