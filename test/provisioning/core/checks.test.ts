/** "Ready?": each line of the card for each kind of person and tenant. */
import { describe, expect, test } from '@jest/globals';
import { mayApprove } from '../../../src/provisioning/core/approvers.ts';
import { checks, mayRegister } from '../../../src/provisioning/core/checks.ts';
import type { TenantFacts } from '../../../src/provisioning/core/plan-types.ts';
import { ROLES } from '../../../src/provisioning/core/roles.ts';
import { explain } from '../../../src/provisioning/errors.ts';
import { APP_ID, audiocodes, choicesFor, jtel, madeBy, planFor, saas } from './ground.ts';
import { certificate, choose, contoso, known, nectar, oid, unreadable } from './nectar.ts';

function check(id: string, facts: Partial<TenantFacts> = {}, typed: Record<string, string> = {}) {
  const found = checks(contoso(facts), nectar, choose(typed, certificate)).find((one) => one.id === id);
  return found && { state: found.state, ...explain(found.failure) };
}

const person = (number: number, displayName: string) => ({
  ...{ oid: oid(number), displayName, userPrincipalName: `${displayName}@contoso.example` },
  role: 'Privileged Role Administrator',
});

test('for an admin who may do everything, every line is ok', () => {
  const all = checks(contoso(), nectar, choose());
  expect(all.map(({ id, state }) => `${id} ${state}`)).toEqual([
    'you ok',
    'register ok',
    'consent ok',
    'credential ok',
    'name ok',
    'sign-in-logs ok',
  ]);
});

test('no line ever shows an unfilled fact', () => {
  const tenants: Partial<TenantFacts>[] = [
    {},
    { roles: unreadable, usersMayRegister: unreadable, credentialPolicy: unreadable, sameName: unreadable },
    { roles: known([]), usersMayRegister: known(false), approvers: unreadable, signInLogsReadable: false },
    { roles: known([]), me: { ...contoso().me, guest: true } },
  ];
  const texts = tenants.flatMap((facts) =>
    checks(contoso(facts), nectar, choose()).map(({ failure }) => explain(failure)),
  );
  expect(texts.filter(({ what, why, fix }) => `${what}${why}${fix}`.includes('?'))).toEqual([]);
});

describe('you', () => {
  test('the strongest role is named', () => {
    const roles = known([ROLES.applicationDeveloper, ROLES.globalAdministrator]);
    expect(check('you', { roles })).toMatchObject({
      state: 'ok',
      what: 'You are Anna Admin, Global Administrator',
    });
  });

  test('without a role, or with roles that cannot be read', () => {
    expect(check('you', { roles: known([]) })).toMatchObject({ code: 'CHECK_YOU_NO_ROLE' });
    expect(check('you', { roles: unreadable })).toMatchObject({ state: 'unknown' });
  });

  test('a guest is told so', () => {
    expect(check('guest', { me: { ...contoso().me, guest: true } })).toMatchObject({ state: 'warn' });
    expect(check('guest')).toBeUndefined();
  });
});

describe('registering', () => {
  test.each<[string, Partial<TenantFacts>, 'ok' | 'bad' | 'unknown']>([
    ['a Global Administrator', { usersMayRegister: known(false) }, 'ok'],
    ['an Application Administrator', only('applicationAdministrator'), 'ok'],
    ['a Cloud Application Administrator', only('cloudApplicationAdministrator'), 'ok'],
    ['an Application Developer', only('applicationDeveloper'), 'ok'],
    ['a Privileged Role Administrator', only('privilegedRoleAdministrator'), 'unknown'],
    ['a plain user where users may', { roles: known([]) }, 'ok'],
    ['a plain user where users may not', { roles: known([]), usersMayRegister: known(false) }, 'bad'],
    ['a guest where users may', { roles: known([]), me: { ...contoso().me, guest: true } }, 'bad'],
    [
      'a plain user where the setting is unreadable',
      { roles: known([]), usersMayRegister: unreadable },
      'unknown',
    ],
    ['anyone with unreadable roles where users may', { roles: unreadable }, 'ok'],
    ['anyone with unreadable roles else', { roles: unreadable, usersMayRegister: known(false) }, 'unknown'],
  ])('%s', (_, facts, state) => {
    expect(check('register', facts)?.state).toBe(state);
  });

  test('is never allowed by something unknown', () => {
    expect(mayRegister(contoso({ roles: unreadable, usersMayRegister: unreadable })).known).toBe(false);
  });

  function only(role: keyof typeof ROLES): Partial<TenantFacts> {
    return { roles: known([ROLES[role]]), usersMayRegister: known(false) };
  }
});

describe('N23: consenting', () => {
  const asks = (type: 'application' | 'delegated', resource: string) => ({
    permissions: [{ type, resource: resource as never }],
    directoryRoles: false,
    vendorRule: [],
  });
  const GRAPH = '00000003-0000-0000-c000-000000000000';
  const OTHER = '00000009-0000-0000-c000-000000000000';

  test.each<[keyof typeof ROLES, boolean, boolean, boolean]>([
    ['globalAdministrator', true, true, true],
    ['privilegedRoleAdministrator', true, true, true],
    ['applicationAdministrator', false, true, true],
    ['cloudApplicationAdministrator', false, true, true],
    ['applicationDeveloper', false, false, false],
  ])('%s: Graph application, Graph delegated, another API', (role, application, delegated, other) => {
    const roles = [ROLES[role]];
    expect([
      mayApprove(roles, asks('application', GRAPH)),
      mayApprove(roles, asks('delegated', GRAPH)),
      mayApprove(roles, asks('application', OTHER)),
    ]).toEqual([application, delegated, other]);
  });

  test('those who can are named when you cannot', () => {
    const roles = known([ROLES.applicationAdministrator]);
    const approvers = known(['Pia', 'Anna', 'Bo', 'Cy', 'Di'].map((name, index) => person(20 + index, name)));
    expect(check('consent', { roles, approvers })).toMatchObject({
      state: 'warn',
      what: 'Consent takes someone else: Pia, Anna, Bo and 2 more',
    });
    expect(check('consent', { roles })).toMatchObject({ code: 'CHECK_CONSENT_NOBODY' });
    expect(check('consent', { roles, approvers: unreadable })).toMatchObject({
      code: 'CHECK_CONSENT_WHO_UNKNOWN',
    });
    expect(check('consent', { roles: unreadable })).toMatchObject({ state: 'unknown' });
  });
});

describe('registering for the Microsoft 365 connector', () => {
  const state = (facts: Partial<TenantFacts>) =>
    checks(contoso(facts), saas, choicesFor(saas)).find(({ id }) => id === 'register')?.state;

  test.each([
    'globalAdministrator',
    'applicationAdministrator',
    'cloudApplicationAdministrator',
    'applicationDeveloper',
  ] as const)('S4: %s may, where users may and where they may not', (role) => {
    const roles = known([ROLES[role]]);
    expect([true, false].map((may) => state({ roles, usersMayRegister: known(may) }))).toEqual(['ok', 'ok']);
  });

  test.each([
    ['a Privileged Role Administrator', ROLES.privilegedRoleAdministrator],
    ['a User Administrator', ROLES.userAdministrator],
    ['somebody with a role of the tenant’s own', oid(77)],
  ])('S4: of %s nobody can tell where users may not', (_, role) => {
    expect(state({ roles: known([role]), usersMayRegister: known(false) })).toBe('unknown');
    expect(state({ roles: known([role]), usersMayRegister: known(true) })).toBe('ok');
  });

  test('S3: somebody without a role may where users may, and may not where they may not', () => {
    expect(state({ roles: known([]), usersMayRegister: known(true) })).toBe('ok');
    expect(state({ roles: known([]), usersMayRegister: known(false) })).toBe('bad');
    expect(state({ roles: known([]), usersMayRegister: unreadable })).toBe('unknown');
  });
});

describe('A1: registering for AudioCodes', () => {
  const register = (facts: Partial<TenantFacts>) =>
    checks(contoso(facts), audiocodes, choicesFor(audiocodes)).find(({ id }) => id === 'register');

  test.each<[keyof typeof ROLES, 'ok' | 'bad']>([
    ['globalAdministrator', 'ok'],
    ['applicationAdministrator', 'ok'],
    ['cloudApplicationAdministrator', 'bad'],
    ['applicationDeveloper', 'bad'],
  ])('%s is %s, whatever the tenant lets its users do', (role, state) => {
    const states = [true, false].map(
      (may) => register({ roles: known([ROLES[role]]), usersMayRegister: known(may) })?.state,
    );
    expect(states).toEqual([state, state]);
  });

  test('A6: who has signed in is shown, with the role that counts', () => {
    const roles = known([ROLES.applicationAdministrator]);
    const [you] = checks(contoso({ roles }), audiocodes, choicesFor(audiocodes));
    expect(you && explain(you.failure).what).toBe('You are Anna Admin, Application Administrator');
  });

  test('without any of the roles it fails, and they are named', () => {
    const found = register({ roles: known([]) });
    expect(found && explain(found.failure).what).toBe(
      'You hold none of the roles AudioCodes asks for: Application Administrator or Global Administrator',
    );
  });

  test('roles that cannot be read are no green, even where users may register', () => {
    expect(register({ roles: unreadable })?.state).toBe('unknown');
  });
});

describe('adding to a registration that is there', () => {
  const existing = madeBy(planFor(saas), { owners: [{ id: contoso().me.oid }] });
  const register = (facts: Partial<TenantFacts>) =>
    checks(contoso({ existing, ...facts }), saas, choicesFor(saas)).find(({ id }) => id === 'register');

  test.each<[string, Partial<TenantFacts>, 'ok' | 'unknown']>([
    ['with a role that manages any application', {}, 'ok'],
    ['as its owner, without a role', { roles: known([]), usersMayRegister: known(false) }, 'ok'],
    ['as its owner, with roles that cannot be read', { roles: unreadable }, 'ok'],
    ['without a role and not its owner', { roles: known([]), existing: madeBy(planFor(saas)) }, 'unknown'],
    ['of unknown roles and not its owner', { roles: unreadable, existing: madeBy(planFor(saas)) }, 'unknown'],
  ])('%s', (_, facts, state) => expect(register(facts)?.state).toBe(state));

  test('says where the right comes from', () => {
    const found = register({ roles: known([]) });
    expect(found && explain(found.failure).why).toBe('The right comes from owning the application.');
  });

  test('its name is no question', () => {
    const ids = checks(contoso({ existing }), saas, choicesFor(saas)).map(({ id }) => id);
    expect(ids).not.toContain('name');
  });
});

describe('A14: the name of an AudioCodes registration', () => {
  const state = (sameName: TenantFacts['sameName']) =>
    checks(contoso({ sameName }), audiocodes, choicesFor(audiocodes)).find(({ id }) => id === 'name');

  test('that is taken in the tenant is refused, with the day of the other', () => {
    const taken = state(known([{ id: oid(30), appId: APP_ID, createdDateTime: '2026-03-04T10:00:00Z' }]));
    expect(taken?.state).toBe('bad');
    expect(taken && explain(taken.failure).what).toBe(
      'LivePlatform is taken: an application of that name exists since 4 Mar 2026',
    );
  });

  test('is free, or not known to be', () => {
    expect(state(known([]))?.state).toBe('ok');
    expect(state(unreadable)?.state).toBe('unknown');
  });
});

test('J1: each ability jtel’s set-up needs is a line of its own', () => {
  const lines = (facts: Partial<TenantFacts>) =>
    checks(contoso(facts), jtel, choicesFor(jtel)).map(({ id, state }) => `${id} ${state}`);
  expect(lines({})).toEqual([
    'you ok',
    'register ok',
    'consent ok',
    'user ok',
    'credential ok',
    'name ok',
    'sign-in-logs ok',
  ]);
  const roles = known([ROLES.applicationAdministrator]);
  expect(lines({ roles })).toEqual(expect.arrayContaining(['register ok', 'consent ok', 'user bad']));
  expect(lines({ roles: known([ROLES.userAdministrator]), usersMayRegister: known(false) })).toEqual(
    expect.arrayContaining(['register unknown', 'consent warn', 'user ok']),
  );
});

describe('the credential', () => {
  const policy = (longestSecret: string | null, secretsAllowed = true) => ({
    credentialPolicy: known({ secretsAllowed, longestSecret, longestCertificate: longestSecret }),
  });

  test('is shortened by the policy of the tenant, in words', () => {
    expect(check('credential', policy('P180D'))).toMatchObject({
      state: 'warn',
      what: 'Secrets may live 180 days at most in this tenant. I will use 180 days instead of 12 months',
    });
  });

  test.each<[string, Partial<TenantFacts>, Record<string, string>, string]>([
    ['short enough', policy('P2Y'), {}, 'ok'],
    ['forbidden', policy(null, false), {}, 'bad'],
    ['unreadable', { credentialPolicy: unreadable }, {}, 'unknown'],
    ['nonsense', policy('soon'), {}, 'unknown'],
    ['a certificate that lives too long', policy('P180D'), { credential: 'certificate' }, 'bad'],
    ['a certificate though secrets are forbidden', policy(null, false), { credential: 'certificate' }, 'ok'],
  ])('%s', (_, facts, typed, state) => {
    expect(check('credential', facts, typed)?.state).toBe(state);
  });
});

describe('the rest', () => {
  test('an application of the same name is pointed out, the newest by its day', () => {
    const one = (createdDateTime: string) => ({ id: oid(30), appId: oid(31) as never, createdDateTime });
    const sameName = known([one('2026-03-04T10:00:00Z'), one('2025-01-01T10:00:00Z')]);
    expect(check('name', { sameName })).toMatchObject({
      state: 'warn',
      what: '2 application(s) named Nectar DXP Cloud Connector already exist, the newest from 4 Mar 2026',
    });
    expect(check('name', { sameName: unreadable })?.state).toBe('unknown');
  });

  test('sign-in logs that may not be read are unknown, not green', () => {
    expect(check('sign-in-logs', { signInLogsReadable: false })).toMatchObject({ state: 'unknown' });
  });

  test('without a credential that is made there is no use of it to look for', () => {
    const choices = { ...choose(), credential: { kind: 'none' } as const };
    const all = checks(contoso({ signInLogsReadable: false }), nectar, choices);
    expect(all.map(({ id }) => id)).not.toContain('sign-in-logs');
  });
});
