/**
 * A fresh world for each test of a journey, and what must hold after every one of them, whatever it was about. That the
 * tab and the chat say the same holds whenever it comes to rest.
 */
import { afterAll, afterEach, beforeAll, beforeEach, expect } from '@jest/globals';
import type { RunView } from '../../src/provisioning/contract.ts';
import { findSecrets } from './canary.ts';
import { expectContract } from './world-contract.ts';
import type { TestDatabase } from './database.ts';
import { openTestDatabase } from './database.ts';
import { accountOf } from './invariants.ts';
import { expectSameTruth, type Truth } from './same-truth.ts';
import type { Persona, WorldOptions } from './world.ts';
import { World } from './world.ts';

export interface Stage {
  world: World;
  database: TestDatabase;
}

/** Call at the top of a test file. No secret may be found anywhere, and every exchange keeps to the contract. */
export function useStage(options: Pick<WorldOptions, 'deviceCode' | 'definitions'> = {}): Stage {
  const stage = {} as Stage;
  // The store knows the connectors that ship, and calls another as its plan does.
  const sameTruth = async (world: World, whole: boolean): Promise<void> => {
    if (options.definitions !== undefined) return;
    await expectSameTruth(truthOf({ world, database: stage.database }), whole);
  };
  const atRest = (world: World): Promise<void> => sameTruth(world, false);
  beforeAll(async () => {
    stage.database = await openTestDatabase();
  });
  afterAll(() => stage.database.close());
  beforeEach(async () => {
    await stage.database.clear();
    stage.world = await World.create({ ...options, store: stage.database.store, settled: atRest });
  });
  afterEach(async () => {
    expect(stage.world.failures).toEqual([]);
    expectContract(stage.world);
    await sameTruth(stage.world, true);
    expect(await findSecrets(stage.world, stage.database)).toEqual([]);
  });
  return stage;
}

/** What the tab and the chat say of this moment, to be held against each other. */
export function truthOf({ world, database }: Stage): Truth {
  const { engine: provisioning, clock } = world;
  return { store: database.store, provisioning, clock, actor: world.actor('anna') };
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
