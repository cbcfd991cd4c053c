/** One row of `npm run bench tab`. */
import type { Browser } from 'playwright-core';
import { neededScripts, packedSize, readManifest } from '../../scripts/tab/size.ts';
import { BUILT } from '../../scripts/tab/stale.ts';
import { framesWhileScrolled, untilUsable } from './browser.ts';
import { openSite, type BenchSite } from './site.ts';

export interface TabCost {
  readonly registrations: number;
  /** Scripts the page needs before it draws the list, as gzip packs them. */
  readonly jsKbGzip: number;
  /** From the opening of the frame, nothing cached, until a line of the list is drawn and can be pressed; the median. */
  readonly usableMs: number;
  /** The fewest frames of any second while the list is scrolled. */
  readonly fps: number;
  /** A page of 100 from the API; the median. */
  readonly apiMedianMs: number;
}

/** How often, and for how many seconds. */
export interface Patience {
  readonly opens: number;
  readonly requests: number;
  readonly seconds: number;
}

const PAGE = 100;

export async function measureTab(
  registrations: number,
  browser: Browser,
  { opens, requests, seconds }: Patience,
): Promise<TabCost> {
  const site = await openSite(registrations);
  try {
    const apiMedianMs = await medianOf(requests, () => timed(site));
    return {
      registrations,
      jsKbGzip: tenths(packedSize(BUILT, neededScripts(readManifest(BUILT), 'index.html')) / 1024),
      usableMs: Math.round(await medianOf(opens, () => untilUsable(browser, site.hostUrl))),
      fps: await framesWhileScrolled(browser, site.hostUrl, seconds),
      apiMedianMs: tenths(apiMedianMs),
    };
  } finally {
    await site.close();
  }
}

async function timed(site: BenchSite): Promise<number> {
  const began = performance.now();
  await site.page(PAGE);
  return performance.now() - began;
}

async function medianOf(times: number, measure: () => Promise<number>): Promise<number> {
  const found: number[] = [];
  for (let time = 0; time < times; time += 1) found.push(await measure());
  return found.toSorted((a, b) => a - b)[Math.floor(times / 2)] ?? 0;
}

function tenths(value: number): number {
  return Math.round(value * 10) / 10;
}
