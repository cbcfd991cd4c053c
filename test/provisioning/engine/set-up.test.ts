import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { TestDatabase } from '../../fakes/database.ts';
import { openTestDatabase } from '../../fakes/database.ts';
import { toPlan, toProven } from '../../fakes/stories.ts';
import { World } from '../../fakes/world.ts';

let database: TestDatabase;
let world: World;

beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  await database.clear();
  world = await World.create({ store: database.store });
});

const NECTAR = ['CallRecords.Read.All', 'GroupMember.Read.All', 'User.Read.All'];

describe('Nectar with a secret, by a Global Administrator', () => {
  test('the plan is exactly what was chosen', async () => {
    const { phase, plan } = await toPlan(world, 'anna');
    expect(phase).toBe('plan');
    expect(plan?.permissions.map(({ value }) => value).sort()).toEqual(NECTAR);
    expect(plan?.credential.kind).toBe('secret');
    expect(plan?.requesterMayConsent).toBe(true);
  });

  test('approved, it ends proven, with the permissions in the registration’s own token', async () => {
    const run = await toProven(world, 'anna');
    expect(run.failure).toBeNull();
    expect(run.phase).toBe('proven');
    expect(
      run.proof?.permissions.map(({ value, granted, inToken }) => [value, granted, inToken]).sort(),
    ).toEqual(NECTAR.map((value) => [value, 'proven', 'proven']));
    expect(run.handOver.state).toBe('ready');
    expect(world.failures).toEqual([]);
  });

  test('nothing is written before the approval', async () => {
    const before = Object.keys(world.sandbox.world.applications).length;
    await toPlan(world, 'anna');
    expect(Object.keys(world.sandbox.world.applications)).toHaveLength(before);
  });

  test('after the approval it takes four dependent round trips', async () => {
    const planned = await toPlan(world, 'anna');
    const before = world.sandbox.requests().length;
    await world.engine.approve(world.actor('anna'), planned.runId, planned.plan?.hash ?? '');
    await world.settle(30);
    const requests = world.sandbox
      .requests()
      .slice(before)
      .map(({ method, path, status }) => `${method} ${path.split('?')[0] ?? ''} ${status}`);
    expect(requests).toHaveLength(5);
    expect((await world.view('anna', planned.runId)).phase).toBe('proven');
  });

  test('the secret is revealed once, and works', async () => {
    const run = await toProven(world, 'anna');
    await world.engine.openHandOver(world.actor('anna'), run.runId);
    const { value } = await world.engine.revealSecret(world.actor('anna'), run.runId);
    expect(value.length).toBeGreaterThan(15);
    await expect(world.engine.revealSecret(world.actor('anna'), run.runId)).rejects.toMatchObject({
      code: 'HANDOVER_ALREADY_REVEALED',
    });
  });
});
