/** The tab as several people meet it: it moves by itself, it is where the channel put it, and it ends and begins anew. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { vendorCertificate } from '../fakes/certificates.ts';
import { fillIn, RunningProduct, signIn, toNewForm, toProven } from '../fakes/product.ts';
import type { Journey, Persona } from '../fakes/product.ts';
import { expectSameAsCard } from '../fakes/tab/same-as-card.ts';
import type { ChatWith, Posted } from '../fakes/teams.ts';
import { leave } from './chat.ts';
import { browserIfAny } from './stage.ts';
import { TeamsWindow } from './teams-window.ts';

const browser = await browserIfAny();
const NAME = 'Nectar of Contoso';
/** The one of the pretend Teams. */
const CHANNEL = '19:registrar-connectors@thread.tacv2';
const inBrowser = browser === null ? describe.skip : describe;

afterAll(() => browser?.close());

inBrowser('several people before the tab', () => {
  let product: RunningProduct;
  let teams: TeamsWindow;

  beforeAll(async () => {
    product = await RunningProduct.open();
    await toProven(product, 'anna', { name: NAME });
  }, 60_000);
  afterAll(() => product.close());

  beforeEach(async () => {
    teams = await TeamsWindow.open(browser as Browser, product.url);
  });
  afterEach(() => teams.close());

  const main = () => teams.tab.locator('main');

  /** A page that is loaded anew has forgotten it. */
  async function mark(): Promise<void> {
    await (await teams.frame()).evaluate('window.marked = true');
  }
  async function isMarked(): Promise<boolean> {
    return (await teams.frame()).evaluate<boolean>('window.marked === true');
  }

  /** In the chat, to the Sign in card. */
  async function begun(key: Persona, name: string): Promise<Journey> {
    return fillIn(await toNewForm(product, key), { name });
  }

  test('what one does in the chat moves in the tab, without a reload; what they do there moves in the chat', async () => {
    await teams.shows(NAME);
    await mark();
    const journey = await begun('bo', 'Nectar of Bo');
    await teams.tab.getByRole('row').filter({ hasText: 'Nectar of Bo' }).getByText('Under way').waitFor();
    const { chat: bo, card } = await signIn(journey, 'bo');
    await teams.tab.getByRole('link', { name: 'Nectar of Bo' }).click();
    await teams.press('Open the set-up');
    await teams.shows('Bo Builder is setting this up. You can watch; the buttons are theirs.');
    await expectSameAsCard(main(), await bo.becomes(card, 'Send the plan'));
    expect(await isMarked()).toBe(true);

    await teams.sits('bo');
    await teams.tab.getByRole('link', { name: 'Nectar of Bo' }).click();
    await teams.press('Continue');
    await teams.tab.getByRole('radio', { name: /^Anna Admin/ }).check();
    await teams.press('Send the plan');
    await teams.shows('The plan is with Anna Admin');
    await expectSameAsCard(main(), await bo.becomes(card, /plan is with \*\*Anna Admin/));
    await approvedByAnna(bo, card);
  }, 90_000);

  async function approvedByAnna(bo: ChatWith, card: Posted): Promise<void> {
    await teams.sits('anna');
    await teams.tab.getByRole('link', { name: 'Nectar of Bo' }).click();
    await teams.press('Continue');
    await teams.shows('Bo Builder asks you to approve');
    await teams.signsIn(/^Sign in and approve/, 'anna');
    await teams.shows('is registered and checked.');
    await expectSameAsCard(main(), await bo.becomes(card, /^Hand over to/, 60));
    expect(await teams.tab.getByRole('button', { name: /^Hand over/ }).count()).toBe(0);
    await teams.sits('bo');
    await teams.tab.getByRole('link', { name: 'Nectar of Bo' }).click();
    await teams.tab.getByRole('button', { name: 'Hand-over' }).waitFor();
  }

  /** The words of what has the focus, and in which row of the list it stands. */
  async function focused(): Promise<string> {
    const frame = await teams.frame();
    return frame.evaluate<string>(
      `(({ activeElement: at }) => at.innerText + ' in row ' + at.closest('[role=row]').ariaRowIndex)(document)`,
    );
  }

  test('a row that has the focus keeps it when news take it to another place', async () => {
    await teams.tab.getByRole('link', { name: NAME }).focus();
    const before = await focused();
    const { chat, card } = await begun('bo', 'Nectar above it');
    await teams.shows('Nectar above it');
    const after = await focused();
    expect([before, after]).toEqual([
      expect.stringContaining(`${NAME} in row`),
      expect.stringContaining(`${NAME} in row`),
    ]);
    expect(after).not.toBe(before);
    await chat.press(card, 'Not now');
  });

  test('rows do not move while a pointer is on its way to one of them', async () => {
    await teams.shows(NAME);
    const frame = await teams.frame();
    await frame.evaluate(`
      const rows = document.querySelector('[role=rowgroup]:last-of-type');
      const move = () => rows.dispatchEvent(new PointerEvent('pointermove', { bubbles: true }));
      move();
      window.moving = setInterval(move, 50);
    `);
    const rows = Number(
      await teams.tab.getByRole('table', { name: 'Registrations' }).getAttribute('aria-rowcount'),
    );
    const read = teams.page.waitForResponse('**/api/tab/summary*');
    const form = toNewForm(product, 'bo');
    await read;
    expect(await teams.tab.locator(`[aria-rowcount="${rows}"]`).count()).toBe(1);
    const { chat, card } = await form;
    await frame.evaluate('clearInterval(window.moving)');
    await teams.tab.locator(`[aria-rowcount="${rows + 1}"]`).waitFor();
    await chat.press(card, 'Not now');
  });

  test('in a channel it is configured, shows that, and is taken away; warnings come as it says', async () => {
    const room = product.inChannel('anna', CHANNEL);
    await room.mention('alert here');
    await teams.page.getByText('Channel', { exact: true }).click();
    await teams.page.getByRole('button', { name: 'Add the tab' }).click();
    const settings = teams.page.frameLocator('dialog iframe');
    await settings.getByRole('radio', { name: 'Only these' }).check();
    await settings.getByRole('checkbox', { name: 'jtel Presence' }).check();
    await settings.getByLabel('Days before').fill('20, 2');
    await teams.page.getByRole('button', { name: 'Save' }).click();
    await teams.shows('None of the connectors of this tab is registered yet');
    await room.mention('alert settings');
    const card = await room.card('How this conversation is warned');
    expect(JSON.stringify(card.card)).toContain('20, 2');
    await teams.shows('Saved. The tab shows 1 connector. Warnings come here 20 and 2 days before.');
    await teams.press('Undo');
    await teams.shows('Undone.');
    await teams.shows(NAME);
    await room.mention('alert settings');
    const before = await room.card('How this conversation is warned');
    expect(JSON.stringify(before.card)).not.toContain('20, 2');
    await teams.page.getByRole('button', { name: 'Settings' }).click();
    expect(await settings.getByRole('radio', { name: 'All connectors' }).isChecked()).toBe(true);
    await teams.page.locator('dialog').getByRole('button', { name: 'Close' }).click();
    await teams.page.getByRole('button', { name: 'Remove' }).click();
    await teams.page.locator('dialog').getByRole('button', { name: 'Remove' }).click();
    await teams.page.getByText('has no tab yet').waitFor();
  }, 60_000);

  test('a certificate is given as the file it came as, and read at once', async () => {
    await teams.sits('pia');
    await teams.press('Set up a connector');
    await teams.press('Set up Nectar DXP');
    await teams.tab.getByRole('radio', { name: /^Certificate/ }).check();
    const page = await teams.opens(/^Upload it as a file/);
    const buffer = Buffer.from(vendorCertificate(Date.now()).pem);
    await page.locator('#file').setInputFiles({ name: 'nectar.pem', mimeType: 'text/plain', buffer });
    await page.getByRole('button', { name: 'Check it' }).click();
    await page.getByText('Compare the thumbprint').waitFor();
    await leave(page);
    await teams.shows(/^Certificate read: /);
  });

  test('who holds no role looks and changes nothing; a guest is told why there is nothing', async () => {
    await teams.sits('uma');
    await teams.tab.getByRole('link', { name: NAME }).click();
    await teams.shows('Warnings sent');
    expect(await teams.tab.getByRole('button').allTextContents()).toEqual(['Open in Microsoft Entra']);
    await teams.sits('gus');
    await teams.tab.getByRole('alert').waitFor();
    expect(await main().innerText()).toMatch(/guest/i);
    expect(await teams.tab.getByRole('link', { name: NAME }).count()).toBe(0);
  });

  test('a sign-in that ended is made anew unseen; where Teams gives none, it says so and offers one', async () => {
    await teams.shows(NAME);
    const given = teams.page.waitForResponse('**/host/token');
    await product.pass('PT30H');
    await teams.tab.getByRole('link', { name: NAME }).click();
    await given;
    await teams.shows('Warnings sent');

    await teams.page.route('**/host/token', (route) =>
      route.fulfill({ json: { why: 'The session is over' } }),
    );
    await product.pass('PT30H');
    await teams.tab.getByRole('link', { name: 'All registrations' }).click();
    await teams.shows('Teams says: The session is over.');
    await teams.page.unroute('**/host/token');
    await teams.press('Sign in again');
    await teams.shows(NAME);
  }, 60_000);

  test('a restart of the product is not noticed, and news come afterwards', async () => {
    await teams.shows(NAME);
    await mark();
    await product.stop();
    await teams.shows(/The connection is lost/);
    await product.start();
    await begun('dana', 'Nectar of Dana');
    await teams.shows('Nectar of Dana');
    expect(await isMarked()).toBe(true);
    await teams.tab.getByText(/The connection is lost/).waitFor({ state: 'detached' });
  }, 60_000);
});
