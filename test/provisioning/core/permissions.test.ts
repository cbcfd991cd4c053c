/** What a connector asks for follows from what was chosen: exactly the union, each permission once. */
import { describe, expect, test } from '@jest/globals';
import { permissionsChosen } from '../../../src/provisioning/core/permissions.ts';
import { planWith, ticked } from './cirrus.ts';
import { choicesFor, cirrus, jtel, saas, type Typed } from './ground.ts';
import type { Definition } from '../../../src/provisioning/core/definition.ts';

function asked(definition: Definition, typed: Typed = {}): readonly string[] {
  return permissionsChosen(definition, choicesFor(definition, typed)).map(
    ({ type, value }) => `${type} ${value}`,
  );
}

const DIRECTORY = ['application User.Read.All', 'application Group.Read.All'];
const CALENDAR = ['application Calendars.Read'];
const MAIL = ['delegated Mail.ReadWrite.Shared', 'delegated Mail.Send.Shared'];
const AS_ITSELF = ['application Presence.ReadWrite.All'];
const AS_AN_ACCOUNT = ['delegated Presence.Read.All'];
const ON_PREMISES = ['delegated User.Read.All'];

/** The vendor's table, for every way of answering its two questions. */
const ANSWERED: readonly (readonly [string, string, readonly string[]])[] = [
  ['both', 'cloud', [...AS_ITSELF, ...AS_AN_ACCOUNT]],
  ['both', 'on-premises', [...AS_ITSELF, ...AS_AN_ACCOUNT, ...ON_PREMISES]],
  ['application', 'cloud', AS_ITSELF],
  ['application', 'on-premises', AS_ITSELF],
  ['delegated', 'cloud', AS_AN_ACCOUNT],
  ['delegated', 'on-premises', [...AS_AN_ACCOUNT, ...ON_PREMISES]],
];

describe('Cirrus', () => {
  const SELECTIONS: readonly (readonly string[])[] = [
    ['directory'],
    ['calendar'],
    ['mail'],
    ['presence'],
    ['directory', 'calendar'],
    ['directory', 'mail'],
    ['directory', 'presence'],
    ['calendar', 'mail'],
    ['calendar', 'presence'],
    ['mail', 'presence'],
    ['directory', 'calendar', 'mail'],
    ['directory', 'calendar', 'presence'],
    ['directory', 'mail', 'presence'],
    ['calendar', 'mail', 'presence'],
    ['directory', 'calendar', 'mail', 'presence'],
  ];

  describe.each(ANSWERED)('with presence by %s and users from %s', (by, sync, presence) => {
    const table: Readonly<Record<string, readonly string[]>> = {
      directory: DIRECTORY,
      calendar: CALENDAR,
      mail: MAIL,
      presence,
    };

    test.each(SELECTIONS.map((functions) => [functions.join(' + '), functions] as const))(
      'C2: %s comes to exactly the union of what each needs',
      (_, functions) => {
        const typed = ticked(functions, { 'presence-by': by, sync });
        expect(asked(cirrus, typed)).toEqual(functions.flatMap((id) => table[id] ?? []));
      },
    );
  });

  test('C10: the directory alone is planned by these two ids', () => {
    expect(plannedIds(['directory'])).toEqual([
      'df021288-bdef-4463-88db-98f22de89214',
      '5b567255-7703-4780-807c-7be8301ae99b',
    ]);
  });

  test('C11: the calendar alone is planned by this one id', () => {
    expect(plannedIds(['calendar'])).toEqual(['798ee544-9d2d-430c-a058-570e29e34338']);
  });

  test('C12: mail alone is planned by these two ids, both delegated', () => {
    expect(plannedIds(['mail'])).toEqual([
      '5df07973-7d5d-46ed-9847-1271055cbd51',
      'a367ab51-6b49-43bf-a716-a1fb06d2a174',
    ]);
  });

  test('C13: presence alone, as the table has it, is planned by these three ids', () => {
    expect(plannedIds(['presence'], { sync: 'on-premises' })).toEqual([
      '83cded22-8297-4ff6-a7fa-e97e9545a259',
      '9c7a330d-35b3-4aa1-963d-cb2b9f927841',
      'a154be20-db9c-4678-8ab7-66f6cc099a59',
    ]);
  });

  test('C14: users as an account are not planned where Azure AD is synchronised', () => {
    expect(plannedIds(['presence'])).not.toContain('a154be20-db9c-4678-8ab7-66f6cc099a59');
    expect(plannedIds(['presence'], { 'presence-by': 'application', sync: 'on-premises' })).toEqual([
      '83cded22-8297-4ff6-a7fa-e97e9545a259',
    ]);
  });

  function plannedIds(functions: readonly string[], answers: Typed = {}): readonly string[] {
    return planWith(functions, answers).permissions.map(({ id }) => id);
  }
});

describe('jtel', () => {
  const PRESENCE = 'delegated Presence.Read.All';

  test('J9: presence is preset, can be left out, and others are added by name, each once', () => {
    expect(asked(jtel)).toEqual([PRESENCE]);
    expect(asked(jtel, { presence: 'false' })).toEqual([]);
    expect(asked(jtel, { presence: 'false', morePermissions: 'Presence.Read' })).toEqual([
      'delegated Presence.Read',
    ]);
    expect(asked(jtel, { morePermissions: 'Presence.Read; Presence.Read.All,Presence.Read' })).toEqual([
      PRESENCE,
      'delegated Presence.Read',
    ]);
  });

  test('J9: one asked for by name says so, and its id is the tenant’s to tell', () => {
    const choices = choicesFor(jtel, { morePermissions: 'Presence.Read' });
    expect(permissionsChosen(jtel, choices).at(-1)).toMatchObject({
      id: null,
      why: expect.stringContaining('by name'),
    });
  });
});

test('S9: the four and offline_access are all that is asked for, whatever is sent', () => {
  const typed = { morePermissions: 'User.Read', directory: 'false', offline: 'false' };
  expect(asked(saas, typed)).toEqual([
    'application Directory.Read.All',
    'application Organization.Read.All',
    'application User.Read.All',
    'application Reports.Read.All',
    'delegated offline_access',
  ]);
});
