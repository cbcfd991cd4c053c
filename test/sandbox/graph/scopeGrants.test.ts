/** Taking consent to delegated permissions back. */
import { beforeEach, describe, expect, test } from '@jest/globals';
import { GRAPH_SP_ID, createBench, type Bench, type Body } from './harness.ts';

let bench: Bench;
let sp: Body;
let grant: Body;

beforeEach(async () => {
  bench = createBench();
  const { body: app } = await bench.send('anna', 'POST /applications', { displayName: 'Telephony' });
  sp = (await bench.send('anna', 'POST /servicePrincipals', { appId: app.appId })).body;
  const granted = { clientId: sp.id, consentType: 'AllPrincipals', resourceId: GRAPH_SP_ID };
  const scope = 'User.Read Presence.Read.All';
  grant = (await bench.send('anna', 'POST /oauth2PermissionGrants', { ...granted, scope })).body;
});

describe('a delegated permission', () => {
  test('is taken out of its grant, and the grant away', async () => {
    const address = `/oauth2PermissionGrants/${grant.id}`;
    expect((await bench.send('bo', `PATCH ${address}`, { scope: 'User.Read' })).status).toBe(204);
    expect((await bench.send('anna', `GET ${address}`)).body['scope']).toBe('User.Read');
    expect((await bench.send('bo', `DELETE ${address}`)).status).toBe(204);
    const left = await bench.send('anna', `GET /servicePrincipals/${sp.id}/oauth2PermissionGrants`);
    expect(left.body.value).toEqual([]);
    expect((await bench.send('bo', `DELETE ${address}`)).status).toBe(404);
  });

  test.each([
    ['dana', 403],
    ['uma', 403],
    ['pia', 204],
    ['bo', 204],
    ['app:DelegatedPermissionGrant.ReadWrite.All', 204],
    ['app:Application.ReadWrite.All', 403],
  ])('is taken back by %s -> %i', async (who, status) => {
    const address = `/oauth2PermissionGrants/${grant.id}`;
    expect((await bench.send(who, `PATCH ${address}`, { scope: 'User.Read' })).status).toBe(status);
    expect((await bench.send(who, `DELETE ${address}`)).status).toBe(status);
  });

  test('has to be named as text', async () => {
    const answer = await bench.send('anna', `PATCH /oauth2PermissionGrants/${grant.id}`, { scope: null });
    expect(answer.status).toBe(400);
  });
});
