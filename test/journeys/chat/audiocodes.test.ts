/** AudioCodes Live Platform: signed in with a code, one registration for all services, the wizard's leavings cleaned up. */
import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { DEVICE_SIGN_IN_APP_ID } from '../../../src/sandbox/seed.ts';
import type { Opened } from '../../fakes/browser-visit.ts';
import { typeCodeIn } from '../../fakes/code-typist.ts';
import { heldBy } from '../../fakes/held.ts';
import {
  applicationNamed,
  approve,
  confirmSent,
  fillIn,
  linkOf,
  openHandOver,
  reveal,
  revealed,
  RunningProduct,
  signIn,
  toNewForm,
  type Journey,
  type Persona,
} from '../../fakes/product.ts';
import { answered, buttons, inputs, readOn } from '../../fakes/teams.ts';

let product: RunningProduct;

beforeAll(async () => {
  product = await RunningProduct.open({ DEVICE_CODE_APP_ID: DEVICE_SIGN_IN_APP_ID });
}, 60_000);
afterAll(() => product.close());
afterEach(() => product.endOpen('anna'));

/** The page that the card's link opens. */
function openCode({ browser, card }: Journey): Promise<Opened> {
  return browser.open(linkOf(card, 'Sign in with a code'));
}

/** Somebody types the page's code at Microsoft's; then the page asks, as its script does, until it hears of it. */
async function typed({ browser }: Journey, page: Opened, key: Persona): Promise<Opened> {
  const userCode = /id="typed">([^<]*)</.exec(page.body)?.[1] ?? '';
  const verificationUri = `${product.sandbox.httpUrl}/devicelogin`;
  expect(page.body).toContain(`href="${verificationUri}"`);
  const browse = async (address: URL): Promise<string> => (await browser.open(address.href)).body;
  await typeCodeIn(browse, { userCode, verificationUri }, key);
  const fields = page.body.matchAll(/type="hidden" name="(state|press)" value="([^"]*)"/g);
  const form = Object.fromEntries([...fields].map(([, name = '', value = '']) => [name, value]));
  for (;;) {
    const heard = await browser.post(`${product.url}/auth/device/poll`, new URLSearchParams(form));
    if (!heard.body.includes('"pending"')) return heard;
    await product.pass('PT5S');
  }
}

/** Shown once and sent. */
async function handedOver(proven: Journey): Promise<string> {
  const page = await openHandOver(proven, 'anna');
  const secret = await revealed(proven.browser, page);
  expect((await reveal(proven.browser, page)).status).toBe(410);
  await confirmSent(proven.browser, page);
  await proven.chat.becomes(proven.card, 'proven and handed over');
  return secret;
}

test('A6: the page with the code names the admin, and nobody else is taken for them', async () => {
  const journey = await fillIn(await toNewForm(product, 'anna', 'set up AudioCodes'), { name: 'LiveDR-06' });
  const page = await openCode(journey);
  expect(page.body).toContain('Waits for Anna Admin');
  const heard = await typed(journey, page, 'bo');
  expect([heard.status, heard.body]).toEqual([400, expect.stringContaining('Somebody else signed in.')]);
  await journey.chat.becomes(journey.card, /^Sign in with a code/);
});

test('A8: who signs in with a code types it at Microsoft’s page, and nothing else at ours', async () => {
  const journey = await fillIn(await toNewForm(product, 'anna', 'set up AudioCodes'), { name: 'LiveDR-08' });
  const page = await openCode(journey);
  const fields = [...page.body.matchAll(/<(?:input|textarea|select)[^>]*>/g)].map(([tag]) => tag);
  expect(fields.filter((tag) => !tag.includes('type="hidden"'))).toEqual([]);
  expect(page.body).toContain('Registrar does not see your password.');
  const heard = await typed(journey, page, 'anna');
  expect(JSON.parse(heard.body)).toMatchObject({ kind: 'signed-in', title: 'Signed in as Anna Admin' });
  await journey.chat.becomes(journey.card, 'Approve and register');
});

test('A9: "set up Live Platfrom" is confirmed on the card it began with, and takes a second service', async () => {
  const form = await toNewForm(product, 'anna', 'set up Live Platfrom');
  const { chat, browser } = form;
  await chat.press(form.card, 'Continue', { name: 'Live/DR' });
  const refused = await chat.becomes(form.card, /The name contains \/, which is not allowed\./);
  expect(inputs(refused.card)).toMatchObject({ name: 'Live/DR' });
  const named = await fillIn({ ...form, card: refused }, { name: 'LiveDR-01' });
  expect(buttons(named.card.card).map(({ title }) => title)).toContain(
    'Sign in with a code (opens your browser)',
  );
  const first = await approve(await signIn(named, 'anna'));
  expect(first.card.id).toBe(form.card.id);
  expect(readOn(first.card)).toContain('**LiveDR-01** is registered and checked.');
  expect(readOn(first.card)).toContain('In the onboarding wizard of Live Platform: Direct Routing');
  const secrets = [await handedOver(first)];

  await chat.press(await chat.becomes(first.card, 'proven and handed over'), 'Add a Direct Routing service');
  const adding = { chat, browser, card: await chat.card('Continue') };
  const plan = await signIn(await fillIn(adding, { description: 'LiveDR-02' }), 'anna');
  expect(readOn(plan.card)).toContain('Called “LiveDR-02”. Those it has stay valid.');
  secrets.push(await handedOver(await approve(plan)));
  const { appId } = applicationNamed(product, 'LiveDR-01');
  expect(heldBy(product.directory, 'LiveDR-01')).toMatchObject({
    requested: [],
    granted: [],
    secrets: ['LiveDR-01', 'LiveDR-02'],
  });
  for (const secret of secrets) expect(await product.token(appId, secret)).toHaveProperty('access_token');
});

test('the wizard’s registration is taken over and cleaned up, once its name is typed', async () => {
  const name = 'LiveDR-20';
  await product.control('wizard', { name });
  const before = heldBy(product.directory, name);
  expect(before.granted).toHaveLength(5);
  const { chat, browser, card } = await fillIn(await toNewForm(product, 'anna', 'set up AudioCodes'), {
    name,
  });
  await browser.signIn(linkOf(card, 'Sign in'), 'anna');
  const taken = await chat.becomes(card, 'An application of this name is there already…');
  await chat.press(taken, 'Take it over and clean up its permissions');
  const plan = await chat.becomes(card, 'Approve and clean up');
  expect(readOn(plan)).toContain('Removed\nUser.Read.All (application)');
  expect(readOn(plan)).toContain('Left alone\nclient secret Live Platform');

  const forged = { press: 'f'.repeat(32), confirmName: name };
  expect(await answered(await chat.execute(plan, 'approve', forged))).toContain('earlier state');
  const whole = await chat.becomes(card, 'Approve and clean up');
  await chat.press(whole, 'Approve and clean up', { confirmName: 'LiveDR-2' });
  const unnamed = await chat.becomes(card, /was not typed/);
  expect(inputs(unnamed.card)).toEqual({ confirmName: 'LiveDR-2' });
  expect(heldBy(product.directory, name)).toEqual(before);

  const { data = {} } = buttons(unnamed.card).find(({ verb }) => verb === 'approve') ?? {};
  const proven = await approve({ chat, browser, card: unnamed }, { confirmName: name });
  expect(readOn(proven.card)).toContain('No application permission is granted');
  const again = await chat.execute(proven.card, 'approve', { ...data, confirmName: name });
  expect(await answered(again)).toMatch(/pressed already|earlier state/);
  expect(heldBy(product.directory, name)).toEqual({
    ...before,
    requested: [],
    granted: [],
    secrets: ['Live Platform', name],
  });
  await handedOver(proven);
});
