/** The search that ends every chat journey, put to the test: what gets out is found wherever it got to. */
import { expect, test } from '@jest/globals';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'kysely';
import {
  applicationNamed,
  fillIn,
  openHandOver,
  revealed,
  RunningProduct,
  signIn,
  toNewForm,
  toProven,
} from '../../fakes/product.ts';

const NAME = 'Nectar that leaks';

/** A set-up as it should be, after which its secret, and a token taken with it, get to where they should not. */
async function leakEverywhere(product: RunningProduct): Promise<readonly string[]> {
  const proven = await toProven(product, 'anna', { name: NAME });
  const secret = await revealed(proven.browser, await openHandOver(proven, 'anna'));
  const answer = await product.token(applicationNamed(product, NAME).appId, secret);
  const token = String(answer['access_token']);

  // Pasted into the wrong field, it is in the run, on the card, and in the answer that draws the form again.
  const named = await fillIn(await toNewForm(product, 'bo'), { name: secret });
  const { chat, card } = await signIn(named, 'bo');
  await chat.press(card, 'Change');
  product.log.error({ err: new TypeError(`refused ${secret}`) }, 'scrubbed before it is written');
  product.log.info({ seal: Buffer.from(token).toString('base64') }, 'not known as a token');
  await product.stop();
  await plantInJob(product, { token });
  await writeFile(join(product.dataDir, 'notes.txt'), secret);
  return [secret, token];
}

async function plantInJob(product: RunningProduct, data: Readonly<Record<string, unknown>>): Promise<void> {
  const database = await product.database();
  const wake = sql`insert into registrar_jobs.job (name, data) values ('wake', ${JSON.stringify(data)}::jsonb)`;
  await wake.execute(database.kysely).finally(() => database.close());
}

test('a secret and a token that got out fail the journey, which names each place and not the value', async () => {
  const product = await RunningProduct.openInFolder();
  let values: readonly string[];
  let said: string;
  try {
    values = await leakEverywhere(product);
  } finally {
    said = await product.close().then(() => 'nothing', String);
  }
  const places = [
    'secretText in the answer 200 to POST /api/messages',
    'secretText in what Teams was sent',
    'secretText in table public.runs',
    'secretText in what the log was told',
    'secretText in file notes.txt',
    'access_token in the log',
    'access_token in table registrar_jobs.job',
  ];
  expect(places.filter((place) => !said.includes(`"${place}"`))).toEqual([]);
  expect(values.filter((value) => said.includes(value)).length).toBe(0);
});
