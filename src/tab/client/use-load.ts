import { useCallback, useEffect, useRef, useState } from 'react';
import type { Change } from './live.ts';
import { oneAtATime } from './one-at-a-time.ts';
import { useSession } from './session.ts';
import { troubleOf } from './trouble.ts';
import type { Trouble } from './trouble.ts';

export interface Loaded<T> {
  /** What is known; it stays while it is read anew, and when that fails. */
  readonly value: T | null;
  readonly trouble: Trouble | null;
  readonly again: () => void;
  /** Takes what an action answered, so that it need not be read. */
  readonly take: (value: T) => void;
}

/** Changes that come within this time are read together. */
const GATHER_MS = 250;
const AFTER_FAILURE_MS = 10_000;

/**
 * Reads something, again whenever it may have changed, and after a failure until it succeeds. `key` names what is read:
 * with another, nothing of the former is kept.
 */
export function useLoad<T>(
  key: string,
  load: () => Promise<T>,
  concerns: (change: Change) => boolean,
): Loaded<T> {
  const { live } = useSession();
  const [held, setHeld] = useState<{ key: string; value: T | null; trouble: Trouble | null }>(nothing(key));
  const current = useRef({ load, concerns });
  current.current = { load, concerns };
  /** How often something was taken: what was asked for before is older than that. */
  const taken = useRef(0);
  const take = useCallback(
    (value: T) => {
      taken.current += 1;
      setHeld({ key, value, trouble: null });
    },
    [key],
  );

  const ask = useRef<() => void>(() => undefined);
  const again = useCallback(() => ask.current(), []);
  useEffect(() => {
    let over = false;
    ask.current = oneAtATime(async () => {
      const before = taken.current;
      const isOld = (): boolean => over || taken.current !== before;
      await current.current.load().then(
        (value) => isOld() || setHeld({ key, value, trouble: null }),
        (error: unknown) =>
          isOld() ||
          setHeld((was) => ({
            key,
            value: was.key === key ? was.value : null,
            trouble: troubleOf(error),
          })),
      );
    });
    ask.current();
    return () => void (over = true);
  }, [key]);

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const stop = live.listen((change) => {
      if (timer !== undefined || !current.current.concerns(change)) return;
      timer = setTimeout(() => {
        timer = undefined;
        again();
      }, GATHER_MS);
    });
    return () => {
      stop();
      clearTimeout(timer);
    };
  }, [live, key, again]);

  const { trouble } = held;
  useEffect(() => {
    if (trouble === null || trouble.status === 403 || trouble.status === 404) return;
    const timer = setTimeout(again, AFTER_FAILURE_MS);
    return () => clearTimeout(timer);
  }, [trouble, again]);

  return { ...(held.key === key ? held : nothing<T>(key)), again, take };
}

function nothing<T>(key: string): { key: string; value: T | null; trouble: Trouble | null } {
  return { key, value: null, trouble: null };
}
