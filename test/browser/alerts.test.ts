/** A year in a real browser: what was set up is warned of before it ends, put off, renewed, and is silent again. */
import { afterAll, afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { Locator } from 'playwright-core';
import { Chat, leave, signInAs } from './chat.ts';
import type { RunningCard } from './chat.ts';
import { cutOff } from './reading.ts';
import { Pictures } from './pictures.ts';
import { browserIfAny, Stage } from './stage.ts';

const browser = await browserIfAny();
const pictures = new Pictures();
const inBrowser = browser === null ? describe.skip : describe;
const NAME = 'Nectar DXP Cloud Connector';

afterAll(async () => {
  pictures.forget();
  await browser?.close();
});

inBrowser('warnings in a browser', () => {
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

  /** A card that cuts something off is no picture of it. */
  async function picture(card: Locator, name: string): Promise<void> {
    expect([name, ...(await cutOff(card))]).toEqual([name]);
    await pictures.take(card, name);
  }

  async function signIn(card: Locator, title = 'Sign in (opens your browser)'): Promise<void> {
    const page = await chat.follow(card, title);
    await signInAs(page, 'anna');
    await page.getByText('Signed in as Anna Admin').waitFor();
    await leave(page);
  }

  /** Reads the secret off its page and says that it is on its way. */
  async function handOver(card: Locator): Promise<void> {
    const page = await chat.follow(card, 'Hand over to Nectar (opens your browser)');
    await signInAs(page, 'anna');
    await page.getByRole('heading', { level: 1, name: /^Hand over / }).waitFor();
    // Its script listens from then on.
    await page.waitForLoadState();
    await page.getByRole('button', { name: 'Reveal once' }).click();
    await page.getByText('Shown once. Copy it now').waitFor();
    await page.getByRole('button', { name: 'I have sent it' }).click();
    await page.getByRole('button', { name: 'I have sent it' }).waitFor({ state: 'detached' });
    await leave(page);
  }

  async function setUp(): Promise<void> {
    await chat.say('set up Nectar connector');
    await chat.press(await chat.card('Choose what it may see.'), 'Continue');
    await signIn(await chat.card('Sign in as the admin'));
    const plan = await chat.card('This is everything that will be written in Contoso.');
    await chat.press(plan, 'Approve and register');
    await handOver(await chat.card(`${NAME} is registered and checked.`));
    await chat.card('There is nothing left to do.');
  }

  /** Refused without a date; what was typed is there still. */
  async function snoozeForNoDay(warning: Locator): Promise<void> {
    await chat.press(warning, 'Snooze…');
    const reason = warning.getByLabel('Why it can wait');
    await reason.fill('Nectar is being replaced');
    await picture(warning, 'alert-snooze');
    await chat.press(warning, 'Snooze until then');
    await warning.filter({ hasText: 'The date of the snooze cannot be read.' }).waitFor();
    if (!(await reason.isVisible())) await chat.press(warning, 'Snooze…');
    expect(await reason.inputValue()).toBe('Nectar is being replaced');
  }

  async function renew(): Promise<RunningCard> {
    const run = chat.run('Nectar DXP');
    await run.shows('A new credential beside the old secret');
    await picture(run.box, 'renew-choices');
    await run.press('Continue');
    await run.shows('Sign in as the admin');
    await signIn(run.box);
    await run.shows('The old secret works until');
    await run.shows('gets a new credential');
    await picture(run.box, 'renew-plan');
    await chat.press(run.box, 'Approve this change');
    await run.shows(`${NAME} is registered and checked.`);
    await handOver(run.box);
    return run;
  }

  async function removeOld(run: RunningCard): Promise<void> {
    await run.shows('What is still to do is below.');
    await run.pressWithin('Checklist…', 'Done');
    await run.shows('Every place of use is ticked.');
    await picture(run.box, 'renew-tick');
    await run.press('In use everywhere: remove the old secret');
    await run.shows('Your sign-in has run out.');
    await signIn(run.box);
    await run.shows('The old secret is removed');
    await picture(run.box, 'renew-done');
  }

  /** To whom it went, and whether it arrived. */
  async function didTheyGetIt(warning: Locator): Promise<void> {
    await chat.press(warning, 'Details…');
    await chat.press(warning, 'Did they get it?');
    const told = await chat.card('What people were warned of, and whether it arrived.');
    await told.filter({ hasText: '60 days before · this chat' }).waitFor();
    await picture(told, 'alert-history');
  }

  /** What cannot be read stays, what can is saved, and what was saved is undone. */
  async function setAndUndo(): Promise<void> {
    await chat.say('alert settings');
    const settings = await chat.card('How this conversation is warned');
    const days = settings.getByLabel('Days before the end');
    await days.fill('soon');
    await chat.press(settings, 'Working hours…');
    await picture(settings, 'alert-settings');
    await settings.getByText('Saturday').click();
    await chat.press(settings, 'Save');
    await settings.filter({ hasText: 'soon is not a list of days.' }).waitFor();
    await days.fill('20 and 2');
    await chat.press(settings, 'Save');
    await settings.filter({ hasText: 'Saved.' }).waitFor();
    expect(await days.inputValue()).toBe('20, 2');
    await settings.filter({ hasText: 'Thursday, Friday, Saturday, from 09:00 to 17:00, ' }).waitFor();
    await chat.press(settings, 'Undo');
    await settings.filter({ hasText: 'As it was before.' }).waitFor();
    expect(await days.inputValue()).toBe('');
    await settings.filter({ hasText: 'Thursday, Friday, from 09:00 to 17:00, ' }).waitFor();
  }

  test('from the warning of a set-up to its renewal, and to a card that closes itself', async () => {
    await chat.say('hello');
    await chat.card('Nothing is written before you have seen it');
    await setUp();

    await stage.control('clock', { advance: 'P306D' });
    const warning = chat.page
      .locator('.ac-adaptiveCard')
      .filter({ hasText: 'Owner: Anna Admin', hasNotText: 'whether it arrived' });
    await warning.filter({ hasText: /ends .* \(in 59 days\)/ }).waitFor();
    await picture(warning, 'alert-60');
    await didTheyGetIt(warning);
    await setAndUndo();
    await stage.control('clock', { advance: 'P53D' });
    await picture(await chat.card('What can be done is on the card above.'), 'alert-reply');
    await warning.filter({ hasText: /ends .* \(in [67] days\)/ }).waitFor();
    await picture(warning, 'alert-7');
    await snoozeForNoDay(warning);

    await chat.press(warning, 'Renew now');
    const run = await renew();
    await removeOld(run);
    const closed = await chat.card('There is nothing to warn of any more.');
    await picture(closed, 'alert-closed');
    expect(await warning.count()).toBe(0);
  }, 300_000);
});
