/** The machine's own clock, randomness and waiting: the only place in the sandbox that touches them. */
import { randomBytes, randomUUID } from 'node:crypto';
import { performance } from 'node:perf_hooks';
import { setTimeout as wait } from 'node:timers/promises';
import type { SandboxClock, SandboxRandom } from './ports.ts';

/** Epoch milliseconds with fractions, monotonic within the process. */
export const machineClock: SandboxClock = {
  now: () => performance.timeOrigin + performance.now(),
};

export const machineRandom: SandboxRandom = {
  guid: () => randomUUID(),
  bytes: (length) => new Uint8Array(randomBytes(length)),
};

/** Waits that many milliseconds; none for zero or less. */
export async function machineDelay(milliseconds: number): Promise<void> {
  if (milliseconds > 0) await wait(milliseconds);
}
