/** From the word "renew" to the day the old secret is gone: two that work side by side, then one. */
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import {
  applicationNamed,
  approve,
  confirmSent,
  fillIn,
  linkOf,
  openHandOver,
  revealed,
  RunningProduct,
  signIn,
  toProven,
} from '../../fakes/product.ts';
import type { Journey } from '../../fakes/product.ts';
import { readOn } from '../../fakes/teams.ts';

const NAME = 'Nectar for Contoso';

let product: RunningProduct;

beforeEach(async () => {
  product = await RunningProduct.open();
}, 60_000);
afterEach(() => product.close());

/** Until the vendor has it. */
async function handedOver(proven: Journey): Promise<string> {
  const page = await openHandOver(proven, 'anna');
  const secret = await revealed(proven.browser, page);
  await confirmSent(proven.browser, page);
  return secret;
}

test('both secrets work until every place of use is ticked; then the old one goes, and only that', async () => {
  const first = await toProven(product, 'anna', { name: NAME });
  const { chat, browser } = first;
  const oldSecret = await handedOver(first);
  const { appId } = applicationNamed(product, NAME);

  await chat.say('renew nectar');
  const form = await chat.card('Continue');
  expect(readOn(form)).toContain('A new credential beside the old secret, which works until');
  const plan = await signIn(await fillIn({ chat, browser, card: form }, {}), 'anna');
  expect(readOn(plan.card)).toContain('goes only when you say that the new one is in use everywhere');
  const proven = await approve(plan);
  expect(readOn(proven.card)).toMatch(/The old secret works until .*, so nothing breaks meanwhile/);
  const newSecret = await handedOver(proven);
  expect(await product.token(appId, oldSecret)).toHaveProperty('access_token');
  expect(await product.token(appId, newSecret)).toHaveProperty('access_token');

  const toTick = await chat.becomes(proven.card, 'What is still to do is below');
  await chat.press(toTick, 'Done');
  const ticked = await chat.becomes(toTick, 'In use everywhere: remove the old secret');
  await chat.press(ticked, 'In use everywhere: remove the old secret');
  const asked = await chat.becomes(ticked, /^Sign in \(/);
  await browser.signIn(linkOf(asked, 'Sign in'), 'anna');
  const last = await chat.becomes(asked, 'The old secret is removed', 60);
  expect(readOn(last)).toContain('The old one is removed');
  expect((await product.token(appId, oldSecret))['error_codes']).toEqual([7000215]);
  expect(await product.token(appId, newSecret)).toHaveProperty('access_token');
  const closed = await chat.becomes(first.card, 'was renewed, and the old one removed');
  expect(readOn(closed)).not.toContain('expires');
});
