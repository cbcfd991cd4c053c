/** The other four connectors in a real browser, each from the words to the hand-over page, in one chat. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { DEVICE_SIGN_IN_APP_ID } from '../../src/sandbox/seed.ts';
import { Chat, leave, signInAs } from './chat.ts';
import type { RunningCard } from './chat.ts';
import { Pictures } from './pictures.ts';
import { cutOff, lowContrast } from './reading.ts';
import { browserIfAny, Stage } from './stage.ts';

const browser = await browserIfAny();
const pictures = new Pictures();
const inBrowser = browser === null ? describe.skip : describe;
const JTEL_USER = 'jtel-presence@contoso.example';

inBrowser('set up in a browser', () => {
  let stage: Stage;
  let chat: Chat;

  beforeAll(async () => {
    if (browser === null) return;
    stage = await Stage.open(browser, { DEVICE_CODE_APP_ID: DEVICE_SIGN_IN_APP_ID });
    chat = await Chat.open(stage);
    await chat.page.context().grantPermissions(['clipboard-write'], { origin: stage.productUrl });
  }, 60_000);

  afterAll(async () => {
    await stage.close();
    pictures.forget();
    await browser?.close();
  });

  async function begin(words: string, connector: string): Promise<RunningCard> {
    await chat.say(words);
    const card = chat.run(connector);
    await card.shows('Name in your tenant');
    return card;
  }

  /** A card that cuts something off is no picture of it. */
  async function picture({ box }: RunningCard, name: string): Promise<void> {
    expect([name, ...(await cutOff(box))]).toEqual([name]);
    await pictures.take(box, name);
  }

  /** Continue, sign in, and read the plan. */
  async function toPlan(card: RunningCard): Promise<void> {
    await card.press('Continue');
    await card.shows('Sign in as the admin');
    const page = await card.follow('Sign in (opens your browser)');
    await signInAs(page, 'anna');
    await page.getByText('Signed in as Anna Admin').waitFor();
    await leave(page);
    await card.shows('This is everything that will be written');
  }

  async function toProven(card: RunningCard, approve: string): Promise<void> {
    await card.press(approve);
    await card.shows('is registered and checked.');
  }

  async function handOver(card: RunningCard, title: string): Promise<Page> {
    const page = await card.follow(`${title} (opens your browser)`);
    await signInAs(page, 'anna');
    await page.getByRole('heading', { level: 1, name: /^Hand over / }).waitFor();
    await page.waitForLoadState();
    expect(await lowContrast(page)).toEqual([]);
    return page;
  }

  /** At Microsoft's page, which the one with the code opens. */
  async function typeCode(page: Page): Promise<void> {
    const opened = page.context().waitForEvent('page');
    await page.getByRole('link', { name: 'Copy code and open page in new tab' }).click();
    const there = await opened;
    await there.getByLabel('Code shown by the application').fill(await page.locator('#typed').innerText());
    await there.getByRole('button', { name: 'Next' }).click();
    await signInAs(there, 'anna');
    await there.close();
  }

  test('AudioCodes, with a code for the sign-in: what the wizard left is taken over and cleaned up', async () => {
    await stage.control('wizard', { name: 'LiveDR-01' });
    const card = await begin('set up AudioCodes', 'AudioCodes Live Platform');
    await picture(card, 'chat-audiocodes-choices');
    await card.box.getByLabel('Name in your tenant').fill('LiveDR-01');
    await card.press('Continue');

    await card.shows('Sign in as the admin');
    const page = await card.follow('Sign in with a code (opens your browser)');
    await page.getByText('Good until').waitFor();
    await page.waitForLoadState();
    await pictures.take(page.locator('main'), 'device-code');
    await typeCode(page);
    await page.bringToFront();
    await page.getByText('Signed in as Anna Admin').waitFor();
    await leave(page);

    await card.shows('LiveDR-01 is taken');
    await card.press('An application of this name is there already…');
    await card.press('Take it over and clean up its permissions');
    await card.shows('written to it and taken from it in Contoso.');
    await picture(card, 'chat-audiocodes-plan');
    await card.box.getByLabel('To take this away').fill('LiveDR-01');
    await toProven(card, 'Approve and clean up');
    await card.shows('No application permission is granted');
    await picture(card, 'chat-audiocodes-proven');
    const sheet = await handOver(card, 'Hand over to AudioCodes');
    await sheet.getByText('Pending Invitations').waitFor();
    await sheet.close();
  }, 120_000);

  test('Cirrus: the calendar first, and then mail, of which the plan is only what is new', async () => {
    const card = await begin('set up Cirrus', 'Cirrus Connect');
    await picture(card, 'chat-cirrus-choices');
    await card.box.getByLabel('Outlook Calendar').check();
    await toPlan(card);
    await toProven(card, 'Approve and register');
    await card.press('More…');
    await card.press('Add a function');

    const next = chat.run('Cirrus Connect');
    await next.shows('Outlook Calendar (set up already)');
    await next.box.getByLabel('Outlook mail').check();
    await next.box.getByLabel('Account for Cirrus').fill('uma@contoso.example');
    await toPlan(next);
    await next.shows('Mail.Send.Shared');
    await picture(next, 'chat-cirrus-plan-adds');
    await toProven(next, 'Approve this change');
    await picture(next, 'chat-cirrus-proven');
    const sheet = await handOver(next, 'Hand over to Cirrus');
    await pictures.take(sheet.locator('main'), 'hand-over-cirrus');
    await sheet.close();
  }, 120_000);

  test('jtel: a user is made, whose first password is shown once, and the secret is another', async () => {
    const card = await begin('set up jtel', 'jtel Presence');
    await picture(card, 'chat-jtel-choices');
    await toPlan(card);
    await picture(card, 'chat-jtel-plan');
    await toProven(card, 'Approve and register');
    const sheet = await handOver(card, 'Hand over to jtel');
    await pictures.take(sheet.locator('main'), 'hand-over-jtel');
    const part = sheet.locator('section').filter({ hasText: `First password of ${JTEL_USER}` });
    await part.getByRole('button', { name: 'Reveal once' }).click();
    await part.getByText('Shown once. Copy it now').waitFor();
    const password = await part.locator('.value').innerText();
    expect(password).toMatch(/^[^[\]<>?#&]{20}$/);
    await sheet.reload();
    expect(await sheet.content()).not.toContain(password);
    expect(await sheet.getByRole('button', { name: 'Reveal once' }).count()).toBe(1);
    await sheet.close();
  }, 120_000);

  test('Microsoft 365: five permissions, and three values under two names each', async () => {
    const card = await begin('set up SaaS', 'Microsoft 365 connector');
    await toPlan(card);
    await picture(card, 'chat-saas-plan');
    await toProven(card, 'Approve and register');
    await picture(card, 'chat-saas-proven');
    const sheet = await handOver(card, 'Hand over');
    await pictures.take(sheet.locator('main'), 'hand-over-saas');
    expect(await sheet.getByRole('row').count()).toBe(4);
    await sheet.close();
  }, 120_000);
});
