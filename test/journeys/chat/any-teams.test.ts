/** Nothing is needed on the person's machine but Teams, whichever it is, and a browser. */
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { Ajv } from 'ajv';
import draft6 from 'ajv/dist/refs/json-schema-draft-06.json' with { type: 'json' };
import schema from '../../schemas/adaptive-card-1.5.json' with { type: 'json' };
import { openHandOver, revealed, RunningProduct, toProven } from '../../fakes/product.ts';
import { elements, type Element } from '../../fakes/teams.ts';

/** What Teams on the desktop, in a browser and on phones lets a person press. */
const PRESSED = ['Action.Execute', 'Action.OpenUrl', 'Action.Submit', 'Action.ToggleVisibility'];

let product: RunningProduct;

beforeEach(async () => {
  product = await RunningProduct.open();
}, 60_000);
afterEach(() => product.close());

function cardsIn(body: string): Element[] {
  return elements(JSON.parse(body)).filter(({ type }) => type === 'AdaptiveCard');
}

test('N4: a whole set-up is messages, card presses and pages, and no tool on the machine', async () => {
  const proven = await toProven(product, 'anna', { name: 'Nectar from a phone' });
  const secret = await revealed(proven.browser, await openHandOver(proven, 'anna'));
  expect(secret.length).toBeGreaterThan(15);

  const { bodies, answers } = product.teams;
  const cards = [...bodies, ...answers].flatMap((body) => (body.startsWith('{') ? cardsIn(body) : []));
  const ajv = new Ajv({ strict: false, validateFormats: false });
  ajv.addMetaSchema(draft6);
  const holdsTo = ajv.compile(schema);
  expect(cards.length).toBeGreaterThan(3);
  for (const card of cards)
    expect({ version: card['version'], valid: holdsTo(card) }).toEqual({ version: '1.5', valid: true });

  const actions = cards.flatMap(elements).filter(({ type }) => type?.startsWith('Action.'));
  expect(actions.filter(({ type = '' }) => !PRESSED.includes(type))).toEqual([]);
  const web = actions
    .filter(({ type }) => type === 'Action.OpenUrl')
    .map(({ url }) => new URL(url ?? '').protocol);
  expect(web.every((protocol) => protocol === 'http:' || protocol === 'https:')).toBe(true);

  const pages = proven.browser.bodies.filter((body) => body.startsWith('<!'));
  expect(pages.length).toBeGreaterThan(1);
  for (const page of pages) {
    expect(page).toMatch(/<meta name="viewport" content="width=device-width/);
    expect(page.match(/(?:src|href)="(?:https?:)?\/\/(?!localhost)[^"]*"/g) ?? []).toEqual([]);
  }
  expect(
    [...bodies, ...answers, ...pages].filter((text) => /powershell|pwsh|az login|npm |\.ps1/i.test(text)),
  ).toEqual([]);
});
