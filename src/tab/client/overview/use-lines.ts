import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { RegisterPage, RegistrationLine } from '../../../provisioning/contract/register.ts';
import type { Api } from '../api.ts';
import { oneAtATime } from '../one-at-a-time.ts';
import { useSession } from '../session.ts';
import { troubleOf } from '../trouble.ts';
import type { Trouble } from '../trouble.ts';
import { useReread } from '../use-reread.ts';
import { pageParams, paramsOf } from './query.ts';
import type { ListQuery } from './query.ts';
import { Steady } from './steady.ts';

export interface Lines {
  readonly lines: readonly RegistrationLine[];
  /** The page read last: its total and its groups hold for all. Null: none yet. */
  readonly page: RegisterPage | null;
  readonly trouble: Trouble | null;
  /** What is shown is of another query, until the new one is answered. */
  readonly isOld: boolean;
  /** Reads on until the line of that number is there. */
  readonly need: (index: number) => void;
  readonly again: () => void;
  /** A pointer moves over them: what is read anew meanwhile waits. */
  readonly touched: () => void;
}

interface Held {
  readonly key: string;
  readonly lines: readonly RegistrationLine[];
  readonly page: RegisterPage | null;
  readonly trouble: Trouble | null;
}

const NOTHING: Held = { key: '', lines: [], page: null, trouble: null };
/** Of each change some line may tell. */
const anything = (): boolean => true;

/** The list, a page after the other as it is scrolled. */
export function useLines(query: ListQuery): Lines {
  const { api } = useSession();
  const key = paramsOf(query).toString();
  const [held, setHeld] = useState(NOTHING);
  const wanted = useRef(0);
  const reading = useRef(false);

  const ask = useRef<() => void>(() => undefined);
  const again = useCallback(() => ask.current(), []);
  useEffect(() => {
    let over = false;
    wanted.current = 0;
    ask.current = oneAtATime(async () => {
      reading.current = true;
      await readUpTo(api, query, wanted.current).then(
        (read) => over || setHeld({ key, ...read, trouble: null }),
        (error: unknown) => over || setHeld((was) => ({ ...was, trouble: troubleOf(error) })),
      );
      if (!over) reading.current = false;
    });
    ask.current();
    return () => void (over = true);
    // The query is told by its key.
  }, [api, key]);

  const [steady] = useState(steadyInTheBrowser);
  const againAtRest = useCallback(() => void steady.rest().then(again), [steady, again]);
  useReread(againAtRest, held.trouble, anything);
  const touched = useCallback(() => steady.touched(), [steady]);

  const need = useCallback(
    (index: number) => {
      const { page, lines } = held;
      if (index < lines.length || page?.next == null || reading.current || held.key !== key) return;
      wanted.current = index;
      reading.current = true;
      api
        .registrations(pageParams(query, page.next))
        .then(
          (next) =>
            setHeld((was) =>
              was.page === page ? { ...was, page: next, lines: joined(was.lines, next.lines) } : was,
            ),
          (error: unknown) => setHeld((was) => ({ ...was, trouble: troubleOf(error) })),
        )
        .finally(() => (reading.current = false));
    },
    [api, held, key, query],
  );

  return useMemo(
    () => ({ ...held, isOld: held.key !== key, need, again, touched }),
    [held, key, need, again, touched],
  );
}

function steadyInTheBrowser(): Steady {
  const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
  return new Steady({ now: () => performance.now(), wait });
}

/** From the start to where somebody has scrolled, so that what they look at is read anew with the rest. */
async function readUpTo(api: Api, query: ListQuery, index: number): Promise<Pick<Held, 'lines' | 'page'>> {
  let page = await api.registrations(pageParams(query, null));
  let lines = page.lines;
  while (page.next !== null && lines.length <= index) {
    page = await api.registrations(pageParams(query, page.next));
    lines = joined(lines, page.lines);
  }
  return { page, lines };
}

/** One that moved between two readings is in both pages; it stands once, as it was read last. */
function joined(
  lines: readonly RegistrationLine[],
  more: readonly RegistrationLine[],
): readonly RegistrationLine[] {
  return [...new Map([...lines, ...more].map((line) => [line.id, line])).values()];
}
