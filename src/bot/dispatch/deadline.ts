/** An act that is told when its time is up. */
import type { Delay } from '../ports.ts';

export async function withDeadline<T>(
  ms: number,
  delay: Delay,
  act: (over: AbortSignal) => Promise<T>,
): Promise<T> {
  const over = new AbortController();
  const done = new AbortController();
  void delay(ms, done.signal).then(
    () => over.abort(),
    () => undefined,
  );
  try {
    return await act(over.signal);
  } finally {
    done.abort();
  }
}
