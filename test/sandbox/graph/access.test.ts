import { describe, expect, test } from '@jest/globals';
import { GRAPH_SP_ID, createBench, type Bench, type Reply } from './harness.ts';

const USER_READ_ALL = 'df021288-bdef-4463-88db-98f22de89214';

async function made(bench: Bench, who: string): Promise<Reply> {
  return bench.send(who, 'POST /applications', { displayName: 'Made' });
}

test('no token is 401, with the ids a support case needs', async () => {
  const answer = await createBench().send('nobody', 'GET /applications', undefined, {
    'client-request-id': 'mine',
  });
  expect(answer.status).toBe(401);
  expect(answer.body.error.code).toBe('InvalidAuthenticationToken');
  expect(answer.body.error.innerError).toMatchObject({
    'client-request-id': 'mine',
    'request-id': answer.headers['request-id'],
  });
});

describe('creating applications', () => {
  test.each([
    ['anna', true, 201],
    ['uma', true, 201],
    ['uma', false, 403],
    ['dana', false, 201],
    ['bo', false, 201],
    ['pia', false, 403],
    ['gus', true, 403],
    ['app:Application.ReadWrite.All', false, 201],
    ['app:Application.Read.All', false, 403],
  ])('%s while members may: %s -> %i', async (who, allowed, status) => {
    const bench = createBench();
    bench.world.policies.allowedToCreateApps = allowed;
    expect((await made(bench, who)).status).toBe(status);
  });

  test.each([
    ['uma', 1],
    ['dana', 1],
    ['anna', 0],
    ['bo', 0],
    ['app:Application.ReadWrite.OwnedBy', 1],
    ['app:Application.ReadWrite.All', 0],
  ])('%s owns what is created: %i owner', async (who, owners) => {
    const bench = createBench();
    const app = await made(bench, who);
    expect(bench.world.applications[app.body.id]?._owners).toHaveLength(owners);
  });
});

describe('changing applications', () => {
  test.each([
    ['uma', 'uma', 200],
    ['uma', 'bo', 200],
    ['uma', 'dana', 403],
    ['anna', 'uma', 403],
    ['anna', 'pia', 403],
    ['anna', 'app:Application.ReadWrite.OwnedBy', 403],
    ['app:Application.ReadWrite.OwnedBy', 'app:Application.ReadWrite.OwnedBy', 200],
  ])('of %s by %s -> %i', async (creator, who, status) => {
    const bench = createBench();
    const app = await made(bench, creator);
    expect((await bench.send(who, `POST /applications/${app.body.id}/addPassword`, {})).status).toBe(status);
  });
});

describe('granting permissions of Microsoft Graph', () => {
  test.each([
    ['anna', 201],
    ['pia', 201],
    ['bo', 403],
    ['dana', 403],
    ['app:AppRoleAssignment.ReadWrite.All,Application.Read.All', 201],
    ['app:AppRoleAssignment.ReadWrite.All', 403],
  ])('application permission by %s -> %i', async (who, status) => {
    const bench = createBench();
    const app = await made(bench, 'anna');
    const sp = await bench.send('anna', 'POST /servicePrincipals', { appId: app.body.appId });
    const body = { principalId: sp.body.id, resourceId: GRAPH_SP_ID, appRoleId: USER_READ_ALL };
    const answer = await bench.send(who, `POST /servicePrincipals/${sp.body.id}/appRoleAssignments`, body);
    expect(answer.status).toBe(status);
  });

  test.each([
    ['bo', 201],
    ['pia', 201],
    ['dana', 403],
    ['uma', 403],
  ])('delegated permission by %s -> %i', async (who, status) => {
    const bench = createBench();
    const app = await made(bench, 'anna');
    const sp = await bench.send('anna', 'POST /servicePrincipals', { appId: app.body.appId });
    const body = {
      clientId: sp.body.id,
      consentType: 'AllPrincipals',
      resourceId: GRAPH_SP_ID,
      scope: 'User.Read',
    };
    expect((await bench.send(who, 'POST /oauth2PermissionGrants', body)).status).toBe(status);
  });
});

test('memberOf gives the roles with their template ids', async () => {
  const answer = await createBench().send('bo', 'GET /me/transitiveMemberOf');
  expect(answer.body.value).toMatchObject([
    {
      '@odata.type': '#microsoft.graph.directoryRole',
      displayName: 'Application Administrator',
      roleTemplateId: '9b895d92-2cd3-44c7-9d02-a6ac2d5ea5c3',
    },
  ]);
});

test('/me is not for applications', async () => {
  expect((await createBench().send('app:User.Read.All', 'GET /me')).status).toBe(403);
});

test.each([
  ['app:CallRecords.Read.All', 'GET /communications/callRecords', 200],
  ['app:User.Read.All', 'GET /communications/callRecords', 403],
  ['anna', 'GET /communications/callRecords', 403],
  ['anna', 'GET /auditLogs/signIns', 403],
  ['app:AuditLog.Read.All', 'GET /auditLogs/signIns', 200],
  ['app:TeamworkDevice.Read.All', 'GET /beta/teamwork/devices', 200],
  ['app:TeamworkDevice.Read.All', 'GET /teamwork/devices', 501],
  ['anna', 'GET /beta/applications', 501],
  ['anna', 'GET /organization', 200],
  ['anna', 'GET /domains', 200],
  ['anna', 'GET /subscribedSkus', 200],
  ['anna', 'GET /groups', 200],
  ['anna', 'GET /directoryRoles', 200],
  ['anna', "GET /directoryRoles(roleTemplateId='62e90394-69f5-4237-9190-012177145e10')/members", 200],
  ['anna', 'GET /roleManagement/directory/roleDefinitions', 200],
  ['anna', 'GET /roleManagement/directory/roleAssignments?$expand=principal', 200],
  ['anna', 'GET /policies/authorizationPolicy', 200],
  ['anna', 'GET /policies/defaultAppManagementPolicy', 200],
  ['anna', 'GET /me?$select=id,userType', 200],
  ['anna', 'GET /users/uma@contoso.example', 200],
  ['anna', 'PUT /applications/x/logo', 501],
])('%s %s -> %i', async (who, operation, status) => {
  expect((await createBench().send(who, operation)).status).toBe(status);
});
