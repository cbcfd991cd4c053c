/** One program of `npm start`: started, waited for until it is ready, stopped. Only ever this one, by its own id. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { root } from '../folders.ts';

export interface ChildPlan {
  /** As a person would call it, e.g. `the chat client`. */
  readonly name: string;
  /** Arguments for Node, the program's own file among them. */
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd?: string;
  /** What the line that says it is ready tells; undefined for any other line. */
  readonly ready: (line: string) => string | undefined;
  /** Whether what it writes to the error stream is shown as it comes. */
  readonly shown: boolean;
}

/** A program ended before it was ready, or later without having been asked to. */
export class ChildEnded extends Error {
  override readonly name = 'ChildEnded';
}

/** As Node tells it: one of the two. */
type Ending = [code: number | null, signal: NodeJS.Signals | null];

const STOP_MS = 15_000;
/** Characters kept of what a program said, to be shown when it dies. */
const KEPT = 4_000;
const PRELOADED = ['with-parent', 'compiled', 'quick-wasm'].flatMap((name) => [
  '--import',
  join(root, `scripts/preload/${name}.mjs`),
]);

export class Child {
  readonly name: string;
  /** What its ready line told. Rejects with ChildEnded. */
  readonly ready: Promise<string>;
  /** Resolves with a sentence when it has ended. */
  readonly ended: Promise<string>;
  readonly #process: ChildProcess;
  #said = '';

  constructor(plan: ChildPlan) {
    this.name = plan.name;
    this.#process = start(plan);
    this.#process.stderr?.on('data', (chunk: Buffer) => {
      if (plan.shown) process.stderr.write(chunk);
      else this.#keep(chunk.toString());
    });
    this.ended = once(this.#process, 'close').then((how) => this.#obituary(...(how as Ending)));
    const { promise, resolve, reject } = Promise.withResolvers<string>();
    this.#process.once('error', reject);
    void this.ended.then((sentence) => reject(new ChildEnded(sentence)));
    this.#lines((line) => {
      const told = plan.ready(line);
      if (told !== undefined) resolve(told);
    });
    this.ready = promise;
  }

  /** Asks, and after 15 seconds insists. Resolves when it is gone. */
  async stop(): Promise<void> {
    if (this.#process.exitCode === null && this.#process.signalCode === null) this.#process.kill('SIGTERM');
    const insist = setTimeout(() => this.#process.kill('SIGKILL'), STOP_MS);
    await this.ended;
    clearTimeout(insist);
  }

  #lines(tell: (line: string) => void): void {
    let rest = '';
    this.#process.stdout?.on('data', (chunk: Buffer) => {
      this.#keep(chunk.toString());
      const lines = (rest + chunk.toString()).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) tell(line);
    });
  }

  #keep(text: string): void {
    this.#said = (this.#said + text).slice(-KEPT);
  }

  #obituary(...[code, signal]: Ending): string {
    const how = signal ?? `exit code ${code}`;
    const said = this.#said.trim();
    return `${this.name} ended (${how}).${said === '' ? '' : ` It said last:\n${said}`}`;
  }
}

/** In a process group of its own, so that Ctrl+C reaches it through us and in order. */
function start({ args, env, cwd }: ChildPlan): ChildProcess {
  return spawn(process.execPath, [...PRELOADED, ...args], {
    cwd: cwd ?? root,
    env: { ...env },
    detached: process.platform !== 'win32',
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
}
