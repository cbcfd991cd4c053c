/** Whole set-ups in a real browser: the words typed in Microsoft's chat client, and every click after them. */
import { afterAll, afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { vendorCertificate } from '../fakes/certificates.ts';
import { Chat, leave, signInAs } from './chat.ts';
import { beyondWindow, lowContrast } from './reading.ts';
import { Pictures } from './pictures.ts';
import { browserIfAny, Stage } from './stage.ts';

const browser = await browserIfAny();
const pictures = new Pictures();
const NAME = 'Nectar DXP Cloud Connector';

afterAll(async () => {
  pictures.forget();
  await browser?.close();
});

test('there is a browser, or this is not continuous integration', () => {
  expect(browser !== null || process.env['CI'] === undefined).toBe(true);
});

const inBrowser = browser === null ? describe.skip : describe;

inBrowser('set up Nectar in a browser', () => {
  let stage: Stage;
  let chat: Chat;

  beforeEach(async () => {
    if (browser === null) return;
    stage = await Stage.open(browser);
    chat = await Chat.open(stage);
  }, 60_000);

  afterEach(async () => {
    await chat.page.context().close();
    await stage.close();
  });

  async function answer(url: string): Promise<string> {
    return (await fetch(`${stage.sandboxUrl}${url}`)).text();
  }

  /** As Entra does: a new secret is refused for a while. */
  const slowDown = () => stage.control('switches', { secretDelayMs: 3_000 });

  async function signInFromCard(): Promise<void> {
    const card = await chat.card('Sign in as the admin');
    await pictures.take(card, 'chat-sign-in');
    const page = await chat.follow(card, 'Sign in (opens your browser)');
    await pictures.take(page.locator('main section'), 'sign-in');
    expect(await lowContrast(page)).toEqual([]);
    await signInAs(page, 'anna');
    await page.getByText('Signed in as Anna Admin').waitFor();
    await leave(page);
  }

  async function openHandOver(): Promise<Page> {
    const card = await chat.card(`${NAME} is registered and checked.`);
    const page = await chat.follow(card, 'Hand over to Nectar (opens your browser)');
    await signInAs(page, 'anna');
    await page.getByRole('heading', { name: 'Hand over Nectar DXP' }).waitFor();
    return page;
  }

  test('with a secret, from the words to the secret shown once', async () => {
    await chat.say('hello');
    await pictures.take(await chat.card('Nothing is written before you have seen it'), 'chat-hello');
    await chat.say('set up Nectar connector');
    const choices = await chat.card('Choose what it may see.');
    await pictures.take(choices, 'chat-choices');
    await chat.press(choices, 'Continue');

    await signInFromCard();
    const plan = await chat.card('This is everything that will be written in Contoso.');
    expect(await plan.innerText()).toContain('Nothing else is created, changed or removed.');
    expect(await answer('/directory')).not.toContain(NAME);
    await pictures.take(plan, 'chat-plan');
    await slowDown();
    await chat.press(plan, 'Approve and register');
    await pictures.take(await chat.card('Next try at'), 'chat-working');

    const proven = await chat.card(`${NAME} is registered and checked.`);
    expect(await proven.innerText()).toMatch(/Proven\s+CallRecords\.Read\.All/);
    await pictures.take(proven, 'chat-proven');
    const directory = await chat.page.context().newPage();
    await directory.goto(`${stage.sandboxUrl}/directory`);
    const entry = directory.locator('article').filter({ hasText: NAME }).last();
    expect(await entry.innerText()).toContain('GroupMember.Read.All');
    await pictures.take(entry, 'directory');

    const page = await openHandOver();
    await pictures.take(page.locator('main'), 'hand-over');
    expect(await lowContrast(page)).toEqual([]);
    expect(await beyondWindow(page, 320)).toBeLessThanOrEqual(0);
    await page.getByRole('button', { name: 'Reveal once' }).click();
    await page.getByText('Shown once. Copy it now').waitFor();
    const shown = await page.locator('.value').allInnerTexts();
    const [secret = ''] = shown.filter(
      (value) => /^[\w~.-]{34,44}$/.test(value) && !/^[\da-f-]{36}$/.test(value),
    );
    expect(secret).not.toBe('');

    await page.reload();
    expect(await page.locator('main').innerText()).toContain('It is kept nowhere.');
    expect(await page.content()).not.toContain(secret);
    expect(await chat.page.content()).not.toContain(secret);
    await page.getByRole('button', { name: 'I have sent it' }).click();
    const last = await chat.card('There is nothing left to do.');
    expect(await last.getByRole('button').allInnerTexts()).toEqual(['More…']);
  }, 120_000);

  test('with a certificate that is pasted into the card', async () => {
    await chat.say('set up Nectar connector');
    const choices = await chat.card('Choose what it may see.');
    await choices.getByText(/^Certificate — /).click();
    await chat.press(choices, 'Certificate…');
    await choices.getByLabel('Certificate', { exact: true }).last().fill(vendorCertificate(Date.now()).pem);
    await pictures.take(choices, 'chat-certificate');
    await chat.press(choices, 'Continue');

    await signInFromCard();
    const plan = await chat.card('This is everything that will be written in Contoso.');
    expect(await plan.innerText()).toMatch(/Certificate .*Nectar DXP, valid until/);
    expect(await plan.innerText()).toMatch(/Thumbprint \(SHA-1\) [0-9A-F]{40}/);
    await pictures.take(plan, 'chat-plan-certificate');
    await chat.press(plan, 'Approve and register');

    const proven = await chat.card(`${NAME} is registered and checked.`);
    expect(await proven.innerText()).toContain('Not checked');
    await pictures.take(proven, 'chat-proven-certificate');
    const page = await openHandOver();
    expect(await page.getByRole('button', { name: 'Reveal once' }).count()).toBe(0);
  }, 120_000);
});
