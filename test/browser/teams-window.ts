/** The pretend Teams in a browser: whoever sits before it, the tab in it, and the windows that open from there. */
import type { Browser, Frame, FrameLocator, Page } from 'playwright-core';
import type { Persona } from '../fakes/product.ts';
import { signInAs } from './chat.ts';

/** Narrow enough that the tab has the window to itself. */
const WINDOW = { width: 950, height: 1000 } as const;
/** A machine that has other things to do takes many times as long as one that has not. */
const PATIENCE_MS = 40_000;

export class TeamsWindow {
  readonly page: Page;

  private constructor(page: Page) {
    this.page = page;
  }

  /** Anna sits before it, in the personal tab. */
  static async open(browser: Browser, productUrl: string, viewport = WINDOW): Promise<TeamsWindow> {
    const context = await browser.newContext({ viewport, deviceScaleFactor: 1.5, reducedMotion: 'reduce' });
    context.setDefaultTimeout(PATIENCE_MS);
    // Nothing outside of this machine is asked; the page has to do without.
    await context.route('https://res.cdn.office.net/**', (route) => route.abort());
    const page = await context.newPage();
    await page.goto(`${productUrl}/host`);
    await page.getByText('Tab', { exact: true }).last().click();
    return new TeamsWindow(page);
  }

  get tab(): FrameLocator {
    return this.page.frameLocator('#screen iframe');
  }

  /** Resolves once the words stand in the tab; what stands there instead is in the error. */
  async shows(words: string | RegExp): Promise<void> {
    try {
      await this.tab.getByText(words).first().waitFor();
    } catch (cause) {
      const frame = await this.frame();
      const text = await frame.evaluate<string>('document.body.innerText');
      throw new TypeError(`“${String(words)}” did not come; at ${frame.url()} there is: ${text}`, { cause });
    }
  }

  press(name: string | RegExp): Promise<void> {
    return this.tab
      .getByRole('button', { name, exact: typeof name === 'string' })
      .first()
      .click();
  }

  /** As whoever takes the seat now sees it, on the tab's first page. */
  async sits(person: Persona): Promise<void> {
    await this.page.locator('#person').selectOption(person);
  }

  async frame(): Promise<Frame> {
    const element = await this.page.locator('#screen iframe').elementHandle();
    const frame = await element.contentFrame();
    if (frame === null) throw new TypeError('Teams shows no tab');
    return frame;
  }

  /** Presses what opens a window; resolves with its page. */
  async opens(name: string | RegExp): Promise<Page> {
    const opened = this.page.context().waitForEvent('page');
    await this.press(name);
    return opened;
  }

  /** In the window that opens, which closes by itself. */
  async signsIn(name: string | RegExp, person: Persona): Promise<void> {
    const page = await this.opens(name);
    const closed = page.waitForEvent('close');
    await signInAs(page, person);
    await closed;
  }

  close(): Promise<void> {
    return this.page.context().close();
  }
}
