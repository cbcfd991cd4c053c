/** From choices and a tenant to the exact changes. */
import { createHash } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Definition } from '../../../src/provisioning/core/definition.ts';
import { MICROSOFT_GRAPH } from '../../../src/provisioning/core/ids.ts';
import {
  NEW,
  type ExistingFacts,
  type Plan,
  type ResourceFacts,
  type TenantFacts,
} from '../../../src/provisioning/core/plan-types.ts';
import { canonical, makePlan, nothingToDo, planNumber } from '../../../src/provisioning/core/plan.ts';
import { requestedAccess } from '../../../src/provisioning/core/requested.ts';
import { ROLES } from '../../../src/provisioning/core/roles.ts';
import { onTopOf, planWith } from './cirrus.ts';
import {
  APP_ID,
  audiocodes,
  grant,
  jtel,
  madeBy,
  makeFor,
  planFor,
  problemsFor,
  recorded,
  saas,
  USER,
  userFacts,
} from './ground.ts';
import { certificate, choose, contoso, IDS, known, nectar, planOf, unreadable } from './nectar.ts';

function problems(facts: TenantFacts, typed: Record<string, string> = {}, definition: Definition = nectar) {
  return problemsFor(definition, typed, { facts, certificate });
}

function graph(change: (facts: ResourceFacts) => ResourceFacts): TenantFacts {
  return contoso({ resources: contoso().resources.map(change) });
}

function policy(
  longestSecret: string | null,
  secretsAllowed = true,
  longestCertificate: string | null = null,
) {
  return contoso({ credentialPolicy: known({ secretsAllowed, longestSecret, longestCertificate }) });
}

describe('a plan', () => {
  test('N10: Nectar Application for 2 years ends two calendar years from now', () => {
    const plan = planOf({ name: 'Nectar Application', life: 'other', otherLife: '2 years' });
    expect(plan.application.displayName).toBe('Nectar Application');
    expect(plan.credential).toEqual({
      kind: 'secret',
      endDateTime: '2028-11-21T09:00:00.000Z',
      shortened: false,
      description: null,
    });
  });

  test('N16: every permission is an application permission of Microsoft Graph, asked for as a Role', () => {
    const plan = planOf({ devices: 'true' });
    expect(requestedAccess(plan)).toEqual([
      {
        resource: MICROSOFT_GRAPH,
        access: [IDS.calls, IDS.full, IDS.groups, IDS.devices].map((id) => ({ id, type: 'Role' })),
      },
    ]);
  });

  test('says of each permission what the tenant itself says of it', () => {
    expect(planOf().permissions[0]).toMatchObject({
      value: 'CallRecords.Read.All',
      displayName: 'About CallRecords.Read.All',
    });
  });

  test('N14: is for this directory only, without redirect addresses or public client', () => {
    expect(planOf().application).toMatchObject({
      signInAudience: 'AzureADMyOrg',
      redirects: { web: [], spa: [], publicClient: [] },
      publicClient: false,
    });
  });

  test('N33: with a certificate holds no secret', () => {
    expect(planOf({ credential: 'certificate' }).credential).toEqual({ kind: 'certificate', certificate });
  });
});

describe('X2: a permission that is not the one named', () => {
  const change = (id: string, with_: object): TenantFacts =>
    graph((facts) => ({
      ...facts,
      appRoles: facts.appRoles.map((role) => (role.id === id ? { ...role, ...with_ } : role)),
    }));

  test('by another name under its id is a mismatch', () => {
    expect(problems(change(IDS.calls, { value: 'RoleManagement.ReadWrite.Directory' }))).toEqual([
      'DEF_PERMISSION_MISMATCH',
    ]);
  });

  test('by another id under its name is a mismatch', () => {
    expect(problems(change(IDS.calls, { id: '9e3f62cf-ca93-4989-b6ce-bf83c28f9fe8' }))).toEqual([
      'DEF_PERMISSION_MISMATCH',
    ]);
  });

  test('of the other type is absent', () => {
    const swapped = graph((facts) => ({ ...facts, appRoles: [], scopes: facts.appRoles }));
    expect(new Set(problems(swapped))).toEqual(new Set(['DEF_PERMISSION_ABSENT']));
  });

  test('that the tenant does not have is absent, and all are told at once', () => {
    expect(problems(graph((facts) => ({ ...facts, appRoles: [] })))).toHaveLength(3);
  });

  test('that is switched off is not asked for', () => {
    expect(problems(change(IDS.groups, { isEnabled: false }))).toEqual(['DEF_PERMISSION_DISABLED']);
    expect(problems(change(IDS.groups, { isEnabled: false }), { groups: 'false' })).toEqual([]);
  });

  test('whose API is not in the tenant is said so', () => {
    expect(problems(contoso({ resources: [] }))[0]).toBe('DEF_RESOURCE_ABSENT');
  });
});

describe('the policy of the tenant', () => {
  const ends = (facts: TenantFacts, typed: Record<string, string> = {}) => planOf(typed, facts).credential;

  test('shortens a secret to what it allows, less a minute', () => {
    expect(ends(policy('P180D'))).toEqual({
      kind: 'secret',
      endDateTime: '2027-05-20T08:59:00.000Z',
      shortened: true,
      description: null,
    });
    expect(ends(policy('P4DT12H30M5S'))).toMatchObject({ endDateTime: '2026-11-25T21:29:05.000Z' });
  });

  test('leaves a secret alone that is short enough', () => {
    expect(ends(policy('P730D'))).toMatchObject({
      endDateTime: '2027-11-21T09:00:00.000Z',
      shortened: false,
    });
  });

  test('N7: cuts ten years down where it must, and allows them where it may', () => {
    const tenYears = { life: 'other', otherLife: '10 years' };
    expect(ends(contoso(), tenYears)).toMatchObject({ endDateTime: '2036-11-21T09:00:00.000Z' });
    expect(ends(policy('P2Y'), tenYears)).toMatchObject({ shortened: true });
  });

  test('that forbids secrets stops the plan and names the certificate', () => {
    const made = makeFor(nectar, {}, { facts: policy(null, false) });
    expect(made).toMatchObject({ ok: false, problems: [{ code: 'CHECK_SECRETS_FORBIDDEN' }] });
    expect(!made.ok && made.problems[0]?.facts['way']).toMatch(/certificate.*Nectar representative/);
    expect(problems(policy(null, false), { credential: 'certificate' })).toEqual([]);
    expect(problems(policy('PT30S'))).toEqual(['CHECK_SECRETS_FORBIDDEN']);
  });

  test('that limits certificates refuses one that lives longer', () => {
    expect(problems(policy(null, true, 'P180D'), { credential: 'certificate' })).toEqual(['CERT_TOO_LONG']);
    expect(problems(policy(null, true, 'P366D'), { credential: 'certificate' })).toEqual([]);
  });

  test('that cannot be read changes nothing', () => {
    expect(problems(contoso({ credentialPolicy: unreadable }))).toEqual([]);
  });

  test('a certificate that ended while the plan waited is refused', () => {
    const choices = choose({ credential: 'certificate' }, certificate);
    const now = Date.parse(certificate.notAfter);
    const made = makePlan(nectar, { choices, target: NEW, renews: null, facts: contoso(), now });
    expect(made).toMatchObject({ ok: false, problems: [{ code: 'CERT_EXPIRED' }] });
  });
});

describe('whoever creates', () => {
  test.each<[string, Partial<TenantFacts>, boolean]>([
    ['a Global Administrator', {}, false],
    ['an Application Administrator', { roles: known([ROLES.applicationAdministrator]) }, false],
    ['a Cloud Application Administrator', { roles: known([ROLES.cloudApplicationAdministrator]) }, false],
    ['an Application Developer', { roles: known([ROLES.applicationDeveloper]) }, true],
    ['a plain user', { roles: known([]) }, true],
    ['a Privileged Role Administrator', { roles: known([ROLES.privilegedRoleAdministrator]) }, true],
    ['somebody unknown', { roles: unreadable }, true],
  ])('%s becomes owner or not', (_, facts, owner) => {
    expect(planOf({}, contoso(facts)).creatorBecomesOwner).toBe(owner);
  });
});

describe('one plan, one text', () => {
  test('whatever the order of its keys', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(canonical(reversed(value))).toBe(canonical(value));
        expect(JSON.parse(canonical(value))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });

  test('two plans that differ have two texts', () => {
    const texts = [{}, { devices: 'true' }, { name: 'Other' }, { life: 'P24M' }, { people: 'basic' }].map(
      (typed) => canonical(planOf(typed)),
    );
    expect(new Set(texts).size).toBe(texts.length);
    expect(canonical(planOf())).toBe(canonical(JSON.parse(JSON.stringify(planOf()))));
  });

  test('an absent field is left out, and an order of a list counts', () => {
    expect(canonical({ b: undefined, a: [2, 1] })).toBe('{"a":[2,1]}');
    expect(canonical([1, 2])).not.toBe(canonical([2, 1]));
  });

  test('the number people read out is the head of the hash', () => {
    const hash = createHash('sha256').update('x').digest('hex');
    expect(planNumber(hash)).toBe('2D71-1642');
  });
});

describe('redirect addresses and public client', () => {
  const ADDRESSES = [
    'https://login.microsoftonline.com/common/oauth2/nativeclient',
    'urn:ietf:wg:oauth:2.0:oob',
    'http://localhost:8639',
  ];

  test.each<[readonly string[], Record<string, string>, boolean]>([
    [['directory'], {}, false],
    [['calendar'], {}, false],
    [['directory', 'calendar'], {}, false],
    [['presence'], { 'presence-by': 'application' }, false],
    [['mail'], {}, true],
    [['presence'], {}, true],
    [['presence'], { 'presence-by': 'delegated' }, true],
    [['directory', 'mail'], {}, true],
  ])('C16: Cirrus with %j and %j is a public client: %s', (functions, answers, isPublic) => {
    const { application } = planWith(functions, answers);
    expect(application.publicClient).toBe(isPublic);
    expect(application.redirects).toEqual({ web: [], spa: [], publicClient: isPublic ? ADDRESSES : [] });
  });

  test('C17: the three addresses are of the platform for mobile and desktop, and go only there', () => {
    expect(planWith(['mail']).application.redirects.publicClient).toEqual(ADDRESSES);
  });

  test('C8: the web has none, whatever is chosen', () => {
    const { web, spa } = planWith(['directory', 'calendar', 'mail', 'presence']).application.redirects;
    expect([web, spa]).toEqual([[], []]);
  });

  test('S7: the Microsoft 365 connector has one, of the web, and is no public client', () => {
    expect(planFor(saas).application).toMatchObject({
      redirects: { web: ['http://localhost'], spa: [], publicClient: [] },
      publicClient: false,
    });
  });

  test('J9: a delegated permission alone makes no public client of jtel', () => {
    expect(planFor(jtel).application).toMatchObject({
      redirects: { web: [], spa: [], publicClient: [] },
      publicClient: false,
    });
  });

  test('X3: of the permissions that are planned, none is one nobody asked for', () => {
    const named = (plan: Plan) => plan.permissions.map(({ value }) => value);
    expect(named(planFor(audiocodes))).toEqual([]);
    expect(named(planFor(jtel))).toEqual(['Presence.Read.All']);
    expect(named(planFor(saas))).not.toContain('User.Read');
  });
});

describe('the vendor’s rule of consent', () => {
  test('S5: is part of the plan where it is followed, and no part of it where it is not', () => {
    expect(planFor(saas).consentBy).toEqual(['Global Administrator']);
    expect(planFor(saas, { consentRule: 'microsoft' }).consentBy).toEqual([]);
    expect(planOf().consentBy).toEqual([]);
  });
});

describe('everything that stands in the way', () => {
  test('is told at once: permission, credential, user and Entra role', () => {
    const facts = contoso({
      resources: [],
      credentialPolicy: known({ secretsAllowed: false, longestSecret: null, longestCertificate: null }),
      user: known(userFacts('jtel-presence@contoso.example')),
    });
    expect(problemsFor(jtel, {}, { facts })).toEqual([
      'DEF_RESOURCE_ABSENT',
      'CHECK_SECRETS_FORBIDDEN',
      'USER_EXISTS',
    ]);
    expect(problemsFor(audiocodes, { directoryRoles: 'No such role' })).toEqual(['ROLE_UNKNOWN']);
  });
});

describe('nothing is to be done', () => {
  const done = madeBy(planWith(['calendar']));
  const again = (existing = done, typed: Record<string, string> = {}) =>
    nothingToDo(planWith(['calendar'], typed, onTopOf(['calendar'], existing)));

  test('where all of it is there', () => {
    expect(again()).toBe(true);
  });

  test.each<[string, Partial<ExistingFacts>]>([
    ['the service principal', { servicePrincipalId: null }],
    ['a permission', { assignments: [] }],
    ['a setting', { application: { ...done.application, requested: [] } }],
  ])('is not so where %s is missing', (_, change) => {
    expect(again({ ...done, ...change })).toBe(false);
  });

  test('is not so where a secret is asked for, or another function, or nothing is there yet', () => {
    expect(again(done, { credential: 'secret', description: 'Second' })).toBe(false);
    expect(again(done, { mail: 'true' })).toBe(false);
    expect(nothingToDo(planWith(['calendar']))).toBe(false);
  });

  test('is not so where the user is still to become an owner, or a right is to be taken away', () => {
    const name = 'jtel-presence@contoso.example';
    const first = planFor(jtel);
    const typed = { userWay: 'existing', userExisting: name };
    const around = (owners: ExistingFacts['owners']) => ({
      known: [recorded()],
      facts: contoso({ user: known(userFacts(name)), existing: madeBy(first, { owners }) }),
    });
    expect(nothingToDo(planFor(jtel, typed, around([{ id: USER }])))).toBe(true);
    expect(nothingToDo(planFor(jtel, typed, around([])))).toBe(false);

    const existing = madeBy(planFor(audiocodes));
    const target = { kind: 'existing', appId: APP_ID, made: 'adopted', cleanUp: true } as const;
    const adopting = (facts: ExistingFacts) =>
      planFor(
        audiocodes,
        { credential: 'none' },
        { known: [recorded()], target, facts: contoso({ existing: facts }) },
      );
    expect(nothingToDo(adopting(existing))).toBe(true);
    const tooMuch = { ...existing, grants: [grant('g', ['User.Read'])] };
    expect(nothingToDo(adopting(tooMuch))).toBe(false);
  });
});

function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, inner]) => [key, reversed(inner)]),
  );
}
