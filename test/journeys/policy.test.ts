/** The tenant's rules for credentials, known before the plan or changed behind its back. */
import { expect, test } from '@jest/globals';
import { control } from '../fakes/faults.ts';
import { approveAndSettle, expectAllAccountedFor, ours, useStage } from '../fakes/stage.ts';
import { toPlan } from '../fakes/stories.ts';

const stage = useStage();

test('secrets of 180 days at most: the plan is shortened, says so, and is carried out', async () => {
  const { world } = stage;
  await control(world, 'policies', { secrets: { maxLifetime: 'P180D' } });
  const planned = await toPlan(world, 'anna');
  expect(planned.plan?.credential).toMatchObject({ kind: 'secret', shortened: true });
  expect(planned.checks.find(({ id }) => id === 'credential')).toMatchObject({
    state: 'warn',
    text: { code: 'CHECK_SECRETS_SHORTENED' },
  });
  await approveAndSettle(world, 'anna', planned);
  await expectAllAccountedFor(world, planned.runId);
});

test('no secrets at all: there is no plan, and a certificate is offered', async () => {
  const { world } = stage;
  await control(world, 'policies', { secrets: { forbidden: true } });
  const run = await toPlan(world, 'anna');
  expect(run).toMatchObject({ phase: 'checks', plan: null });
  expect(run.failure).toMatchObject({ code: 'CHECK_SECRETS_FORBIDDEN' });
  expect(run.failure?.fix).toMatch(/certificate/);
});

test.each([
  [{ forbidden: true }, 'GRAPH_POLICY_SECRETS_FORBIDDEN', 'The tenant does not allow client secrets.'],
  [
    { maxLifetime: 'P30D' },
    'GRAPH_POLICY_LIFETIME',
    'The credential would live longer than the tenant allows.',
  ],
])('changed to %j between plan and work: a person decides', async (secrets, code, what) => {
  const { world } = stage;
  const planned = await toPlan(world, 'anna');
  await control(world, 'policies', { secrets });
  const run = await approveAndSettle(world, 'anna', planned);
  expect(run.phase).toBe('needs-you');
  expect(run.failure).toMatchObject({ code, what });
  expect(run.live).toEqual([
    'Application Nectar DXP Cloud Connector',
    'Its service principal',
    'Consent to CallRecords.Read.All',
    'Consent to User.Read.All',
    'Consent to GroupMember.Read.All',
  ]);
});

test('the exception is made: try again, and it is proven', async () => {
  const { world } = stage;
  const planned = await toPlan(world, 'anna');
  await control(world, 'policies', { secrets: { forbidden: true } });
  await approveAndSettle(world, 'anna', planned);
  await control(world, 'policies', { secrets: { forbidden: false } });
  await world.engine.retry(world.actor('anna'), planned.runId);
  await world.settle(5);
  await expectAllAccountedFor(world, planned.runId);
});

test('it is not: cancel, and nothing is left', async () => {
  const { world } = stage;
  const planned = await toPlan(world, 'anna');
  await control(world, 'policies', { secrets: { forbidden: true } });
  await approveAndSettle(world, 'anna', planned);
  await world.engine.cancel(world.actor('anna'), planned.runId);
  await world.settle(5);
  expect((await world.view('anna', planned.runId)).phase).toBe('cancelled');
  expect(ours(world)).toEqual([]);
});
