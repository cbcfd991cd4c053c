/** The form of a connector that asks for much: grouped, folded where it is long, and nothing lost by it. */
import { describe, expect, test } from '@jest/globals';
import { inputIds } from '../../../src/bot/cards/choices.ts';
import { actions, inputs, textOf } from '../../fakes/chat-room.ts';
import { CIRRUS_CHOICES } from '../../fakes/other-views.ts';
import { cardSamples } from './card-samples.ts';

type Json = Record<string, unknown>;

const samples = new Map(cardSamples().map(({ name, card }) => [name, card as Json]));
const long = samples.get('choices-functions') ?? {};
const wrong = samples.get('choices-functions-wrong') ?? {};

function sections(card: Json): Json[] {
  return (card['body'] as Json[]).filter(({ isVisible }) => isVisible !== undefined);
}

describe('functions', () => {
  test('are ticks that say what they are for and what they ask for', () => {
    expect(inputs(long)).toMatchObject({ directory: 'true', calendar: 'false', mail: 'false' });
    expect(textOf(long)).toContain(
      'Imports users and groups of this tenant into UCS. Asks for User.Read.All (application), Group.Read.All (application).',
    );
    expect(textOf(long)).toContain('What it is to do');
    expect(textOf(long)).toContain('Tick what you need; the rest can stay as it is.');
  });
});

describe('a long form', () => {
  test('folds away what is rarely changed, and sends it all the same', () => {
    const [more] = sections(long);
    expect(more).toMatchObject({ id: 'more-section', isVisible: false });
    expect(Object.keys(inputs(more ?? {}))).toEqual([
      'arrangement',
      'morePermissions',
      'signInRepeats',
      'otherLife',
    ]);
    expect(Object.keys(inputs(long)).sort()).toEqual(inputIds(CIRRUS_CHOICES).sort());
    expect(textOf(long)).toContain('Another time is written under More settings.');
  });

  test('opens the fold when something in it is wrong', () => {
    expect(sections(wrong)[0]).toMatchObject({ isVisible: true });
    expect(textOf(wrong)).toContain('That is no number of days. Use 1 to 365.');
  });

  test('warns before anything is filled in, and names where to read more without opening just any page', () => {
    const text = textOf(long);
    expect(text.indexOf('Avoid sign-in policies')).toBeLessThan(text.indexOf('Name in your tenant'));
    expect(text).toContain('Azure App Registrations: https\\://support.cirrus.example/azure');
    const opened = actions(long).flatMap(({ type, url }) => (type === 'Action.OpenUrl' ? [url] : []));
    expect(opened).toEqual(['https://learn.microsoft.com/graph/auth-register-app-v2']);
  });
});

test('a short form with two settings that nearly nobody changes has them folded away', () => {
  const short = samples.get('choices-services') ?? {};
  expect(Object.keys(inputs(sections(short)[0] ?? {}))).toEqual(['directoryRoles', 'otherLife']);
  expect(textOf(short)).toContain('What is filled in suits most tenants');
});

test('what proves the connector stands under a heading, and not under that of the account', () => {
  expect(textOf(long)).toMatch(/Account for Cirrus[^]*How it proves itself\nDescription/);
  expect(textOf(samples.get('choices') ?? {})).not.toContain('How it proves itself');
});

test('a short form is shown whole', () => {
  const short = samples.get('choices') ?? {};
  expect(sections(short)).toEqual([]);
  expect(actions(short).map(({ title }) => title)).toEqual([
    'Continue',
    'Use “Nectar Cloud Connector”',
    'Do it in the portal myself',
    'Not now',
  ]);
});
