/** One admin who may consent takes Nectar from the first words to a secret that works. */
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { decodeJwt } from 'jose';
import {
  applicationNamed,
  confirmSent,
  openHandOver,
  reveal,
  revealed,
  RunningProduct,
  toProven,
} from '../../fakes/product.ts';
import { buttons } from '../../fakes/teams.ts';

const NAME = 'Nectar for Contoso';

let product: RunningProduct;

beforeEach(async () => {
  product = await RunningProduct.openInFolder();
}, 60_000);
afterEach(() => product.close());

test('a misspelt "set up necter" ends in a secret that is shown once and can do what was chosen, no more', async () => {
  const typed = { name: NAME, groups: 'false' };
  const proven = await toProven(product, 'anna', typed, 'Set up necter connector');
  const { appId } = applicationNamed(product, NAME);
  const page = await openHandOver(proven, 'anna');
  expect(page.body).toContain(appId);
  const secret = await revealed(proven.browser, page);
  const again = await reveal(proven.browser, page);
  expect(again.status).toBe(410);
  expect(again.body).not.toContain(secret);

  const { access_token: token } = await product.token(appId, secret);
  const roles = decodeJwt(String(token))['roles'] as string[];
  expect(roles.toSorted()).toEqual(['CallRecords.Read.All', 'User.Read.All']);
  const records = await fetch(`${product.sandbox.httpsUrl}/v1.0/communications/callRecords`, {
    headers: { authorization: `Bearer ${String(token)}` },
  });
  expect(records.status).toBe(200);
});

test('without its secret, and without the application, Entra answers with its own codes', async () => {
  const proven = await toProven(product, 'anna', { name: NAME });
  const secret = await revealed(proven.browser, await openHandOver(proven, 'anna'));
  const application = applicationNamed(product, NAME);
  const { id, appId, passwordCredentials } = application;
  expect(await product.token(appId, secret)).toHaveProperty('access_token');
  passwordCredentials.splice(0);
  expect((await product.token(appId, secret))['error_codes']).toEqual([7000215]);
  Reflect.deleteProperty(product.directory.applications, id);
  expect((await product.token(appId, secret))['error_codes']).toEqual([700016]);
});

test('one card from beginning to end, edited in place; the last one has nothing to press in sight', async () => {
  const proven = await toProven(product, 'anna', { name: NAME });
  const page = await openHandOver(proven, 'anna');
  await reveal(proven.browser, page);
  const sent = await confirmSent(proven.browser, page);
  expect([sent.status, sent.body]).toEqual([200, expect.stringContaining('Sent')]);
  const last = await proven.chat.card('proven and handed over');
  expect(proven.chat.posted()).toEqual([last]);
  expect(last.edits).toBeGreaterThan(3);
  expect(buttons(last.card).map(({ title }) => title)).toEqual([
    'More…',
    'Renew its credential',
    'Validate now',
  ]);
});
