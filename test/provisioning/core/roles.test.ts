/** Roles by their ids and by the names Microsoft prints: one table may not say what the other does not. */
import { describe, expect, test } from '@jest/globals';
import { MICROSOFT_GRAPH, type AppId } from '../../../src/provisioning/core/ids.ts';
import { POWERFUL_ROLES } from '../../../src/provisioning/core/powerful-roles.ts';
import { ROLE_NAMES } from '../../../src/provisioning/core/role-names.ts';
import {
  holdsOneOf,
  managesAnyApplication,
  mayMakeUsers,
  mayRegisterWith,
  roleName,
  ROLES,
  rolesThatConsent,
  strongestRole,
} from '../../../src/provisioning/core/roles.ts';

const everyone = Object.values(ROLES);
const namesOf = (may: (roles: readonly string[]) => boolean) =>
  everyone.filter((role) => may([role])).map(roleName);

test('every role that matters has its name, and the same id by that name', () => {
  expect(everyone.filter((role) => ROLE_NAMES[roleName(role)] !== role)).toEqual([]);
  expect(roleName('another')).toBe('another');
});

test('roles from which a tenant can be taken over are known by the names Microsoft prints', () => {
  const powerful = everyone.filter((role) => POWERFUL_ROLES.has(roleName(role).toLowerCase()));
  expect(powerful.map(roleName)).toEqual([
    'Global Administrator',
    'Privileged Role Administrator',
    'Application Administrator',
    'Cloud Application Administrator',
    'Hybrid Identity Administrator',
    'User Administrator',
  ]);
});

describe('who may', () => {
  test('J1: make users', () => {
    expect(namesOf(mayMakeUsers)).toEqual(['Global Administrator', 'User Administrator']);
  });

  test('S4: register where users may not', () => {
    expect(namesOf(mayRegisterWith)).toEqual([
      'Global Administrator',
      'Application Administrator',
      'Cloud Application Administrator',
      'Application Developer',
      'Hybrid Identity Administrator',
    ]);
    expect(namesOf(managesAnyApplication)).not.toContain('Application Developer');
  });

  test('consent: more may where no application permission of Graph is asked for', () => {
    const asked = (type: 'application' | 'delegated', resource: AppId) =>
      rolesThatConsent([{ type, resource }]).length;
    expect(asked('application', MICROSOFT_GRAPH)).toBe(2);
    expect(asked('delegated', MICROSOFT_GRAPH)).toBe(4);
    expect(asked('application', 'another' as AppId)).toBe(4);
  });
});

test('A1: a role is held by its name, and by no other', () => {
  const held = [ROLES.cloudApplicationAdministrator];
  expect(holdsOneOf(held, ['Application Administrator', 'Global Administrator'])).toBe(false);
  expect(holdsOneOf(held, ['Cloud Application Administrator'])).toBe(true);
  expect(holdsOneOf([], ['Global Administrator'])).toBe(false);
});

test('the strongest is named, and none where none matters', () => {
  expect(strongestRole([ROLES.userAdministrator, ROLES.applicationAdministrator])).toBe(
    'Application Administrator',
  );
  expect(strongestRole(['another'])).toBeNull();
});
