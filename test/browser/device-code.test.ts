/** The page that shows a code, in a real browser: its clock is moved, and what Entra would say is made up. */
import { afterAll, afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { THERE, TYPED } from '../fakes/page-device.ts';
import { PRESS } from '../fakes/page-engine.ts';
import { startPageServer, type PageServer } from '../fakes/page-server.ts';
import { lowContrast } from './reading.ts';
import { browserIfAny } from './stage.ts';

const browser = await browserIfAny();
const inBrowser = browser === null ? describe.skip : describe;

afterAll(async () => {
  await browser?.close();
});

inBrowser('the page with a code', () => {
  let site: PageServer;
  let page: Page;

  beforeEach(async () => {
    site = await startPageServer();
  });

  afterEach(async () => {
    await page.context().close();
    await site.server.close();
  });

  async function open(options: BrowserContextOptions = {}): Promise<void> {
    const context = await browser?.newContext({ viewport: { width: 900, height: 900 }, ...options });
    if (context === undefined) throw new TypeError('no browser');
    await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: site.server.url });
    page = await context.newPage();
    await page.clock.install();
    await page.goto(`${site.server.url}/auth/device?press=${PRESS}`);
  }

  const clipboard = () => page.evaluate<string>('navigator.clipboard.readText()');
  const asked = () => site.engine.calls.filter((call) => call.startsWith('ask')).length;

  /** Moves the page's clock, and waits until what it then asks for is answered. */
  async function afterNextQuestion(): Promise<void> {
    const answered = page.waitForResponse((response) => response.url().endsWith('/auth/device/poll'));
    await page.clock.fastForward(5_000);
    await answered;
  }

  test('copies the code', async () => {
    await open();
    await page.getByRole('button', { name: 'Copy code' }).click();
    await page.getByText('Copied: the code.').waitFor();
    expect(await clipboard()).toBe(TYPED);
  });

  test('copies the code and opens Microsoft’s page beside this one', async () => {
    await open();
    await page.context().route(`${THERE}*`, (route) => route.fulfill({ body: 'Enter code' }));
    const opened = page.context().waitForEvent('page');
    await page.getByRole('link', { name: 'Copy code and open page in new tab' }).click();
    const there = await opened;
    await there.waitForURL(THERE);
    await page.bringToFront();
    expect(await clipboard()).toBe(TYPED);
    expect(page.url()).toContain('/auth/device');
  });

  test('counts down, and asks every five seconds until somebody has signed in', async () => {
    await open();
    const clock = page.getByRole('timer');
    expect(await clock.textContent()).toBe('15:00');
    const before = asked();
    await afterNextQuestion();
    expect(await clock.textContent()).toBe('14:55');
    await afterNextQuestion();
    expect(asked()).toBe(before + 2);
    await page.getByText('Waiting until').waitFor();
    site.engine.device.ends = 'signed in';
    await afterNextQuestion();
    const heading = page.getByRole('heading', { name: 'Signed in as Anna <b>Admin</b>' });
    await heading.waitFor();
    expect(await page.evaluate('document.activeElement.tagName')).toBe('H1');
    expect(await page.getByText('Start again').count()).toBe(0);
    await page.clock.fastForward(60_000);
    expect(asked()).toBe(before + 3);
  });

  test('says why there is no sign-in, and makes another code', async () => {
    await open();
    site.engine.device.ends = 'SIGNIN_WRONG_PERSON';
    await afterNextQuestion();
    await page.getByRole('heading', { name: 'Somebody else signed in.' }).waitFor();
    expect(await lowContrast(page)).toEqual([]);
    site.engine.device.ends = 'not yet';
    await page.getByRole('link', { name: 'Start again' }).click();
    await page.getByText(TYPED).waitFor();
    expect(site.engine.calls.filter((call) => call.startsWith('code'))).toHaveLength(2);
  });

  test('asks on while the server is away, and hears of it when it is back', async () => {
    await open();
    await page.route('**/auth/device/poll', (route) => route.abort(), { times: 1 });
    await page.clock.fastForward(5_000);
    await page.getByText('Registrar does not answer.').waitFor();
    site.engine.device.ends = 'signed in';
    await afterNextQuestion();
    await page.getByRole('heading', { name: 'Signed in as' }).waitFor();
  });

  test('is cancelled by its button', async () => {
    await open();
    await page.getByRole('button', { name: 'Cancel' }).click();
    await page.getByRole('heading', { name: 'The sign-in was cancelled.' }).waitFor();
    expect(site.engine.calls.at(-1)).toMatch(/^cancel /);
  });

  test('asks by a button where scripts are off', async () => {
    await open({ javaScriptEnabled: false });
    await page.getByRole('button', { name: 'I have signed in' }).click();
    await page.getByText(TYPED).waitFor();
    site.engine.device.ends = 'signed in';
    await page.getByRole('button', { name: 'I have signed in' }).click();
    await page.getByRole('heading', { name: 'Signed in as' }).waitFor();
  });
});
