/** The Microsoft 365 connector of a SaaS management, from a slip of the finger to the receipt. */
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { decodeJwt } from 'jose';
import {
  applicationNamed,
  approve,
  confirmSent,
  openHandOver,
  reveal,
  revealed,
  RunningProduct,
  toPlan,
} from '../../fakes/product.ts';
import { readOn, texts } from '../../fakes/teams.ts';

let product: RunningProduct;

beforeEach(async () => {
  product = await RunningProduct.open();
}, 60_000);
afterEach(() => product.close());

test('S15: "set up Microsft 365 connector" ends in a secret that is shown once and carries exactly four roles', async () => {
  const plan = await toPlan(product, 'anna', {}, 'set up Microsft 365 connector');
  expect(texts(plan.card.card).filter((text) => text.startsWith('Admin consent to'))).toEqual([
    'Admin consent to **Directory.Read.All** (application)',
    'Admin consent to **Organization.Read.All** (application)',
    'Admin consent to **User.Read.All** (application)',
    'Admin consent to **Reports.Read.All** (application)',
    'Admin consent to **offline\\_access** (delegated)',
  ]);
  expect(readOn(plan.card)).toContain('this directory only, redirect address http\\://localhost');
  expect(readOn(plan.card)).toContain(
    'Who consents, as SaaS management asks: Global Administrator. As Microsoft allows: Privileged Role Administrator or Global Administrator.',
  );

  const proven = await approve(plan);
  const { chat, browser } = proven;
  expect(readOn(proven.card)).toContain('the connector cannot run until a new client secret is made');
  const page = await openHandOver(proven, 'anna');
  const row = /<th scope="row">([^<]*)<\/th>[^]*?<td data-column[^>]*>([^<]*)<\/td>/g;
  expect([...page.body.matchAll(row)].map(([, setting, inPortal]) => [setting, inPortal])).toEqual([
    ['Tenant ID', 'Directory (tenant) ID'],
    ['Client ID', 'Application (client) ID'],
    ['Client secret', 'Client secret'],
  ]);

  const { appId } = applicationNamed(product, 'SaaS Microsoft 365 connector');
  const sheet = await browser.click(page, 'download');
  expect(sheet.body.split('\r\n').slice(2, 5)).toEqual([
    `Tenant ID: ${product.directory.tenantId}`,
    `Client ID: ${appId}`,
    'Client secret: (not on this sheet)',
  ]);
  const secret = await revealed(browser, page);
  expect((await reveal(browser, page)).status).toBe(410);
  const { access_token: token } = await product.token(appId, secret);
  expect((decodeJwt(String(token))['roles'] as string[]).toSorted()).toEqual([
    'Directory.Read.All',
    'Organization.Read.All',
    'Reports.Read.All',
    'User.Read.All',
  ]);

  expect((await confirmSent(browser, page)).body).toContain('Sent');
  const last = await chat.becomes(proven.card, 'proven and handed over');
  expect(chat.posted()).toEqual([last]);
  expect(readOn(last)).toContain('Add the connector by the general procedure of your SaaS management');
});
