/** Everything `npm start` starts, as a process on ports of its own, and the chat client in a browser before it. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser, BrowserContext, BrowserContextOptions } from 'playwright-core';
import { expectNoViolations } from '../fakes/contract.ts';
import { layOut } from '../fakes/laid-out.ts';
import { freePort } from '../fakes/processes.ts';
import { launchBrowser } from './chromium.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
type Settings = Readonly<Record<string, string>>;

const STARTED = 'Ctrl+C stops everything.';

export class Stage {
  readonly browser: Browser;
  readonly chatUrl: string;
  readonly productUrl: string;
  readonly sandboxUrl: string;
  readonly #dataDir: string;
  readonly #child: ChildProcess;
  /** What was said to Graph, held against Microsoft's description of it at the end. */
  readonly #record: string;

  private constructor(browser: Browser, dataDir: string, ports: readonly string[], more: Settings) {
    const [PORT = '', SANDBOX_PORT = '', SANDBOX_TLS_PORT = '', PLAYGROUND_PORT = ''] = ports;
    this.browser = browser;
    this.productUrl = `http://localhost:${PORT}`;
    this.sandboxUrl = `http://localhost:${SANDBOX_PORT}`;
    this.chatUrl = `http://localhost:${PLAYGROUND_PORT}`;
    this.#dataDir = dataDir;
    this.#record = join(this.#dataDir, 'exchanges.jsonl');
    const { PATH, HOME } = process.env;
    const settings = { PORT, SANDBOX_PORT, SANDBOX_TLS_PORT, PLAYGROUND_PORT, DATA_DIR: this.#dataDir };
    this.#child = spawn(process.execPath, ['scripts/start.ts'], {
      cwd: ROOT,
      env: { PATH, HOME, LOG_LEVEL: 'warn', SANDBOX_RECORD: this.#record, ...settings, ...more },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
  }

  /**
   * Resolves when everything runs, on a folder as a first start leaves it (what that makes is seen in scripts/start).
   * `more`: settings as in docs/configuration.md.
   */
  static async open(browser: Browser, more: Settings = {}): Promise<Stage> {
    const dataDir = mkdtempSync(join(tmpdir(), 'registrar-browser-'));
    await layOut(dataDir);
    const ports = await Promise.all(Array.from({ length: 4 }, freePort));
    const stage = new Stage(browser, dataDir, ports.map(String), more);
    await stage.#started();
    return stage;
  }

  async #started(): Promise<void> {
    let said = '';
    for await (const chunk of this.#child.stdout ?? []) {
      said += String(chunk);
      if (said.includes(STARTED)) return;
    }
    throw new TypeError(`npm start ended before everything ran: ${said}`);
  }

  /** The control API of the pretend cloud, as a tester's script would use it. */
  async control(path: 'clock' | 'switches' | 'wizard', body: object): Promise<void> {
    const response = await fetch(`${this.sandboxUrl}/sandbox/${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    if (!response.ok) throw new RangeError(await response.text());
  }

  context(options: BrowserContextOptions = {}): Promise<BrowserContext> {
    return this.browser.newContext({ deviceScaleFactor: 1.5, reducedMotion: 'reduce', ...options });
  }

  async close(): Promise<void> {
    const gone = once(this.#child, 'exit');
    this.#child.kill('SIGTERM');
    await gone;
    await expectNoViolations(this.#record);
    rmSync(this.#dataDir, { recursive: true, force: true });
  }
}

/** Null where no browser can be started; then nothing here is run, and CI fails for it. */
export async function browserIfAny(): Promise<Browser | null> {
  return launchBrowser().catch(() => null);
}
