/** The account on the form. */
import { describe, expect, test } from '@jest/globals';
import { ticked } from './cirrus.ts';
import { fieldFor, idsFor } from './form.ts';
import { cirrus, jtel, nectar } from './ground.ts';

describe('J4: jtel’s account', () => {
  test('is made or is there, and making is preset', () => {
    const way = fieldFor(jtel, 'userWay');
    expect(way.kind === 'pick' && [way.value, ...way.options.map(({ id }) => id)]).toEqual([
      'create',
      'create',
      'existing',
    ]);
  });

  test('has its presets in the fields, and what was typed instead', () => {
    expect(fieldFor(jtel, 'userName')).toMatchObject({ value: 'jtel-presence', error: null });
    expect(fieldFor(jtel, 'userDisplayName')).toMatchObject({ value: 'jtel Teams Presence' });
    expect(fieldFor(jtel, 'userName', { userName: 'a b' })).toMatchObject({
      value: 'a b',
      error: { code: 'USER_NAME_UNREADABLE' },
    });
  });

  test('J7: may have a password that never expires, which is named as the directory does', () => {
    const never = fieldFor(jtel, 'neverExpires');
    expect(never.kind === 'pick' && [never.value, never.options[1]?.detail]).toEqual([
      'false',
      'Sets DisablePasswordExpiration on this user',
    ]);
  });
});

describe('C22: Cirrus’ account', () => {
  test('is asked for by name alone, with what it is for', () => {
    const ids = idsFor(cirrus);
    expect(ids).toContain('userExisting');
    expect(ids.filter((id) => ['userWay', 'userName', 'userDomain', 'neverExpires'].includes(id))).toEqual(
      [],
    );
    expect(fieldFor(cirrus, 'userExisting')).toMatchObject({
      label: 'Account for Cirrus',
      hint: expect.stringMatching(/no mailbox/),
    });
  });

  test('C24: may have to sign in every so many days, with the complaint beside them', () => {
    expect(fieldFor(cirrus, 'signInRepeats', ticked(['mail'], { signInRepeats: 'often' }))).toMatchObject({
      value: 'often',
      error: { code: 'DAYS_UNREADABLE' },
    });
  });
});

test('a connector without one has no such field', () => {
  expect(idsFor(nectar).filter((id) => id.startsWith('user'))).toEqual([]);
});
