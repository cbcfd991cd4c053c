/** From choices and a tenant to the exact changes. */
import { createHash } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Definition } from '../../../src/provisioning/core/definition.ts';
import { MICROSOFT_GRAPH } from '../../../src/provisioning/core/ids.ts';
import type { ResourceFacts, TenantFacts } from '../../../src/provisioning/core/plan-types.ts';
import { canonical, makePlan, planNumber, requestedAccess } from '../../../src/provisioning/core/plan.ts';
import { ROLES } from '../../../src/provisioning/core/roles.ts';
import { certificate, choose, contoso, IDS, known, nectar, NOW, planOf, unreadable } from './nectar.ts';

function problems(facts: TenantFacts, typed: Record<string, string> = {}, definition: Definition = nectar) {
  const made = makePlan(definition, choose(typed, certificate), facts, NOW);
  return made.ok ? [] : made.problems.map(({ code }) => code);
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
    const made = makePlan(nectar, choose(), policy(null, false), NOW);
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
    const later = Date.parse(certificate.notAfter);
    const made = makePlan(nectar, choose({ credential: 'certificate' }, certificate), contoso(), later);
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

function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, inner]) => [key, reversed(inner)]),
  );
}
