/** Every card that docs/cards.md shows, drawn by Microsoft's own chat client. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { cardSamples } from '../bot/cards/card-samples.ts';
import type { CardSample } from '../bot/cards/card-samples.ts';
import { Chat } from './chat.ts';
import { Pictures } from './pictures.ts';
import { cutOff } from './reading.ts';
import { browserIfAny, Stage } from './stage.ts';

const CARDS = new URL('../../docs/cards.md', import.meta.url);
const CHAT = 'a:registrar-personal';

const browser = await browserIfAny();
const pictures = new Pictures();
const inBrowser = browser === null ? describe.skip : describe;

afterAll(async () => {
  pictures.forget();
  await browser?.close();
});

/** The documentation decides which of the samples are pictured. */
function pictured(): readonly string[] {
  const links = readFileSync(CARDS, 'utf8').matchAll(/images\/card-([\w-]+)\.png/g);
  return [...links].map(([, name = '']) => name);
}

async function post(stage: Stage, { card }: CardSample): Promise<void> {
  const activity = {
    type: 'message',
    from: { id: '28:registrar', name: 'Registrar' },
    attachments: [{ contentType: 'application/vnd.microsoft.card.adaptive', content: card }],
  };
  const response = await fetch(`${stage.chatUrl}/_connector/v3/conversations/${CHAT}/activities`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(activity),
  });
  expect(response.ok).toBe(true);
}

inBrowser('the cards in the chat client', () => {
  let stage: Stage;

  beforeAll(async () => {
    if (browser !== null) stage = await Stage.open(browser);
  }, 60_000);

  afterAll(() => stage.close());

  test('each is drawn whole: nothing falls out of it, and no part is unknown to the client', async () => {
    const samples = new Map(cardSamples().map((sample) => [sample.name, sample]));
    const chat = await Chat.open(stage);
    const drawn = chat.page.locator('.ac-adaptiveCard');
    const greeted = await greeting(chat);
    for (const [at, name] of pictured().entries()) {
      const sample = samples.get(name);
      if (sample === undefined)
        throw new TypeError(`docs/cards.md shows ${name}, and there is no such sample`);
      await post(stage, sample);
      const card = drawn.nth(greeted + at);
      await card.waitFor();
      expect([name, ...(await cutOff(card))]).toEqual([name]);
      await pictures.take(card, `card-${name}`);
    }
    expect(await chat.page.getByText(/not supported/i).count()).toBe(0);
    await chat.page.context().close();
  }, 90_000);
});

/** Asks for a greeting, so that how many cards there are is certain afterwards. */
async function greeting(chat: Chat): Promise<number> {
  await chat.say('help');
  await chat.card('Write one of these');
  return chat.page.locator('.ac-adaptiveCard').count();
}
