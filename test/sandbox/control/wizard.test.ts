import { beforeEach, describe, expect, test } from '@jest/globals';
import { decodeJwt } from 'jose';
import { createControl, createSwitches } from '../../../src/sandbox/control/index.ts';
import { GRAPH_APP_ID, PEOPLE, setRoles } from '../../../src/sandbox/seed.ts';
import { setUp, type Setup } from '../entra/fixture.ts';

const PERMISSIONS = ['Directory.Read.All', 'Group.Read.All', 'TeamSettings.Read.All', 'User.Read.All'];

let setup: Setup;

beforeEach(async () => {
  setup = await setUp();
});

interface Answer {
  readonly status: number;
  readonly body: Record<string, string>;
}

async function run(body: unknown = {}): Promise<Answer> {
  const control = createControl(setup.tenant, createSwitches());
  const answer = await control.handle({
    method: 'POST',
    url: '/sandbox/wizard',
    headers: {},
    body: JSON.stringify(body),
  });
  return { status: answer.status, body: JSON.parse(answer.body) as Record<string, string> };
}

describe('a run of the vendor’s wizard', () => {
  test('leaves a registration with everything it asked for granted, and nothing of ours on it', async () => {
    const { status, body } = await run({ name: 'LiveDR-99' });
    expect(status).toBe(200);
    expect(Object.keys(body).sort()).toEqual([
      'appId',
      'displayName',
      'id',
      'secretText',
      'servicePrincipalId',
    ]);
    const { applications, servicePrincipals, appRoleAssignments, oauth2PermissionGrants } =
      setup.tenant.world;
    expect(applications[body['id'] ?? '']).toMatchObject({
      appId: body['appId'],
      displayName: 'LiveDR-99',
      uniqueName: null,
      tags: [],
      requiredResourceAccess: [
        {
          resourceAppId: GRAPH_APP_ID,
          resourceAccess: [...PERMISSIONS, 'User.Read'].map(() => expect.anything()),
        },
      ],
      passwordCredentials: [
        {
          displayName: 'Live Platform',
          startDateTime: '2026-11-21T09:00:00.000Z',
          endDateTime: '2028-11-21T09:00:00.000Z',
        },
      ],
      _owners: [],
    });
    const principal = servicePrincipals[body['servicePrincipalId'] ?? ''];
    expect(principal).toMatchObject({ appId: body['appId'], displayName: 'LiveDR-99' });
    const roles = Object.values(appRoleAssignments).filter((one) => one.principalId === principal?.id);
    expect(roles).toHaveLength(PERMISSIONS.length);
    const grants = Object.values(oauth2PermissionGrants).filter((one) => one.clientId === principal?.id);
    expect(grants).toMatchObject([{ consentType: 'AllPrincipals', scope: 'User.Read' }]);
  });

  test('answers a secret that works, this once', async () => {
    const { body } = await run();
    const token = await setup.token({
      grant_type: 'client_credentials',
      client_id: body['appId'] ?? '',
      client_secret: body['secretText'] ?? '',
      scope: 'https://graph.microsoft.com/.default',
    });
    const { roles } = decodeJwt(String(token.body['access_token']));
    expect([...(roles as string[])].sort()).toEqual(PERMISSIONS);
    expect(JSON.stringify(setup.tenant.world)).not.toContain(body['secretText']);
  });

  test('takes the next free name when none is given', async () => {
    const names = [await run(), await run({ name: 'LiveDR-03' }), await run(), await run()];
    expect(names.map(({ body }) => body['displayName'])).toEqual([
      'LiveDR-01',
      'LiveDR-03',
      'LiveDR-02',
      'LiveDR-04',
    ]);
  });
});

describe('the wizard is refused', () => {
  test.each([['AB'], ['sixteen-letters-'], ['Live.DR'], ['Live DR'], ['Live|DR'], [7]])(
    'the name %p',
    async (name) => {
      const { status, body } = await run({ name });
      expect(status).toBe(400);
      expect(body['error']).toMatch(/^name: /);
    },
  );

  test('what its admin may no longer do', async () => {
    setRoles(setup.tenant.world, PEOPLE[0]?.oid ?? '', ['Application Administrator']);
    const before = structuredClone(setup.tenant.world);
    expect((await run()).status).toBe(403);
    expect(setup.tenant.world).toEqual(before);
  });

  test('a secret the tenant’s policy forbids', async () => {
    setup.tenant.world.policies.appManagement = {
      isEnabled: true,
      keyCredentials: [],
      passwordCredentials: [
        {
          restrictionType: 'passwordLifetime',
          state: 'enabled',
          maxLifetime: 'P180D',
          restrictForAppsCreatedAfterDateTime: null,
        },
      ],
    };
    const before = structuredClone(setup.tenant.world);
    const { status, body } = await run();
    expect(status).toBe(400);
    expect(body['error']).toContain('Credential lifetime exceeds the max value allowed');
    expect(setup.tenant.world).toEqual(before);
  });
});
