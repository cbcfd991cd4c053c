/** X3: what is in the tenant afterwards is what was in it before and the plan, whichever way the form is filled in. */
import { expect, test } from '@jest/globals';
import { vendorCertificate } from '../fakes/certificates.ts';
import { useStage } from '../fakes/stage.ts';
import { toProven } from '../fakes/stories.ts';
import type { World as Directory } from '../../src/sandbox/world.ts';

const GRAPH_APP_ID = '00000003-0000-0000-c000-000000000000';
const CALLS = '45bbb07e-7321-4fd7-a8f6-3ff27e6a81c8';
const PEOPLE = {
  full: ['df021288-bdef-4463-88db-98f22de89214'],
  basic: ['97235f07-e226-4f63-ace3-39588e11d3a1'],
  none: [],
};
const GROUPS = { true: ['98830695-27a2-44f7-8c18-0c3ebc9698f6'], false: [] };
const DEVICES = { true: ['0591bafd-7c1c-4c30-a2a5-2b9aacb1dfe8'], false: [] };
const NAMES = ['Nectar DXP Cloud Connector', 'Nectar Cloud Connector'] as const;
const TICKS = ['true', 'false'] as const;

const CASES = NAMES.flatMap((name) =>
  (['secret', 'certificate'] as const).flatMap((credential) =>
    (['full', 'basic', 'none'] as const).flatMap((people) =>
      TICKS.flatMap((groups) => TICKS.map((devices) => ({ name, credential, people, groups, devices }))),
    ),
  ),
);

const stage = useStage();
const pasted = vendorCertificate(Date.UTC(2026, 10, 21)).pem;

test('X3: there are forty-eight ways to fill in the form', () => {
  expect(CASES).toHaveLength(2 * 2 * 12);
});

test.each(CASES)(
  'X3: nothing but the plan is made: $name, $credential, people $people, groups $groups, devices $devices',
  async (chosen) => {
    const { world } = stage;
    const before = structuredClone(world.sandbox.world);
    const certificate = chosen.credential === 'certificate' ? { certificate: pasted } : {};
    const run = await toProven(world, 'anna', { ...chosen, ...certificate });
    expect(run.phase).toBe('proven');

    const permissions = [
      CALLS,
      ...PEOPLE[chosen.people],
      ...GROUPS[chosen.groups],
      ...DEVICES[chosen.devices],
    ].sort();
    const { applications, servicePrincipals, appRoleAssignments, ...rest } = world.sandbox.world;
    const { applications: a, servicePrincipals: s, appRoleAssignments: r, ...restBefore } = before;
    expect(JSON.stringify(rest)).toBe(JSON.stringify(restBefore));
    const [app, ...moreApps] = added(a, applications);
    const [principal, ...morePrincipals] = added(s, servicePrincipals);
    expect([...moreApps, ...morePrincipals]).toEqual([]);

    const id = expect.any(String);
    const tags = ['registrar', expect.stringMatching(/^registrar-[0-9a-f]{32}$/)];
    const own = { id, appId: run.registration?.appId, displayName: chosen.name, tags, createdDateTime: id };
    expect(sorted(app)).toEqual({
      ...own,
      uniqueName: app?.tags[1],
      signInAudience: 'AzureADMyOrg',
      requiredResourceAccess: [
        {
          resourceAppId: GRAPH_APP_ID,
          resourceAccess: permissions.map((role) => ({ id: role, type: 'Role' })),
        },
      ],
      web: { redirectUris: [], homePageUrl: null },
      spa: { redirectUris: [] },
      publicClient: { redirectUris: [] },
      isFallbackPublicClient: false,
      ...{ identifierUris: [], _owners: [], _federated: [] },
      ...{ description: null, notes: null, deletedDateTime: null },
      passwordCredentials: chosen.credential === 'secret' ? [expect.anything()] : [],
      keyCredentials: chosen.credential === 'certificate' ? [expect.anything()] : [],
    });
    expect(principal).toEqual({
      ...own,
      accountEnabled: true,
      servicePrincipalType: 'Application',
      appOwnerOrganizationId: before.tenantId,
      servicePrincipalNames: [run.registration?.appId],
      ...{ deletedDateTime: null, appRoles: [], oauth2PermissionScopes: [], _owners: [] },
    });
    const graph = Object.values(servicePrincipals).find(({ appId }) => appId === GRAPH_APP_ID)?.id;
    const granted = added(r, appRoleAssignments);
    expect(granted.map(({ appRoleId }) => appRoleId).sort()).toEqual(permissions);
    for (const { principalId, resourceId } of granted)
      expect({ principalId, resourceId }).toEqual({ principalId: principal?.id, resourceId: graph });
  },
);

/** What is new; what was there before is as it was. */
function added<T>(before: Readonly<Record<string, T>>, after: Readonly<Record<string, T>>): T[] {
  const kept = Object.fromEntries(Object.entries(after).filter(([id]) => Object.hasOwn(before, id)));
  // As text: a directory is large, and a matcher walks through it many times more slowly.
  expect(JSON.stringify(kept)).toBe(JSON.stringify(before));
  return Object.entries(after)
    .filter(([id]) => !Object.hasOwn(before, id))
    .map(([, one]) => one);
}

/** Graph keeps requested permissions in no order of its own. */
function sorted(app: Directory['applications'][string] | undefined) {
  return {
    ...app,
    requiredResourceAccess: app?.requiredResourceAccess.map(({ resourceAppId, resourceAccess }) => ({
      resourceAppId,
      resourceAccess: resourceAccess.toSorted((one, other) => one.id.localeCompare(other.id)),
    })),
  };
}
