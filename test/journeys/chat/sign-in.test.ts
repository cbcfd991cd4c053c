/** Everything that can come back from the sign-in but the right person: one sentence each, and the run unharmed. */
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals';
import type { Opened } from '../../fakes/browser-visit.ts';
import { linkOn, Visit } from '../../fakes/browser-visit.ts';
import type { Journey } from '../../fakes/product.ts';
import { linkOf, RunningProduct, toSignIn } from '../../fakes/product.ts';

let product: RunningProduct;
let journey: Journey;

beforeAll(async () => {
  product = await RunningProduct.open();
}, 60_000);
afterAll(() => product.close());
beforeEach(async () => {
  journey = await toSignIn(product, 'anna');
});
afterEach(() => product.endOpen('anna'));

/** A page of ours that says so, without a word from inside. */
function told(page: Opened, status: number, sentence: string): void {
  expect([page.status, page.body]).toEqual([status, expect.stringContaining(sentence)]);
  expect(page.body).not.toMatch(/\bat \S+:\d+|node:|\.ts\b|stack|undefined/);
}

/** The card's own link still leads to the plan. */
async function goesOn(): Promise<void> {
  const { chat } = journey;
  await new Visit().signIn(linkOf(await chat.card(/^Sign in \(/), 'Sign in'), 'anna');
  expect((await chat.card('Approve and register')).id).toBe(journey.card.id);
}

function peoplePage(): Promise<Opened> {
  return journey.browser.open(linkOf(journey.card, 'Sign in'));
}

test.each(['bo', 'uma', 'gus'])('%s signs in for Anna', async (persona) => {
  told(
    await journey.browser.click(await peoplePage(), `data-persona="${persona}"`),
    400,
    'Somebody else signed in.',
  );
  await goesOn();
});

test('the person says no', async () => {
  told(await journey.browser.click(await peoplePage(), 'id="refuse"'), 400, 'The sign-in was cancelled.');
  await goesOn();
});

test('the answer is used twice', async () => {
  const { browser, chat } = journey;
  const { to } = await browser.step(linkOn(await peoplePage(), 'data-persona="anna"'));
  expect((await browser.open(to ?? '')).status).toBe(200);
  told(await browser.open(to ?? ''), 400, 'This sign-in cannot be used.');
  await chat.card('Approve and register');
});

test('the answer arrives in another browser', async () => {
  const { to } = await journey.browser.step(linkOn(await peoplePage(), 'data-persona="anna"'));
  told(await new Visit().open(to ?? ''), 400, 'This sign-in cannot be used.');
  await goesOn();
});

test('the state is made up', async () => {
  await peoplePage();
  const url = `${product.url}/auth/callback?code=made-up&state=${'0'.repeat(64)}`;
  told(await journey.browser.open(url), 400, 'This sign-in cannot be used.');
  await goesOn();
});

test('the code is made up', async () => {
  const { to } = await journey.browser.step(linkOn(await peoplePage(), 'data-persona="anna"'));
  const url = new URL(to ?? '');
  url.searchParams.set('code', 'made-up');
  told(await journey.browser.open(url.href), 400, 'sign');
  await goesOn();
});

test('the answer comes after eleven minutes', async () => {
  const { to } = await journey.browser.step(linkOn(await peoplePage(), 'data-persona="anna"'));
  await fetch(`${product.sandbox.httpUrl}/sandbox/clock`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ advance: 'PT11M' }),
  });
  await product.stop();
  await product.start();
  told(await journey.browser.open(to ?? ''), 400, 'The sign-in took too long.');
  await goesOn();
});

test('the answer says it is another sign-in service’s', async () => {
  const page = await peoplePage();
  const url = new URL(linkOn(page, 'data-persona="anna"'));
  const answer = await journey.browser.step(url.href);
  const back = new URL(answer.to ?? '');
  back.searchParams.set('iss', 'https://login.evil.example/tenant/v2.0');
  told(await journey.browser.open(back.href), 400, 'sign-in');
  await goesOn();
});
