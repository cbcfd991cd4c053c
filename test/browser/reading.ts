/** Whether a page can be read: the contrast of its text, whether it fits the window, and where the keyboard is. */
import { readFileSync } from 'node:fs';
import type { Locator, Page } from 'playwright-core';

const IN_PAGE = readFileSync(new URL('contrast.in-page.js', import.meta.url), 'utf8');

/** Texts with less contrast than 4.5 to 1, each with what it has (WCAG 2.2, success criterion 1.4.3). */
export function lowContrast(page: Page): Promise<string[]> {
  return page.evaluate<string[]>(IN_PAGE);
}

/** How many pixels of it lie beyond the right edge of a window of that width. */
export async function beyondWindow(page: Page, width: number): Promise<number> {
  await page.setViewportSize({ width, height: 900 });
  return page.evaluate<number>('document.documentElement.scrollWidth - window.innerWidth');
}

/** Pixels a card keeps free at its right edge. */
const MARGIN = 12;

/** Parts of a card that stick out of it at the right, where it cuts them off. */
export function cutOff(card: Locator): Promise<string[]> {
  return card.evaluate((box, margin) => {
    const edge = box.getBoundingClientRect().right - margin;
    return [...box.querySelectorAll('*')]
      .filter((part) => part.getBoundingClientRect().right > edge)
      .map((part) => part.textContent);
  }, MARGIN);
}

/** What the Tab key stops at without an outline around it (WCAG 2.2, success criterion 2.4.7). */
export async function unseenStops(page: Page): Promise<string[]> {
  const stops = await page.evaluate<number>(
    `[...document.querySelectorAll('a[href], button, input')].filter((stop) => stop.checkVisibility()).length`,
  );
  const unseen: string[] = [];
  for (let stop = 0; stop < stops; stop += 1) {
    await page.keyboard.press('Tab');
    const [name, width] = await page.evaluate<[string, string]>(
      `[document.activeElement.textContent.trim(), getComputedStyle(document.activeElement).outline]`,
    );
    if (!/\b[2-9]px\b/.test(width)) unseen.push(`${name}: ${width}`);
  }
  return unseen;
}
