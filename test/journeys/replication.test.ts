/** The directory shows what was written only after a while; nothing is made twice and nothing is given up early. */
import { expect, test } from '@jest/globals';
import { vendorCertificate } from '../fakes/certificates.ts';
import { approveAndSettle, expectAllAccountedFor, useStage } from '../fakes/stage.ts';
import { toPlan } from '../fakes/stories.ts';

const stage = useStage();
const MINUTE = 60_000;

test.each([1, 5, 15])('%d minutes behind: proven in the end', async (minutes) => {
  const { world } = stage;
  const planned = await toPlan(world, 'anna');
  world.sandbox.switches.replicationLagMs = minutes * MINUTE;
  const early = await approveAndSettle(world, 'anna', planned, 0.5);
  expect(early.waiting).toMatchObject({
    code: 'GRAPH_REPLICATING',
    what: 'The directory has not caught up yet.',
    fix: 'Nothing to do. It goes on by itself.',
  });
  await world.settle(minutes * 4);
  await expectAllAccountedFor(world, planned.runId);
});

test('with a certificate, five minutes behind', async () => {
  const { world } = stage;
  const { pem } = vendorCertificate(world.clock.now());
  const planned = await toPlan(world, 'anna', { credential: 'certificate', certificate: pem });
  world.sandbox.switches.replicationLagMs = 5 * MINUTE;
  await approveAndSettle(world, 'anna', planned, 25);
  await expectAllAccountedFor(world, planned.runId);
});

test('longer than a quarter of an hour: a person is told, and it goes on when they try again', async () => {
  const { world } = stage;
  const planned = await toPlan(world, 'anna');
  world.sandbox.switches.replicationLagMs = 20 * MINUTE;
  const run = await approveAndSettle(world, 'anna', planned, 18);
  expect(run.phase).toBe('needs-you');
  expect(run.failure).toMatchObject({
    code: 'RUN_REPLICATION_TOO_LONG',
    what: 'After 15 minutes Microsoft has still not finished copying the service principal to its other servers.',
    fix: 'Try again in a while, or cancel: what was made is then taken away.',
  });
  expect(run.steps.find(({ id }) => id === 'Service principal')).toMatchObject({ state: 'failed' });
  world.sandbox.switches.replicationLagMs = 0;
  await world.engine.retry(world.actor('anna'), planned.runId);
  await world.settle(5);
  await expectAllAccountedFor(world, planned.runId);
});
