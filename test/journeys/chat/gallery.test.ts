/** Looking around: what can be set up, and a press that starts it. */
import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { RunningProduct } from '../../fakes/product.ts';
import { elements, readOn } from '../../fakes/teams.ts';
import type { Posted } from '../../fakes/teams.ts';

let product: RunningProduct;

beforeAll(async () => {
  product = await RunningProduct.open();
}, 60_000);
afterAll(() => product.close());
afterEach(() => product.endOpen('anna'));

/** What can be picked, as it reads, by its id. */
function offered({ card }: Posted): Readonly<Record<string, string>> {
  const choices = elements(card).find(({ id }) => id === 'connector')?.['choices'];
  return Object.fromEntries(elements(choices).map(({ value = '', title = '' }) => [value, title]));
}

test('"list connectors" is a line for each of the five, with what it reads and whose it is', async () => {
  const chat = product.chat('anna');
  await chat.say('list connectors');
  expect(offered(await chat.card('These are the connectors'))).toEqual({
    'audiocodes-live-platform': expect.stringMatching(/^AudioCodes Live Platform — .* — AudioCodes$/),
    'cirrus-connect': expect.stringMatching(/^Cirrus Connect — .*mail.* — Cirrus$/),
    'jtel-presence': expect.stringMatching(/^jtel Presence — .*presence.* — jtel$/),
    nectar: expect.stringMatching(/^Nectar DXP — .*call records.* — Nectar$/),
    'saas-microsoft-365': expect.stringMatching(/^Microsoft 365 connector — .*subscriptions.* — SaaS/),
  });
});

test.each(['jtel-presence', 'cirrus-connect', 'saas-microsoft-365', 'nectar'])(
  'a press on the list starts %s',
  async (connector) => {
    const { id, form } = await picked(connector);
    expect(form.id).toBe(id);
  },
);

test('A5: a press on the list starts a new registration of AudioCodes', async () => {
  const { id, form } = await picked('audiocodes-live-platform');
  expect(form.id).toBe(id);
  expect(readOn(form)).toContain('AudioCodes Live Platform');
  expect(readOn(form)).toContain('one registration, which all its Direct Routing services share');
});

/** The list, and what became of it. */
async function picked(connector: string) {
  const chat = product.chat('anna');
  await chat.say('connectors');
  const list = await chat.card('These are the connectors');
  await chat.press(list, 'Set up', { connector });
  return { id: list.id, form: await chat.card('Continue') };
}
