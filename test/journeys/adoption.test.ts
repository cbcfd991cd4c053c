/** What already carries our mark is taken over only when it is provably ours; the rest is left exactly as it is. */
import { expect, test } from '@jest/globals';
import type { Application } from '../../src/sandbox/world.ts';
import { LOST_AFTER, WRITES, arm } from '../fakes/faults.ts';
import { approveAndSettle, expectAllAccountedFor, useStage } from '../fakes/stage.ts';
import { toPlan } from '../fakes/stories.ts';
import type { World } from '../fakes/world.ts';

const stage = useStage();

/** Somebody who has read our record puts an application where ours will be. */
async function precreate(world: World, runId: string, change: Partial<Application>): Promise<Application> {
  const stored = await stage.database.database.kysely
    .selectFrom('runs')
    .select('doc')
    .where('run_id', '=', runId)
    .executeTakeFirstOrThrow();
  const application: Application = {
    id: world.random.guid(),
    appId: world.random.guid(),
    displayName: 'Nectar DXP Cloud Connector',
    uniqueName: stored.doc.tag,
    createdDateTime: new Date(world.clock.now()).toISOString(),
    deletedDateTime: null,
    description: null,
    notes: null,
    tags: [stored.doc.tag],
    signInAudience: 'AzureADMyOrg',
    isFallbackPublicClient: false,
    identifierUris: [],
    requiredResourceAccess: [],
    web: { redirectUris: [], homePageUrl: null },
    spa: { redirectUris: [] },
    publicClient: { redirectUris: [] },
    passwordCredentials: [],
    keyCredentials: [],
    _owners: [],
    _federated: [],
    ...change,
  };
  world.sandbox.world.applications[application.id] = application;
  return application;
}

const SECRET = {
  keyId: '3f1c6c1e-6c1f-4f8a-9a53-4d6c40f0a001',
  displayName: 'back door',
  hint: 'abc',
  startDateTime: '2026-11-21T09:00:00.000Z',
  endDateTime: '2028-11-21T09:00:00.000Z',
  customKeyIdentifier: null,
  _valueSha256: '0'.repeat(64),
};

test.each<[string, Partial<Application>, string]>([
  [
    'older than the set-up',
    { createdDateTime: '2026-11-20T10:00:00.000Z' },
    'It was made before this set-up began.',
  ],
  ['of somebody else', { _owners: ['c0000000-0000-4000-8000-000000000005'] }, 'Somebody else owns it.'],
  ['with a secret', { passwordCredentials: [SECRET] }, 'It holds a credential we did not put there.'],
])('an application %s: a person is told, and nothing is granted to it', async (_what, change, why) => {
  const { world } = stage;
  const planned = await toPlan(world, 'anna');
  const foreign = await precreate(world, planned.runId, change);
  const run = await approveAndSettle(world, 'anna', planned);
  expect(run.phase).toBe('needs-you');
  expect(run.failure).toEqual({
    code: 'RUN_FOREIGN',
    what: 'There is an application where ours should be, but it is not provably ours.',
    why,
    fix: 'Look at it in the portal. Cancel this set-up and start again to leave it alone.',
  });
  const principals = Object.values(world.sandbox.world.servicePrincipals);
  expect(principals.filter(({ appId }) => appId === foreign.appId)).toEqual([]);
  const before = structuredClone(world.sandbox.world.applications[foreign.id]);
  await world.engine.cancel(world.actor('anna'), planned.runId);
  await world.settle(30);
  expect((await world.view('anna', planned.runId)).phase).toBe('cancelled');
  expect(world.sandbox.world.applications[foreign.id]).toEqual(before);
});

test('our own, whose answer was lost, is taken over', async () => {
  const { world } = stage;
  const planned = await toPlan(world, 'anna');
  arm(world, WRITES.application, LOST_AFTER);
  await approveAndSettle(world, 'anna', planned);
  await expectAllAccountedFor(world, planned.runId);
});
