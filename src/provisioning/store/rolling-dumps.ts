/** A dump now and then, for as long as the product runs. */
import type { Database } from './database.ts';
import { systemTimers } from './timers.ts';
import type { Timers } from './timers.ts';

export interface RollingDumpOptions {
  readonly everyMs: number;
  /** Told when a dump could not be written; the next one is tried all the same. */
  failed(cause: unknown): void;
  readonly timers?: Timers;
}

/** The first after one interval. Answers the way to stop, which waits for a dump that is being written. */
export function startRollingDumps(database: Database, options: RollingDumpOptions): () => Promise<void> {
  const timers = options.timers ?? systemTimers;
  let writing: Promise<unknown> = Promise.resolve();
  let callOff = next();
  let stopped = false;

  function next(): () => void {
    return timers.after(options.everyMs, () => {
      writing = database
        .dump()
        .catch(options.failed)
        .finally(() => {
          if (!stopped) callOff = next();
        });
    });
  }

  return async () => {
    stopped = true;
    callOff();
    await writing;
  };
}
