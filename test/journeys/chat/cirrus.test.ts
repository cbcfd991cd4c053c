/** Cirrus Connect: the calendar first, then mail with an account, on one registration. */
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { heldBy } from '../../fakes/held.ts';
import {
  approve,
  confirmSent,
  fillIn,
  openHandOver,
  ours,
  revealed,
  RunningProduct,
  signIn,
  toForm,
} from '../../fakes/product.ts';
import { elements, inputs, readOn } from '../../fakes/teams.ts';
import type { Posted } from '../../fakes/teams.ts';

const NAME = 'Cirrus for Contoso';
const UMA = 'uma@contoso.example';

let product: RunningProduct;

beforeEach(async () => {
  product = await RunningProduct.open();
}, 60_000);
afterEach(() => product.close());

/** The lines of a plan that carry this mark. */
function marked({ card }: Posted, word: string): string[] {
  const read = elements(card).flatMap(({ text }) => text ?? []);
  return read.flatMap((text, at) => (text === word ? [read[at + 1] ?? ''] : []));
}

test('C5: "set up Cirus" registers without a visit to the portal, and a function added later makes no second one', async () => {
  const form = await toForm(product, 'anna', 'set up Cirus');
  const { chat, browser } = form;
  const typed = { name: NAME, description: 'Response', signInRepeats: '30', life: 'P24M', userExisting: UMA };
  await chat.press(form.card, 'Continue', typed);
  const refused = await chat.becomes(form.card, /No function is chosen\. Tick at least one\./);
  expect(inputs(refused.card)).toMatchObject({ ...typed, directory: 'false', calendar: 'false' });
  expect(product.askedForPeople).toEqual([]);

  const calendar = await fillIn({ ...form, card: refused }, { calendar: 'true' });
  const first = await approve(await signIn(calendar, 'anna'));
  expect(product.askedForPeople.length).toBeGreaterThan(0);
  const page = await openHandOver(first, 'anna');
  await revealed(browser, page);
  await confirmSent(browser, page);
  const finished = await chat.becomes(first.card, 'proven and handed over');
  expect(heldBy(product.directory, NAME)).toMatchObject({ redirects: [], publicClient: false });

  await chat.press(finished, 'Add a function');
  const adding = { chat, browser, card: await chat.card('Continue') };
  const plan = await signIn(await fillIn(adding, { mail: 'true', userExisting: UMA }), 'anna');
  expect(readOn(plan.card)).toContain(`**${NAME}** is there already`);
  expect([...marked(plan.card, 'Changed'), ...marked(plan.card, 'New')]).toEqual([
    `Settings of application **${NAME}**`,
    'Admin consent to **Mail.ReadWrite.Shared** (delegated)',
    'Admin consent to **Mail.Send.Shared** (delegated)',
  ]);
  expect(marked(plan.card, 'There already')).toEqual([
    'Its service principal',
    'Admin consent to **Calendars.Read** (application)',
    `User **Uma User** (${UMA})`,
    'It keeps the credential it has.',
  ]);
  expect(readOn(plan.card)).not.toContain('new credential');

  const second = await approve(plan);
  expect(readOn(second.card)).toContain('There is no secret to send.');
  expect((await openHandOver(second, 'anna')).body).not.toContain('data-reveal');
  expect(ours(product)).toHaveLength(1);
  expect(heldBy(product.directory, NAME)).toMatchObject({
    granted: [
      'Calendars.Read (application)',
      'Mail.ReadWrite.Shared (delegated)',
      'Mail.Send.Shared (delegated)',
    ],
    publicClient: true,
    secrets: ['Response'],
  });
  await chat.say('list');
  const list = await chat.card('Set-ups in this tenant');
  expect(marked(list, 'Proven')).toEqual([`**Cirrus Connect** · ${NAME}`]);
  expect(marked(list, 'Handed over')).toEqual([`**Cirrus Connect** · ${NAME} · Response`]);
});
