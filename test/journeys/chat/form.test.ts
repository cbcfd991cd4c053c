/** What is wrong on the form is said beside its field, and nothing that was typed is lost. */
import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { RunningProduct } from '../../fakes/product.ts';
import { elements, inputs } from '../../fakes/teams.ts';

let product: RunningProduct;

beforeAll(async () => {
  product = await RunningProduct.open();
}, 60_000);
afterAll(() => product.close());
afterEach(() => product.endOpen('anna'));

test.each([
  ['an empty name', { name: '   ' }, 'name'],
  ['a name with a character that Entra forbids', { name: 'Nectar <1>' }, 'name'],
  ['a secret that lives 11 years', { life: 'other', otherLife: '11 years' }, 'otherLife'],
  ['a life in no unit of time', { life: 'other', otherLife: 'soon' }, 'otherLife'],
  ['a certificate that is none', { credential: 'certificate', certificate: 'hello' }, 'certificate'],
])('%s', async (_what, wrong: Record<string, string>, field) => {
  const chat = product.chat('anna');
  await chat.say('set up nectar');
  const form = await chat.card('Continue');
  expect(inputs(form.card)).toHaveProperty(field);
  await chat.press(form, 'Continue', { name: 'Kept', people: 'basic', devices: 'true', ...wrong });
  const redrawn = await product.teams.until(
    chat.conversationId,
    'the form again',
    ({ id, edits }) => id === form.id && edits > form.edits,
  );
  const kept = { name: 'Kept', people: 'basic', devices: 'true', ...wrong };
  if (field === 'certificate') Object.assign(kept, { certificate: '' });
  expect(inputs(redrawn.card)).toMatchObject(kept);
  const place = elements(redrawn.card);
  const input = place.findIndex(({ id }) => id === field);
  const error = place.findIndex((one) => one['color'] === 'attention' || one['color'] === 'Attention');
  expect(error).toBeGreaterThan(-1);
  expect(Math.abs(error - input)).toBeLessThan(12);
  expect(product.askedForPeople).toEqual([]);
});
