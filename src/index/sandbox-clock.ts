/**
 * Business time in the sandbox: the pretend cloud's clock can be moved, and the product's goes with it, so that a
 * lapse in a year can be seen in a minute. Between two looks it runs as the machine's does.
 */
import { every } from '../machine.ts';

export interface SandboxClockOptions {
  /** Origin of the pretend cloud. */
  readonly baseUrl: string;
  readonly machine: { now(): number };
  readonly fetch?: typeof globalThis.fetch;
}

export interface SandboxClock {
  now(): number;
  /** Looks at the pretend cloud's clock. Rejects when it does not answer; the time then stays as it was. */
  look(): Promise<void>;
  /** Looks every second until the answer is called. */
  follow(): () => void;
  /** Told at once when a look found that somebody had moved the clock. */
  onMoved(listener: () => void): void;
}

const EVERY_MS = 1_000;
const TIMEOUT_MS = 2_000;

export function createSandboxClock(options: SandboxClockOptions): SandboxClock {
  const { baseUrl, machine, fetch = globalThis.fetch } = options;
  const listeners: (() => void)[] = [];
  let offset = 0;
  const look = async (): Promise<void> => {
    const response = await fetch(`${baseUrl}/sandbox/clock`, { signal: AbortSignal.timeout(TIMEOUT_MS) });
    const { offsetMs } = (await response.json()) as { readonly offsetMs?: unknown };
    if (typeof offsetMs !== 'number' || !Number.isFinite(offsetMs) || offsetMs === offset) return;
    offset = offsetMs;
    for (const listener of listeners) listener();
  };
  return {
    now: () => machine.now() + offset,
    look,
    follow: () => every(EVERY_MS, look, () => undefined),
    onMoved: (listener) => void listeners.push(listener),
  };
}
