/** Order without locks: one thing at a time for a key, and bursts that collapse into the newest. */

/** Runs the tasks of one key one after the other. A failing task does not stop the next. */
export class Lanes {
  readonly #tails = new Map<string, Promise<unknown>>();

  run<T>(key: string, task: () => Promise<T>): Promise<T> {
    const turn = (this.#tails.get(key) ?? Promise.resolve()).then(task, task);
    const tail = turn.catch(() => undefined);
    this.#tails.set(key, tail);
    void tail.then(() => {
      if (this.#tails.get(key) === tail) this.#tails.delete(key);
    });
    return turn;
  }

  /** When everything that is queued by now has ended. */
  async idle(): Promise<void> {
    while (this.#tails.size > 0) await Promise.all(this.#tails.values());
  }
}

/** Calls `work` at most once at a time for a key; asked again meanwhile, it runs once more and not oftener. */
export class Coalescer {
  readonly #work: (key: string) => Promise<void>;
  readonly #again = new Set<string>();
  readonly #running = new Map<string, Promise<void>>();

  constructor(work: (key: string) => Promise<void>) {
    this.#work = work;
  }

  poke(key: string): void {
    if (this.#running.has(key)) {
      this.#again.add(key);
      return;
    }
    const run = this.#loop(key).finally(() => this.#running.delete(key));
    this.#running.set(key, run);
  }

  get busy(): boolean {
    return this.#running.size > 0;
  }

  async idle(): Promise<void> {
    while (this.busy) await Promise.all(this.#running.values());
  }

  async #loop(key: string): Promise<void> {
    do {
      this.#again.delete(key);
      await this.#work(key);
    } while (this.#again.has(key));
  }
}
