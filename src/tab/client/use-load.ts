import { useCallback, useEffect, useRef, useState } from 'react';
import type { Change } from './live.ts';
import { oneAtATime } from './one-at-a-time.ts';
import { troubleOf } from './trouble.ts';
import type { Trouble } from './trouble.ts';
import { useReread } from './use-reread.ts';

export interface Loaded<T> {
  /** What is known; it stays while it is read anew, and when that fails. */
  readonly value: T | null;
  readonly trouble: Trouble | null;
  readonly again: () => void;
  /** Takes what an action answered, so that it need not be read. */
  readonly take: (value: T) => void;
}

/**
 * Reads something, again whenever it may have changed, and after a failure until it succeeds. `key` names what is read:
 * with another, nothing of the former is kept.
 */
export function useLoad<T>(
  key: string,
  load: () => Promise<T>,
  concerns: (change: Change) => boolean,
): Loaded<T> {
  const [held, setHeld] = useState<{ key: string; value: T | null; trouble: Trouble | null }>(nothing(key));
  const current = useRef(load);
  current.current = load;
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
      await current.current().then(
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

  useReread(again, held.trouble, concerns);

  return { ...(held.key === key ? held : nothing<T>(key)), again, take };
}

function nothing<T>(key: string): { key: string; value: T | null; trouble: Trouble | null } {
  return { key, value: null, trouble: null };
}
