/** One thing after the other, at the pace of Teams, and nothing while the database is away. */
import type { Agenda } from './watch-agenda.ts';
import type { Outages } from './watch-weather.ts';

/** 25 messages a second, half of what Teams allows one bot in one tenant. */
const GAP = 40;

export interface Queued {
  queued: boolean;
}

export class Queue<T extends Queued> {
  readonly #agenda: Agenda;
  readonly #database: Outages;
  /** Answers how many messages it sent. */
  readonly #tend: (one: T) => number;
  #waiting: T[] = [];
  #next = 0;
  #running = false;

  constructor(agenda: Agenda, database: Outages, tend: (one: T) => number) {
    this.#agenda = agenda;
    this.#database = database;
    this.#tend = tend;
  }

  /** At the end, once. */
  add(one: T): void {
    if (one.queued) return;
    one.queued = true;
    this.#waiting.push(one);
    if (this.#running) return;
    this.#running = true;
    this.#agenda.at(this.#agenda.now, () => this.#work());
  }

  #work(): void {
    const { now } = this.#agenda;
    const one = this.#waiting[this.#next];
    if (one === undefined) {
      [this.#waiting, this.#next, this.#running] = [[], 0, false];
      return;
    }
    if (this.#database.isOut(now)) return this.#agenda.at(this.#database.backAt(now), () => this.#work());
    this.#next += 1;
    one.queued = false;
    const sent = this.#tend(one);
    this.#agenda.at(now + sent * GAP, () => this.#work());
  }
}
