/** What has become of permissions since they were proven: only what was looked at is spoken of. */
import { describe, expect, test } from '@jest/globals';
import { driftOf, type Granted, type Proven } from '../../../src/provisioning/core/drift.ts';
import { judge } from '../../../src/provisioning/core/proof.ts';
import { KEY, madeBy } from './ground.ts';
import { contoso, IDS, planOf } from './nectar.ts';

const plan = planOf();
const { resources } = contoso();
const back = { ...madeBy(plan), user: null, resources };
const proof = judge(plan, back, null, KEY, '2026-11-21T09:10:00.000Z');
const proven: Proven = { plan, proof, plans: [plan], rolesBefore: [], resources };
const graph = resources[0]!.servicePrincipalId;
const ROLE = { id: 'r', roleDefinitionId: '69091246-20e8-4a56-aa4d-066075b2a7a8' };

const seen = (change: Partial<Granted> = {}): Granted => ({
  ...{ assignments: back.assignments, grants: back.grants, directoryRoles: [] },
  ...change,
});
const drift = (change: Partial<Granted> = {}, given: Partial<Proven> = {}) =>
  driftOf({ ...proven, ...given }, seen(change));

test('as it was proven there is none', () => {
  expect(drift()).toEqual({ missing: [], extra: [] });
});

describe('missing', () => {
  const without = back.assignments.filter(({ appRoleId }) => appRoleId !== IDS.calls);

  test('is what was granted and is not any more, by name', () => {
    expect(drift({ assignments: without }).missing).toEqual(['CallRecords.Read.All (application)']);
  });

  test('is not what was never granted, or what nobody may look at', () => {
    const never = judge(plan, { ...back, assignments: without }, null, KEY, '');
    expect(drift({ assignments: without }, { proof: never }).missing).toEqual([]);
    expect(drift({ assignments: null, grants: null, directoryRoles: null })).toEqual({
      missing: [],
      extra: [],
    });
  });
});

describe('extra', () => {
  const scopes = [{ id: 'g', resourceId: graph, scopes: ['Mail.Read', 'User.Read'], allPrincipals: true }];

  test('is what nobody planned: permissions of both kinds, and roles', () => {
    const stranger = { id: 'x', appRoleId: 'somebody-else', resourceId: graph };
    const found = drift({
      assignments: [...back.assignments, stranger],
      ...{ grants: scopes, directoryRoles: [ROLE] },
    });
    expect(found).toEqual({
      missing: [],
      extra: [
        'somebody-else (application)',
        'Mail.Read (delegated)',
        'User.Read (delegated)',
        'Teams Administrator (Microsoft Entra role)',
      ],
    });
  });

  test('is not what the proof knew of already, or what was there when it was taken over', () => {
    const knew = judge(plan, { ...back, grants: scopes }, null, KEY, '');
    expect(drift({ grants: scopes }, { proof: knew }).extra).toEqual([]);
    const rolesBefore = [ROLE.roleDefinitionId];
    expect(drift({ directoryRoles: [ROLE] }, { rolesBefore }).extra).toEqual([]);
  });

  test('is not what another run about it planned', () => {
    const more = planOf({ devices: 'true' });
    const held = madeBy(more).assignments;
    expect(drift({ assignments: held }).extra).toHaveLength(1);
    expect(drift({ assignments: held }, { plans: [plan, more] }).extra).toEqual([]);
  });
});

test('a planned Entra role that is gone is missing', () => {
  const { roleDefinitionId } = ROLE;
  const directoryRoles = [
    { roleDefinitionId, displayName: 'Teams Administrator', change: 'add', assignmentId: null } as const,
  ];
  const withRole = { ...plan, directoryRoles };
  const given = { plan: withRole, plans: [withRole] };
  expect(drift({}, given).missing).toEqual(['Teams Administrator (Microsoft Entra role)']);
  expect(drift({ directoryRoles: [ROLE] }, given)).toEqual({ missing: [], extra: [] });
});
