/** Whether a page can be read: the contrast of its text, and whether it fits the window. */
import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';

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
