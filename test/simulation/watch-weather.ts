/** When Graph, the database, Teams and single channels are out. Known beforehand, so that blame can be laid afterwards. */
import type { Dice } from './watch-agenda.ts';

export interface Outage {
  readonly from: number;
  readonly to: number;
}

/** Outages of one thing, in order, none touching the next. */
export class Outages {
  readonly all: readonly Outage[];

  constructor(all: readonly Outage[]) {
    this.all = all;
  }

  static random(dice: Dice, span: Outage, rhythm: { mean: number; least: number; most: number }): Outages {
    const all: Outage[] = [];
    let from = span.from + dice.wait(rhythm.mean);
    while (from < span.to) {
      const to = from + dice.spread(rhythm.least, rhythm.most);
      all.push({ from, to });
      from = to + 1 + dice.wait(rhythm.mean);
    }
    return new Outages(all);
  }

  /** Those times at which all of several things are out. */
  static together(several: readonly Outages[]): Outages {
    return several.reduce((a, b) => a.#and(b));
  }

  isOut(at: number): boolean {
    const last = this.#lastBegun(at);
    return last !== undefined && at < last.to;
  }

  /** The next instant from `at` on at which it is there. */
  backAt(at: number): number {
    const last = this.#lastBegun(at);
    return last === undefined ? at : Math.max(at, last.to);
  }

  /** The latest time up to `at` at which it was out: `at` itself while it is, -Infinity when it never was. */
  lastOut(at: number): number {
    return Math.min(at, this.#lastBegun(at)?.to ?? -Infinity);
  }

  #lastBegun(at: number): Outage | undefined {
    let [low, high] = [0, this.all.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.all[middle]!.from <= at) low = middle + 1;
      else high = middle;
    }
    return this.all[low - 1];
  }

  #and(other: Outages): Outages {
    const both: Outage[] = [];
    for (const one of this.all)
      for (const two of other.all) {
        const [from, to] = [Math.max(one.from, two.from), Math.min(one.to, two.to)];
        if (from < to) both.push({ from, to });
      }
    return new Outages(both);
  }
}

/** The first moment from `at` on at which all of these are there. */
export function allBackAt(several: readonly Outages[], at: number): number {
  const back = Math.max(...several.map((one) => one.backAt(at)));
  return back > at ? allBackAt(several, back) : at;
}
