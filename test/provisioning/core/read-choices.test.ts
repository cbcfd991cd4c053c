/** From the form to choices: what the registration is called, which one it is about, and whether there are several. */
import { describe, expect, test } from '@jest/globals';
import { explain } from '../../../src/provisioning/errors.ts';
import { ACCOUNT, ticked } from './cirrus.ts';
import {
  APP_ID,
  audiocodes,
  choicesFor,
  cirrus,
  errorsFor,
  jtel,
  oid,
  readFor,
  recorded,
  saas,
  validFor,
  type Typed,
} from './ground.ts';

function nameError(name: string): string | undefined {
  return errorsFor(audiocodes, { name, description: 'Service1' })['name'];
}

function notices(typed: Typed): readonly (readonly [string, string])[] {
  return validFor(audiocodes, typed).notices.map((notice) => [notice.code, explain(notice).why]);
}

describe('the name of an AudioCodes registration', () => {
  test.each<[number, string | undefined]>([
    [2, 'NAME_TOO_SHORT'],
    [3, undefined],
    [15, undefined],
    [16, 'NAME_TOO_LONG'],
  ])('A10: of %d characters', (length, error) => {
    expect(nameError('x'.repeat(length))).toBe(error);
  });

  test.each([...'\\/:*?"<>|'])(
    'A11: with %s is refused beside its field, the character named',
    (character) => {
      const read = readFor(audiocodes, { name: `Ab${character}1_`, description: 'Service1' });
      const failed = read.ok ? undefined : read.errors['name'];
      expect(failed).toMatchObject({ code: 'NAME_FORBIDDEN_CHARACTER', facts: { character } });
      expect(failed && explain(failed).what).toContain(`contains ${character},`);
    },
  );

  test('A12: with the word audit is taken, in any case, with a notice in the definition’s words', () => {
    const why = expect.stringMatching(/letters "audit", which may mean that this word is not allowed/);
    expect(notices({ name: 'Voice-Audit' })).toEqual([['NAME_NOTICED', why]]);
    expect(notices({ name: 'VoiceOnly' })).toEqual([]);
    expect(nameError('x|audit')).toBe('NAME_FORBIDDEN_CHARACTER');
  });

  test.each<[string, string | undefined]>([
    ['Ab-1_', undefined],
    ['a!b(c)#@+=~', undefined],
    ['a.b', 'NAME_FORBIDDEN_CHARACTER'],
    ['a b', 'NAME_FORBIDDEN_CHARACTER'],
  ])('A13: letters, digits and signs, no dot and no blank: %s', (name, error) => {
    expect(nameError(name)).toBe(error);
  });

  const around = { known: [recorded({ name: 'Livestream', descriptions: ['Berlin'] })] };

  test.each<[string, string, Typed]>([
    ['a registration of that name', 'LiveStream', { name: 'NAME_IN_RECORDS' }],
    ['a service of that name', 'BERLIN', { name: 'NAME_IN_RECORDS' }],
    ['neither', 'Munich', {}],
  ])('A14: our records hold %s', (_, name, errors) => {
    const typed = { registration: 'new', name, description: 'Hamburg' };
    expect(errorsFor(audiocodes, typed, around)).toEqual(errors);
  });

  test('A14: where the vendor does not ask for it, a name may be used again', () => {
    const known = [recorded({ name: 'jtel Teams Presence' })];
    expect(errorsFor(jtel, { registration: 'new' }, { known })).toEqual({});
  });
});

describe('a registration that is there', () => {
  const other = recorded({ appId: oid(43) as string as typeof APP_ID, name: 'Second' });
  const around = { known: [recorded({ functions: ['calendar'] }), other] };

  test('C3: is added to unless a new one is asked for: the newest, or the one that is picked', () => {
    const pickedBy = (typed: Typed) => {
      const { target, choices } = validFor(cirrus, ticked(['directory'], typed), around);
      return [target.kind === 'existing' ? target.appId : target.kind, choices.name];
    };
    expect(pickedBy({})).toEqual([APP_ID, 'First']);
    expect(pickedBy({ registration: other.appId, name: 'ignored' })).toEqual([other.appId, 'Second']);
    expect(pickedBy({ registration: 'new', name: 'Third' })).toEqual(['new', 'Third']);
  });

  test('C3: keeps the functions it has, unticked as they may be, and is cleaned up by nobody', () => {
    const { choices, target } = validFor(cirrus, ticked(['directory'], { calendar: 'false' }), around);
    expect(choices.functions).toEqual(['directory', 'calendar']);
    expect(target).toEqual({ kind: 'existing', appId: APP_ID, made: 'by-us', cleanUp: false });
  });

  test('is one of those that are known', () => {
    expect(errorsFor(cirrus, ticked(['mail'], { registration: oid(99) }), around)).toEqual({
      registration: 'CHOICE_UNKNOWN',
    });
  });

  test('A3: takes another service without a name of its own', () => {
    const known = [recorded({ name: 'Livestream', descriptions: ['Berlin'] })];
    const { target, choices } = validFor(audiocodes, { description: 'Hamburg', name: 'a b' }, { known });
    expect(target).toMatchObject({ kind: 'existing', made: 'by-us' });
    expect(choices.name).toBe('Livestream');
  });
});

describe('C25: one registration for each function', () => {
  const apart = (functions: readonly string[], answers: Typed = {}) =>
    validFor(cirrus, ticked(functions, { arrangement: 'separate', ...answers }));

  test.each<[readonly string[], string, readonly string[]]>([
    [['mail'], 'Cirrus Server – Mail', []],
    [['mail', 'presence'], 'Cirrus Server – Mail', ['presence']],
    [['calendar', 'mail', 'presence'], 'Cirrus Server – Calendar', ['mail', 'presence']],
    [['directory', 'presence'], 'Cirrus Server – Active Directory', ['presence']],
    [['presence'], 'Cirrus Server – Presence', []],
  ])('%j begins with the first, under its own name', (functions, name, remaining) => {
    const { choices, remaining: left } = apart(functions);
    expect([choices.functions, choices.name, left]).toEqual([functions.slice(0, 1), name, remaining]);
  });

  test('asks for an account and a secret only where that one needs them', () => {
    expect(apart(['calendar', 'mail']).choices).toMatchObject({
      user: null,
      credential: { kind: 'secret' },
    });
    expect(apart(['mail', 'presence']).choices).toMatchObject({
      user: { kind: 'existing', userPrincipalName: ACCOUNT },
      credential: { kind: 'none' },
    });
  });

  test('is not offered on a registration that is there, nor by a connector without functions', () => {
    const around = { known: [recorded({ functions: ['calendar'] })] };
    const typed = ticked(['mail', 'presence'], { arrangement: 'separate' });
    expect(validFor(cirrus, typed, around)).toMatchObject({
      choices: { functions: ['calendar', 'mail', 'presence'] },
      remaining: [],
    });
    expect(validFor(saas, { arrangement: 'separate' }).remaining).toEqual([]);
  });

  test('or one for all, which is the preset', () => {
    const { choices, remaining } = validFor(cirrus, ticked(['calendar', 'mail']));
    expect([choices.functions, choices.name, remaining]).toEqual([['calendar', 'mail'], 'Cirrus Server', []]);
  });
});

test('J3: jtel’s registration has a name of one’s own choosing, for this directory only', () => {
  expect(choicesFor(jtel, { name: 'Präsenz für jtel' })).toMatchObject({
    name: 'Präsenz für jtel',
    audience: 'AzureADMyOrg',
  });
  expect(errorsFor(jtel, { audience: 'AzureADMultipleOrgs' })).toEqual({ audience: 'CHOICE_UNKNOWN' });
});

test('S13: any life can be chosen, and a long one carries a notice', () => {
  const { choices, notices: said } = validFor(saas, { life: 'other', otherLife: '30 years' });
  expect(choices.credential).toMatchObject({ life: 'P30Y' });
  expect(said.map(({ code }) => code)).toEqual(['LIFE_LONG']);
});
