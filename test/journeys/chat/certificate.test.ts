/** A vendor's certificate instead of a secret: pasted on the card, or given on the page. */
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { Visit } from '../../fakes/browser-visit.ts';
import { vendorCertificate } from '../../fakes/certificates.ts';
import { applicationNamed, linkOf, openHandOver, RunningProduct, toProven } from '../../fakes/product.ts';

const NAME = 'Nectar by certificate';

let product: RunningProduct;

beforeEach(async () => {
  product = await RunningProduct.open();
}, 60_000);
afterEach(() => product.close());

test('pasted on the card', async () => {
  const certificate = vendorCertificate(Date.now()).pem;
  const proven = await toProven(product, 'anna', { name: NAME, credential: 'certificate', certificate });
  const application = applicationNamed(product, NAME);
  expect(application.keyCredentials).toHaveLength(1);
  expect(application.passwordCredentials).toEqual([]);
  const page = await openHandOver(proven, 'anna');
  expect(page.body).toContain(application.appId);
  expect(page.body).not.toContain('data-reveal');
});

test('uploaded on the page; the card in the chat then has it', async () => {
  const chat = product.chat('anna');
  await chat.say('set up nectar');
  const browser = new Visit();
  const page = await browser.open(linkOf(await chat.card('Continue'), 'Upload'));
  const wrong = await browser.post(`${product.url}/certificate`, upload(page.body, 'not a certificate'));
  expect([wrong.status, wrong.body]).toEqual([422, expect.stringContaining('role="alert"')]);
  const { pem } = vendorCertificate(Date.now());
  const taken = await browser.post(`${product.url}/certificate`, upload(page.body, pem));
  expect(taken.body).toContain('Nectar DXP');
  const form = await chat.card('Certificate read');
  await chat.press(form, 'Continue', { name: NAME });
  await browser.signIn(linkOf(await chat.card(/^Sign in \(/), 'Sign in'), 'anna');
  await chat.press(await chat.card('Approve and register'), 'Approve and register');
  await chat.card(/^Hand over to/, 60);
  expect(applicationNamed(product, NAME).keyCredentials).toHaveLength(1);
});

function upload(page: string, text: string): FormData {
  const form = new FormData();
  form.set('token', /name="token" value="([^"]*)"/.exec(page)?.[1] ?? '');
  form.set('file', new File([text], 'vendor.pem'));
  return form;
}

test('a private key pasted by mistake is refused and kept nowhere', async () => {
  const chat = product.chat('anna');
  await chat.say('set up nectar');
  const certificate = '-----BEGIN PRIVATE KEY-----\nTUlJRXZnSUJBREFOQmdrcWhraUc5\n-----END PRIVATE KEY-----';
  await chat.press(await chat.card('Continue'), 'Continue', { credential: 'certificate', certificate });
  await chat.card(/private key/i);
  const said = [...product.teams.bodies, ...product.teams.answers, ...product.logged];
  expect(said.filter((text) => text.includes('TUlJRXZnSUJBREFOQmdrcWhraUc5'))).toEqual([]);
});
