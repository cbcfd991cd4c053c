/** What people type, and that nobody waits two seconds for an answer. */
import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { RunningProduct, toPlan, ours } from '../../fakes/product.ts';
import type { ChatWith, Posted } from '../../fakes/teams.ts';
import { texts } from '../../fakes/teams.ts';

let product: RunningProduct;

beforeAll(async () => {
  product = await RunningProduct.open();
}, 60_000);
afterAll(() => product.close());
afterEach(async () => {
  const anna = product.chat('anna');
  await answer(anna, 'cancel');
});

/** The next posting after these words, at most two seconds later. */
async function answer(chat: ChatWith, words: string): Promise<Posted> {
  const before = new Set(chat.posted().map(({ id }) => id));
  const begun = performance.now();
  await chat.say(words);
  const posted = await product.teams.until(chat.conversationId, words, ({ id }) => !before.has(id), 2);
  expect(performance.now() - begun).toBeLessThan(2_000);
  return posted;
}

function said({ card, text }: Posted): string {
  return [text, ...texts(card)].join(' ');
}

test.each([
  ['hello', /register vendors.*Set up a connector/],
  ['Hi', /Set up a connector/],
  ['HELP', /set up Nectar connector/],
  ['list', /What is registered/],
  ['status', /no open set-up/],
  ['cancel', /no open set-up/],
  ['set up', /Which connector.*Nectar DXP/],
  ['set up nectar', /Choices.*Continue/],
  ['setup Necter', /Choices.*Continue/],
  ['set up frobnicate', /frobnicate.*Nectar DXP/],
  ['qwertz', /qwertz/],
  ['What is the weather?', /weather/],
  ['   ', /words and buttons/],
  [`set up ${'x'.repeat(5_000)}`, /Nectar DXP/],
])('"%.40s"', async (words, expected) => {
  expect(said(await answer(product.chat('anna'), words))).toMatch(expected);
});

test('status brings the open card to the end of the chat; cancel stops it and nothing was written', async () => {
  const { chat, card } = await toPlan(product, 'anna');
  const below = await answer(chat, 'status');
  expect(said(below)).toContain('Approve and register');
  const left = await product.teams.until(
    chat.conversationId,
    'one line',
    (one) => one.id === card.id && said(one).includes('continued below'),
  );
  expect(texts(left.card)).toHaveLength(1);
  expect(said(await answer(chat, 'list'))).toMatch(/Nectar DXP.*Anna Admin/);
  expect(said(await answer(chat, 'cancel'))).toContain('Nothing was written');
  expect(said(await answer(chat, 'status'))).toMatch(/no open set-up/);
  expect(ours(product)).toEqual([]);
});

test('a message that Teams delivers twice is answered once', async () => {
  const chat = product.chat('anna');
  const before = chat.posted().length;
  const twice = { type: 'message', text: 'help', id: 'delivered-twice' };
  await chat.send(twice);
  await chat.send(twice);
  await answer(chat, 'hello');
  expect(chat.posted()).toHaveLength(before + 2);
});
