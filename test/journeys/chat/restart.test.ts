/** The product is stopped and started again in the middle; the card goes on where it was. */
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import {
  linkOf,
  openHandOver,
  ours,
  revealed,
  RunningProduct,
  toPlan,
  toProven,
  toSignIn,
} from '../../fakes/product.ts';

let product: RunningProduct;

beforeEach(async () => {
  product = await RunningProduct.open();
}, 60_000);
afterEach(() => product.close());

async function restart(): Promise<void> {
  await product.stop();
  await product.start();
}

test('at the form', async () => {
  const chat = product.chat('anna');
  await chat.say('set up nectar');
  const form = await chat.card('Continue');
  await restart();
  await chat.press(form, 'Continue', { name: 'After a restart' });
  expect((await chat.card(/^Sign in \(/)).id).toBe(form.id);
});

test('while Anna is on the sign-in page', async () => {
  const { chat, browser, card } = await toSignIn(product, 'anna');
  const people = await browser.open(linkOf(card, 'Sign in'));
  await restart();
  await browser.click(people, 'data-persona="anna"');
  expect((await chat.card('Approve and register')).id).toBe(card.id);
});

test('at the plan: the sign-in is still good', async () => {
  const { chat, card } = await toPlan(product, 'anna');
  await restart();
  await chat.press(card, 'Approve and register');
  expect((await chat.card(/^Hand over to/, 60)).id).toBe(card.id);
  expect(ours(product)).toHaveLength(1);
});

test('after the approval', async () => {
  const { chat, card } = await toPlan(product, 'anna');
  await chat.press(card, 'Approve and register');
  await restart();
  const done = await chat.card(/^Hand over to/, 60);
  expect(done.id).toBe(card.id);
  expect(ours(product)).toHaveLength(1);
});

test('between proof and hand-over: the secret is still there, once', async () => {
  const proven = await toProven(product, 'anna', { name: 'Kept over a restart' });
  await restart();
  const secret = await revealed(proven.browser, await openHandOver(proven, 'anna'));
  const { appId } = ours(product)[0] ?? { appId: '' };
  expect(await product.token(appId, secret)).toHaveProperty('access_token');
});
