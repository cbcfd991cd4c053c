/** The plain pages, product's and sandbox's: at every width, in light and dark, readable and whole. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';

import { Pictures } from './pictures.ts';
import { beyondWindow, lowContrast } from './reading.ts';
import { browserIfAny, Stage } from './stage.ts';
import { violations } from './tab-stage.ts';

const browser = await browserIfAny();
const pictures = new Pictures();
const inBrowser = browser === null ? describe.skip : describe;

inBrowser('the pages', () => {
  let stage: Stage;

  beforeAll(async () => {
    if (browser !== null) stage = await Stage.open(browser);
  }, 60_000);

  afterAll(async () => {
    await stage.close();
    pictures.forget();
    await browser?.close();
  });

  function places(): Readonly<Record<string, string>> {
    return {
      start: stage.productUrl,
      'page-not-found': `${stage.productUrl}/nowhere`,
      sandbox: stage.sandboxUrl,
      directory: `${stage.sandboxUrl}/directory`,
    };
  }

  async function each(page: Page, look: (name: string) => Promise<void>): Promise<void> {
    for (const [name, url] of Object.entries(places())) {
      await page.goto(url);
      await look(name);
    }
    await page.context().close();
  }

  test.each([320, 768, 1600])('fit a window %i wide without scrolling sideways', async (width) => {
    const page = await (await stage.context()).newPage();
    const wide: string[] = [];
    await each(page, async (name) => {
      const beyond = await beyondWindow(page, width);
      if (beyond > 0) wide.push(`${name}: ${beyond} pixels`);
    });
    expect(wide).toEqual([]);
  });

  test.each(['light', 'dark'] as const)('have enough contrast when it is %s', async (colorScheme) => {
    const page = await (
      await stage.context({ colorScheme, viewport: { width: 900, height: 800 } })
    ).newPage();
    const weak: string[] = [];
    await each(page, async (name) => {
      for (const text of await lowContrast(page)) weak.push(`${name}: ${text}`);
      if (colorScheme === 'light' && name !== 'directory') await pictures.take(page, name);
    });
    expect(weak).toEqual([]);
  });

  test('have one heading of the first level, a language and a title', async () => {
    const page = await (await stage.context()).newPage();
    await each(page, async (name) => {
      expect([name, await page.locator('h1').count()]).toEqual([name, 1]);
      expect(await page.locator('html').getAttribute('lang')).toBe('en');
      expect(await page.title()).not.toBe('');
    });
  });

  test('have nothing that axe-core objects to', async () => {
    const page = await (await stage.context()).newPage();
    const wrong: string[] = [];
    await each(page, async (name) => {
      for (const found of await violations(page.mainFrame())) wrong.push(`${name}: ${found}`);
    });
    expect(wrong).toEqual([]);
  });

  test('ask nothing of any other machine', async () => {
    const page = await (await stage.context()).newPage();
    const asked: string[] = [];
    page.on('request', (request) => asked.push(new URL(request.url()).hostname));
    await each(page, async () => undefined);
    expect(new Set(asked)).toEqual(new Set(['localhost']));
  });
});
