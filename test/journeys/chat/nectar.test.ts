/** One admin who may consent takes Nectar from the first words to a secret that works. */
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { decodeJwt } from 'jose';
import { linkOn, type Visit } from '../../fakes/browser-visit.ts';
import { applicationNamed, linkOf, RunningProduct, toProven } from '../../fakes/product.ts';
import { Visit as Browser } from '../../fakes/browser-visit.ts';
import { buttons, texts, type Posted } from '../../fakes/teams.ts';

let product: RunningProduct;

beforeEach(async () => {
  product = await RunningProduct.open();
}, 60_000);
afterEach(() => product.close());

test('probe', async () => {
  const anna = product.chat('anna');
  const t0 = performance.now();
  await anna.say('Set up necter connector');
  const menu = await anna.card(/./);
  console.log(performance.now() - t0, JSON.stringify(texts(menu.card)), buttons(menu.card).map((b) => b.title));
});
