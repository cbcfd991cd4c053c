/** Every card, whoever looks and whatever people are called: valid, few buttons, nothing live in a name. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { Ajv } from 'ajv';
import draft6 from 'ajv/dist/refs/json-schema-draft-06.json' with { type: 'json' };
import schema from '../../schemas/adaptive-card-1.5.json' with { type: 'json' };
import { VERBS } from '../../../src/bot/verbs.ts';
import { cardSamples } from './card-samples.ts';

type Json = Record<string, unknown>;

const samples = cardSamples();
const validate = compile();

function compile(): (card: unknown) => boolean {
  const ajv = new Ajv({ strict: false, validateFormats: false });
  ajv.addMetaSchema(draft6);
  return ajv.compile(schema);
}

/** Every object of the card with the objects around it. */
function* nodes(
  value: unknown,
  above: readonly Json[] = [],
): Generator<{ node: Json; above: readonly Json[] }> {
  if (Array.isArray(value)) for (const one of value) yield* nodes(one, above);
  else if (typeof value === 'object' && value !== null) {
    const node = value as Json;
    yield { node, above };
    for (const one of Object.values(node)) yield* nodes(one, [node, ...above]);
  }
}

function typed(card: unknown, type: RegExp): Json[] {
  return [...nodes(card)]
    .map(({ node }) => node)
    .filter(({ type: is }) => typeof is === 'string' && type.test(is));
}

/** Buttons as a person sees them: a fallback stands in for its Execute. */
function buttons(card: unknown): Json[] {
  return [...nodes(card)]
    .filter(({ node, above }) => /^Action\./.test(String(node['type'])) && above[0]?.['fallback'] !== node)
    .map(({ node }) => node);
}

/** What a button of the card folds out or away. */
function folded(card: unknown): Json[] {
  return [...nodes(card)].map(({ node }) => node).filter(({ isVisible }) => isVisible !== undefined);
}

function inSight(card: unknown): Json[] {
  const hidden = new Set(folded(card).flatMap(buttons));
  return buttons(card).filter((button) => !hidden.has(button));
}

describe('every card', () => {
  test('is valid Adaptive Card 1.5', () => {
    const invalid = samples.filter(({ card }) => {
      return !validate(card);
    });
    expect(invalid.map(({ name }) => name)).toEqual([]);
  });

  test('has a schema behind it that refuses a card with a typing mistake', () => {
    expect(validate({ type: 'AdaptiveCard', version: '1.5', body: [{ type: 'TextBlok', text: 'x' }] })).toBe(
      false,
    );
  });

  test('has four buttons at most', () => {
    const many = samples.filter(({ card }) => inSight(card).length > 4).map(({ name }) => name);
    expect(many).toEqual([]);
  });

  test('has four buttons at most in what folds out', () => {
    const folds = samples.flatMap(({ card }) => folded(card));
    expect(folds.length).toBeGreaterThan(20);
    for (const fold of folds) expect(buttons(fold).length).toBeLessThanOrEqual(4);
  });

  test('folds out only what a button in sight folds out, and sends each input once', () => {
    for (const { card } of samples) {
      const targets = inSight(card).flatMap(({ targetElements }) => targetElements ?? []);
      expect(folded(card).map(({ id }) => id)).toEqual(targets);
      const ids = typed(card, /^Input\./).map(({ id }) => id);
      expect(new Set(ids).size).toBe(ids.length);
    }
  });

  test('asks the bot only by Action.Execute in an ActionSet with the same data as Action.Submit', () => {
    for (const { card } of samples) {
      for (const { node, above } of nodes(card)) {
        if (node['type'] === 'Action.Submit') expect(above[0]).toMatchObject({ type: 'Action.Execute' });
        if (node['type'] !== 'Action.Execute') continue;
        expect(above[0]).toMatchObject({ type: 'ActionSet' });
        expect(Object.keys(node['data'] as Json)).toEqual(['press']);
        expect(VERBS).toContain(node['verb']);
        expect(node['fallback']).toMatchObject({
          type: 'Action.Submit',
          title: node['title'],
          data: node['data'],
        });
      }
    }
  });

  test('opens nothing but our own pages, the tab, the portal and Microsoft’s documentation', () => {
    const addresses = samples.flatMap(({ card }) =>
      typed(card, /^Action\.OpenUrl$/).map(({ url }) => String(url)),
    );
    const places = new Set(addresses.map((url) => url.replace(/\?.*$/, '')));
    expect([...places].sort()).toEqual([
      'http://localhost:3978/auth/device',
      'http://localhost:3978/auth/start',
      'http://localhost:3978/certificate',
      'http://localhost:3978/handover/start',
      'https://entra.microsoft.com/#view/app',
      'https://learn.microsoft.com/graph/auth-register-app-v2',
      'https://teams.microsoft.com/l/entity/x',
    ]);
  });

  test('gives every input a label and wraps every text', () => {
    for (const { card } of samples) {
      for (const input of typed(card, /^Input\./))
        expect(input['label'] ?? input['title']).toEqual(expect.any(String));
      for (const text of typed(card, /^TextBlock$/)) expect(text['wrap']).toBe(true);
    }
  });

  test('never says something by colour alone', () => {
    for (const { card } of samples) {
      for (const { color, text } of typed(card, /^TextBlock$/)) {
        if (color !== undefined && color !== 'default') expect(text).toMatch(/\S .*\p{L}{2,}/u);
      }
    }
  });

  test('loses its buttons when the run has ended', () => {
    const ended = samples.filter(({ name }) =>
      /^(declined|cancelled|handed-over-(approver|channel))/.test(name),
    );
    expect(ended.length).toBeGreaterThan(20);
    expect(ended.flatMap(({ card }) => buttons(card))).toEqual([]);
  });

  test('has nothing to press in sight once handed over; what may follow is folded away', () => {
    const handed = samples.filter(({ name }) => /^handed-over(?!-(approver|channel))/.test(name));
    expect(handed.length).toBeGreaterThan(10);
    for (const { card } of handed)
      expect(new Set(inSight(card).map(({ type }) => type))).toEqual(new Set(['Action.ToggleVisibility']));
  });

  test('stays far below the size limit of a message', () => {
    for (const { card } of samples) expect(JSON.stringify(card).length).toBeLessThan(60_000);
  });
});

describe('a hostile name', () => {
  const hostile = samples.filter(({ name }) => name.includes('hostile'));
  const texts = hostile.flatMap(({ card }) =>
    typed(card, /./).flatMap((node) =>
      ['text', 'label', 'title']
        .map((key) => node[key])
        .filter((text): text is string => typeof text === 'string'),
    ),
  );
  const markdown = hostile.flatMap(({ card }) =>
    typed(card, /^TextBlock$/)
      .map(({ text }) => String(text))
      .filter((text) => !/^http:\/\/localhost:3978\/(?:auth\/start|plan)\?press=[0-9a-f.-]+$/.test(text))
      .filter((text) => text !== '[Open in the tab](https://teams.microsoft.com/l/entity/x)'),
  );

  test('makes no link, image, HTML or mention', () => {
    const live = [
      /(?<!\\)\[[^\]]*(?<!\\)\]\(/,
      /(?<!\\)</,
      /(?<!\\):\/\//,
      /\b(?:www|mailto)(?=[.:])/i,
      /&(?:#?\w+);/,
    ];
    const found = markdown.filter((text) => live.some((pattern) => pattern.test(text.replace(/\\&/g, ''))));
    expect(found).toEqual([]);
    expect(JSON.stringify(hostile.map(({ card }) => card))).not.toMatch(/"entities"/);
  });

  test('brings no control, direction or zero-width character', () => {
    expect(texts.filter((text) => /[\p{Cc}\p{Cf}\p{Cs}]/u.test(text))).toEqual([]);
  });

  test('leaves no expression to be filled in, and fills none', () => {
    expect([...texts, ...markdown].filter((text) => text.includes('${') || text.includes('{{'))).toEqual([]);
    expect(texts.some((text) => text.includes('$root'))).toBe(true);
  });

  test('is cut at 120 characters', () => {
    expect(markdown.some((text) => text.includes(`${'x'.repeat(119)}…`))).toBe(true);
    const names = hostile.filter(({ name }) => name.startsWith('sign-in hostile'));
    for (const { card } of names) {
      for (const { text } of typed(card, /^TextBlock$/)) expect(String(text)).not.toContain('x'.repeat(120));
    }
  });
});

describe('docs/cards.md', () => {
  const document = readFileSync(new URL('../../../docs/cards.md', import.meta.url), 'utf8');

  test('lists every verb', () => {
    expect(VERBS.filter((verb) => !document.includes(`\`${verb}\``))).toEqual([]);
  });
});
