/** What it takes a browser to show the tab in the pretend Teams, and how smoothly the list is scrolled. */
import type { Browser, Frame, Page } from 'playwright-core';

const ROOM = { width: 1400, height: 900 };
const PATIENCE_MS = 30_000;

/** Before anything of the page runs. The list is usable once a line of it is drawn and the page is free to answer a press. */
const WATCH = `
if (location.pathname.startsWith('/tab')) {
  const look = () => {
    if (document.querySelector('[role=row] a, main section h2:not([id])') === null) return requestAnimationFrame(look);
    requestAnimationFrame(() => setTimeout(() => { window.usableMs = performance.now(); }));
  };
  requestAnimationFrame(look);
}`;

/** A browser that has never seen the page: from the moment on in which Teams opens its frame, in milliseconds. */
export async function untilUsable(browser: Browser, hostUrl: string): Promise<number> {
  return inFreshRoom(browser, hostUrl, (tab) => tab.evaluate<number>('window.usableMs'));
}

/** The fewest frames of any second while the list is scrolled for so many seconds, two screens in each of them. */
export async function framesWhileScrolled(
  browser: Browser,
  hostUrl: string,
  seconds: number,
): Promise<number> {
  return inFreshRoom(browser, hostUrl, async (tab, page) => {
    await page.waitForLoadState('load');
    const times = await tab.evaluate<number[]>(scrolling(seconds));
    return fewestInASecond(times);
  });
}

/** Answers when each frame was drawn. Goes on at the top when the end is reached. */
function scrolling(seconds: number): string {
  return `new Promise((done) => {
    const times = [];
    const step = (time) => {
      times.push(time);
      if (time - times[0] > ${seconds * 1000}) return done(times);
      const passed = times.length < 2 ? 0 : time - times.at(-2);
      const end = document.documentElement.scrollHeight - innerHeight;
      scrollTo(0, scrollY >= end ? 0 : scrollY + (2 * innerHeight * passed) / 1000);
      requestAnimationFrame(step);
    };
    requestAnimationFrame(step);
  })`;
}

export function fewestInASecond(times: readonly number[]): number {
  const last = (times.at(-1) ?? 0) - 1000;
  const seconds = times.filter((time) => time <= last);
  return Math.min(
    // A little more than a second, so that the frame that is drawn on it counts however it is rounded.
    ...seconds.map((from) => times.filter((time) => time > from && time <= from + 1000.1).length),
  );
}

/** The page's policy allows no looking by text again and again, so it is one look that stays. */
const USABLE = `new Promise((done) => {
  const look = () => (window.usableMs === undefined ? setTimeout(look, 10) : done());
  look();
})`;

async function inFreshRoom<T>(
  browser: Browser,
  hostUrl: string,
  work: (tab: Frame, page: Page) => Promise<T>,
): Promise<T> {
  const context = await browser.newContext({ viewport: ROOM });
  try {
    context.setDefaultTimeout(PATIENCE_MS);
    // Nothing outside of this machine is asked; the page has to do without.
    await context.route('https://res.cdn.office.net/**', (route) => route.abort());
    await context.addInitScript(WATCH);
    const page = await context.newPage();
    await page.goto(hostUrl);
    const tab = await tabIn(page);
    await tab.evaluate(USABLE);
    return await work(tab, page);
  } finally {
    await context.close();
  }
}

async function tabIn(page: Page): Promise<Frame> {
  const frame = await (await page.waitForSelector('iframe[src*="/tab"]')).contentFrame();
  if (frame === null) throw new TypeError('the page that plays Teams shows no tab');
  return frame;
}
