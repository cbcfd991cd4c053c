/** Names chosen to do harm are shown as what they are: text. */
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { linkOf, openHandOver, RunningProduct, toProven } from '../../fakes/product.ts';
import { ChatWith, elements, texts } from '../../fakes/teams.ts';
import { Visit } from '../../fakes/browser-visit.ts';

const HOSTILE = '[Nectar](https://evil.example) **bold** _x_ ${run} "x" :smile: | # 1.';

let product: RunningProduct;

beforeEach(async () => {
  product = await RunningProduct.open();
}, 60_000);
afterEach(() => product.close());

/** What a client would take for more than text. */
const LIVE = [
  /(?<!\\)\]\(/,
  /(?<![\\*])\*\*bold/,
  /[\u202a-\u202e\u2066-\u2069\u200b]/,
  /(?<!\\)<(?:at|script|img|b)\b/i,
];

/** The one link that is meant. */
const TAB = /^\[Open in the tab\]\(http:\/\/localhost:\d+\/host(?:\?page=[\w/-]+)?\)$/;

function expectTextAlone(blocks: ReturnType<typeof elements>): void {
  const written = blocks.filter(({ type, text = '' }) => type === 'TextBlock' && !TAB.test(text));
  expect(written).not.toEqual([]);
  for (const { text = '' } of written) for (const live of LIVE) expect(text).not.toMatch(live);
}

test('an application name full of Markdown, on every card and page of its run', async () => {
  const proven = await toProven(product, 'anna', { name: HOSTILE });
  expectTextAlone(elements(proven.card.card));
  const page = await openHandOver(proven, 'anna');
  expect(page.body).not.toMatch(/[\u202a-\u202e]|<script>|<b>/);
  for (const body of product.teams.bodies) expect(body).not.toMatch(/\u202e|\\u202e/);
});

test('a person whose display name is HTML and a mention', async () => {
  const { oid, tenantId } = product.person('anna');
  const name = '<at>Everyone</at><script>alert(1)</script> [x](https://evil.example) \u202eevil';
  const chat = new ChatWith(product.teams, product.url, { oid, name, tenantId });
  const channel = new ChatWith(
    product.teams,
    product.url,
    { oid, name, tenantId },
    '19:general@thread.tacv2',
    'channel',
  );
  await channel.mention('set up nectar');
  await chat.press(await chat.card('Continue'), 'Continue');
  const browser = new Visit();
  await browser.signIn(linkOf(await chat.card(/^Sign in \(/), 'Sign in'), 'anna');
  await chat.card('Approve and register');
  const blocks = product.teams.posted().flatMap(({ card }) => elements(card));
  expectTextAlone(blocks);
  for (const body of browser.bodies) expect(body).not.toMatch(/<script>alert|<at>/);
  expect(blocks.flatMap((one) => texts(one)).join(' ')).not.toContain('\u202e');
});

test('words full of Markdown, repeated back, are text', async () => {
  const chat = product.chat('anna');
  await chat.say('set up [here](https://evil.example) <at>Everyone</at> **bold**');
  const { card } = await chat.card('Nectar DXP');
  expectTextAlone(elements(card));
});
