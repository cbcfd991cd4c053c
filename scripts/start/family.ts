/** The programs of `npm start` together: if one dies the others are stopped, the last started first. */
import { Child, ChildEnded, type ChildPlan } from './child.ts';

export class Family {
  readonly #children: Child[] = [];
  readonly #lost = Promise.withResolvers<never>();
  #stopping: Promise<void> | undefined;

  constructor() {
    this.#lost.promise.catch(() => undefined);
  }

  /** Resolves with what its ready line told. Rejects with ChildEnded when it, or any other, ends. */
  start(plan: ChildPlan): Promise<string> {
    if (this.#stopping !== undefined) return Promise.reject(new ChildEnded(`${plan.name} was not started.`));
    const child = new Child(plan);
    this.#children.push(child);
    void child.ended.then((sentence) => {
      if (this.#stopping === undefined) this.#lost.reject(new ChildEnded(sentence));
    });
    return Promise.race([child.ready, this.#lost.promise]);
  }

  /** Rejects with ChildEnded when one ends unasked; never resolves. */
  get lost(): Promise<never> {
    return this.#lost.promise;
  }

  /** May be called again; every call waits for the same end. */
  stop(): Promise<void> {
    this.#stopping ??= this.#stopAll();
    return this.#stopping;
  }

  async #stopAll(): Promise<void> {
    for (const child of this.#children.toReversed()) {
      child.ready.catch(() => undefined);
      await child.stop();
    }
  }
}
