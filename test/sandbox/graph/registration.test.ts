import { expect, test } from '@jest/globals';
import { CALLING_SP_ID, GRAPH_APP_ID, GRAPH_SP_ID, createBench, type Bench, type Body } from './harness.ts';

const UPSERT = { prefer: 'create-if-missing' };
const USER_READ_ALL = 'df021288-bdef-4463-88db-98f22de89214';

async function register(bench: Bench, who = 'anna', name = 'registrar-1'): Promise<{ app: Body; sp: Body }> {
  const app = await bench.send(
    who,
    `PATCH /applications(uniqueName='${name}')`,
    { displayName: 'Nectar' },
    UPSERT,
  );
  expect(app.status).toBe(201);
  const sp = await bench.send(who, `PATCH /servicePrincipals(appId='${app.body.appId}')`, {}, UPSERT);
  expect(sp.status).toBe(201);
  return { app: app.body, sp: sp.body };
}

test('a whole registration: application, service principal, consent, secret', async () => {
  const bench = createBench();
  const { app, sp } = await register(bench);
  const granted = await bench.send('anna', `POST /servicePrincipals/${GRAPH_SP_ID}/appRoleAssignedTo`, {
    principalId: sp.id,
    resourceId: GRAPH_SP_ID,
    appRoleId: USER_READ_ALL,
  });
  expect(granted.status).toBe(201);
  expect(granted.body).toMatchObject({
    principalDisplayName: 'Nectar',
    resourceDisplayName: 'Microsoft Graph',
  });
  const secret = await bench.send('anna', `POST /applications/${app.id}/addPassword`, {
    passwordCredential: { displayName: 'run 1', endDateTime: '2027-02-01T00:00:00Z' },
  });
  expect(secret.status).toBe(200);
  expect(String(secret.body['secretText'])).toHaveLength(40);
  const read = await bench.send('anna', `GET /applications/${app.id}?$select=passwordCredentials`);
  expect(read.body['passwordCredentials']).toMatchObject([
    { displayName: 'run 1', secretText: null, hint: String(secret.body['secretText']).slice(0, 3) },
  ]);
  expect(bench.changes()).toBe(4);
});

test('an upsert repeated changes the same application and answers 204', async () => {
  const bench = createBench();
  const { app } = await register(bench);
  const again = await bench.send(
    'anna',
    "PATCH /applications(uniqueName='registrar-1')",
    { displayName: 'Nectar 2' },
    UPSERT,
  );
  expect(again.status).toBe(204);
  const read = await bench.send('anna', `GET /applications(appId='${app.appId}')?$select=id,displayName`);
  expect(read.body).toMatchObject({ id: app.id, displayName: 'Nectar 2' });
});

test('without Prefer a missing uniqueName is 404', async () => {
  const answer = await createBench().send('anna', "PATCH /applications(uniqueName='none')", {
    displayName: 'x',
  });
  expect(answer).toMatchObject({ status: 404, body: { error: { code: 'Request_ResourceNotFound' } } });
});

test('a taken uniqueName is 400 on POST, and stays taken while the application lies in the bin', async () => {
  const bench = createBench();
  const { app } = await register(bench);
  const post = (): ReturnType<Bench['send']> =>
    bench.send('anna', 'POST /applications', { displayName: 'Other', uniqueName: 'registrar-1' });
  expect((await post()).body.error.message).toContain('same value for property uniqueName');
  expect((await bench.send('anna', `DELETE /applications/${app.id}`)).status).toBe(204);
  expect((await post()).status).toBe(400);
  expect((await bench.send('anna', `DELETE /directory/deletedItems/${app.id}`)).status).toBe(204);
  expect((await post()).status).toBe(201);
});

test('deleting takes the service principal along; restoring brings back the application alone', async () => {
  const bench = createBench();
  const { app, sp } = await register(bench);
  await bench.send('anna', `DELETE /applications/${app.id}`);
  expect((await bench.send('anna', `GET /servicePrincipals/${sp.id}`)).status).toBe(404);
  const bin = await bench.send('anna', 'GET /directory/deletedItems/microsoft.graph.application');
  expect(bin.body.value.map((one) => one.id)).toEqual([app.id]);
  expect((await bench.send('anna', `POST /directory/deletedItems/${app.id}/restore`, {})).status).toBe(200);
  expect((await bench.send('anna', `GET /applications/${app.id}`)).status).toBe(200);
  expect((await bench.send('anna', `GET /servicePrincipals/${sp.id}`)).status).toBe(404);
  bench.advance(31 * 86_400_000);
  expect((await bench.send('anna', `GET /directory/deletedItems/${sp.id}`)).status).toBe(404);
});

test('a service principal needs an application, and there is only one', async () => {
  const bench = createBench();
  const { app } = await register(bench);
  const lonely = await bench.send('anna', 'POST /servicePrincipals', { appId: CALLING_SP_ID });
  expect(lonely.body.error).toMatchObject({
    code: 'Request_BadRequest',
    details: [{ code: 'NoBackingApplicationObject' }],
  });
  const second = await bench.send('anna', 'POST /servicePrincipals', { appId: app.appId });
  expect(second).toMatchObject({
    status: 409,
    body: { error: { code: 'Request_MultipleObjectsWithSameKeyValue' } },
  });
});

test('the same role, an unknown role and an unknown principal are refused in the documented words', async () => {
  const bench = createBench();
  const { sp } = await register(bench);
  const assign = async (appRoleId: string, principalId = sp.id): Promise<string> => {
    const body = { principalId, resourceId: GRAPH_SP_ID, appRoleId };
    const answer = await bench.send('anna', `POST /servicePrincipals/${GRAPH_SP_ID}/appRoleAssignedTo`, body);
    return answer.status === 201 ? 'assigned' : answer.body.error.message;
  };
  expect(await assign(USER_READ_ALL)).toBe('assigned');
  expect(await assign(USER_READ_ALL)).toBe('Permission being assigned already exists on the object');
  expect(await assign(CALLING_SP_ID)).toBe('Permission being assigned was not found on application');
  expect(await assign(USER_READ_ALL, CALLING_SP_ID)).toMatch(/^Not a valid reference update/);
});

test('a second grant is refused; PATCH widens the first, DELETE takes it away', async () => {
  const bench = createBench();
  const { sp } = await register(bench);
  const body = { clientId: sp.id, consentType: 'AllPrincipals', resourceId: GRAPH_SP_ID, scope: 'User.Read' };
  const grant = await bench.send('anna', 'POST /oauth2PermissionGrants', body);
  expect(grant.status).toBe(201);
  const second = await bench.send('anna', 'POST /oauth2PermissionGrants', body);
  expect(second).toMatchObject({
    status: 409,
    body: { error: { message: 'Permission entry already exists.' } },
  });
  const address = `/oauth2PermissionGrants/${grant.body.id}`;
  expect((await bench.send('anna', `PATCH ${address}`, { scope: 'User.Read openid' })).status).toBe(204);
  const filter = `$filter=clientId eq '${sp.id}' and resourceId eq '${GRAPH_SP_ID}' and consentType eq 'AllPrincipals'`;
  const found = await bench.send('anna', `GET /oauth2PermissionGrants?${filter}`);
  expect(found.body.value.map((one) => one['scope'])).toEqual(['User.Read openid']);
  expect((await bench.send('anna', `DELETE ${address}`)).status).toBe(204);
  expect((await bench.send('anna', `GET ${address}`)).status).toBe(404);
});

test('grants of a service principal in the bin are not shown, and come back with it', async () => {
  const bench = createBench();
  const { sp } = await register(bench);
  const assignedTo = `/servicePrincipals/${GRAPH_SP_ID}/appRoleAssignedTo`;
  await bench.send('anna', `POST ${assignedTo}`, {
    principalId: sp.id,
    resourceId: GRAPH_SP_ID,
    appRoleId: USER_READ_ALL,
  });
  const shown = async (): Promise<boolean> => {
    const { body } = await bench.send('anna', `GET ${assignedTo}`);
    return body.value.some((one) => one['principalId'] === sp.id);
  };
  expect(await shown()).toBe(true);
  await bench.send('anna', `DELETE /servicePrincipals/${sp.id}`);
  expect(await shown()).toBe(false);
  await bench.send('anna', `POST /directory/deletedItems/${sp.id}/restore`, {});
  expect(await shown()).toBe(true);
  await bench.send('anna', `DELETE /servicePrincipals/${sp.id}`);
  await bench.send('anna', `DELETE /directory/deletedItems/${sp.id}`);
  const left = Object.values(bench.world.appRoleAssignments).filter((one) => one.principalId === sp.id);
  expect(left).toEqual([]);
});

test('the Graph service principal lists every published permission', async () => {
  const answer = await createBench().send(
    'anna',
    `GET /servicePrincipals(appId='${GRAPH_APP_ID}')?$select=id,appRoles,oauth2PermissionScopes`,
  );
  expect(answer.body['appRoles']).toHaveLength(656);
  expect(answer.body['oauth2PermissionScopes']).toHaveLength(750);
  expect(answer.body['displayName']).toBeUndefined();
});

test.each([
  [{ displayName: '' }, 400],
  [{ displayName: 'x'.repeat(257) }, 400],
  [{ displayName: 'x', passwordCredentials: [{ displayName: 'y' }] }, 400],
  [{ displayName: 'x', web: { redirectUris: ['http://vendor.example/cb'] } }, 400],
  [{ displayName: 'x', web: { redirectUris: ['https://vendor.example/c$b'] } }, 400],
  [{ displayName: 'x', web: { redirectUris: ['http://localhost:1/cb', 'https://vendor.example/cb'] } }, 201],
  [{ displayName: 'x', colour: 'red' }, 400],
  [{ displayName: 'x', signInAudience: 'Everyone' }, 400],
  [{ displayName: 'x', api: {} }, 501],
  [{}, 400],
])('POST /applications %j -> %i', async (body, status) => {
  expect((await createBench().send('anna', 'POST /applications', body)).status).toBe(status);
});

test('owners are added once and removed', async () => {
  const bench = createBench();
  const { app } = await register(bench, 'dana');
  const uma = Object.values(bench.world.users).find((user) => user._persona === 'uma')?.id ?? '';
  const reference = { '@odata.id': `https://localhost:3980/v1.0/directoryObjects/${uma}` };
  const add = (): ReturnType<Bench['send']> =>
    bench.send('dana', `POST /applications/${app.id}/owners/$ref`, reference);
  expect((await add()).status).toBe(204);
  expect((await add()).body.error.message).toContain('added object references already exist');
  const owners = await bench.send('dana', `GET /applications/${app.id}/owners`);
  expect(owners.body.value.map((one) => one['displayName'])).toEqual(['Dana Developer', 'Uma User']);
  expect((await bench.send('dana', `DELETE /applications/${app.id}/owners/${uma}/$ref`)).status).toBe(204);
});

test('federated credentials are unique by name and by issuer with subject', async () => {
  const bench = createBench();
  const { app } = await register(bench);
  const body = {
    name: 'vendor-one',
    issuer: 'https://vendor.example',
    subject: 's',
    audiences: ['api://AzureADTokenExchange'],
  };
  const base = `/applications/${app.id}/federatedIdentityCredentials`;
  expect((await bench.send('anna', `POST ${base}`, body)).status).toBe(201);
  expect((await bench.send('anna', `POST ${base}`, { ...body, name: 'vendor-two' })).status).toBe(409);
  expect((await bench.send('anna', `GET ${base}(name='vendor-one')`)).body['subject']).toBe('s');
  expect((await bench.send('anna', `POST ${base}`, { ...body, name: 'x', subject: 't' })).status).toBe(400);
});
