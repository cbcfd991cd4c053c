/**
 * The process is killed at the port calls of a flow, before the call and after it, and started again on the same
 * database and the same cloud. Whatever the moment, the end is the one that was planned. One test file for each group
 * of flows, since they take long and can run side by side.
 */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { findSecrets } from '../fakes/canary.ts';
import type { TestDatabase } from '../fakes/database.ts';
import { openTestDatabase } from '../fakes/database.ts';
import { Life } from '../fakes/mortal.ts';
import { World } from '../fakes/world.ts';
import { expectContract } from '../fakes/world-contract.ts';

export interface Flow {
  readonly name: string;
  /** Killed at every so many calls, unless all are asked for (`EVERY_CALL`). */
  readonly stride: number;
  /** Undisturbed; answers the run. */
  prepare(world: World): Promise<string>;
  /** What the person does, again too when the card shows that nothing came of it. */
  press(world: World, runId: string): Promise<void>;
  /** What is wrong at the end. */
  violations(world: World, runId: string): Promise<readonly string[]>;
}

/** `SIMULATE=every npm test -- test/simulation`: at each single call, which takes the better part of an hour. */
const EVERY_CALL = process.env['SIMULATE'] === 'every';

/** Every so many deaths the exchanges and the whole database are looked through: that takes longer than the flow. */
const SAMPLE = 7;

let database: TestDatabase;

/** Prepared undisturbed; then pressed and killed; then started again, pressed again if need be, and left alone. */
async function killedAt(flow: Flow, dieAt: number, when: 'before' | 'after') {
  await database.clear();
  const world = await World.create({ store: database.store, seed: `${dieAt}${when}` });
  const runId = await flow.prepare(world);
  const life = new Life({ dieAt, when });
  await world.restart(life);
  await Promise.race([flow.press(world, runId), life.died]);
  await world.settle(5);
  const died = life.dead;
  await world.restart();
  await flow.press(world, runId);
  await world.engine.resume();
  await world.settle(30);
  const { phase, needsSignInOf } = await world.view('anna', runId);
  if (phase === 'needs-sign-in') {
    const key = needsSignInOf?.oid === world.actor('bo').oid ? 'bo' : 'anna';
    await world.signIn(key, runId, 'resume');
    await world.settle(30);
  }
  return { world, runId, died };
}

export function killEverywhere(flows: readonly Flow[]): void {
  beforeAll(async () => {
    database = await openTestDatabase();
  });
  afterAll(() => database.close());
  describe.each(flows.map((flow) => [flow.name, flow] as const))(
    'killed at its port calls, %s',
    (_name, flow) => {
      test.each(['before', 'after'] as const)(
        '%s the call',
        async (when) => {
          const broken: unknown[] = [];
          let dieAt = 1;
          for (; ; dieAt += EVERY_CALL ? 1 : flow.stride) {
            const { world, runId, died } = await killedAt(flow, dieAt, when);
            const violations = await flow.violations(world, runId);
            if (violations.length > 0) broken.push({ dieAt, when, violations });
            if (dieAt % SAMPLE === 0) {
              expectContract(world);
              expect(await findSecrets(world, database)).toEqual([]);
            }
            if (!died) break;
          }
          expect(broken).toEqual([]);
          expect(dieAt).toBeGreaterThan(12);
        },
        300_000,
      );
    },
  );
}
