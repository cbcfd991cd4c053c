import { expect, test } from '@jest/globals';
import { PEOPLE } from '../../../src/sandbox/seed.ts';
import { createBench } from './harness.ts';

const UMA = PEOPLE.find((one) => one.key === 'uma')?.oid ?? '';
const NEW_USER = {
  accountEnabled: true,
  displayName: 'Nectar Service',
  mailNickname: 'nectar',
  userPrincipalName: 'nectar@contoso.example',
  passwordProfile: { password: 'Correct-Horse-7', forceChangePasswordNextSignIn: false },
};

test('a user is created once, by someone who may, with a good password', async () => {
  const bench = createBench();
  const who = 'anna+User.ReadWrite.All';
  expect((await bench.send('anna', 'POST /users', NEW_USER)).status).toBe(403);
  expect((await bench.send('bo+User.ReadWrite.All', 'POST /users', NEW_USER)).status).toBe(403);
  const weak = { ...NEW_USER, passwordProfile: { password: 'short' } };
  expect((await bench.send(who, 'POST /users', weak)).body.error.message).toContain('password complexity');
  const elsewhere = { ...NEW_USER, userPrincipalName: 'nectar@elsewhere.example' };
  expect((await bench.send(who, 'POST /users', elsewhere)).body.error.message).toContain('domain portion');
  expect((await bench.send(who, 'POST /users', NEW_USER)).status).toBe(201);
  const second = await bench.send(who, 'POST /users', NEW_USER);
  expect(second.body.error.code).toBe('Request_MultipleObjectsWithSameKeyValue');
  const found = await bench.send('anna', "GET /users?$filter=userPrincipalName eq 'NECTAR@contoso.example'");
  expect(found.body.value.map((one) => one['displayName'])).toEqual(['Nectar Service']);
});

test('roles are given and taken by those who may', async () => {
  const bench = createBench();
  const body = {
    principalId: UMA,
    roleDefinitionId: '9b895d92-2cd3-44c7-9d02-a6ac2d5ea5c3',
    directoryScopeId: '/',
  };
  const address = '/roleManagement/directory/roleAssignments';
  const scope = 'RoleManagement.ReadWrite.Directory';
  expect((await bench.send(`bo+${scope}`, `POST ${address}`, body)).status).toBe(403);
  const given = await bench.send(`pia+${scope}`, `POST ${address}`, body);
  expect(given.status).toBe(201);
  const held = await bench.send('anna', `GET ${address}?$filter=principalId eq '${UMA}'&$expand=principal`);
  expect(held.body.value).toMatchObject([{ principal: { displayName: 'Uma User' } }]);
  expect((await bench.send(`pia+${scope}`, `DELETE ${address}/${given.body.id}`)).status).toBe(204);
  expect((await bench.send('uma', 'GET /me/memberOf')).body.value).toEqual([]);
});

test('the app management policy is changed through Graph too', async () => {
  const bench = createBench();
  const who = 'anna+Policy.ReadWrite.ApplicationConfiguration';
  const passwordCredentials = [
    { restrictionType: 'passwordLifetime', maxLifetime: 'P90D', restrictForAppsCreatedAfterDateTime: null },
  ];
  const body = { isEnabled: true, applicationRestrictions: { passwordCredentials } };
  expect((await bench.send(who, 'PATCH /policies/defaultAppManagementPolicy', body)).status).toBe(204);
  const read = await bench.send('anna', 'GET /policies/defaultAppManagementPolicy');
  expect(read.body).toMatchObject({
    isEnabled: true,
    applicationRestrictions: {
      passwordCredentials: [{ ...passwordCredentials[0], state: 'enabled' }],
      keyCredentials: [],
    },
  });
});

test('presence of known people only', async () => {
  const ids = [UMA, '99999999-9999-4999-8999-999999999999'];
  const answer = await createBench().send(
    'app:Presence.Read.All',
    'POST /communications/getPresencesByUserId',
    { ids },
  );
  expect(answer.body.value.map((one) => one.id)).toEqual([UMA]);
});

test('a person with User.Read alone reads only themselves', async () => {
  const bench = createBench();
  expect((await bench.send('uma', `GET /users/${UMA}`)).status).toBe(200);
  expect((await bench.send('uma', 'GET /users/anna@contoso.example')).status).toBe(200);
  expect((await bench.send('only:uma', 'GET /users/anna@contoso.example')).status).toBe(403);
  expect((await bench.send('only:uma', `GET /users/${UMA}`)).status).toBe(200);
});

test('the date of an answer is the business clock', async () => {
  const bench = createBench();
  bench.world.clockOffsetMs = 60 * 86_400_000;
  const { headers } = await bench.send('anna', 'GET /me');
  expect(headers['date']).toBe('Tue, 19 Jan 2027 09:00:00 GMT');
});

test('what kind a directory object is is told whatever is selected', async () => {
  const { body } = await createBench().send('anna', 'GET /me/memberOf?$select=id');
  expect(body.value).toContainEqual({
    '@odata.type': '#microsoft.graph.directoryRole',
    id: expect.any(String),
  });
  expect(Object.keys(body.value[0] ?? {})).toEqual(['@odata.type', 'id']);
});
