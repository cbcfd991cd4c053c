import { describe, expect, test } from '@jest/globals';
import { UNKNOWN_ID, createBench, type Bench, type Body, type Reply } from './harness.ts';

const ASSIGNMENTS = '/roleManagement/directory/roleAssignments';
const TEAMS_ADMINISTRATOR = '69091246-20e8-4a56-aa4d-066075b2a7a8';
const WRITES = '+RoleManagement.ReadWrite.Directory';
const LAG = 10_000;

async function registered(bench: Bench): Promise<Body> {
  const { body: app } = await bench.send('anna', 'POST /applications', { displayName: 'Telephony' });
  return (await bench.send('anna', 'POST /servicePrincipals', { appId: app.appId })).body;
}

function assign(bench: Bench, principalId: string, changes: object = {}, who = `pia${WRITES}`) {
  const body = { principalId, roleDefinitionId: TEAMS_ADMINISTRATOR, directoryScopeId: '/', ...changes };
  return bench.send(who, `POST ${ASSIGNMENTS}`, body);
}

async function held(bench: Bench, principalId: string): Promise<Body[]> {
  return (await bench.send('anna', `GET ${ASSIGNMENTS}?$filter=principalId eq '${principalId}'`)).body.value;
}

describe('a directory role of a service principal', () => {
  test('is given, shown and taken away', async () => {
    const bench = createBench();
    const sp = await registered(bench);
    const given = await assign(bench, sp.id);
    expect(given).toMatchObject({
      status: 201,
      body: { principalId: sp.id, roleDefinitionId: TEAMS_ADMINISTRATOR, directoryScopeId: '/' },
    });
    expect(await held(bench, sp.id)).toMatchObject([{ id: given.body.id }]);
    const one = await bench.send('anna', `GET ${ASSIGNMENTS}/${given.body.id}`);
    expect(one.body['principalId']).toBe(sp.id);
    const role = `/directoryRoles(roleTemplateId='${TEAMS_ADMINISTRATOR}')`;
    expect((await bench.send('anna', `GET ${role}/members`)).body.value).toMatchObject([
      { '@odata.type': '#microsoft.graph.servicePrincipal', id: sp.id },
    ]);
    for (const path of ['memberOf', 'transitiveMemberOf']) {
      const { body } = await bench.send('anna', `GET /servicePrincipals/${sp.id}/${path}`);
      expect(body.value).toMatchObject([
        { displayName: 'Teams Administrator', roleTemplateId: TEAMS_ADMINISTRATOR },
      ]);
    }
    const remove = (): Promise<Reply> => bench.send(`pia${WRITES}`, `DELETE ${ASSIGNMENTS}/${given.body.id}`);
    expect((await remove()).status).toBe(204);
    expect(await held(bench, sp.id)).toEqual([]);
    expect((await remove()).status).toBe(404);
  });

  test('is given once', async () => {
    const bench = createBench();
    const sp = await registered(bench);
    await assign(bench, sp.id);
    expect(await assign(bench, sp.id)).toMatchObject({
      status: 400,
      body: {
        error: {
          code: 'Request_BadRequest',
          message:
            'A conflicting object with one or more of the specified property values is present in the directory.',
        },
      },
    });
  });

  test.each([
    ['pia', 403],
    [`bo${WRITES}`, 403],
    [`pia${WRITES}`, 201],
    [`anna${WRITES}`, 201],
    ['app:RoleManagement.ReadWrite.Directory', 201],
    ['app:RoleManagement.Read.Directory', 403],
  ])('is given by %s -> %i', async (who, status) => {
    const bench = createBench();
    const sp = await registered(bench);
    expect((await assign(bench, sp.id, {}, who)).status).toBe(status);
    expect(await held(bench, sp.id)).toHaveLength(status === 201 ? 1 : 0);
  });

  test.each([
    [{ roleDefinitionId: UNKNOWN_ID }, 400],
    [{ principalId: UNKNOWN_ID }, 404],
    [{ directoryScopeId: '/administrativeUnits/1' }, 400],
    [{ principalId: undefined }, 400],
  ])('with %j is refused -> %i', async (changes, status) => {
    const bench = createBench();
    expect((await assign(bench, (await registered(bench)).id, changes)).status).toBe(status);
  });

  test('waits for the service principal to be replicated', async () => {
    const bench = createBench();
    const { body: app } = await bench.send('anna', 'POST /applications', { displayName: 'Telephony' });
    bench.switches.replicationLagMs = LAG;
    const { body: sp } = await bench.send('anna', 'POST /servicePrincipals', { appId: app.appId });
    expect((await assign(bench, sp.id)).body.error.code).toBe('Request_ResourceNotFound');
    bench.advance(LAG);
    expect((await assign(bench, sp.id)).status).toBe(201);
    expect(await held(bench, sp.id)).toEqual([]);
    bench.advance(LAG);
    expect(await held(bench, sp.id)).toHaveLength(1);
  });

  test('goes into the bin with it, comes back with it, and is purged with it', async () => {
    const bench = createBench();
    const sp = await registered(bench);
    await assign(bench, sp.id);
    await bench.send('anna', `DELETE /servicePrincipals/${sp.id}`);
    expect(await held(bench, sp.id)).toEqual([]);
    await bench.send('anna', `POST /directory/deletedItems/${sp.id}/restore`, {});
    expect(await held(bench, sp.id)).toHaveLength(1);
    await bench.send('anna', `DELETE /servicePrincipals/${sp.id}`);
    await bench.send('anna', `DELETE /directory/deletedItems/${sp.id}`);
    expect(Object.values(bench.world.roleAssignments).map((one) => one.principalId)).not.toContain(sp.id);
  });
});

test('the built-in roles are listed by id and name', async () => {
  const { body } = await createBench().send(
    'anna',
    'GET /roleManagement/directory/roleDefinitions?$select=id,displayName,templateId,isBuiltIn,isEnabled&$top=999',
  );
  expect(body.value).toContainEqual({
    id: TEAMS_ADMINISTRATOR,
    displayName: 'Teams Administrator',
    templateId: TEAMS_ADMINISTRATOR,
    isBuiltIn: true,
    isEnabled: true,
  });
  expect(body.value.map((one) => one['displayName']).sort()).toEqual([
    'Application Administrator',
    'Application Developer',
    'Cloud Application Administrator',
    'Directory Readers',
    'Directory Writers',
    'Global Administrator',
    'Global Reader',
    'Hybrid Identity Administrator',
    'Identity Governance Administrator',
    'Privileged Role Administrator',
    'Reports Reader',
    'Security Administrator',
    'Teams Administrator',
    'Teams Devices Administrator',
    'User Administrator',
  ]);
});
