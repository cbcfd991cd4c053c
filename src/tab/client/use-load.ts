import { useCallback, useEffect, useRef, useState } from 'react';
import type { Change } from './live.ts';
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
  const [asked, setAsked] = useState(0);
  const current = useRef({ load, concerns });
  current.current = { load, concerns };
  const again = useCallback(() => setAsked((n) => n + 1), []);
  const take = useCallback((value: T) => setHeld({ key, value, trouble: null }), [key]);

  useEffect(() => {
    let over = false;
    current.current.load().then(
      (value) => over || setHeld({ key, value, trouble: null }),
      (error: unknown) =>
        over ||
        setHeld((was) => ({ key, value: was.key === key ? was.value : null, trouble: troubleOf(error) })),
    );
    return () => void (over = true);
  }, [key, asked]);

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

  const failed = held.trouble !== null && held.trouble.status !== 403 && held.trouble.status !== 404;
  useEffect(() => {
    if (!failed) return;
    const timer = setTimeout(again, AFTER_FAILURE_MS);
    return () => clearTimeout(timer);
  }, [failed, asked, again]);

  return { ...(held.key === key ? held : nothing<T>(key)), again, take };
}

function nothing<T>(key: string): { key: string; value: T | null; trouble: Trouble | null } {
  return { key, value: null, trouble: null };
}
