import { describe, expect, test } from '@jest/globals';
import { NEVER_EXPIRING_DOMAIN, PEOPLE, UNVERIFIED_DOMAIN, setRoles } from '../../../src/sandbox/seed.ts';
import { UNKNOWN_ID, createBench, type Bench, type Body, type Reply } from './harness.ts';

const [ANNA, UMA] = ['anna', 'uma'].map((key) => PEOPLE.find((one) => one.key === key)?.oid ?? '');
const WRITES = '+User.ReadWrite.All';
const LAG = 10_000;
const DAY_MS = 86_400_000;
const NEW_USER = {
  accountEnabled: true,
  displayName: 'Presence Aggregator',
  mailNickname: 'presence',
  userPrincipalName: 'presence@contoso.example',
  employeeType: 'registrar:7f3a',
  passwordPolicies: 'DisablePasswordExpiration',
  passwordProfile: { password: 'Correct-Horse-7', forceChangePasswordNextSignIn: true },
};
const SELECTED =
  '$select=id,displayName,userPrincipalName,accountEnabled,employeeType,passwordPolicies,createdDateTime,mail,userType';

function post(bench: Bench, changes: object = {}, who = `anna${WRITES}`): Promise<Reply> {
  return bench.send(who, 'POST /users', { ...NEW_USER, ...changes });
}

async function made(bench: Bench): Promise<Body> {
  const answer = await post(bench);
  expect(answer.status).toBe(201);
  return answer.body;
}

/** Uma as an administrator of users and nothing else. */
function withUserAdministrator(): Bench {
  const bench = createBench();
  setRoles(bench.world, UMA ?? '', ['User Administrator']);
  return bench;
}

describe('a new user', () => {
  test('keeps its mark and its password policies, shown when they are selected', async () => {
    const bench = createBench();
    const user = await made(bench);
    expect(user).not.toHaveProperty('employeeType');
    for (const key of [user.id, 'PRESENCE@contoso.example']) {
      const { body } = await bench.send('anna', `GET /users/${key}?${SELECTED}`);
      expect(body).toEqual({
        '@odata.context': expect.any(String),
        id: user.id,
        displayName: 'Presence Aggregator',
        userPrincipalName: 'presence@contoso.example',
        accountEnabled: true,
        employeeType: 'registrar:7f3a',
        passwordPolicies: 'DisablePasswordExpiration',
        createdDateTime: '2026-11-20T09:00:00.000Z',
        mail: null,
        userType: 'Member',
      });
    }
  });

  test.each([true, false])('must change the password at sign-in: %s', async (forced) => {
    const bench = createBench();
    const passwordProfile = { password: 'Correct-Horse-7', forceChangePasswordNextSignIn: forced };
    const { body } = await post(bench, { passwordProfile });
    const read = await bench.send('anna', `GET /users/${body.id}?$select=passwordProfile`);
    expect(read.body['passwordProfile']).toEqual({
      forceChangePasswordNextSignIn: forced,
      forceChangePasswordNextSignInWithMfa: false,
      password: null,
    });
  });

  test('is found by its mark', async () => {
    const bench = createBench();
    const { id } = await made(bench);
    const { body } = await bench.send('anna', "GET /users?$filter=employeeType eq 'registrar:7f3a'");
    expect(body.value.map((one) => one.id)).toEqual([id]);
  });

  test.each([
    [`presence@${NEVER_EXPIRING_DOMAIN}`, 201],
    [`presence@${UNVERIFIED_DOMAIN}`, 400],
    ['presence@fabrikam.example', 400],
    ['UMA@contoso.example', 409],
    ['two words@contoso.example', 400],
  ])('named %s -> %i', async (userPrincipalName, status) => {
    expect((await post(createBench(), { userPrincipalName })).status).toBe(status);
  });

  test('of a taken name is refused in the service’s words', async () => {
    const bench = createBench();
    await made(bench);
    expect((await post(bench)).body.error.message).toBe(
      'Another object with the same value for property userPrincipalName already exists.',
    );
  });

  test.each([
    [{ passwordPolicies: 'DisablePasswordExpiration, DisableStrongPassword' }, 201],
    [{ passwordPolicies: 'NeverExpires' }, 400],
    [{ passwordPolicies: 'DisableStrongPassword', passwordProfile: { password: 'alllowercase' } }, 201],
    [{ passwordPolicies: null, passwordProfile: { password: 'alllowercase' } }, 400],
    [{ passwordProfile: null }, 400],
    [{ accountEnabled: 'yes' }, 400],
    [{ employeeType: 7 }, 400],
    [{ colour: 'red' }, 400],
    [{ department: 'Telephony' }, 501],
  ])('with %j -> %i', async (changes, status) => {
    expect((await post(createBench(), changes)).status).toBe(status);
  });

  test('is unseen until it has been replicated, but its name is taken at once', async () => {
    const bench = createBench();
    bench.switches.replicationLagMs = LAG;
    const { id } = await made(bench);
    expect((await bench.send('anna', `GET /users/${id}`)).body.error).toMatchObject({
      code: 'Request_ResourceNotFound',
      message: `Resource '${id}' does not exist or one of its queried reference-property objects are not present.`,
    });
    expect((await post(bench)).status).toBe(409);
    bench.advance(LAG);
    expect((await bench.send('anna', `GET /users/${id}`)).status).toBe(200);
  });
});

test.each([UNKNOWN_ID, 'nobody@contoso.example'])('a user that is not there is 404: %s', async (key) => {
  const answer = await createBench().send('anna', `GET /users/${key}?${SELECTED}`);
  expect(answer).toMatchObject({ status: 404, body: { error: { code: 'Request_ResourceNotFound' } } });
});

describe('changing a user', () => {
  test('keeps what is not named', async () => {
    const bench = withUserAdministrator();
    const { id } = await made(bench);
    const changes = { accountEnabled: false, passwordPolicies: 'None' };
    expect((await bench.send(`uma${WRITES}`, `PATCH /users/${id}`, changes)).status).toBe(204);
    const { body } = await bench.send('anna', `GET /users/${id}?${SELECTED}`);
    expect(body).toMatchObject({ ...changes, employeeType: 'registrar:7f3a' });
  });

  test.each([
    [{ accountEnabled: null }, 400],
    [{ displayName: '' }, 400],
    [{ passwordPolicies: 'Whatever' }, 400],
    [{ passwordProfile: { password: 'Correct-Horse-8' } }, 501],
    [{ colour: 'red' }, 400],
  ])('to %j -> %i', async (changes, status) => {
    const bench = createBench();
    const { id } = await made(bench);
    expect((await bench.send(`anna${WRITES}`, `PATCH /users/${id}`, changes)).status).toBe(status);
  });

  test.each([
    ['anna', 403],
    [`bo${WRITES}`, 403],
    [`uma${WRITES}`, 204],
    [`anna${WRITES}`, 204],
    ['app:User.ReadWrite.All', 204],
    ['app:User.Read.All', 403],
  ])('by %s -> %i', async (who, status) => {
    const bench = withUserAdministrator();
    const { id } = await made(bench);
    expect((await bench.send(who, `PATCH /users/${id}`, { surname: 'Two' })).status).toBe(status);
  });
});

describe('a deleted user', () => {
  async function deleted(bench: Bench): Promise<string> {
    const { id } = await made(bench);
    expect((await bench.send(`anna${WRITES}`, `DELETE /users/${id}`)).status).toBe(204);
    return id;
  }

  test('is gone from the users, and in the bin under a name that is no longer in the way', async () => {
    const bench = createBench();
    const id = await deleted(bench);
    expect((await bench.send('anna', `GET /users/${id}`)).status).toBe(404);
    expect((await bench.send('anna', `PATCH /users/${id}`, {})).status).toBe(403);
    expect((await bench.send(`anna${WRITES}`, `DELETE /users/${id}`)).status).toBe(404);
    const all = await bench.send('anna', 'GET /users');
    expect(all.body.value.map((one) => one.id)).not.toContain(id);
    const bin = await bench.send('anna', 'GET /directory/deletedItems/microsoft.graph.user');
    expect(bin.body.value).toMatchObject([
      { id, userPrincipalName: `${id.replaceAll('-', '')}presence@contoso.example` },
    ]);
    expect((await bench.send('anna', `GET /directory/deletedItems/${id}`)).body).toMatchObject({
      '@odata.type': '#microsoft.graph.user',
      deletedDateTime: '2026-11-20T09:00:00.000Z',
    });
    const selected = await bench.send('anna', `GET /directory/deletedItems/${id}?$select=id,employeeType`);
    expect(selected.body).toMatchObject({ id, employeeType: 'registrar:7f3a' });
    expect((await post(bench)).status).toBe(201);
  });

  test('comes back as it was, unless its name has been given to another', async () => {
    const bench = createBench();
    const id = await deleted(bench);
    const restore = (): Promise<Reply> =>
      bench.send(`anna${WRITES}`, `POST /directory/deletedItems/${id}/restore`, {});
    const other = await made(bench);
    expect((await restore()).body.error.code).toBe('Request_MultipleObjectsWithSameKeyValue');
    await bench.send(`anna${WRITES}`, `DELETE /users/${other.id}`);
    expect(await restore()).toMatchObject({
      status: 200,
      body: { '@odata.type': '#microsoft.graph.user', userPrincipalName: 'presence@contoso.example' },
    });
    expect((await bench.send('anna', `GET /users/${id}`)).status).toBe(200);
  });

  test.each([
    ['anna', 403],
    [`bo${WRITES}`, 403],
    [`uma${WRITES}`, 204],
    [`anna${WRITES}`, 204],
    ['anna+User.DeleteRestore.All', 204],
    ['anna+Directory.ReadWrite.All', 403],
    ['app:Application.ReadWrite.All', 403],
    ['app:User.ReadWrite.All', 204],
  ])('is purged by %s -> %i', async (who, status) => {
    const bench = withUserAdministrator();
    const id = await deleted(bench);
    expect((await bench.send(who, `DELETE /directory/deletedItems/${id}`)).status).toBe(status);
    const after = await bench.send('anna', `GET /directory/deletedItems/${id}`);
    expect(after.status).toBe(status === 204 ? 404 : 200);
  });

  test('needs a permission of its kind to be read', async () => {
    const bench = createBench();
    const id = await deleted(bench);
    const read = (who: string): Promise<Reply> => bench.send(who, `GET /directory/deletedItems/${id}`);
    expect((await read('app:Application.Read.All')).status).toBe(403);
    expect((await read('app:User.Read.All')).status).toBe(200);
  });

  test('is gone after 30 days', async () => {
    const bench = createBench();
    const id = await deleted(bench);
    bench.advance(30 * DAY_MS);
    expect((await bench.send('anna', `GET /directory/deletedItems/${id}`)).status).toBe(404);
  });

  test('owns nothing and holds no role, until it is restored; purged, it never did', async () => {
    const bench = createBench();
    const { id } = await made(bench);
    const who = `anna${WRITES},RoleManagement.ReadWrite.Directory`;
    const { body: app } = await bench.send('anna', 'POST /applications', { displayName: 'Presence' });
    const reference = { '@odata.id': `https://graph.microsoft.com/v1.0/users/${id}` };
    await bench.send(who, `POST /applications/${app.id}/owners/$ref`, reference);
    const reports = '4a5d8f65-41da-4de4-8968-e035b65339cf';
    const role = { principalId: id, roleDefinitionId: reports, directoryScopeId: '/' };
    await bench.send(who, 'POST /roleManagement/directory/roleAssignments', role);
    const links = async (): Promise<number[]> => {
      const owners = await bench.send('anna', `GET /applications/${app.id}/owners`);
      const roles = await bench.send(
        'anna',
        `GET /roleManagement/directory/roleAssignments?$filter=principalId eq '${id}'`,
      );
      return [owners.body.value.length, roles.body.value.length];
    };
    expect(await links()).toEqual([1, 1]);
    await bench.send(who, `DELETE /users/${id}`);
    expect(await links()).toEqual([0, 0]);
    expect((await bench.send(who, `DELETE /applications/${app.id}/owners/${id}/$ref`)).status).toBe(404);
    await bench.send(who, `POST /directory/deletedItems/${id}/restore`, {});
    expect(await links()).toEqual([1, 1]);
    await bench.send(who, `DELETE /users/${id}`);
    await bench.send(who, `DELETE /directory/deletedItems/${id}`);
    expect(bench.world.applications[app.id]?._owners).toEqual([]);
    expect(Object.values(bench.world.roleAssignments).map((one) => one.principalId)).not.toContain(id);
  });

  test('is refused by Graph although the token is still good; so is a disabled one', async () => {
    const bench = createBench();
    const who = `anna${WRITES}`;
    expect((await bench.send('uma', 'GET /me')).status).toBe(200);
    await bench.send(who, `PATCH /users/${UMA ?? ''}`, { accountEnabled: false });
    expect((await bench.send('uma', 'GET /me')).status).toBe(401);
    await bench.send(who, `PATCH /users/${UMA ?? ''}`, { accountEnabled: true });
    await bench.send(who, `DELETE /users/${UMA ?? ''}`);
    expect((await bench.send('uma', 'GET /me')).status).toBe(401);
  });

  test('shows in a delta query as removed', async () => {
    const bench = createBench();
    const latest = await bench.send('anna', 'GET /users/delta?$deltaToken=latest');
    const id = await deleted(bench);
    const link = String(latest.body['@odata.deltaLink']).replace('https://localhost:3980/v1.0', '');
    expect((await bench.send('anna', `GET ${link}`)).body.value).toEqual([
      { id, '@removed': { reason: 'changed' } },
    ]);
  });
});

describe('someone who holds an administrator’s role', () => {
  const GRANTED = `${WRITES},Directory.AccessAsUser.All`;
  test.each([
    ['Global Administrator', `uma${GRANTED}`, 403],
    ['Teams Administrator', `uma${GRANTED}`, 403],
    ['Teams Administrator', `anna${WRITES}`, 403],
    ['Teams Administrator', `anna${GRANTED}`, 204],
    ['Teams Administrator', 'app:User.ReadWrite.All', 403],
    ['Reports Reader', `uma${WRITES}`, 204],
    ['User Administrator', `uma${WRITES}`, 204],
  ] as const)('%s is disabled and deleted by %s -> %i', async (role, who, status) => {
    const bench = withUserAdministrator();
    const { id } = await made(bench);
    setRoles(bench.world, id, [role]);
    const disable = await bench.send(who, `PATCH /users/${id}`, { accountEnabled: false });
    expect(disable.status).toBe(status);
    expect((await bench.send(who, `DELETE /users/${id}`)).status).toBe(status);
  });

  test('may still be renamed by a User Administrator', async () => {
    const bench = withUserAdministrator();
    const changes = { displayName: 'Anna Anders' };
    expect((await bench.send(`uma${WRITES}`, `PATCH /users/${ANNA ?? ''}`, changes)).status).toBe(204);
  });
});
