import { expect, test } from '@jest/globals';
import { GRAPH_SP_ID, createBench, type Bench, type Body, type Reply } from './harness.ts';

const UPSERT = { prefer: 'create-if-missing' };
const USER_READ_ALL = 'df021288-bdef-4463-88db-98f22de89214';
const LAG = 10_000;

function lagging(): Bench {
  const bench = createBench();
  bench.switches.replicationLagMs = LAG;
  return bench;
}

function upsert(bench: Bench): Promise<Reply> {
  return bench.send('anna', "PATCH /applications(uniqueName='one')", { displayName: 'Nectar' }, UPSERT);
}

test('a new application is unseen by every key until the lag has passed', async () => {
  const bench = lagging();
  const { body: app } = await upsert(bench);
  const addresses = [
    `/applications/${app.id}`,
    `/applications(appId='${app.appId}')`,
    "/applications(uniqueName='one')",
  ];
  for (const address of addresses) expect((await bench.send('anna', `GET ${address}`)).status).toBe(404);
  const listed = await bench.send('anna', "GET /applications?$filter=uniqueName eq 'one'");
  expect(listed.body.value).toEqual([]);
  bench.advance(LAG);
  for (const address of addresses) expect((await bench.send('anna', `GET ${address}`)).status).toBe(200);
});

test('repeating the upsert meanwhile makes no second application', async () => {
  const bench = lagging();
  await upsert(bench);
  expect((await upsert(bench)).status).toBe(204);
  const named = Object.values(bench.world.applications).filter((app) => app.uniqueName === 'one');
  expect(named).toHaveLength(1);
});

test('each next step fails in the words of the real service, and works later', async () => {
  const bench = lagging();
  const { body: app } = await upsert(bench);
  const makeSp = (): Promise<Reply> =>
    bench.send('anna', `PATCH /servicePrincipals(appId='${app.appId}')`, {}, UPSERT);
  const addPassword = (): Promise<Reply> =>
    bench.send('anna', `POST /applications/${app.id}/addPassword`, {});
  expect((await makeSp()).body.error.details?.[0]?.code).toBe('NoBackingApplicationObject');
  expect(await addPassword()).toMatchObject({
    status: 404,
    body: { error: { code: 'Request_ResourceNotFound' } },
  });
  bench.advance(LAG);
  const sp = await makeSp();
  expect(sp.status).toBe(201);
  expect((await makeSp()).status).toBe(204);
  expect((await addPassword()).status).toBe(200);
  const assign = (): Promise<Reply> =>
    bench.send('anna', `POST /servicePrincipals/${GRAPH_SP_ID}/appRoleAssignedTo`, {
      principalId: sp.body.id,
      resourceId: GRAPH_SP_ID,
      appRoleId: USER_READ_ALL,
    });
  expect((await assign()).body.error.message).toMatch(/^Not a valid reference update/);
  bench.advance(LAG);
  expect((await assign()).status).toBe(201);
  expect((await assign()).body.error.message).toContain('already exists on the object');
});

test('reads of credentials and assignments show the older state', async () => {
  const bench = createBench();
  const app = (await upsert(bench)).body;
  bench.switches.replicationLagMs = LAG;
  const secrets = async (): Promise<unknown[]> => {
    const read = await bench.send('anna', `GET /applications/${app.id}`);
    return read.body['passwordCredentials'] as Body[];
  };
  const first = await bench.send('anna', `POST /applications/${app.id}/addPassword`, {});
  bench.advance(LAG / 2);
  await bench.send('anna', `POST /applications/${app.id}/addPassword`, {});
  expect(await secrets()).toHaveLength(0);
  bench.advance(LAG / 2);
  expect(await secrets()).toMatchObject([{ keyId: first.body['keyId'] }]);
  bench.advance(LAG / 2);
  expect(await secrets()).toHaveLength(2);
});

test('what was deleted or purged is still shown for a while', async () => {
  const bench = createBench();
  const app = (await upsert(bench)).body;
  bench.switches.replicationLagMs = LAG;
  await bench.send('anna', `DELETE /applications/${app.id}`);
  expect((await bench.send('anna', `GET /applications/${app.id}`)).status).toBe(200);
  bench.advance(LAG);
  expect((await bench.send('anna', `GET /applications/${app.id}`)).status).toBe(404);
  await bench.send('anna', `DELETE /directory/deletedItems/${app.id}`);
  const inBin = (): Promise<Reply> =>
    bench.send('anna', 'GET /directory/deletedItems/microsoft.graph.application');
  expect((await inBin()).body.value).toHaveLength(1);
  bench.advance(LAG);
  expect((await inBin()).body.value).toHaveLength(0);
});

test('a write to what the replicas still show but is gone is 404', async () => {
  const bench = createBench();
  const app = (await upsert(bench)).body;
  await bench.send('anna', `DELETE /applications/${app.id}`);
  bench.switches.replicationLagMs = LAG;
  const purge = (): Promise<Reply> => bench.send('anna', `DELETE /directory/deletedItems/${app.id}`);
  expect((await purge()).status).toBe(204);
  expect((await purge()).status).toBe(404);
});

test('a clock set back does not hide what was there', async () => {
  const bench = lagging();
  const { body: app } = await upsert(bench);
  bench.advance(-60_000);
  expect((await bench.send('anna', `GET /applications/${app.id}`)).status).toBe(200);
});
