/**
 * What the tab costs the browser and the server with nothing, a few, a thousand and ten thousand registrations: the
 * page as it is built, in Chromium, in the page that plays Teams, before the product's server and API on PGlite.
 */
import { ensurePage } from '../scripts/tab/ensure.ts';
import { launchBrowser } from '../test/browser/chromium.ts';
import { measureTab } from './tab/measure.ts';

const SIZES = [0, 12, 1_000, 10_000];
const PATIENCE = { opens: 9, requests: 101, seconds: 8 };

export default async function tab() {
  const browser = (await ensurePage()) ? await launchBrowser() : null;
  if (browser === null) throw new TypeError('There is no browser to measure with, or no page for it.');
  try {
    const rows = [];
    for (const size of SIZES) rows.push({ ...(await measureTab(size, browser, PATIENCE)) });
    return { rows };
  } finally {
    await browser.close();
  }
}
