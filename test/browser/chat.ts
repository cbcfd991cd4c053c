/** A person at the chat client: types, reads cards, clicks what is on them. */
import type { Locator, Page } from 'playwright-core';
import type { Stage } from './stage.ts';

export interface RunningCard {
  readonly box: Locator;
  /** Resolves once the card says so. */
  shows(words: string | RegExp): Promise<void>;
  press(title: string): Promise<void>;
  /** A button that is folded away behind another. */
  pressWithin(fold: string, title: string): Promise<void>;
  /** Resolves with the page it opens. */
  follow(title: string): Promise<Page>;
}

/** What stands on every warning and on every line below one. */
const WARNING = /Owner: |on the card above|nothing to warn of/;

export class Chat {
  readonly page: Page;

  private constructor(page: Page) {
    this.page = page;
  }

  /** The client's own log is put away, as it would be for a demonstration. */
  static async open(stage: Stage): Promise<Chat> {
    const context = await stage.context({ viewport: { width: 1000, height: 1900 } });
    const page = await context.newPage();
    page.setDefaultTimeout(30_000);
    await page.goto(stage.chatUrl, { waitUntil: 'domcontentloaded' });
    await page.getByText('Log Panel').waitFor();
    await page.getByRole('textbox').first().waitFor();
    return new Chat(page);
  }

  /** Into the box below the cards, which may have boxes of their own. */
  async say(words: string): Promise<void> {
    await this.page.getByRole('textbox').last().click();
    await this.page.keyboard.type(words);
    await this.page.keyboard.press('Enter');
  }

  /** The newest card that shows these words, once there is one. */
  async card(words: string | RegExp): Promise<Locator> {
    const card = this.page.locator('.ac-adaptiveCard').filter({ hasText: words }).last();
    await card.waitFor();
    return card;
  }

  /** The newest card of a connector's set-up, which is drawn anew in place as the set-up goes on; no warning is one. */
  run(connector: string): RunningCard {
    const box = this.page
      .locator('.ac-adaptiveCard')
      .filter({ hasText: connector, hasNotText: WARNING })
      .last();
    return {
      box,
      shows: (words) => box.filter({ hasText: words }).waitFor(),
      press: (title) => this.press(box, title),
      pressWithin: (fold, title) => this.#pressWithin(box, fold, title),
      follow: (title) => this.follow(box, title),
    };
  }

  async press(card: Locator, title: string): Promise<void> {
    await card.getByText(title, { exact: true }).click();
  }

  /** What is folded away; a card that is drawn anew meanwhile folds it away again, and the person looks once more. */
  async #pressWithin(card: Locator, fold: string, title: string): Promise<void> {
    const button = card.getByText(title, { exact: true });
    for (let look = 1; ; look += 1) {
      if (!(await button.isVisible())) await this.press(card, fold);
      try {
        await button.click({ timeout: 5_000 });
        return;
      } catch (cause) {
        if (look === 4) throw cause;
      }
    }
  }

  /** Clicks a button that leaves the chat; resolves with the page it opens. */
  async follow(card: Locator, title: string): Promise<Page> {
    const opened = this.page.context().waitForEvent('page');
    await this.press(card, title);
    const page = await opened;
    page.setDefaultTimeout(30_000);
    await page.waitForLoadState('domcontentloaded');
    return page;
  }
}

/** At the pretend sign-in page. Keys of people are those of the sandbox, e.g. `anna`. */
export async function signInAs(page: Page, person: string): Promise<void> {
  await page.locator(`[data-persona="${person}"]`).click();
}

/** Closes a page once it has come to rest: one that is closed on the way to another may never be heard of again. */
export async function leave(page: Page): Promise<void> {
  await page.waitForLoadState('load');
  await page.close();
}
