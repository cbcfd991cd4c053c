/** Contrast of text with what it stands on, as WCAG 2.2 counts it (success criterion 1.4.3). */
import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';

const IN_PAGE = readFileSync(new URL('contrast.in-page.js', import.meta.url), 'utf8');

/** Texts with less than 4.5 to 1, each with what it has. */
export function lowContrast(page: Page): Promise<string[]> {
  return page.evaluate<string[]>(IN_PAGE);
}
