/** X5: every flow of every connector, through what goes wrong in a tenant: nothing is made twice, and nothing is lost. */
import { describe, expect, test } from '@jest/globals';
import { CONNECTOR_FLOWS, shortOf, usersMade, type ConnectorFlow } from '../../fakes/connector-flows.ts';
import type { FaultEffect } from '../../../src/sandbox/control/faults.ts';
import { LOST_AFTER, answers, arm, control, heal, throttled } from '../../fakes/faults.ts';
import { ours, useStage } from '../../fakes/stage.ts';
import { approveOwn } from '../../fakes/stories.ts';
import type { World } from '../../fakes/world.ts';

const stage = useStage();

const BATCH = ['POST', '^/v1\\.0/\\$batch'] as const;
const WRITE = '^/v1\\.0/(?!\\$batch)';
const BUSY = answers(503, { code: 'UnknownError', message: 'Busy.' }, { 'retry-after': '7' });
const CONFLICT = answers(409, { code: 'Directory_ConcurrencyViolation', message: 'Concurrent requests.' });

function lag(world: World): void {
  world.sandbox.switches.replicationLagMs = 60_000;
}

/** Every method that writes has a fault of its own; a flow that never deletes lets that one sleep. */
function onWrites(effect: FaultEffect, times: number, nth = 1): (world: World) => void {
  return (world) => {
    for (const method of ['POST', 'PATCH', 'DELETE']) arm(world, [method, WRITE], effect, times, nth);
  };
}

/** What is armed when the plan is approved. */
const TROUBLES: readonly (readonly [string, (world: World) => void | Promise<void>])[] = [
  ['replication of a minute', lag],
  ['throttling of writes', onWrites(throttled('3'), 4)],
  ['an overloaded directory', onWrites(BUSY, 2)],
  ['a conflict with other writes', onWrites(CONFLICT, 2)],
  ['a lost answer to the batch', (world) => arm(world, BATCH, LOST_AFTER, 1)],
  ['lost answers to single writes', onWrites(LOST_AFTER, 2)],
];

describe.each(CONNECTOR_FLOWS.map((flow) => [flow.name, flow] as const))('X5: %s', (_name, flow) => {
  test.each(TROUBLES)('X5: %s', async (_trouble, begin) => {
    const { world } = stage;
    const planned = await flow.toPlan(world);
    await begin(world);
    const { runId } = await approveOwn(world, 'anna', planned, 60);
    // What was armed has struck, or nothing was tried.
    const { faults } = world.sandbox.switches;
    expect(faults.length === 0 || faults.some(({ seen }) => seen > 0)).toBe(true);
    heal(world);
    expect(await shortOf(world, flow, runId)).toEqual([]);
  });

  test('X5: consent refused: nothing is written', async () => {
    const { world } = stage;
    const planned = await flow.toPlan(world);
    const before = counted(world);
    await world.engine.cancel(world.actor('anna'), planned.runId);
    expect((await world.view('anna', planned.runId)).phase).toBe('declined');
    expect(counted(world)).toBe(before);
  });

  test('X5: a policy forbids secrets after the plan was made: a person decides, and Cancel leaves nothing', async () => {
    const { world } = stage;
    const planned = await flow.toPlan(world);
    const before = counted(world);
    await control(world, 'policies', { secrets: { forbidden: true } });
    const run = await approveOwn(world, 'anna', planned);
    expect(run).toMatchObject({ phase: 'needs-you', failure: { code: 'GRAPH_POLICY_SECRETS_FORBIDDEN' } });
    await world.engine.cancel(world.actor('anna'), run.runId);
    await world.settle(30);
    expect((await world.view('anna', run.runId)).phase).toBe('cancelled');
    expect(counted(world)).toBe(before);
  });
});

/** Objects and credentials of ours, and users that were made. */
function counted(world: World): string {
  const credentials = ours(world).flatMap(({ passwordCredentials }) =>
    passwordCredentials.map(({ keyId }) => keyId),
  );
  return JSON.stringify([ours(world).length, credentials, usersMade(world)]);
}

test('X5: every connector has a flow here', () => {
  const flows: readonly ConnectorFlow[] = CONNECTOR_FLOWS;
  expect(flows.map(({ application }) => application).sort()).toEqual([
    'Cirrus Server',
    'Cirrus Server',
    'LiveDR-01',
    'SaaS Microsoft 365 connector',
    'jtel Teams Presence',
  ]);
});
