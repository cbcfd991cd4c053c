/** Two processes on one database: one works, the other is refused, also when it comes back from the dead. */
import { expect, test } from '@jest/globals';
import { Life } from '../fakes/mortal.ts';
import { approveAndSettle, expectAllAccountedFor, useStage } from '../fakes/stage.ts';
import { toPlan } from '../fakes/stories.ts';
import { World } from '../fakes/world.ts';

const stage = useStage();

test('both take up every run at once: nothing is made twice', async () => {
  const { world } = stage;
  const planned = await toPlan(world, 'anna');
  const other = world.beside();
  await world.engine.approve(world.actor('anna'), planned.runId, planned.plan?.hash ?? '');
  await Promise.all([world.engine.resume(), other.resume(), other.woken(planned.tenantId, planned.runId)]);
  await world.settle(5);
  await other.idle();
  await expectAllAccountedFor(world, planned.runId);
});

/**
 * The process sleeps before its n-th call for longer than its lease; meanwhile another takes over and finishes. When
 * it wakes, its next write to the record is refused, and it stops.
 */
test('one that slept through its lease, at every call, does no harm', async () => {
  const { database } = stage;
  let slept = 0;
  for (let at = 1; at === 1 || slept === at - 1; at += 1) {
    await database.clear();
    const world = await World.create({ store: database.store });
    stage.world = world;
    const planned = await toPlan(world, 'anna');
    const sleeper = new Life(undefined, async (call) => {
      if (call !== at) return;
      slept = at;
      world.beside();
      await database.store.endLeases();
      await world.engine.resume();
      await world.settle(5);
    });
    world.beside(sleeper);
    const asleep = world.engine;
    await asleep
      .approve(world.actor('anna'), planned.runId, planned.plan?.hash ?? '')
      .catch((cause: unknown) => expect(cause).toMatchObject({ code: 'RUN_STALE' }));
    await asleep.idle();
    const now = await world.view('anna', planned.runId);
    if (now.phase === 'plan') await approveAndSettle(world, 'anna', planned, 5);
    await world.settle(60);
    expect([at, world.failures]).toEqual([at, []]);
    await expectAllAccountedFor(world, planned.runId);
    const kept = await database.store.ledger.history(planned.tenantId as never, planned.runId as never);
    expect(kept.filter(({ what }) => what === 'proven')).toHaveLength(1);
  }
  expect(slept).toBeGreaterThan(15);
}, 120_000);
