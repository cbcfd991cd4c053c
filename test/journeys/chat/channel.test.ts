/** Started in a channel: the run goes on in the person's own chat, and the channel reads names and state only. */
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { Visit } from '../../fakes/browser-visit.ts';
import { linkOf, RunningProduct } from '../../fakes/product.ts';
import type { Element } from '../../fakes/teams.ts';
import { buttons, inputs, texts } from '../../fakes/teams.ts';

const CHANNEL = '19:general@thread.tacv2;messageid=1';

let product: RunningProduct;

beforeEach(async () => {
  product = await RunningProduct.open();
}, 60_000);
afterEach(() => product.close());

/** Where the tab shows it: to whoever is in the tenant, and signs in. */
const TAB = /\(http:\/\/localhost:\d+\/host\?page=[\w/-]+\)/g;

/** Every word that ever stood in a conversation. */
function everRead(conversationId: string): string {
  const activities = product.teams.bodies.map((body) => JSON.parse(body === '' ? '{}' : body) as Said);
  return activities
    .filter(({ conversation }) => conversation?.id === conversationId)
    .flatMap(({ summary, attachments = [] }) => [
      summary,
      ...attachments.flatMap(({ content }) => texts(content)),
    ])
    .join(' ');
}

interface Said {
  readonly conversation?: { readonly id: string };
  readonly summary?: string;
  readonly attachments?: readonly { readonly content: Element }[];
}

test('Anna starts in a channel and finishes in her own chat', async () => {
  const channel = product.inChannel('anna', CHANNEL);
  const anna = product.chat('anna');
  await channel.mention('set up nectar');
  await anna.press(await anna.card('Continue'), 'Continue', { name: 'Secret name of ours' });
  await new Visit().signIn(linkOf(await anna.card(/^Sign in \(/), 'Sign in'), 'anna');
  await anna.press(await anna.card('Approve and register'), 'Approve and register');
  await anna.card(/^Hand over to/, 60);

  const shown = await channel.card('Anna Admin has set up');
  expect(channel.posted()).toEqual([shown]);
  expect(buttons(shown.card)).toEqual([]);
  const read = everRead(CHANNEL).replaceAll(TAB, '');
  expect(read).not.toMatch(/CallRecords|Secret name|[0-9a-f]{8}-[0-9a-f]{4}-4/);
});

test('the channel has neither the form nor a button that acts for Anna', async () => {
  const channel = product.inChannel('anna', CHANNEL);
  await channel.mention('set up nectar');
  await product.chat('anna').card('Continue');
  const shown = await channel.card('Anna Admin');
  expect(inputs(shown.card)).toEqual({});
  expect(buttons(shown.card)).toEqual([]);
  expect(texts(shown.card).join(' ')).not.toContain('Read.All');
});
