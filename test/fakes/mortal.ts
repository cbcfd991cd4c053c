/**
 * A process that can be killed between any two port calls. A killed one's calls never settle (an exception would
 * run `catch` and `finally`, which `kill -9` does not), and none of them reaches the world any more.
 */
export interface Fate {
  /** The port call at which to die, from 1; Infinity to live. */
  readonly dieAt: number;
  /** `before`: the call never reaches the world. `after`: it does, and its answer is never read. */
  readonly when: 'before' | 'after';
}

const IMMORTAL: Fate = { dieAt: Infinity, when: 'before' };

export class Life {
  calls = 0;
  readonly names: string[] = [];
  readonly died: Promise<void>;
  #die: () => void = () => undefined;
  #dead = false;
  readonly #fate: Fate;
  readonly #underWay = new Set<Promise<unknown>>();
  readonly #meanwhile: ((call: number) => Promise<void>) | undefined;

  /** `meanwhile` is what the rest of the world does just before the so-many-eth call. */
  constructor(fate: Fate = IMMORTAL, meanwhile?: (call: number) => Promise<void>) {
    this.#fate = fate;
    this.#meanwhile = meanwhile;
    this.died = new Promise((resolve) => (this.#die = resolve));
  }

  get dead(): boolean {
    return this.#dead;
  }

  kill(): void {
    this.#dead = true;
    this.#die();
  }

  /** Until what had reached the world is done there: a database ends the statements of a process that is gone. */
  async stillness(): Promise<void> {
    await Promise.allSettled(this.#underWay);
  }

  /** The port, as a process with this fate sees it. Synchronous methods pass through. */
  port<P extends object>(name: string, port: P): P {
    return new Proxy(port, {
      get: (target, key) => {
        const value: unknown = Reflect.get(target, key);
        if (typeof value !== 'function' || typeof key === 'symbol') return value;
        return (...args: unknown[]): unknown =>
          this.#call(`${name}.${key}`, () => Reflect.apply(value, target, args) as unknown);
      },
    });
  }

  #call(name: string, act: () => unknown): unknown {
    if (this.#dead) return NEVER;
    this.calls += 1;
    this.names.push(name);
    if (this.#meanwhile !== undefined) return this.#meanwhile(this.calls).then(act);
    const fatal = this.calls === this.#fate.dieAt;
    if (fatal && this.#fate.when === 'before') {
      this.kill();
      return NEVER;
    }
    const answer = act();
    if (!(answer instanceof Promise)) return answer;
    this.#track(answer);
    return answer.then(
      (value: unknown) => this.#unlessDead(fatal, () => value),
      (cause: unknown) => this.#unlessDead(fatal, () => Promise.reject(cause)),
    );
  }

  #track(answer: Promise<unknown>): void {
    this.#underWay.add(answer);
    const done = (): boolean => this.#underWay.delete(answer);
    answer.then(done, done);
  }

  #unlessDead(fatal: boolean, answer: () => unknown): unknown {
    if (fatal) this.kill();
    return this.#dead ? NEVER : answer();
  }
}

const NEVER = new Promise<never>(() => undefined);
