/** Registered, and handed over: what was proven, what lapses, what is still to do, what may follow. */
import { describe, expect, test } from '@jest/globals';
import { lapseLines } from '../../../src/bot/cards/lapses.ts';
import { label } from '../../../src/bot/cards/text.ts';
import { actions, actionTitles, inputs, textOf } from '../../fakes/chat-room.ts';
import { HANDED_OVER_SERVICE, PROVEN_USER } from '../../fakes/other-views.ts';
import { NOW } from '../../fakes/run-views.ts';
import { cardSamples } from './card-samples.ts';

type Json = Record<string, unknown>;

const samples = new Map(cardSamples().map(({ name, card }) => [name, card as Json]));

function card(name: string): Json {
  const found = samples.get(name);
  if (found === undefined) throw new TypeError(`no card ${name}`);
  return found;
}

describe('what lapses', () => {
  const said = (view: Parameters<typeof lapseLines>[0]): string[] =>
    lapseLines(view, NOW).map((line) => line.said);

  test('is said with its date, the days until then, and what its end means', () => {
    expect(said(HANDED_OVER_SERVICE)).toEqual([
      'Secret for “LiveDR-01” expires 20 Nov 2027 (in 364 days, about 12 months). When it does, Live Platform can no longer sign in to this tenant for that service.',
    ]);
  });

  test('without a date says when its clock starts', () => {
    expect(said(PROVEN_USER)[1]).toBe(
      'Password of jtel-presence@contoso.onmicrosoft.com: its clock starts when the first sign-in is ticked.',
    );
  });

  test('of several is one line each', () => {
    const [one] = HANDED_OVER_SERVICE.lapses;
    if (one === undefined) throw new TypeError('no lapse');
    const soon = { ...one, label: 'LiveDR-02', ends: '2026-12-03T00:00:00Z' };
    expect(said({ ...HANDED_OVER_SERVICE, lapses: [one, soon] })).toEqual([
      'Secret for “LiveDR-01” expires 20 Nov 2027 (in 364 days, about 12 months).',
      'Secret for “LiveDR-02” expires 3 Dec 2026 (in 12 days).',
      'When one of these ends, Live Platform can no longer sign in to this tenant for that service.',
    ]);
  });

  test('is nothing where there is no credential', () => {
    expect(textOf(card('handed-over-function'))).toContain('No secret: it only acts for signed-in people.');
    expect(textOf(card('handed-over-function'))).toContain(
      'has to be repeated by 21 Dec 2026 (in 30 days). Every 30 days. Without that, mail and presence stop.',
    );
    expect(textOf(card('handed-over-function'))).not.toContain('Client secret');
  });
});

describe('a registration with a user', () => {
  const text = textOf(card('proven-user'));

  test('names the user, what else was proven, and where the first password is', () => {
    expect(text).toContain(
      'It signs in as **jtel-presence@contoso.onmicrosoft.com**, a user this set-up made.',
    );
    expect(text).toContain('jtel-presence@contoso.onmicrosoft.com is an owner');
    expect(text).toContain('on the hand-over page: shown once, for you and not for the vendor');
    expect(textOf(card('proven-user-unclaimed'))).toContain('Reset it in the portal.');
  });

  test('expects no token of its own where all permissions are delegated', () => {
    expect(text).not.toContain('A token of the registration');
  });
});

describe('the checklist', () => {
  test('is in sight as far as it is open, with what is required marked', () => {
    expect(textOf(card('proven-user'))).toMatch(
      /Still to do\n! *\nNeeds you\nSign in as the account once.*\n○ *\nTo do\nThe client secret/,
    );
    expect(textOf(card('handed-over-service'))).toContain('What is still to do is below.');
    expect(textOf(card('handed-over-function'))).toContain('Everything on the checklist is done.');
  });

  test('is answered in its fold, only with what some item can be answered with', () => {
    const titles = (name: string): string[] =>
      actions(card(name)).flatMap(({ verb, title }) => (verb === 'tick' ? [String(title)] : []));
    expect(titles('proven-user')).toEqual(['Done']);
    expect(titles('handed-over-service')).toEqual(['Done', 'It worked', 'It did not work', 'Take it back']);
    expect(titles('handed-over-function')).toEqual(['Take it back']);
    expect(titles('proven')).toEqual([]);
    expect(inputs(card('handed-over-service'))).toEqual({ item: 'roles' });
  });
});

test('a line of the checklist reads the same where it is ticked: marks that stand alone are no Markdown', () => {
  expect(textOf(card('proven-user'))).toContain('It must not contain [ ] < > ? # or &.');
  expect(textOf(card('handed-over-service'))).toContain(
    'Direct Routing > Add Service > Pending Invitations > Add · Done',
  );
  expect(label('<b> [x](y) *a* # > [ ]( <').label).toBe('(b) (x)(y) a # > [ )( <');
});

describe('what may follow', () => {
  const more = (name: string): string[] => {
    const fold = (card(name)['body'] as Json[]).find(({ id }) => id === 'more-section');
    return actionTitles(fold ?? {});
  };

  test('is folded away: adding to it, the next function, another proof', () => {
    expect(more('handed-over')).toEqual(['Validate now']);
    expect(more('handed-over-service')).toEqual(['Add a Direct Routing service', 'Validate now']);
    expect(more('handed-over-function')).toEqual(['Add a function', 'Set up User Presence', 'Validate now']);
  });

  test('leaves the hand-over and the portal in sight as long as there is room', () => {
    expect(actionTitles(card('proven')).slice(0, 4)).toEqual([
      'Hand over to Nectar (opens your browser)',
      'View in Microsoft Entra',
      'Open in the tab',
      'More…',
    ]);
    expect(actionTitles(card('proven-user')).slice(0, 4)).toEqual([
      'Hand over to jtel (opens your browser)',
      'View in Microsoft Entra',
      'Checklist…',
      'More…',
    ]);
    expect(actionTitles(card('proven-user-unclaimed'))).not.toContain('View in Microsoft Entra');
  });

  test('has a title that a card shows whole, however long the vendor’s name', () => {
    expect(actionTitles(card('proven-long-vendor'))[0]).toBe('Hand over (opens your browser)');
  });
});

test('a sign-in with a code is offered beside the other where the connector has one', () => {
  const code = 'Sign in with a code (opens your browser)';
  for (const name of ['sign-in', 'needs-sign-in']) {
    expect(actionTitles(card(name))).not.toContain(code);
    expect(actionTitles(card(`${name}-code`)).slice(0, 2)).toEqual(['Sign in (opens your browser)', code]);
  }
});

describe('a renewal', () => {
  test('says until when the old one works, from the form on', () => {
    expect(textOf(card('choices-renews'))).toContain(
      'A new credential beside the old secret, which works until 20 Dec 2026: nothing breaks meanwhile.',
    );
    expect(textOf(card('plan-renews'))).toContain(
      'The old secret works until 20 Dec 2026 and goes only when you say that the new one is in use everywhere.',
    );
    expect(textOf(card('proven-renews'))).toContain(
      'The old secret works until 20 Dec 2026 (in 29 days), so nothing breaks meanwhile.',
    );
    expect(actionTitles(card('proven-renews'))).not.toContain('In use everywhere: remove the old secret');
  });

  test('offers to remove the old one when it may go, and says so when it is gone', () => {
    expect(actionTitles(card('proven-renews-removable'))).toContain(
      'In use everywhere: remove the old secret',
    );
    expect(textOf(card('handed-over-renewed'))).toContain(
      'The old secret is removed, and I have seen that it is gone.',
    );
  });

  test('leaves the old set-up with nothing to do and nothing that lapses', () => {
    const text = textOf(card('handed-over-superseded'));
    expect(text).toContain('was renewed, and the old one removed 21 Nov 2026');
    expect(text).not.toContain('expires');
    expect(actionTitles(card('handed-over-superseded'))).not.toContain('Renew its credential');
  });

  test('of one among several: what ends first is picked', () => {
    expect(textOf(card('renew'))).toContain('Which credential do you want to renew?');
    expect(Object.keys(inputs(card('renew')))).toEqual(['run']);
  });
});
