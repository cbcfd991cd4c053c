/** The tab as one person meets it, in the pretend Teams: set up, handed over, warned of, renewed. The chat says the same. */
import { afterAll, afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { readFile } from 'node:fs/promises';
import { RunningProduct } from '../fakes/product.ts';
import { expectSameAsCard, wordOn } from '../fakes/tab/same-as-card.ts';
import { readOn, type ChatWith, type Posted } from '../fakes/teams.ts';
import { leave, signInAs } from './chat.ts';
import { Pictures } from './pictures.ts';
import { browserIfAny } from './stage.ts';
import { TeamsWindow } from './teams-window.ts';

const browser = await browserIfAny();
const pictures = new Pictures();
const inBrowser = browser === null ? describe.skip : describe;
const NAME = 'Nectar of Contoso';

afterAll(async () => {
  pictures.forget();
  await browser?.close();
});

inBrowser('the tab, beside the chat', () => {
  let product: RunningProduct;
  let teams: TeamsWindow;
  let chat: ChatWith;

  beforeEach(async () => {
    if (browser === null) return;
    product = await RunningProduct.open();
    chat = product.chat('anna');
    await chat.say('alert here');
    teams = await TeamsWindow.open(browser, product.url);
  }, 60_000);

  afterEach(async () => {
    await teams.close();
    await product.close();
  });

  const main = () => teams.tab.locator('main');

  /** Once the card has got as far, the tab says what it says. */
  async function same(card: Posted, words: string | RegExp): Promise<void> {
    const moved = await chat.becomes(card, words, 60);
    await main().getByText(wordOn(moved), { exact: true }).first().waitFor();
    await expectSameAsCard(main(), moved);
  }

  /** From the gallery to the choices. A name that is refused stays in its field. */
  async function choose(): Promise<Posted> {
    await teams.shows('No connector is registered yet');
    await teams.shows('Connectors in Contoso');
    await teams.press('Set up a connector');
    await teams.press('Set up Nectar DXP');
    const name = teams.tab.getByLabel('Name in your tenant');
    await name.fill('Nectar <one>');
    await chat.say('status');
    const card = await chat.card('Name in your tenant');
    await teams.tab.getByRole('checkbox', { name: /GroupMember/ }).uncheck();
    await teams.press('Continue');
    await teams.tab.getByRole('alert').first().waitFor();
    expect(await name.inputValue()).toBe('Nectar <one>');
    expect(await teams.tab.getByRole('checkbox', { name: /GroupMember/ }).isChecked()).toBe(false);
    await same(card, 'Nectar <one>');
    await name.fill(NAME);
    await teams.press('Continue');
    await same(card, /^Sign in \(/);
    return card;
  }

  /** As far as the answer that is held. */
  async function sameAtWork({ id }: Posted): Promise<void> {
    const stands = /Working\s*Secret/;
    const holds = (posted: Posted): boolean => posted.id === id && stands.test(readOn(posted));
    const moved = await product.teams.until(chat.conversationId, 'its secret under way', holds);
    await teams.tab.getByRole('listitem').filter({ hasText: stands }).waitFor();
    await expectSameAsCard(main(), moved);
  }

  async function register(card: Posted): Promise<void> {
    await teams.signsIn(/^Sign in/, 'anna');
    await teams.shows('This is everything that will be written in Contoso.');
    await same(card, 'Approve and register');
    const goOn = product.hold('POST', '/v1.0/$batch');
    await teams.press('Approve and register');
    await teams.shows('You can leave; it goes on and shows here.');
    await sameAtWork(card);
    goOn();
    await teams.shows(`${NAME} is registered and checked.`);
    await same(card, /^Hand over to/);
  }

  /** In its window; the secret is there once, and gone when the page is loaded again. */
  async function handOver(picture = ''): Promise<void> {
    const page = await teams.opens('Hand over to Nectar');
    await signInAs(page, 'anna');
    await page.getByRole('heading', { level: 1, name: /^Hand over / }).waitFor();
    await page.waitForLoadState();
    if (picture !== '') await pictures.take(page, picture);
    await page.getByRole('button', { name: 'Reveal once' }).click();
    await page.getByText('Shown once. Copy it now').waitFor();
    await page.reload();
    expect(await page.getByRole('button', { name: 'Reveal once' }).count()).toBe(0);
    await leave(page);
  }

  test('from the gallery to the hand-over, and to the list and the record of it', async () => {
    const card = await choose();
    await register(card);
    await handOver('tab-hand-over');
    await teams.shows('The secret was shown. Confirm when you have sent it.');
    await same(card, 'The secret was shown');
    await teams.press('I have sent it');
    await teams.shows('is registered, proven and handed over.');
    await same(card, /handed over/);

    await teams.tab.getByRole('link', { name: 'All registrations' }).click();
    await teams.shows('1 registration');
    await teams.tab.locator('[aria-label="Next 12 months"] button').first().waitFor();
    await teams.tab.getByRole('link', { name: NAME }).click();
    await teams.shows(/^Graph request [0-9a-f-]{36}/);
    expect(await main().innerText()).toContain('Anna Admin');
    await exports();
  }, 120_000);

  async function exports(): Promise<void> {
    await teams.tab.getByRole('link', { name: 'All registrations' }).click();
    expect(await exported('Table (CSV)', 'registrations.csv')).toContain(NAME);
    const [line] = JSON.parse(await exported('Data (JSON)', 'registrations.json')) as { name: string }[];
    expect(line?.name).toBe(NAME);
    expect(await exported('Calendar of lapses (ICS)', 'lapses.ics')).toContain('BEGIN:VEVENT');
    await evidence();
    await subscription();
  }

  async function exported(title: string, name: string): Promise<string> {
    const coming = teams.page.waitForEvent('download');
    await teams.press('Export');
    if (name.endsWith('.csv')) await pictures.take(teams.page, 'tab-exports');
    await teams.tab.getByRole('menuitem', { name: title }).click();
    const download = await coming;
    expect(download.suggestedFilename()).toBe(name);
    return readFile(await download.path(), 'utf8');
  }

  async function evidence(): Promise<void> {
    const opened = teams.page.context().waitForEvent('page');
    await teams.press('Export');
    await teams.tab.getByRole('menuitem', { name: 'Evidence page for auditors' }).click();
    const page = await opened;
    await page.getByRole('heading', { name: 'What is registered in Contoso' }).waitFor();
    await page.emulateMedia({ media: 'print' });
    const styled = "getComputedStyle(document.querySelector('table')).borderCollapse";
    expect(await page.evaluate(styled)).toBe('collapse');
    await pictures.take(page, 'tab-evidence');
    await leave(page);
  }

  /** A calendar has no sign-in; whoever took the address back took it from the calendar as well. */
  async function subscription(): Promise<void> {
    await teams.press('Export');
    await teams.tab.getByRole('menuitem', { name: 'Subscribe in a calendar…' }).click();
    await teams.press('Make an address');
    const address = teams.tab.getByRole('dialog').locator('code');
    await address.filter({ hasText: '/calendar/' }).waitFor();
    const url = await address.innerText();
    expect(await (await fetch(url)).text()).toContain(NAME);
    await teams.press('Take it back');
    await teams.shows('The address no longer works.');
    expect((await fetch(url)).status).toBe(404);
  }

  test('a year later: warned of, put off, renewed, and the old one taken away by its name', async () => {
    await register(await choose());
    await handOver();
    await teams.press('I have sent it');
    await teams.shows('is registered, proven and handed over.');
    await teams.tab.getByRole('link', { name: 'All registrations' }).click();
    await teams.tab.getByRole('link', { name: NAME }).click();
    await teams.shows('Healthy');

    await product.pass('P306D');
    const warning = await chat.card(/ends .* \(in \d+ days\)/, 60);
    await teams.shows('Expiring');
    const [left = ''] = /in \d+ days/.exec(readOn(warning)) ?? [];
    await teams.shows(left);
    await putOff(warning);
    await renew();
  }, 180_000);

  async function putOff(warning: Posted): Promise<void> {
    await teams.press('Snooze');
    const soon = new Date(Date.now() + 320 * 86_400_000).toISOString().slice(0, 10);
    await teams.tab.getByLabel('Until').fill(soon);
    await teams.tab.getByLabel('Why it can wait').fill('The vendor is moving');
    await teams.tab.getByRole('dialog').getByRole('button', { name: 'Snooze' }).click();
    await teams.shows('The vendor is moving');
    const silent = await chat.becomes(warning, 'Snoozed', 60);
    expect(readOn(silent)).toContain('The vendor is moving');
    await teams.press('Undo');
    await teams.shows('Undone.');
    await chat.becomes(warning, /ends .* \(in \d+ days\)/, 60);
  }

  async function renew(): Promise<void> {
    await teams.press('Renew');
    await teams.shows('Choices');
    await chat.say('status');
    const card = await chat.card('A new credential beside the old secret');
    await teams.press('Continue');
    await teams.signsIn(/^Sign in/, 'anna');
    await teams.shows('gets a new credential.');
    await same(card, 'Approve this change');
    await pictures.take(teams.page, 'tab-renew');
    await teams.press('Approve this change');
    await teams.shows(`${NAME} is registered and checked.`);
    await same(card, /^Hand over to/);
    await handOver();
    await teams.press('I have sent it');
    await teams.press(/^Done: /);
    await same(card, 'In use everywhere: remove the old secret');
    await removeOld();
    await same(card, 'The old secret is removed');
  }

  async function removeOld(): Promise<void> {
    await teams.press('Remove the old secret…');
    const dialog = teams.tab.getByRole('alertdialog');
    await dialog.getByLabel(/type the name/).fill('Nectar');
    expect(await dialog.getByRole('button', { name: 'Remove the old secret' }).isDisabled()).toBe(true);
    await dialog.getByLabel(/type the name/).fill(NAME);
    await pictures.take(teams.page, 'tab-remove-old');
    await dialog.getByRole('button', { name: 'Remove the old secret' }).click();
    await teams.shows('Your sign-in has run out.');
    await teams.signsIn(/^Sign in/, 'anna');
    await teams.shows('The old secret is removed, and seen to be gone.');
  }
});
