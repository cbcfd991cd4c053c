/** A fresh world for each test of a journey, and what must hold after every one of them, whatever it was about. */
import { afterAll, afterEach, beforeAll, beforeEach, expect } from '@jest/globals';
import type { RunView } from '../../src/provisioning/contract.ts';
import { findSecrets } from './canary.ts';
import { expectContract } from './world-contract.ts';
import type { TestDatabase } from './database.ts';
import { openTestDatabase } from './database.ts';
import { accountOf } from './invariants.ts';
import type { Persona, WorldOptions } from './world.ts';
import { World } from './world.ts';

export interface Stage {
  world: World;
  database: TestDatabase;
}

/** Call at the top of a test file. No secret may be found anywhere, and every exchange keeps to the contract. */
export function useStage(options: Pick<WorldOptions, 'deviceCode' | 'definitions'> = {}): Stage {
  const stage = {} as Stage;
  beforeAll(async () => {
    stage.database = await openTestDatabase();
  });
  afterAll(() => stage.database.close());
  beforeEach(async () => {
    await stage.database.clear();
    stage.world = await World.create({ ...options, store: stage.database.store });
  });
  afterEach(async () => {
    expect(stage.world.failures).toEqual([]);
    expectContract(stage.world);
    expect(await findSecrets(stage.world, stage.database)).toEqual([]);
  });
  return stage;
}

/** Approved by whoever asked for it, and left alone for so many minutes. */
export async function approveAndSettle(
  world: World,
  key: Persona,
  planned: RunView,
  minutes = 30,
): Promise<RunView> {
  await world.engine.approve(world.actor(key), planned.runId, planned.plan?.hash ?? '');
  await world.settle(minutes);
  return world.view(key, planned.runId);
}

/** Proven, and nothing of ours in the tenant but what was planned. */
export async function expectAllAccountedFor(world: World, runId: string): Promise<void> {
  expect((await accountOf(world, runId)).violations).toEqual([]);
}

/** Applications of ours in the pretend tenant, the recycle bin included. */
export function ours(world: World) {
  return Object.values(world.sandbox.world.applications).filter(({ tags }) => tags.includes('registrar'));
}
