/** This machine's clock, randomness, hash and waiting: the adapters of the ports that need no library. */
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';

/** Epoch milliseconds, UTC. */
export const machineClock = { now: (): number => Date.now() };

/** Milliseconds that only go forward, whatever is done to the clock. */
export const machineTicks = (): number => performance.now();

export const newId = {
  guid: (): string => randomUUID(),
  hex: (bits: 128 | 256): string => randomBytes(bits / 8).toString('hex'),
  unit: (): number => randomBytes(4).readUInt32BE() / 2 ** 32,
};

export const hash = {
  sha256: (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex'),
};

/** Ends early, and rejects, when the signal says so. */
export async function delay(ms: number, signal?: AbortSignal): Promise<void> {
  await wait(ms, undefined, signal === undefined ? {} : { signal });
}

export const pause = { pause: delay };

/** Does the work again and again, the next time only after the last has ended. Answers the way to stop. */
export function every(ms: number, work: () => Promise<void>, failed: (cause: unknown) => void): () => void {
  let stopped = false;
  const again = (): NodeJS.Timeout =>
    setTimeout(() => {
      work()
        .catch(failed)
        .finally(() => {
          if (!stopped) timer = again();
        });
    }, ms).unref();
  let timer = again();
  return () => {
    stopped = true;
    clearTimeout(timer);
  };
}
