import { useEffect, useRef } from 'react';
import type { Change } from './live.ts';
import { useSession } from './session.ts';
import type { Trouble } from './trouble.ts';

/** Changes that come within this time are read together. */
const GATHER_MS = 250;
const AFTER_FAILURE_MS = 10_000;
/** Asking again would not help. */
const DECIDED: ReadonlySet<number> = new Set([403, 404]);

/** Calls `again` soon after a change that concerns what is shown, and a while after each failure. */
export function useReread(
  again: () => void,
  trouble: Trouble | null,
  concerns: (change: Change) => boolean,
): void {
  const { live } = useSession();
  const current = useRef(concerns);
  current.current = concerns;
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const stop = live.listen((change) => {
      if (timer !== undefined || !current.current(change)) return;
      timer = setTimeout(() => {
        timer = undefined;
        again();
      }, GATHER_MS);
    });
    return () => {
      stop();
      clearTimeout(timer);
    };
  }, [live, again]);

  useEffect(() => {
    if (trouble === null || DECIDED.has(trouble.status)) return;
    const timer = setTimeout(again, AFTER_FAILURE_MS);
    return () => clearTimeout(timer);
  }, [trouble, again]);
}
