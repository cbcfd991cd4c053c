import { expect, test } from '@jest/globals';
import { UNKNOWN_ID, createBench, type Bench, type Reply } from './harness.ts';

const WRITES = 'anna+User.ReadWrite.All';
const LAG = 10_000;

async function withUser(lag: number): Promise<{ bench: Bench; appId: string; userId: string }> {
  const bench = createBench();
  const { body: app } = await bench.send('anna', 'POST /applications', { displayName: 'Presence' });
  bench.switches.replicationLagMs = lag;
  const { body: user } = await bench.send(WRITES, 'POST /users', {
    accountEnabled: true,
    displayName: 'Presence Aggregator',
    mailNickname: 'presence',
    userPrincipalName: 'presence@contoso.example',
    passwordProfile: { password: 'Correct-Horse-7' },
  });
  return { bench, appId: app.id, userId: user.id };
}

function own(bench: Bench, appId: string, userId: string, who = 'anna'): Promise<Reply> {
  const reference = { '@odata.id': `https://graph.microsoft.com/v1.0/directoryObjects/${userId}` };
  return bench.send(who, `POST /applications/${appId}/owners/$ref`, reference);
}

test('a user who is not yet replicated cannot own anything, then can, once', async () => {
  const { bench, appId, userId } = await withUser(LAG);
  expect((await own(bench, appId, userId)).body.error).toMatchObject({
    code: 'Request_ResourceNotFound',
    message: `Resource '${userId}' does not exist or one of its queried reference-property objects are not present.`,
  });
  bench.advance(LAG);
  expect((await own(bench, appId, userId)).status).toBe(204);
  expect(await own(bench, appId, userId)).toMatchObject({
    status: 400,
    body: {
      error: {
        code: 'Request_BadRequest',
        message:
          "One or more added object references already exist for the following modified properties: 'owners'.",
      },
    },
  });
});

test('an owner is removed once', async () => {
  const { bench, appId, userId } = await withUser(0);
  await own(bench, appId, userId);
  const remove = (): Promise<Reply> =>
    bench.send('anna', `DELETE /applications/${appId}/owners/${userId}/$ref`);
  expect((await remove()).status).toBe(204);
  expect((await remove()).status).toBe(404);
});

test('nobody who is not there, or lies in the bin, becomes an owner', async () => {
  const { bench, appId, userId } = await withUser(0);
  expect((await own(bench, appId, UNKNOWN_ID)).status).toBe(404);
  await bench.send(WRITES, `DELETE /users/${userId}`);
  expect((await own(bench, appId, userId)).status).toBe(404);
});

test.each([
  ['bo', 204],
  ['uma', 403],
  ['pia', 403],
])('an owner is added by %s -> %i', async (who, status) => {
  const { bench, appId, userId } = await withUser(0);
  expect((await own(bench, appId, userId, who)).status).toBe(status);
});
