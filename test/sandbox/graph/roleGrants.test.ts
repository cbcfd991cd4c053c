/** Taking consent to application permissions back. */
import { beforeEach, describe, expect, test } from '@jest/globals';
import { GRAPH_SP_ID, createBench, type Bench, type Body } from './harness.ts';

const USER_READ_ALL = 'df021288-bdef-4463-88db-98f22de89214';
const LAG = 10_000;

let bench: Bench;
let sp: Body;
let role: Body;

beforeEach(async () => {
  bench = createBench();
  const { body: app } = await bench.send('anna', 'POST /applications', { displayName: 'Telephony' });
  sp = (await bench.send('anna', 'POST /servicePrincipals', { appId: app.appId })).body;
  const assigned = { principalId: sp.id, resourceId: GRAPH_SP_ID, appRoleId: USER_READ_ALL };
  role = (await bench.send('anna', `POST /servicePrincipals/${GRAPH_SP_ID}/appRoleAssignedTo`, assigned))
    .body;
});

async function rolesHeld(): Promise<Body[]> {
  return (await bench.send('anna', `GET /servicePrincipals/${sp.id}/appRoleAssignments`)).body.value;
}

describe('an application permission', () => {
  test.each(['appRoleAssignments', 'appRoleAssignedTo'])('is taken back through %s', async (side) => {
    const owner = side === 'appRoleAssignments' ? sp.id : GRAPH_SP_ID;
    const address = `DELETE /servicePrincipals/${owner}/${side}/${role.id}`;
    expect((await bench.send('pia', address)).status).toBe(204);
    expect(await rolesHeld()).toEqual([]);
    expect((await bench.send('pia', address)).status).toBe(404);
  });

  test.each([
    ['bo', 403],
    ['dana', 403],
    ['pia', 204],
    ['app:AppRoleAssignment.ReadWrite.All', 204],
    ['app:Application.ReadWrite.All', 403],
  ])('of Microsoft Graph is taken back by %s -> %i', async (who, status) => {
    const address = `/servicePrincipals/${sp.id}/appRoleAssignments/${role.id}`;
    expect((await bench.send(who, `DELETE ${address}`)).status).toBe(status);
    expect(await rolesHeld()).toHaveLength(status === 204 ? 0 : 1);
  });

  test('is not taken back under another service principal', async () => {
    const inspector = Object.values(bench.world.servicePrincipals).find(
      ({ displayName }) => displayName === 'Inspector',
    );
    const address = `/servicePrincipals/${inspector?.id ?? ''}/appRoleAssignments/${role.id}`;
    expect((await bench.send('anna', `DELETE ${address}`)).status).toBe(404);
    expect(await rolesHeld()).toHaveLength(1);
  });

  test('that was taken back is shown until that has been replicated', async () => {
    bench.switches.replicationLagMs = LAG;
    await bench.send('anna', `DELETE /servicePrincipals/${sp.id}/appRoleAssignments/${role.id}`);
    expect(await rolesHeld()).toHaveLength(1);
    bench.advance(LAG);
    expect(await rolesHeld()).toEqual([]);
  });
});
