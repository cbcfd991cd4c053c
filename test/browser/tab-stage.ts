/** The tab in a Teams of a few lines, before a server that can be told what to answer. */
import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import type { Browser, BrowserContext, Frame, Page } from 'playwright-core';
import { FakeTabApi } from '../fakes/tab/api.ts';
import type { HostOptions } from '../fakes/tab/host-page.ts';
import { lines } from '../fakes/tab/register.ts';
import { NOW } from '../fakes/run-views.ts';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

const PATIENCE_MS = 10_000;

export type Theme = 'default' | 'dark' | 'contrast';

/** What the Teams around the page has heard, and what a test tells it. */
export interface Teams {
  readonly calls: readonly { readonly func: string; readonly args: readonly unknown[] }[];
  config: Readonly<Record<string, string>> | null;
  valid: boolean | null;
  saved: boolean | null;
  token: string | null;
  popUp: 'done' | 'closed';
  say(func: string, ...args: unknown[]): void;
}

export interface Shown {
  readonly page: Page;
  readonly tab: Frame;
  /** Errors the browser wrote down, but those of the network. */
  readonly errors: string[];
}

export class TabStage {
  readonly api: FakeTabApi;
  readonly #browser: Browser;
  #context: BrowserContext | null = null;
  #page: Page | null = null;

  private constructor(browser: Browser, api: FakeTabApi) {
    this.#browser = browser;
    this.api = api;
  }

  static async open(browser: Browser): Promise<TabStage> {
    return new TabStage(browser, await FakeTabApi.open());
  }

  /** The page as Teams shows it, as soon as it has a heading. */
  async show(
    host: HostOptions = {},
    { width = 1280, height = 900, registrations = 12 } = {},
  ): Promise<Shown> {
    this.api.lines = lines(registrations);
    await this.#page?.close();
    const page = await (await this.#room()).newPage();
    await page.setViewportSize({ width, height });
    this.#page = page;
    const errors: string[] = [];
    page.on('pageerror', (error) => errors.push(String(error)));
    page.on('console', (message) => {
      if (message.type() === 'error' && !message.text().includes('Failed to load resource'))
        errors.push(message.text());
    });
    await page.clock.setFixedTime(NOW);
    return { page, tab: await this.next(page, host), errors };
  }

  /** Another frame in the same window of Teams, as when its settings are closed. Answers the tab, once it has a heading. */
  async next(page: Page, host: HostOptions): Promise<Frame> {
    this.api.host = host;
    await page.goto(`${this.api.url}/teams`);
    const tab = page.frame({ url: /\/tab\// });
    if (tab === null) throw new TypeError('The page has no tab');
    await tab.waitForSelector('h1');
    return tab;
  }

  /** One for all pages, so that each finds in the cache what the one before has fetched. */
  async #room(): Promise<BrowserContext> {
    this.#context ??= await this.#browser.newContext({ deviceScaleFactor: 1.5, reducedMotion: 'reduce' });
    this.#context.setDefaultTimeout(PATIENCE_MS);
    // Nothing outside of this machine is asked; the page has to do without.
    await this.#context.route('https://res.cdn.office.net/**', (route) => route.abort());
    return this.#context;
  }

  async close(): Promise<void> {
    await this.#context?.close();
    await this.api.close();
  }
}

/**
 * What axe-core objects to, each with where it is (https://github.com/dequelabs/axe-core). Not asked about: the empty
 * elements by which Fluent notices that the focus enters or leaves a menu; they hand it on at once.
 */
export function violations(tab: Frame): Promise<string[]> {
  return objections(tab, {});
}

/** Those of its rules that look at colours, and so depend on the theme. */
export function colourViolations(tab: Frame): Promise<string[]> {
  return objections(tab, { runOnly: ['color-contrast', 'link-in-text-block'] });
}

async function objections(tab: Frame, rules: object): Promise<string[]> {
  if (!(await tab.evaluate<boolean>("'axe' in window"))) await tab.evaluate(AXE);
  return tab.evaluate<string[]>(
    `axe.run({ exclude: [['[data-tabster-dummy]']] }, ${JSON.stringify({ resultTypes: ['violations'], ...rules })}).then(({ violations }) =>
       violations.flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) => id + ' ' + target.join(' ') + ' ' + failureSummary)))`,
  );
}

/** Pixels that lie beyond the right edge of the frame, when it has had the time to lay itself out for its width. */
export function beyondFrame(tab: Frame): Promise<number> {
  return tab.evaluate<number>(`(async () => {
    const { documentElement: page } = document;
    for (let frames = 0; frames < 60 && page.scrollWidth > page.clientWidth; frames += 1)
      await new Promise(requestAnimationFrame);
    return page.scrollWidth - page.clientWidth;
  })()`);
}

/** The Teams around it, in the page. */
export function teams<T>(page: Page, look: string): Promise<T> {
  return page.evaluate<T>(`(() => { const { teams } = window; return ${look}; })()`);
}
