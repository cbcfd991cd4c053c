/** The overview of the tab: one look tells where it stands, with none, one, a dozen and ten thousand registrations. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Frame } from 'playwright-core';
import { lines } from '../fakes/tab/register.ts';
import { walkThrough } from './keyboard.ts';
import { browserIfAny } from './stage.ts';
import { beyondFrame, TabStage, teams, violations } from './tab-stage.ts';

const browser = await browserIfAny();
const inBrowser = browser === null ? describe.skip : describe;

inBrowser('the overview of the tab', () => {
  let stage: TabStage;

  beforeAll(async () => {
    if (browser !== null) stage = await TabStage.open(browser);
  });

  afterAll(async () => {
    await stage.close();
    await browser?.close();
  });

  const rows = (tab: Frame) => tab.locator('[role=table] [role=row] a');
  const settled = async (tab: Frame): Promise<void> => {
    await tab.waitForSelector('[role=table][aria-busy=false]');
    await tab.waitForSelector('[aria-label="Filter: State"]');
    await tab.waitForSelector('header [aria-haspopup=menu]');
  };

  test('says what it is for when nothing is registered', async () => {
    const { tab } = await stage.show({}, { registrations: 0 });
    await tab.waitForSelector('text=No connector is registered yet');
    await tab.waitForSelector('h1:text("Connectors in Contoso")');
    await tab.getByRole('button', { name: 'Set up a connector' }).click();
    await tab.waitForSelector('h1:text("Set up a connector")');
  });

  test('is whole with one registration', async () => {
    const { tab } = await stage.show({}, { registrations: 1 });
    await settled(tab);
    expect(await rows(tab).allTextContents()).toEqual(['LiveDR']);
    expect(await tab.textContent('header p')).toBe(
      'Nothing needs younext lapse in 6 monthschecked 4 minutes ago',
    );
  });

  test('draws what is in sight of ten thousand, and reads on while it is scrolled', async () => {
    const { tab, errors } = await stage.show({}, { registrations: 10_000 });
    await settled(tab);
    await tab.waitForSelector('text=10,000 registrations');
    expect(await rows(tab).count()).toBeLessThan(40);
    await tab.waitForSelector('svg text');
    await tab.evaluate('window.scrollTo(0, 60 * 600)');
    await tab.waitForSelector('[role=row][aria-rowindex="700"] a');
    expect(errors).toEqual([]);
  }, 20_000);

  test.each([320, 1600])('counts ten thousand by month, as wide as a window of %i', async (width) => {
    const { tab, errors } = await stage.show({}, { registrations: 10_000, width });
    await settled(tab);
    await tab.waitForSelector('svg text');
    const [bars = 0, room = 0, columns = 0] = await tab.evaluate<number[]>(BARS);
    expect(columns).toBeGreaterThanOrEqual(12);
    expect(bars / room).toBeGreaterThan(0.9);
    expect(await beyondFrame(tab)).toBe(0);
    await tab.getByRole('button', { name: 'Show as a table' }).click();
    const table = tab.getByRole('region', { name: 'How many lapse in each month' });
    expect(await table.locator('tbody tr').count()).toBe(14);
    expect(await table.locator('tbody tr').first().textContent()).toMatch(/^Overdue\d+ lapses/);
    expect(await violations(tab)).toEqual([]);
    expect(errors).toEqual([]);
  });

  test('is narrowed down by words, state and date, and the address keeps it', async () => {
    const { tab, page } = await stage.show();
    await settled(tab);
    await tab.getByLabel('Search registrations').fill('cirrus');
    await tab.waitForSelector('text=2 of 12 registrations');
    await tab.getByLabel('Search registrations').fill('');
    await tab.waitForSelector('text="12 registrations"');
    await tab.getByRole('button', { name: 'Filter: State' }).click();
    await tab.getByRole('menuitemcheckbox', { name: /Expiring/ }).click();
    await page.keyboard.press('Escape');
    await tab.waitForSelector('text=2 of 12 registrations');
    expect(await tab.evaluate('location.hash')).toBe('#/?state=expiring');
    await tab.getByRole('button', { name: 'Clear filters' }).click();
    await tab.waitForSelector('text="12 registrations"');
    await tab.getByLabel('Search registrations').fill('nobody');
    await tab.waitForSelector('text=No registration fits these filters');
  });

  test('is sorted by a press on a column, and grouped under headings', async () => {
    const { tab } = await stage.show();
    await settled(tab);
    const name = tab.getByRole('columnheader', { name: 'Name' });
    await name.getByRole('button').click();
    await tab.waitForSelector('[aria-sort=ascending]');
    const first = await rows(tab).first().textContent();
    await name.getByRole('button').click();
    await tab.waitForSelector(`[role=row][aria-rowindex="2"] a:not(:text-is("${first ?? ''}"))`);
    expect(await name.getAttribute('aria-sort')).toBe('descending');
    await tab.getByRole('button', { name: 'Filter: Group by' }).click();
    await tab.getByRole('menuitemradio', { name: 'Owner' }).click();
    await tab.waitForSelector('[role=row] >> text=/Anna Admin.*4 registrations/');
    expect(await violations(tab)).toEqual([]);
  });

  test('shows the timeline as a table, too', async () => {
    const { tab } = await stage.show();
    await settled(tab);
    await tab.getByRole('button', { name: 'Show as a table' }).click();
    const table = tab.getByRole('region', { name: 'Every lapse of the next 12 months' });
    expect(await table.getByRole('row').count()).toBe(11);
    expect(await table.getByRole('row').nth(1).textContent()).toContain('12 Nov 2026 (9 days ago)');
  });

  test('is walked through with the keyboard in the order of what is read', async () => {
    const { page, tab } = await stage.show();
    await settled(tab);
    await tab.waitForSelector('[aria-label="Next 12 months"] button');
    const { stops } = await walkThrough(page, tab);
    expect(stops.slice(0, 11)).toEqual([
      'Export',
      'Set up a connector',
      '2 need you',
      'Back to the chat',
      'Show as a table',
      'Sign-in of Cirrus Server – Mail, Cirrus Connect: 12 Nov 2026 (9 days ago)',
      'Search registrations',
      'Filter: State',
      'Filter: Connector',
      'Filter: Lapses within',
      'Filter: Group by',
    ]);
    expect(stops).toContain('LiveDR');
  });

  test('goes from mark to mark with the arrow keys, and from a mark to its registration', async () => {
    const { page, tab } = await stage.show();
    await settled(tab);
    await tab.locator('[aria-label="Next 12 months"] button').first().focus();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Enter');
    await tab.waitForSelector('h1:text("Nectar DXP Cloud Connector")');
  });

  test('moves when something changes elsewhere, also after the connection was lost', async () => {
    const { tab } = await stage.show({}, { registrations: 1 });
    await settled(tab);
    stage.api.cutStreams();
    stage.api.lines = lines(2);
    await tab.waitForSelector('text="2 registrations"', { timeout: 10_000 });
  });

  test('takes the theme that Teams changes to', async () => {
    const { page, tab } = await stage.show();
    await settled(tab);
    await teams(page, "teams.say('themeChange', 'dark')");
    await tab.waitForSelector('[data-theme=dark]');
  });

  test('hands out the list, and an address for calendars that can be taken back', async () => {
    const { page, tab } = await stage.show();
    await settled(tab);
    await tab.getByRole('button', { name: 'Export' }).click();
    const download = page.waitForEvent('download');
    await tab.getByRole('menuitem', { name: 'Table (CSV)' }).click();
    expect((await download).suggestedFilename()).toBe('registrations.csv');
    await tab.waitForSelector('text=registrations.csv is in your downloads.');
    await tab.getByRole('button', { name: 'Export' }).click();
    await tab.getByRole('menuitem', { name: /Subscribe/ }).click();
    await tab.waitForSelector('text=one address at a time');
    expect(await violations(tab)).toEqual([]);
    await tab.getByRole('button', { name: 'Make an address' }).press('Enter');
    await tab.waitForSelector('text=registrar.contoso.example/calendar');
    await tab.getByRole('button', { name: 'Copy the address' }).and(tab.locator(':focus')).waitFor();
    expect(await violations(tab)).toEqual([]);
    await tab.getByRole('button', { name: 'Take it back' }).click();
    await tab.waitForSelector('text=The address no longer works.');
    expect(stage.api.asked.map(({ what }) => what)).toContain('POST /calendar/revoke');
  });

  test('what waits for somebody is a press away', async () => {
    const { tab } = await stage.show();
    await settled(tab);
    await tab.getByRole('button', { name: '2 need you' }).click();
    await tab.waitForSelector('text=2 of 12 registrations');
  });
});

/** From the first bar to the last, of how many pixels between the axis and the end, and how many of them there are. */
const BARS = `(() => {
  const chart = document.querySelector('[inert] svg');
  const boxes = [...chart.querySelectorAll('rect, path[cursor], path[rx]')].map((bar) => bar.getBoundingClientRect()).filter(({ width }) => width > 2);
  const [left, right] = [Math.min(...boxes.map((box) => box.left)), Math.max(...boxes.map((box) => box.right))];
  const room = chart.getBoundingClientRect();
  return [right - left, room.width - 60, new Set(boxes.map((box) => Math.round(box.left))).size];
})()`;
