/** Functions, questions and permissions as they are ticked, picked and typed. */
import { describe, expect, test } from '@jest/globals';
import { ticked } from './cirrus.ts';
import { choicesFor, cirrus, errorsFor, jtel, readFor } from './ground.ts';

describe('functions', () => {
  test('C1: at least one is chosen, which is said beside the first with all their names', () => {
    const read = readFor(cirrus);
    expect(read.ok ? {} : read.errors).toEqual({
      directory: {
        code: 'FUNCTION_NONE',
        facts: { options: 'Active Directory, Outlook Calendar, Outlook mail, User Presence' },
      },
    });
  });

  test('are kept in the order of the form, however they were sent', () => {
    expect(choicesFor(cirrus, ticked(['presence', 'directory'])).functions).toEqual([
      'directory',
      'presence',
    ]);
  });

  test('are ticked or not, and nothing between', () => {
    expect(errorsFor(cirrus, ticked(['mail'], { calendar: 'perhaps' }))).toEqual({
      calendar: 'CHOICE_UNKNOWN',
    });
  });

  test('are not asked where a connector has none', () => {
    expect(choicesFor(jtel).functions).toEqual([]);
  });
});

describe('questions', () => {
  test('C14: are answered by their presets, or by one of their options', () => {
    expect(choicesFor(cirrus, ticked(['mail'])).answers).toEqual({ 'presence-by': 'both', sync: 'cloud' });
    expect(choicesFor(cirrus, ticked(['mail'], { sync: 'on-premises' })).answers).toMatchObject({
      sync: 'on-premises',
    });
    expect(errorsFor(cirrus, ticked(['mail'], { sync: 'elsewhere' }))).toEqual({ sync: 'CHOICE_UNKNOWN' });
  });
});

describe('J9: permissions asked for by name', () => {
  test.each<[string, string, readonly string[]]>([
    ['nothing', '', []],
    ['spaces and separators', ' , ;\n ', []],
    ['one', 'Presence.Read', ['Presence.Read']],
    ['several, with any separator', 'a.B; c_d,e-f\ng', ['a.B', 'c_d', 'e-f', 'g']],
    ['the same one twice', 'a.B, a.B', ['a.B']],
    ['twenty', list(20), list(20).split(',')],
  ])('%s', (_, morePermissions, expected) => {
    expect(choicesFor(jtel, { morePermissions }).morePermissions).toEqual(expected);
  });

  test.each<[string, string, string]>([
    ['a word with a space in it', 'Presence Read', 'PERMISSION_UNREADABLE'],
    ['an address', 'https://graph.microsoft.com/.default', 'PERMISSION_UNREADABLE'],
    ['a dot at the end', 'Presence.', 'PERMISSION_UNREADABLE'],
    ['121 characters', 'x'.repeat(121), 'PERMISSION_UNREADABLE'],
    ['a wrong one among good ones', 'Presence.Read, 1x', 'PERMISSION_UNREADABLE'],
    ['twenty-one', list(21), 'PERMISSIONS_TOO_MANY'],
  ])('%s is refused beside its field', (_, morePermissions, code) => {
    expect(errorsFor(jtel, { morePermissions })).toEqual({ morePermissions: code });
  });

  test('are not read where the connector does not offer it', () => {
    expect(choicesFor(cirrus, ticked(['mail'], { morePermissions: '?' })).morePermissions).toEqual([]);
  });

  function list(count: number): string {
    return Array.from({ length: count }, (_, index) => `P${index}`).join(',');
  }
});
