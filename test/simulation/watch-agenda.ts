/** A virtual clock that jumps from one thing to the next, and dice that fall the same way every time. */

interface Entry {
  readonly at: number;
  readonly turn: number;
  readonly act: () => void;
}

/** Things to come, the earliest first, in a binary heap; of two at the same instant the one that was put in first. */
export class Agenda {
  readonly #heap: Entry[] = [];
  #turns = 0;
  now: number;

  constructor(now: number) {
    this.now = now;
  }

  /** What is put into the past happens now. */
  at(at: number, act: () => void): void {
    this.#turns += 1;
    const entry = { at: Math.max(at, this.now), turn: this.#turns, act };
    const heap = this.#heap;
    let place = heap.push(entry) - 1;
    while (place > 0) {
      const parent = (place - 1) >> 1;
      if (!isBefore(entry, heap[parent]!)) break;
      heap[place] = heap[parent]!;
      place = parent;
    }
    heap[place] = entry;
  }

  run(until: number): void {
    for (let next = this.#heap[0]; next !== undefined && next.at <= until; next = this.#heap[0]) {
      this.#takeFirst();
      this.now = next.at;
      next.act();
    }
    this.now = until;
  }

  #takeFirst(): void {
    const heap = this.#heap;
    const last = heap.pop()!;
    if (heap.length === 0) return;
    let place = 0;
    for (;;) {
      let child = 2 * place + 1;
      if (child >= heap.length) break;
      if (child + 1 < heap.length && isBefore(heap[child + 1]!, heap[child]!)) child += 1;
      if (!isBefore(heap[child]!, last)) break;
      heap[place] = heap[child]!;
      place = child;
    }
    heap[place] = last;
  }
}

function isBefore(a: Entry, b: Entry): boolean {
  return a.at < b.at || (a.at === b.at && a.turn < b.turn);
}

/** Mulberry32, by Tommy Ettinger: fast, and good enough for weather. */
export class Dice {
  #state: number;

  constructor(seed: number) {
    this.#state = seed;
  }

  unit(): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }

  happens(chance: number): boolean {
    return this.unit() < chance;
  }

  between(least: number, most: number): number {
    return Math.floor(least + this.unit() * (most - least));
  }

  /** As many between 1 and 2 as between 100 and 200: most outages are short, and the long ones do occur. */
  spread(least: number, most: number): number {
    return Math.floor(least * (most / least) ** this.unit());
  }

  /** Time to the next of things that come `mean` apart. */
  wait(mean: number): number {
    return Math.floor(-Math.log(1 - this.unit()) * mean);
  }

  pick<T>(list: readonly T[]): T {
    return list[this.between(0, list.length)]!;
  }
}
