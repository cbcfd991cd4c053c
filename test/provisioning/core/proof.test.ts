/** Proven means read back and equal: no less, and nothing more. */
import { describe, expect, test } from '@jest/globals';
import { MICROSOFT_GRAPH } from '../../../src/provisioning/core/ids.ts';
import type { Plan } from '../../../src/provisioning/core/plan-types.ts';
import { judge, type ReadBack, type TokenEvidence } from '../../../src/provisioning/core/proof.ts';
import { KEY, madeBy } from './ground.ts';
import { contoso, GRAPH_PRINCIPAL, IDS, oid, planOf } from './nectar.ts';

const AT = '2026-11-21T09:10:00.000Z';
const plan = planOf();
const roles = plan.permissions.map(({ value }) => value);

/** What the directory shows when everything went well. */
function asPlanned(planned: Plan = plan): ReadBack {
  return { ...madeBy(planned), user: null, resources: contoso().resources };
}

function judged(back: Partial<ReadBack> = {}, token: TokenEvidence | null = { kind: 'roles', roles }) {
  return judge(plan, { ...asPlanned(), ...back }, token, KEY, AT);
}

describe('N24: a permission is proven by read-back and token', () => {
  test('when it is granted and in the token', () => {
    expect(judged()).toEqual({
      at: AT,
      permissions: roles.map((value) => ({ value, granted: 'proven', inToken: 'proven' })),
      credential: 'proven',
      more: [],
      surplus: [],
    });
  });

  test('and not when its grant is gone', () => {
    const assignments = asPlanned().assignments.filter(({ appRoleId }) => appRoleId !== IDS.calls);
    expect(judged({ assignments }).permissions[0]).toMatchObject({ granted: 'missing', inToken: 'proven' });
  });

  test('and not when the same id is granted on another resource', () => {
    const assignments = asPlanned().assignments.map((one) => ({ ...one, resourceId: oid(99) }));
    expect(judged({ assignments }).permissions.every(({ granted }) => granted === 'missing')).toBe(true);
    expect(judged({ assignments }).surplus).toHaveLength(3);
  });

  test('and not when the token lacks it', () => {
    expect(judged({}, { kind: 'roles', roles: [] }).permissions[0]).toMatchObject({ inToken: 'missing' });
  });

  test.each<[string, TokenEvidence | null]>([
    ['no token', null],
    ['a token nobody can read', { kind: 'unreadable' }],
    ['no answer', { kind: 'no-answer', cause: 'timeout' }],
    ['a refusal', { kind: 'refused', aadsts: 53003, message: '' }],
  ])('with %s, the token half is not checked', (_, token) => {
    expect(judged({}, token).permissions.map(({ inToken }) => inToken)).toEqual(Array(3).fill('not-checked'));
  });

  test('N22: the devices permission is verified like the rest', () => {
    const withDevices = planOf({ devices: 'true' });
    const proof = judge(withDevices, asPlanned(withDevices), { kind: 'roles', roles }, KEY, AT);
    expect(proof.permissions.at(-1)).toEqual({
      value: 'TeamworkDevice.Read.All',
      granted: 'proven',
      inToken: 'missing',
    });
  });
});

describe('the credential is judged', () => {
  test.each<[string, Partial<ReadBack>, TokenEvidence | null, string]>([
    ['proven by a token', {}, { kind: 'roles', roles }, 'proven'],
    ['proven by a token nobody can read', {}, { kind: 'unreadable' }, 'proven'],
    ['not checked without one', {}, null, 'not-checked'],
    ['not checked when Entra does not answer', {}, { kind: 'no-answer', cause: 'x' }, 'not-checked'],
    ['missing when refused', {}, { kind: 'refused', aadsts: 7000215, message: '' }, 'missing'],
    ['missing when the application is gone', { application: null }, null, 'missing'],
  ])('%s', (_, back, token, expected) => {
    expect(judged(back, token).credential).toBe(expected);
  });

  test('missing when another secret is there but not this one', () => {
    expect(judge(plan, asPlanned(), { kind: 'roles', roles }, 'another', AT).credential).toBe('missing');
    expect(judge(plan, asPlanned(), { kind: 'roles', roles }, null, AT).credential).toBe('missing');
  });

  test('N33: a certificate is compared by thumbprint, and its use is not checked', () => {
    const withCertificate = planOf({ credential: 'certificate' });
    const back = asPlanned(withCertificate);
    expect(judge(withCertificate, back, null, null, AT).credential).toBe('not-checked');
    const none = { ...back, application: asPlanned().application };
    expect(judge(withCertificate, none, null, null, AT).credential).toBe('missing');
  });
});

describe('X3: nothing extra', () => {
  test('a consent, scope, request or role that nobody planned is named', () => {
    const back = asPlanned();
    const extra = { id: 'a', appRoleId: IDS.devices, resourceId: GRAPH_PRINCIPAL };
    const grant = { id: 'g', resourceId: GRAPH_PRINCIPAL, scopes: ['User.Read'], allPrincipals: true };
    const asks = {
      resource: MICROSOFT_GRAPH,
      access: [{ id: 'e1fe6dd8-ba31-4d61-89e7-88639da4683d', type: 'Scope' as const }],
    };
    const application = back.application && {
      ...back.application,
      requested: [...back.application.requested, asks],
    };
    expect(
      judged(
        { assignments: [...back.assignments, extra], grants: [grant], application },
        { kind: 'roles', roles: [...roles, 'Mail.Read'] },
      ).surplus,
    ).toEqual(['TeamworkDevice.Read.All', 'User.Read', 'e1fe6dd8-ba31-4d61-89e7-88639da4683d', 'Mail.Read']);
  });
});

describe('a delegated permission', () => {
  const scope = {
    value: 'User.Read.All',
    id: 'a154be20-db9c-4678-8ab7-66f6cc099a59',
    type: 'delegated' as const,
  };
  const delegated: Plan = {
    ...plan,
    permissions: [{ ...scope, resource: MICROSOFT_GRAPH, displayName: '', why: '', there: false }],
  };
  const grant = { id: 'g', resourceId: GRAPH_PRINCIPAL, scopes: ['User.Read.All'], allPrincipals: true };
  const judgedWith = (grants: ReadBack['grants']) =>
    judge(
      delegated,
      { ...asPlanned(delegated), assignments: [], grants },
      { kind: 'roles', roles: [] },
      KEY,
      AT,
    );

  test('is proven by a grant for everybody, and is never looked for in the roles', () => {
    expect(judgedWith([grant]).permissions).toEqual([
      { value: 'User.Read.All', granted: 'proven', inToken: 'not-checked' },
    ]);
    expect(judgedWith([grant]).surplus).toEqual([]);
  });

  test('is missing when granted to one person only', () => {
    expect(judgedWith([{ ...grant, allPrincipals: false }]).permissions[0]?.granted).toBe('missing');
  });
});
