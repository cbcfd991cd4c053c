/** A plan reads as a difference: what is written, what is there, what goes, what is left alone. */
import { describe, expect, test } from '@jest/globals';
import { adoptFold } from '../../../src/bot/cards/adopt.ts';
import { planLines } from '../../../src/bot/cards/plan-lines.ts';
import type { Line } from '../../../src/bot/cards/lines.ts';
import type { PlanView } from '../../../src/provisioning/contract.ts';
import { actionTitles, inputs, textOf } from '../../fakes/chat-room.ts';
import { ADDING, ADOPTABLE, CLEANING_UP, NAME_IS_TAKEN, WITH_USER } from '../../fakes/other-views.ts';
import { NOW, PLAN, runView } from '../../fakes/run-views.ts';
import { cardSamples } from './card-samples.ts';

type Json = Record<string, unknown>;

const samples = new Map(cardSamples().map(({ name, card }) => [name, card as Json]));

function card(name: string): Json {
  const found = samples.get(name);
  if (found === undefined) throw new TypeError(`no card ${name}`);
  return found;
}

function said(lines: readonly Line[]): string[] {
  return lines.map(({ chip, text, detail }) => `${chip.icon} ${text.said} ${detail?.said ?? ''}`.trim());
}

describe('a plan for a registration that is there', () => {
  test('writes what is missing and says apart what is there', () => {
    const { written, there, removed, left } = planLines(ADDING, NOW);
    expect(said(written)).toEqual([
      expect.stringMatching(/^~ Settings of application \*\*Cirrus Server\*\* Afterwards: .*public client/),
      '+ Admin consent to **Mail.Send.Shared** (delegated)',
    ]);
    expect(said(there)).toEqual([
      '= Its service principal',
      '= Admin consent to **User.Read.All** (application)',
      '= Admin consent to **Group.Read.All** (application)',
      '= Admin consent to **Calendars.Read** (application)',
      '= It keeps the credential it has.',
    ]);
    expect([...removed, ...left]).toEqual([]);
  });

  test('is approved as a change, with a long list of what is there folded away', () => {
    expect(actionTitles(card('plan-adds'))).toEqual([
      'Approve this change',
      'Change',
      'Not now',
      'What is there already…',
      'Do it in the portal myself',
    ]);
    expect(textOf(card('plan-adds'))).toContain(
      'is there already. This is everything that will be written to it',
    );
  });

  test('with nothing to write can be checked, and nothing else', () => {
    expect(textOf(card('plan-nothing-to-do'))).toContain('Nothing to do: everything is there already.');
    expect(actionTitles(card('plan-nothing-to-do'))).toEqual([
      'Check it now',
      'Change',
      'Not now',
      'What is there already…',
    ]);
  });

  test('is the same for the person who approves it', () => {
    const texts = textOf(card('approval-adds-approver'));
    for (const words of ['Mail.Send.Shared', 'Keep sign-in policies away', 'Its service principal'])
      expect(texts).toContain(words);
  });
});

describe('a clean-up', () => {
  test('names what goes, what is left alone, and what a stranger may have kept', () => {
    const { removed, left } = planLines(CLEANING_UP, NOW);
    expect(said(removed)).toEqual([
      '– Directory.Read.All',
      '– Organization.Read.All, requested and not granted',
      '– Entra role **Skype for Business Administrator** of its service principal',
    ]);
    expect(said(left)).toEqual([
      '· A client secret of somebody else, until 1 Jan 2028',
      '· Owner Mallory Maker',
    ]);
    expect(textOf(card('plan-cleans-up'))).toContain('Somebody else made this application.');
  });

  test('is approved with the application’s name typed', () => {
    expect(Object.keys(inputs(card('plan-cleans-up')))).toEqual(['confirmName']);
    expect(actionTitles(card('plan-cleans-up'))[0]).toBe('Approve and clean up');
    expect(textOf(card('plan-cleans-up'))).toContain('type the name of the application: LiveDR-01');
    expect(Object.keys(inputs(card('plan-adds')))).toEqual([]);
  });
});

describe('the lines of a plan', () => {
  const written = (plan: PlanView): string => said(planLines(plan, NOW).written).join('\n');

  test('name the user, the life of its password, and that it becomes an owner', () => {
    const user = WITH_USER.user;
    if (user === null) throw new TypeError('no user');
    expect(written(WITH_USER)).toContain(
      '+ User **jtel Presence** (jtel-presence@contoso.onmicrosoft.com) Its first password is shown once, to you, and has to be changed at the first sign-in. The password expires after 90 days.',
    );
    expect(written(WITH_USER)).toContain('+ **jtel Presence** as owner of the application');
    const forEver = { ...WITH_USER, user: { ...user, neverExpires: true } };
    expect(written(forEver)).toContain('The password never expires.');
    const unknown = { ...WITH_USER, user: { ...user, passwordDays: null } };
    expect(written(unknown)).toContain('How long the password lives is up to this tenant.');
    const there = planLines({ ...WITH_USER, user: { ...user, kind: 'existing', becomesOwner: false } }, NOW);
    expect(said(there.there).join()).toContain('(jtel-presence@contoso.onmicrosoft.com) Used as it is.');
    expect(said(there.written).join()).not.toContain('as owner');
  });

  test('say that there is no secret, what one is called, and that the others stay', () => {
    const none = { ...PLAN, credential: { kind: 'none', because: 'not-needed' } } as const;
    expect(written(none)).toContain('○ No secret: it only acts for signed-in people.');
    expect(written(CLEANING_UP)).toMatch(
      /\+ One more client secret until .* Called “LiveDR-01”. Those it has stay valid./,
    );
  });

  test('name redirect addresses and public client flows', () => {
    const plan = { ...PLAN, redirects: ['http://localhost'], publicClient: true };
    expect(written(plan)).toContain(
      'this directory only, redirect address http\\://localhost, public client flows allowed',
    );
  });
});

test('the vendor’s rule for consent stands beside Microsoft’s', () => {
  expect(textOf(card('plan-vendors-rule'))).toContain(
    'Who consents, as SaaS management asks: Global Administrator. As Microsoft allows: Privileged Role Administrator or Global Administrator.',
  );
});

describe('an application of the same name', () => {
  const view = runView(ADOPTABLE);

  test('can be taken over, with or without its permissions, from the plan and from a check in the way', () => {
    for (const name of ['plan-adoptable', 'checks-name-taken'])
      expect(actionTitles(card(name))).toEqual(
        expect.arrayContaining([
          'Not now',
          'An application of this name is there already…',
          'Take it over (see the plan first)',
          'Take it over and clean up its permissions',
        ]),
      );
    expect(textOf(card('checks-name-taken'))).toContain('made 20 Nov 2026');
    expect(textOf(card('checks-name-taken')).split('LiveDR-01 is taken')).toHaveLength(2);
    expect(textOf(card('checks-name-taken'))).toContain('since 20 Nov 2026.** AudioCodes asks');
    expect(NAME_IS_TAKEN.cleanUp).not.toBeNull();
  });

  test('stands for its id, and for whether its permissions go', () => {
    const [fold] = adoptFold(view);
    expect(fold?.buttons).toMatchObject([
      { verb: 'adopt', value: 'eeeeeeee-eeee-4eee-8eee-eeeeeeeeeeee' },
      { verb: 'adopt', value: 'eeeeeeee-eeee-4eee-8eee-eeeeeeeeeeee clean-up' },
    ]);
    const [plain] = adoptFold({ ...view, cleanUp: null });
    expect(plain?.buttons).toHaveLength(1);
    expect(adoptFold({ ...view, adoptable: [] })).toEqual([]);
  });

  test('of several, two are offered and the others counted', () => {
    const titles = actionTitles(card('plan-adoptable-several'));
    expect(titles).toContain('Take over aeeeeeee… (see the plan first)');
    expect(titles).toContain('Take over beeeeeee… and clean up its permissions');
    expect(textOf(card('plan-adoptable-several'))).toContain('More of this name: 1.');
  });
});
