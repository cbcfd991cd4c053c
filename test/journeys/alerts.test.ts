/** From the jump of the clock to the closed card: warned in the channel, renewed, and silent again. */
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import {
  approve,
  confirmSent,
  fillIn,
  linkOf,
  openHandOver,
  revealed,
  RunningProduct,
  signIn,
  toProven,
} from '../fakes/product.ts';
import { inputs, readOn } from '../fakes/teams.ts';

const CHANNEL = '19:admins@thread.tacv2';

let product: RunningProduct;

beforeEach(async () => {
  product = await RunningProduct.open();
}, 60_000);
afterEach(() => product.close());

test('warned 60 and 7 days before, renewed from the card, closed by itself', async () => {
  const room = product.inChannel('anna', CHANNEL);
  await room.say('alert here');
  await room.card('Warnings of what lapses come here from now on');
  const first = await toProven(product, 'anna', { name: 'Nectar for Contoso' });
  const { chat, browser } = first;
  const page = await openHandOver(first, 'anna');
  await revealed(browser, page);
  await confirmSent(browser, page);

  await product.pass('P306D');
  const warned = await room.card('Nectar stops receiving', 60);
  expect(readOn(warned)).toMatch(/ends \d+ \w+ 2027 \(in \d+ days\)/);
  await product.pass('P53D');
  const reply = await room.card('What can be done is on the card above', 60);
  expect(readOn(reply)).toMatch(/in \d days/);
  const root = await room.becomes(warned, /in \d days/, 60);
  expect(reply.conversationId).toBe(`${CHANNEL};messageid=${root.id}`);
  await product.inChannel('anna', reply.conversationId).press(root, 'Renew now');
  const form = await chat.card('Continue');
  const plan = await signIn(await fillIn({ chat, browser, card: form }, {}), 'anna');
  const renewed = await approve(plan);
  const next = await openHandOver(renewed, 'anna');
  await revealed(browser, next);
  await confirmSent(browser, next);
  const toTick = await chat.becomes(renewed.card, 'What is still to do is below');
  await chat.press(toTick, 'Done');
  const ticked = await chat.becomes(toTick, 'In use everywhere: remove the old secret');
  await chat.press(ticked, 'In use everywhere: remove the old secret');
  const asked = await chat.becomes(ticked, /^Sign in \(/);
  await browser.signIn(linkOf(asked, 'Sign in'), 'anna');
  await chat.becomes(asked, 'The old secret is removed', 60);
  const closed = await room.becomes(root, 'There is nothing to warn of any more', 60);
  expect(readOn(closed)).toContain('Renewed');
  expect(Object.keys(inputs(closed.card))).toEqual([]);
});
