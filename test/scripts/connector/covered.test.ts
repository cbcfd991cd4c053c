/** Which permission makes another one needless. */
import { expect, test } from '@jest/globals';
import { apartFrom, covers } from '../../../scripts/connector/covered.ts';
import catalogue from '../../../src/sandbox/data/permissions-catalogue.json' with { type: 'json' };

test.each([
  ['Directory.Read.All', 'User.Read.All'],
  ['Directory.Read.All', 'Group.Read.All'],
  ['Directory.Read.All', 'GroupMember.Read.All'],
  ['Directory.Read.All', 'Organization.Read.All'],
  ['Directory.Read.All', 'User.ReadBasic.All'],
  ['Directory.ReadWrite.All', 'User.Read.All'],
  ['User.Read.All', 'User.ReadBasic.All'],
  ['User.ReadWrite.All', 'User.ReadBasic.All'],
  ['Presence.ReadWrite.All', 'Presence.Read.All'],
  ['Mail.ReadWrite', 'Mail.ReadBasic'],
  ['Mail.ReadWrite.Shared', 'Mail.Read.Shared'],
])('%s covers %s', (one, other) => {
  expect(covers(one, other)).toBe(true);
});

test.each([
  ['User.Read.All', 'Directory.Read.All'],
  ['User.Read.All', 'User.ReadWrite.All'],
  ['User.Read.All', 'User.Read.All'],
  ['Group.Read.All', 'User.Read.All'],
  ['Mail.Read', 'Mail.Read.Shared'],
  ['constructor', 'User.Read.All'],
])('%s does not cover %s', (one, other) => {
  expect(covers(one, other)).toBe(false);
});

test('what is left out is said', () => {
  expect(apartFrom('Directory.Read.All', 'Group.Read.All')).toMatch(/conversations/);
  expect(apartFrom('Directory.Read.All', 'User.Read.All')).toBeUndefined();
});

test('every permission that is covered by another is one that Microsoft has', () => {
  const names = new Set(catalogue.permissions.map(({ value }) => value));
  const covering = [
    'Directory.Read.All',
    'Sites.FullControl.All',
    'Mail.ReadWrite',
    'Chat.Read',
    'Chat.Read.All',
  ];
  expect(covering.filter((name) => !names.has(name))).toEqual([]);
  expect([...names].filter((one) => covers('Directory.ReadWrite.All', one)).length).toBeGreaterThan(10);
});
