/** The user of a plan and the Entra roles of its service principal, held against the tenant. */
import { describe, expect, test } from '@jest/globals';
import { userPrincipalNameOf } from '../../../src/provisioning/core/plan-people.ts';
import type { TenantFacts, UserFacts } from '../../../src/provisioning/core/plan-types.ts';
import { planWith } from './cirrus.ts';
import {
  audiocodes,
  contoso,
  jtel,
  known,
  madeBy,
  planFor,
  problemsFor,
  recorded,
  unreadable,
  USER,
  userFacts,
  type Typed,
} from './ground.ts';

const NAME = 'jtel-presence@contoso.example';

function userOf(typed: Typed, facts: Partial<TenantFacts> = {}) {
  return planFor(jtel, typed, { facts: contoso(facts) }).user;
}

function problems(typed: Typed, facts: Partial<TenantFacts> = {}) {
  return problemsFor(jtel, typed, { facts: contoso(facts) });
}

describe('a user that is made', () => {
  test('J4: is on the default domain, and its password lives as long as there', () => {
    expect(userOf({})).toEqual({
      kind: 'create',
      oid: null,
      displayName: 'jtel Teams Presence',
      userPrincipalName: NAME,
      neverExpires: false,
      becomesOwner: true,
      passwordDays: 90,
    });
  });

  test('is on another verified domain where one is typed, in whatever case', () => {
    expect(userOf({ userDomain: 'Voice.Contoso.example' })).toMatchObject({
      userPrincipalName: 'jtel-presence@Voice.Contoso.example',
      passwordDays: null,
    });
  });

  test('J7: whose password never expires has no days to count', () => {
    expect(userOf({ neverExpires: 'true' })).toMatchObject({ neverExpires: true, passwordDays: null });
  });

  test.each<[string, Typed, Partial<TenantFacts>, string[]]>([
    ['on a domain that is not verified', { userDomain: 'someday.example' }, {}, ['USER_DOMAIN_UNVERIFIED']],
    ['on a domain of somebody else', { userDomain: 'fabrikam.example' }, {}, ['USER_DOMAIN_UNVERIFIED']],
    ['on a domain that ends alike', { userDomain: 'notcontoso.example' }, {}, ['USER_DOMAIN_UNVERIFIED']],
    ['of a name that is taken', {}, { user: known(userFacts(NAME)) }, ['USER_EXISTS']],
    ['without a domain to be read or typed', {}, { domains: unreadable }, ['USER_DOMAINS_UNKNOWN']],
    ['in a tenant without a default domain', {}, { domains: known([]) }, ['USER_DOMAINS_UNKNOWN']],
    ['on a typed domain nobody may read', { userDomain: 'contoso.example' }, { domains: unreadable }, []],
    ['that could not be looked for', {}, { user: unreadable }, []],
  ])('J4: %s', (_, typed, facts, codes) => expect(problems(typed, facts)).toEqual(codes));
});

describe('a user that is there', () => {
  const typed = { userWay: 'existing', userExisting: NAME.toUpperCase() };
  const found = (change: Partial<UserFacts> = {}) => ({ user: known(userFacts(NAME, change)) });

  test('J4: is taken as the directory has it, and becomes an owner', () => {
    expect(userOf(typed, found())).toEqual({
      kind: 'existing',
      oid: USER,
      displayName: 'Service account',
      userPrincipalName: NAME,
      neverExpires: false,
      becomesOwner: true,
      passwordDays: 90,
    });
  });

  test('J7: keeps a password that never expires, and is not given one', () => {
    expect(userOf(typed, found({ passwordNeverExpires: true }))).toMatchObject({
      neverExpires: true,
      passwordDays: null,
    });
    expect(userOf({ ...typed, neverExpires: 'true' }, found())).toMatchObject({ neverExpires: false });
  });

  test.each<[string, Partial<TenantFacts>, string]>([
    ['is not found', { user: known(null) }, 'USER_NOT_FOUND'],
    ['may not sign in', found({ enabled: false }), 'USER_DISABLED'],
    ['is a guest', found({ guest: true }), 'USER_GUEST'],
    ['may not be read', { user: unreadable }, 'USER_UNREADABLE'],
  ])('J4: %s', (_, facts, code) => expect(problems(typed, facts)).toEqual([code]));

  test('is planned where the domains may not be read, without an end of its password', () => {
    expect(userOf(typed, { ...found(), domains: unreadable })).toMatchObject({ passwordDays: null });
  });

  test('J8: that owns the application already is not made an owner twice', () => {
    const facts = (owners: readonly { readonly id: typeof USER }[]) =>
      contoso({ ...found(), existing: madeBy(planFor(jtel), { owners }) });
    const owner = (owners: readonly { readonly id: typeof USER }[]) =>
      planFor(jtel, typed, { known: [recorded()], facts: facts(owners) }).user?.becomesOwner;
    expect([owner([]), owner([{ id: USER }])]).toEqual([true, false]);
  });

  test('C22: Cirrus’ account owns nothing', () => {
    expect(planWith(['mail']).user).toMatchObject({ kind: 'existing', becomesOwner: false });
  });
});

describe('the name a user is looked up by', () => {
  const { domains } = contoso();
  const create = { kind: 'create', displayName: 'x', userName: 'x', neverExpires: false } as const;

  test.each<[string, Parameters<typeof userPrincipalNameOf>, string | null]>([
    ['as typed', [{ kind: 'existing', userPrincipalName: 'a@b.c' }, unreadable], 'a@b.c'],
    ['on the default domain', [{ ...create, domain: null }, domains], 'x@contoso.example'],
    ['on the typed domain', [{ ...create, domain: 'b.example' }, unreadable], 'x@b.example'],
    ['none yet', [{ ...create, domain: null }, unreadable], null],
  ])('%s', (_, given, name) => expect(userPrincipalNameOf(...given)).toBe(name));
});

describe('A23: Entra roles', () => {
  const roleDefinitions = known([
    { id: 'role-reader', displayName: 'Global Reader' },
    { id: 'role-reports', displayName: 'Reports Reader' },
  ]);
  const existing = madeBy(planFor(audiocodes), {
    directoryRoles: [{ id: 'held', roleDefinitionId: 'role-reader' }],
  });
  const around = (facts: Partial<TenantFacts>) => ({
    known: facts.existing == null ? [] : [recorded()],
    facts: contoso({ roleDefinitions, ...facts }),
  });
  const rolesOf = (typed: Typed, facts: Partial<TenantFacts> = {}) =>
    planFor(audiocodes, { description: 'Hamburg', ...typed }, around(facts)).directoryRoles;

  test('are added by the tenant’s own name and id', () => {
    expect(rolesOf({ directoryRoles: 'global reader' })).toEqual([
      { roleDefinitionId: 'role-reader', displayName: 'Global Reader', change: 'add', assignmentId: null },
    ]);
  });

  test('that are held are not added again, and can be taken away', () => {
    expect(rolesOf({ directoryRoles: 'Global Reader' }, { existing })).toEqual([]);
    expect(rolesOf({ rolesToRemove: 'GLOBAL READER' }, { existing })).toEqual([
      {
        roleDefinitionId: 'role-reader',
        displayName: 'Global Reader',
        change: 'remove',
        assignmentId: 'held',
      },
    ]);
  });

  test('that are not held need not be taken away', () => {
    expect(rolesOf({ rolesToRemove: 'Reports Reader' }, { existing })).toEqual([]);
  });

  test('that the tenant does not know, or will not show, stop the plan', () => {
    const codes = (typed: Typed, facts: Partial<TenantFacts> = {}) =>
      problemsFor(audiocodes, { description: 'Hamburg', ...typed }, around(facts));
    expect(codes({ directoryRoles: 'Global Reeder' })).toEqual(['ROLE_UNKNOWN']);
    expect(codes({ rolesToRemove: 'Global Reeder' }, { existing })).toEqual(['ROLE_UNKNOWN']);
    expect(codes({ directoryRoles: 'Global Reader' }, { roleDefinitions: unreadable })).toEqual([
      'ROLES_UNREADABLE',
    ]);
    expect(codes({}, { roleDefinitions: unreadable })).toEqual([]);
  });
});
