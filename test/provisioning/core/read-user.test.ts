/** The account, its sign-ins, Entra roles and whose rule of consent holds, as typed. */
import { describe, expect, test } from '@jest/globals';
import { ACCOUNT, ticked } from './cirrus.ts';
import {
  audiocodes,
  choicesFor,
  cirrus,
  errorsFor,
  jtel,
  nectar,
  recorded,
  saas,
  type Typed,
} from './ground.ts';

const created = (typed: Typed = {}) => choicesFor(jtel, typed).user;

describe('J4: the account of jtel', () => {
  test('is made new unless one is named, by its presets', () => {
    expect(created()).toEqual({
      kind: 'create',
      displayName: 'jtel Teams Presence',
      userName: 'jtel-presence',
      domain: null,
      neverExpires: false,
    });
  });

  test('is made as it is typed', () => {
    const typed = {
      userDisplayName: 'Präsenz',
      userName: ' jtel.service ',
      userDomain: '@Voice.contoso.example',
      neverExpires: 'true',
    };
    expect(created(typed)).toEqual({
      kind: 'create',
      displayName: 'Präsenz',
      userName: 'jtel.service',
      domain: 'Voice.contoso.example',
      neverExpires: true,
    });
  });

  test('or is one that is there', () => {
    expect(created({ userWay: 'existing', userExisting: ` ${ACCOUNT} ` })).toEqual({
      kind: 'existing',
      userPrincipalName: ACCOUNT,
    });
  });

  test.each(['jtel', "o'brien", 'a_b-c.d!e#f^g~1', 'x'.repeat(64)])('may be called %s', (userName) => {
    expect(created({ userName })).toMatchObject({ userName });
  });

  test.each(['', 'a b', 'a@b', '.a', 'a.', 'jtél', 'a/b', 'x'.repeat(65)])(
    'may not be called %j',
    (userName) => expect(errorsFor(jtel, { userName })).toEqual({ userName: 'USER_NAME_UNREADABLE' }),
  );

  test.each(['contoso', 'con toso.com', '-a.com', 'a..com', 'a.com/b', `${'a'.repeat(250)}.com`])(
    'is not of the domain %s',
    (userDomain) => expect(errorsFor(jtel, { userDomain })).toEqual({ userDomain: 'USER_DOMAIN_UNREADABLE' }),
  );

  test.each(['', 'jtel', '@contoso.com', 'a@b', 'a@b.com@c.com', 'a b@contoso.com'])(
    'that is there is not %j',
    (userExisting) =>
      expect(errorsFor(jtel, { userWay: 'existing', userExisting })).toEqual({
        userExisting: 'USER_EXISTING_UNREADABLE',
      }),
  );

  test('has a name that people can read', () => {
    expect(errorsFor(jtel, { userDisplayName: ' ' })).toEqual({ userDisplayName: 'NAME_EMPTY' });
  });

  test('J7: never expires where that is ticked, and is not otherwise ticked', () => {
    expect(created({ neverExpires: 'true' })).toMatchObject({ neverExpires: true });
    expect(errorsFor(jtel, { neverExpires: 'soon' })).toEqual({ neverExpires: 'CHOICE_UNKNOWN' });
  });
});

describe('C4: the account of Cirrus', () => {
  test.each<[readonly string[], Typed, boolean]>([
    [['directory', 'calendar'], {}, false],
    [['mail'], {}, true],
    [['presence'], {}, true],
    [['presence'], { 'presence-by': 'application' }, false],
    [['presence'], { 'presence-by': 'delegated' }, true],
    [['calendar', 'mail'], { 'presence-by': 'application' }, true],
  ])('for %j with %j: asked for is %s', (functions, answers, needed) => {
    const { user } = choicesFor(cirrus, ticked(functions, answers));
    expect(user).toEqual(needed ? { kind: 'existing', userPrincipalName: ACCOUNT } : null);
  });

  test('cannot be made here', () => {
    expect(errorsFor(cirrus, ticked(['mail'], { userWay: 'create' }))).toEqual({ userWay: 'CHOICE_UNKNOWN' });
  });

  test('is not asked of a connector that knows no users', () => {
    expect(choicesFor(nectar, { userExisting: '?', userWay: '?' }).user).toBeNull();
  });
});

describe('C24: days between sign-ins', () => {
  const days = (signInRepeats: string, functions = ['mail']) =>
    choicesFor(cirrus, ticked(functions, { signInRepeats })).signInEveryDays;

  test.each<[string, number | null]>([
    ['', null],
    ['  ', null],
    ['1', 1],
    [' 30 ', 30],
    ['90 days', 90],
    ['1 day', 1],
    ['365', 365],
  ])('%j are %s', (typed, expected) => expect(days(typed)).toBe(expected));

  test.each(['0', '366', '-1', '1.5', 'weekly', '30 d', '1000'])('are not %j', (signInRepeats) => {
    expect(errorsFor(cirrus, ticked(['mail'], { signInRepeats }))).toEqual({
      signInRepeats: 'DAYS_UNREADABLE',
    });
  });

  test('do not matter where no account signs in', () => {
    expect(days('nonsense', ['calendar'])).toBeNull();
  });
});

describe('A23: Entra roles', () => {
  const names = (count: number) => Array.from({ length: count }, (_, index) => `Role ${index}`);

  test('none is preset, and any can be named', () => {
    expect(choicesFor(audiocodes, {}).directoryRoles).toEqual([]);
    expect(
      choicesFor(audiocodes, { directoryRoles: 'Global Reader, Reports Reader' }).directoryRoles,
    ).toEqual(['Global Reader', 'Reports Reader']);
    expect(errorsFor(audiocodes, { directoryRoles: names(11).join(';') })).toEqual({
      directoryRoles: 'ROLES_TOO_MANY',
    });
  });

  test('are taken away from a registration that is there, and from no other', () => {
    const typed = { rolesToRemove: 'Global Reader', description: 'Hamburg' };
    expect(choicesFor(audiocodes, typed).rolesToRemove).toEqual([]);
    const around = { known: [recorded()] };
    expect(choicesFor(audiocodes, typed, around).rolesToRemove).toEqual(['Global Reader']);
    const many = { ...typed, rolesToRemove: names(11).join(';') };
    expect(errorsFor(audiocodes, many, around)).toEqual({ rolesToRemove: 'ROLES_TOO_MANY' });
  });

  test('are not offered by the other connectors', () => {
    expect(choicesFor(saas, { directoryRoles: 'Global Reader' }).directoryRoles).toEqual([]);
  });
});

describe('S5: whose rule of consent holds', () => {
  test('the vendor’s, unless Microsoft’s is picked', () => {
    expect(choicesFor(saas).consentRule).toBe('vendor');
    expect(choicesFor(saas, { consentRule: 'microsoft' }).consentRule).toBe('microsoft');
    expect(errorsFor(saas, { consentRule: 'mine' })).toEqual({ consentRule: 'CHOICE_UNKNOWN' });
  });

  test('Microsoft’s where the vendor has none', () => {
    expect(choicesFor(nectar, { consentRule: 'vendor' }).consentRule).toBe('microsoft');
  });
});
