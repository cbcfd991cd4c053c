/** Lines of "Ready?" about the user and the Entra roles: nothing where none is asked for. */
import { describe, expect, test } from '@jest/globals';
import { peopleChecks } from '../../../src/provisioning/core/check-people.ts';
import type { Choices, TenantFacts } from '../../../src/provisioning/core/plan-types.ts';
import { ROLES } from '../../../src/provisioning/core/roles.ts';
import { explain } from '../../../src/provisioning/errors.ts';
import { ACCOUNT, ticked } from './cirrus.ts';
import { audiocodes, choicesFor, cirrus, contoso, jtel, known, nectar, unreadable } from './ground.ts';

function lines(choices: Choices, facts: Partial<TenantFacts> = {}): readonly string[] {
  return peopleChecks(contoso(facts), choices).map(
    ({ id, state, failure }) => `${id} ${state}: ${explain(failure).what}`,
  );
}

describe('J1: creating the user of jtel', () => {
  const NAME = 'jtel-presence@contoso.example';

  test.each<[string, TenantFacts['roles'], string]>([
    ['globalAdministrator', known([ROLES.globalAdministrator]), `user ok: You may create the user ${NAME}`],
    ['userAdministrator', known([ROLES.userAdministrator]), `user ok: You may create the user ${NAME}`],
    [
      'applicationAdministrator',
      known([ROLES.applicationAdministrator]),
      'user bad: You may not create users in this tenant',
    ],
    ['no role', known([]), 'user bad: You may not create users in this tenant'],
    ['roles nobody may read', unreadable, 'user unknown: I cannot tell whether you may create users'],
  ])('%s', (_, roles, line) => expect(lines(choicesFor(jtel), { roles })).toEqual([line]));

  test('is no question where one is there', () => {
    const typed = { userWay: 'existing', userExisting: NAME };
    expect(lines(choicesFor(jtel, typed), { roles: known([]) })).toEqual([
      `user ok: The user ${NAME} is there`,
    ]);
  });
});

test('C22: Cirrus’ account is named where one is needed, and nowhere else', () => {
  expect(lines(choicesFor(cirrus, ticked(['mail'])))).toEqual([`user ok: The user ${ACCOUNT} is there`]);
  expect(lines(choicesFor(cirrus, ticked(['calendar'])))).toEqual([]);
  expect(lines(choicesFor(nectar))).toEqual([]);
});

describe('A23: an Entra role from which the tenant can be taken over', () => {
  const asked = (directoryRoles: string) => lines(choicesFor(audiocodes, { directoryRoles }));

  test('is warned of, in whatever case it is typed', () => {
    expect(asked('Global Reader, global administrator, USER ADMINISTRATOR')).toEqual([
      'directory-roles warn: Whoever holds the credential of this connector will hold global administrator, USER ADMINISTRATOR too',
    ]);
  });

  test('is not one that only reads', () => {
    expect(asked('Global Reader, Reports Reader')).toEqual([]);
  });
});
