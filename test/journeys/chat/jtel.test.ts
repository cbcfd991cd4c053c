/** jtel Presence: a user is made for it, and nothing is finished before that user has signed in once. */
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { heldBy } from '../../fakes/held.ts';
import {
  approve,
  confirmSent,
  openHandOver,
  reveal,
  revealed,
  RunningProduct,
  toPlan,
} from '../../fakes/product.ts';
import { readOn } from '../../fakes/teams.ts';

const USER = 'jtel-presence@contoso.example';

let product: RunningProduct;

beforeEach(async () => {
  product = await RunningProduct.open();
}, 60_000);
afterEach(() => product.close());

test('"set up jtell" makes a user, shows its first password once, and waits for its first sign-in', async () => {
  const plan = await toPlan(product, 'anna', {}, 'set up jtell');
  expect(readOn(plan.card)).toContain(`User **jtel Teams Presence** (${USER})`);
  expect(readOn(plan.card)).toContain('Its first password is shown once, to you');
  const proven = await approve(plan);
  const { chat, browser } = proven;
  expect(heldBy(product.directory, 'jtel Teams Presence').owners).toEqual([USER]);
  expect(readOn(proven.card)).toContain(`It signs in as **${USER}**, a user this set-up made.`);
  expect(readOn(proven.card)).toContain('its clock starts when the first sign-in is ticked');

  const page = await openHandOver(proven, 'anna');
  await revealed(browser, page);
  const password = await revealed(browser, page, 'reveal-password');
  expect(password).toMatch(/^[^[\]<>?#&]{20}$/);
  expect((await reveal(browser, page, 'reveal-password')).status).toBe(410);
  const sheet = (await browser.click(page, 'download')).body;
  expect(sheet).toContain('User password: the one you set at first sign-in; send it yourself');
  expect(sheet).not.toContain(password);

  const refused = await confirmSent(browser, page);
  expect(refused.status).toBe(409);
  expect(refused.body).toContain('One thing must be done first: Sign in as the account once');
  expect(refused.body).toContain('I have sent it');
  const ticking = await chat.becomes(proven.card, 'The secret was shown.');
  await chat.press(ticking, 'Done', { item: 'first-sign-in' });
  const ticked = await chat.becomes(proven.card, /^✓ Done: Sign in as the account once/);
  expect(readOn(ticked)).toMatch(/Password of jtel-presence@contoso\.example expires \d+ \w+ \d{4} \(in /);

  expect((await confirmSent(browser, page)).body).toContain('Sent');
  const last = await chat.becomes(proven.card, 'proven and handed over');
  expect(readOn(last)).toContain('What is still to do is below.');
  expect(readOn(last)).toContain('entered in the jtel Teams Presence Aggregator');
});
