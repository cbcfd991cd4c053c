/** Bo may register but not consent; Pia may consent. The plan goes from one to the other. */
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { Visit } from '../../fakes/browser-visit.ts';
import { applicationNamed, linkOf, ours, RunningProduct, toPlan } from '../../fakes/product.ts';
import { elements, texts, type Posted } from '../../fakes/teams.ts';

const NAME = 'Nectar of two';

let product: RunningProduct;

beforeEach(async () => {
  product = await RunningProduct.open();
}, 60_000);
afterEach(() => product.close());

async function bosPlanSentToPia() {
  const { chat, card } = await toPlan(product, 'bo', { name: NAME });
  await chat.press(card, 'Send the plan', { approver: product.person('pia').oid });
  return chat;
}

function copiedLink({ card }: Posted): string {
  const text = elements(card).find(({ text }) => text?.includes('?press=') === true)?.text;
  if (text === undefined) throw new TypeError('no link to copy');
  return text;
}

test('Pia approves in her own chat; both cards move and name both', async () => {
  const pia = product.chat('pia');
  await pia.say('hello');
  await pia.card('Registrar');
  const bo = await bosPlanSentToPia();
  const asked = await pia.card('Bo Builder');
  expect(texts(asked.card).join(' ')).toContain('CallRecords.Read.All');
  await bo.card(/plan is with \*\*Pia Privileged/);
  expect(ours(product)).toEqual([]);

  await new Visit().signIn(linkOf(asked, 'Sign in and approve'), 'pia');
  const done = await bo.card(/^Hand over to/, 60);
  expect(texts(done.card).join(' ')).toMatch(/Bo Builder.*approved by Pia Privileged/);
  const seen = await pia.card(/approved by Pia Privileged/);
  expect(seen.id).toBe(asked.id);
  expect(pia.posted().filter(({ id }) => id !== asked.id)).toHaveLength(1);
  expect(bo.posted()).toHaveLength(1);
  const { passwordCredentials } = applicationNamed(product, NAME);
  expect(passwordCredentials).toHaveLength(1);
});

test('somebody else who signs in for Pia approves nothing', async () => {
  const pia = product.chat('pia');
  await pia.say('hello');
  await bosPlanSentToPia();
  const asked = await pia.card('Bo Builder');
  const page = await new Visit().signIn(linkOf(asked, 'Sign in and approve'), 'anna');
  expect(page).toContain('Somebody else signed in.');
  expect(ours(product)).toEqual([]);
});

test('Pia declines, and Bo reads why', async () => {
  const pia = product.chat('pia');
  await pia.say('hello');
  const bo = await bosPlanSentToPia();
  const reason = 'Ask me after the audit';
  await pia.press(await pia.card('Bo Builder'), 'Decline with this reason', { reason });
  await bo.card(/Declined by Pia Privileged.*Ask me after the audit/);
  expect(ours(product)).toEqual([]);
});

test('Pia has never met the bot: Bo gets a link that shows her the plan before she signs in', async () => {
  const bo = await bosPlanSentToPia();
  const card = await bo.card(/cannot write to them/);
  const browser = new Visit();
  const page = await browser.open(copiedLink(card));
  for (const word of [
    'Nectar DXP',
    'Contoso',
    'Bo Builder',
    'Pia Privileged',
    'CallRecords.Read.All',
    NAME,
  ]) {
    expect(page.body).toContain(word);
  }
  expect(page.body).toMatch(/Plan [0-9A-F]{4}-[0-9A-F]{4}/);
  expect(product.sandbox.sandbox.requests().filter(({ path }) => path.includes('authorize'))).toHaveLength(2);
  await browser.click(await browser.click(page, 'class="button main"'), 'data-persona="pia"');
  await bo.card(/^Hand over to/, 60);
  expect((await browser.open(copiedLink(card))).status).toBe(409);
});

test('a plan that waits reaches Pia when she first says hello', async () => {
  await bosPlanSentToPia();
  const pia = product.chat('pia');
  await pia.say('hello');
  expect(linkOf(await pia.card('Bo Builder'), 'Sign in and approve')).toContain('/auth/start');
});

test('the copied link dies when the plan changes', async () => {
  const bo = await bosPlanSentToPia();
  const card = await bo.card(/cannot write to them/);
  const link = copiedLink(card);
  await bo.press(card, 'Change');
  await bo.card('Continue');
  const page = await new Visit().open(link);
  expect([page.status, page.body]).toEqual([409, expect.stringContaining('out of date')]);
});
