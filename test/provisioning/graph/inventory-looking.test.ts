/** A registration looked at alone, against a Graph that answers what a test wants. */
import { describe, expect, test } from '@jest/globals';
import { Secret } from '../../../src/provisioning/core/secret.ts';
import { createInventory } from '../../../src/provisioning/graph/index.ts';
import { drain } from '../../fakes/drain.ts';
import { APP, APP_ID, BASE, GRAPH_SP, ROLE, SP, TENANT, fakeGraph, graphError, json } from './fixture.ts';
import type { Seen } from './fixture.ts';

const OWN = { id: APP, appId: APP_ID, displayName: 'One', servicePrincipalId: SP, planned: [ROLE] };
const FEDERATED = `${BASE}/v1.0/applications/${APP}/federatedIdentityCredentials`;

const list = (...value: unknown[]) => json(200, { value });
const trusted = (name: string) => ({
  ...{ id: `id of ${name}`, name, issuer: 'https://ci.example', subject: 'main' },
  audiences: ['api://AzureADTokenExchange'],
});
const grant = { id: 'g', resourceId: GRAPH_SP, consentType: 'AllPrincipals', scope: 'User.Read' };

function looking(answer: (request: Seen, index: number) => Response, grants = false) {
  const { fetch, seen } = fakeGraph(answer);
  const newId = { guid: () => APP, hex: () => '', unit: () => 0 };
  const signIn = async () => new Secret('token');
  const options = { baseUrl: BASE, fetch, timeoutMs: 5_000, newId, signIn, grants };
  return { reading: createInventory(options).open(TENANT, new AbortController().signal), seen };
}

const byPath = ({ url }: Seen): Response => {
  if (url.includes('federated')) return list(trusted('pipeline'));
  if (url.includes('appRoleAssignments')) return list({ id: 'a', appRoleId: ROLE, resourceId: GRAPH_SP });
  if (url.includes('oauth2PermissionGrants')) return list(grant);
  return list({ id: 'r', roleDefinitionId: ROLE, directoryScopeId: '/' });
};

describe('what is asked', () => {
  test('federated credentials and application permissions, at low priority', async () => {
    const { reading, seen } = looking(byPath);
    const [event] = await drain(reading.closely(OWN));
    expect(event).toEqual({
      kind: 'look',
      look: {
        ...{ applicationId: APP, appId: APP_ID },
        federated: [
          { id: 'id of pipeline', name: 'pipeline', issuer: 'https://ci.example', subject: 'main' },
        ],
        assignments: [{ id: 'a', appRoleId: ROLE, resourceId: GRAPH_SP }],
        ...{ grants: null, directoryRoles: null },
      },
    });
    expect(seen.map(({ url }) => url)).toEqual([
      FEDERATED,
      `${BASE}/v1.0/servicePrincipals/${SP}/appRoleAssignments`,
    ]);
    expect(seen.map(({ headers }) => headers.get('x-ms-throttle-priority'))).toEqual(['low', 'low']);
    expect(reading.requests()).toBe(2);
  });

  test('what a permission is called that no run planned, once for each API', async () => {
    const { reading, seen } = looking(({ url, ...rest }) =>
      url.includes('$select=id,appRoles')
        ? json(200, { id: GRAPH_SP, appRoles: [{ id: ROLE.toUpperCase(), value: 'Sites.Read.All' }] })
        : byPath({ url, ...rest }),
    );
    for (const _ of [1, 2]) {
      const [event] = await drain(reading.closely({ ...OWN, planned: [] }));
      expect(event).toMatchObject({ look: { names: { [ROLE]: 'Sites.Read.All' } } });
    }
    const asked = seen.filter(({ url }) => url.includes('appRoles&') || url.endsWith('appRoles'));
    expect(asked.map(({ url }) => url)).toEqual([
      `${BASE}/v1.0/servicePrincipals/${GRAPH_SP}?$select=id,appRoles`,
    ]);
    expect(asked[0]?.headers.get('x-ms-throttle-priority')).toBe('low');
  });

  test('in vain where that API is gone: the permission stays without a name', async () => {
    const { reading } = looking((request) =>
      request.url.includes('$select=id,appRoles')
        ? graphError(404, 'Request_ResourceNotFound')
        : byPath(request),
    );
    const [event] = await drain(reading.closely({ ...OWN, planned: [] }));
    expect(event).toMatchObject({ look: { names: {}, assignments: [{ appRoleId: ROLE }] } });
  });

  test('nothing of a service principal that our records do not know', async () => {
    const { reading, seen } = looking(byPath);
    const [event] = await drain(reading.closely({ ...OWN, servicePrincipalId: null }));
    expect(event).toMatchObject({ look: { assignments: null, grants: null, directoryRoles: null } });
    expect(seen).toHaveLength(1);
  });

  test('grants and Entra roles too, where the operator lets it', async () => {
    const { reading } = looking(byPath, true);
    expect(await drain(reading.closely(OWN))).toMatchObject([
      {
        look: {
          grants: [{ id: 'g', resourceId: GRAPH_SP, scopes: ['User.Read'], allPrincipals: true }],
          directoryRoles: [{ id: 'r', roleDefinitionId: ROLE }],
        },
      },
    ]);
  });

  test('once, where the tenant has not consented to that', async () => {
    const denied = () => graphError(403, 'Authorization_RequestDenied');
    const { reading, seen } = looking((request) => {
      return /oauth2|roleManagement/.test(request.url) ? denied() : byPath(request);
    }, true);
    for (const _ of [1, 2]) {
      const [event] = await drain(reading.closely(OWN));
      expect(event).toMatchObject({ look: { grants: null, directoryRoles: null } });
    }
    expect(seen.filter(({ url }) => /oauth2|roleManagement/.test(url))).toHaveLength(1);
  });
});

describe('what comes back', () => {
  test('in pages is one list', async () => {
    const next = `${FEDERATED}?$skiptoken=2`;
    const { reading } = looking((request) => {
      if (!request.url.includes('federated')) return byPath(request);
      if (request.url.includes('skiptoken')) return list(trusted('two'));
      return json(200, { value: [trusted('one')], '@odata.nextLink': next });
    });
    const [event] = await drain(reading.closely(OWN));
    expect(event).toMatchObject({ look: { federated: [{ name: 'one' }, { name: 'two' }] } });
  });

  test('of an application that is not there any more is nothing', async () => {
    const { reading } = looking(() => graphError(404, 'Request_ResourceNotFound'));
    expect(await drain(reading.closely(OWN))).toMatchObject([{ look: { federated: [], assignments: [] } }]);
  });

  test('after a pause that is asked for', async () => {
    const { reading } = looking((request, index) =>
      index === 0 ? json(429, {}, { 'retry-after': '7' }) : byPath(request),
    );
    const events = await drain(reading.closely(OWN));
    expect(events.map(({ kind }) => kind)).toEqual(['wait', 'look']);
    expect(events[0]).toEqual({ kind: 'wait', ms: 7_000 });
  });

  test.each([
    ['is no list', () => json(200, { value: 'one' }), 'SWEEP_UNREADABLE'],
    ['is a list of something else', () => list({ id: 'x' }), 'SWEEP_UNREADABLE'],
    ['may not be read', () => graphError(403, 'Authorization_RequestDenied'), 'SWEEP_DENIED'],
    [
      'goes on somewhere else',
      () => json(200, { value: [], '@odata.nextLink': 'https://elsewhere.example/v1.0/applications' }),
      'SWEEP_ELSEWHERE',
    ],
    [
      'goes on in another list',
      () => json(200, { value: [], '@odata.nextLink': `${BASE}/v1.0/users` }),
      'SWEEP_ELSEWHERE',
    ],
  ])('%s: the sweep fails, and says so', async (_, answer, code) => {
    const { reading } = looking(answer);
    await expect(drain(reading.closely(OWN))).rejects.toMatchObject({ code });
  });

  test('is kept as the database can hold it', async () => {
    const odd = { ...trusted('pipeline'), subject: 'a\u0000\ud83d' };
    const { reading } = looking((request) =>
      request.url.includes('federated') ? list(odd) : byPath(request),
    );
    expect(await drain(reading.closely(OWN))).toMatchObject([
      { look: { federated: [{ subject: 'a\ufffd' }] } },
    ]);
  });
});
