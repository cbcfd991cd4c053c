/** The tab's list beside the chat's: the same registrations, also after a start on a folder of before there was one. */
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import type { RegisterPage } from '../../../src/provisioning/contract/register.ts';
import { TAB_APP_ID } from '../../../src/sandbox/seed.ts';
import { fillIn, RunningProduct, signIn, toNewForm, toProven } from '../../fakes/product.ts';
import { readOn } from '../../fakes/teams.ts';

let product: RunningProduct;

beforeEach(async () => {
  product = await RunningProduct.open();
}, 60_000);
afterEach(() => product.close());

async function listed(): Promise<RegisterPage> {
  const asked = await fetch(`${product.sandbox.httpUrl}/sandbox/teams-sso`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ persona: 'anna', clientId: TAB_APP_ID }),
  });
  const { token } = (await asked.json()) as { readonly token: string };
  const answer = await fetch(`${product.url}/api/tab/registrations?sort=name`, {
    headers: { authorization: `Bearer ${token}` },
  });
  return (await answer.json()) as RegisterPage;
}

test('what the chat lists, the tab lists, before and after an upgrade', async () => {
  await toProven(product, 'anna', { name: 'Nectar for Contoso' });
  const form = await toNewForm(product, 'bo');
  await signIn(await fillIn(form, { registration: 'new', name: 'Nectar for Fabrikam' }), 'bo');
  const page = await listed();
  const told = page.lines.map(({ name, state, permissions }) => [name, state, permissions]);
  expect(told).toEqual([
    ['Nectar for Contoso', 'healthy', { granted: 3, planned: 3 }],
    ['Nectar for Fabrikam', 'needs-you', { granted: null, planned: 3 }],
  ]);
  const chat = product.chat('anna');
  await chat.say('list');
  const card = readOn(await chat.card('Nectar for Fabrikam'));
  for (const { name, connectorTitle, owner } of page.lines)
    for (const words of [name, connectorTitle, owner]) expect(card).toContain(words);

  await product.stop();
  const database = await product.database();
  await sql`delete from register`.execute(database.kysely);
  await sql`update runs set register_key = null, registered = null`.execute(database.kysely);
  await database.close();
  await product.start();
  expect(await listed()).toEqual(page);
});
