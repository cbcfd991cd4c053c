/** Timers as the store needs them, so that tests can fire them by hand. */
export interface Timers {
  /** Calls `fire` once, after `ms` milliseconds of the process's own time. Answers the way to call it off. */
  after(ms: number, fire: () => void): () => void;
}

/** None of them keeps the process alive. */
export const systemTimers: Timers = {
  after: (ms, fire) => {
    const timer = setTimeout(fire, ms);
    timer.unref();
    return () => clearTimeout(timer);
  },
};
