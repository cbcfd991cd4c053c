/**
 * What changes elsewhere, told here: a stream that is opened again whenever it ends, and questions now and then where
 * no stream stays open. Whoever listens reads anew what it shows, so that nothing is lost with an event.
 */
import type { ChangesView, ChangeEvent } from '../../provisioning/contract/tab.ts';
import { EventReader } from './event-stream.ts';
import type { StreamEvent } from './event-stream.ts';

export type Change = Exclude<ChangeEvent, { event: 'end' }>;
/** `off`: nobody answers at the moment. */
export type LiveState = 'on' | 'polling' | 'off';

export interface LivePorts {
  readonly open: (signal: AbortSignal) => Promise<Response>;
  readonly poll: (since: string) => Promise<ChangesView>;
  /** Resolves early, without an error, when `signal` says so. */
  readonly wait: (ms: number, signal: AbortSignal) => Promise<void>;
  /** 0 to 1: so that not everybody comes back in the same second. */
  readonly chance: () => number;
}

const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 30_000;
const POLL_MS = 10_000;
/** Streams that end at once, one after another, until it is polled instead. */
const PATIENCE = 3;
/** Polls between two tries of a stream. */
const POLLS = 6;
/** The server gives a sign of life every 15 seconds. A line that is silent for longer may be dead without a word. */
export const SILENCE_MS = 40_000;

export class Live {
  readonly #ports: LivePorts;
  readonly #listeners = new Set<(change: Change) => void>();
  readonly #watchers = new Set<() => void>();
  readonly #stop = new AbortController();
  /** Ends the pause that is being made; null: none is. */
  #pause: AbortController | null = null;
  #latest = '';
  state: LiveState = 'off';

  constructor(ports: LivePorts) {
    this.#ports = ports;
  }

  /** Returns the way to stop listening. */
  listen(listener: (change: Change) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Told when `state` changes. */
  watch(watcher: () => void): () => void {
    this.#watchers.add(watcher);
    return () => this.#watchers.delete(watcher);
  }

  /** Goes on until `stop`. */
  async start(): Promise<void> {
    let failed = 0;
    while (!this.#isOver()) {
      const came = await this.#follow();
      failed = came === 'nothing' ? failed + 1 : 0;
      if (this.#isOver()) return;
      if (failed >= PATIENCE) await this.#poll();
      else await this.#wait(this.#pauseAfter(failed));
    }
  }

  /** The server answered something else: while nobody is heard of here, the next try comes now. */
  hurry(): void {
    if (this.state === 'off') this.#pause?.abort();
  }

  stop(): void {
    this.#stop.abort();
  }

  #isOver(): boolean {
    return this.#stop.signal.aborted;
  }

  async #wait(ms: number): Promise<void> {
    this.#pause = new AbortController();
    await this.#ports.wait(ms, AbortSignal.any([this.#stop.signal, this.#pause.signal]));
    this.#pause = null;
  }

  #pauseAfter(failed: number): number {
    const longest = Math.min(FIRST_PAUSE_MS * 2 ** failed, LONGEST_PAUSE_MS);
    return longest / 2 + (longest / 2) * this.#ports.chance();
  }

  /** One stream to its end. What happened before it began is unknown, so that everything is read anew. */
  async #follow(): Promise<'something' | 'nothing'> {
    try {
      const { body } = await this.#opened();
      if (body === null) return 'nothing';
      if (this.state !== 'on') this.#become('on', true);
      const reader = new EventReader();
      for await (const text of this.#texts(body)) {
        for (const event of reader.push(text)) if (this.#heard(event) === 'end') return 'something';
      }
      return 'something';
    } catch {
      return 'nothing';
    } finally {
      if (!this.#isOver()) this.#become('off', false);
    }
  }

  async #opened(): Promise<Response> {
    const answered = new AbortController();
    const silent = new AbortController();
    void this.#ports.wait(SILENCE_MS, answered.signal).then(() => answered.signal.aborted || silent.abort());
    try {
      return await this.#ports.open(AbortSignal.any([this.#stop.signal, silent.signal]));
    } finally {
      answered.abort();
    }
  }

  /** What comes, until it ends or nothing comes any more. */
  async *#texts(body: NonNullable<Response['body']>): AsyncIterable<string> {
    const chunks = body.pipeThrough(new TextDecoderStream()).getReader();
    try {
      for (;;) {
        const heard = new AbortController();
        const next = await Promise.race([chunks.read(), this.#ports.wait(SILENCE_MS, heard.signal)]);
        heard.abort();
        if (next === undefined || next.done) return;
        yield next.value;
      }
    } finally {
      await chunks.cancel();
    }
  }

  async #poll(): Promise<void> {
    for (let polls = 0; polls < POLLS && !this.#isOver(); polls += 1) {
      try {
        const { latest, changed } = await this.#ports.poll(this.#latest);
        const isNews = changed || latest !== this.#latest;
        this.#latest = latest;
        this.#become('polling', isNews);
      } catch {
        this.#become('off', false);
      }
      await this.#wait(POLL_MS);
    }
  }

  #heard({ event, data }: StreamEvent): 'end' | 'go on' {
    if (event === 'end') return 'end';
    if (event === 'run')
      this.#tell({ ...(JSON.parse(data) as Omit<Change & { event: 'run' }, 'event'>), event });
    if (event === 'register') this.#tell({ event });
    return 'go on';
  }

  #become(state: LiveState, isNews: boolean): void {
    if (this.state !== state) {
      this.state = state;
      for (const watcher of this.#watchers) watcher();
    }
    if (isNews) this.#tell({ event: 'register' });
  }

  #tell(change: Change): void {
    for (const listener of this.#listeners) listener(change);
  }
}
