/** Cancel, in every phase and between any two writes: quietly before the first, and leaving nothing after it. */
import { describe, expect, test } from '@jest/globals';
import type { WriteName } from '../fakes/faults.ts';
import { LOST_AFTER, LOST_BEFORE, WRITES, answers, arm, heal, throttled } from '../fakes/faults.ts';
import { Life } from '../fakes/mortal.ts';
import { approveAndSettle, ours, useStage } from '../fakes/stage.ts';
import { toPlan, toProven } from '../fakes/stories.ts';
import { World } from '../fakes/world.ts';

const stage = useStage();
const MINUTE = 60_000;

async function expectNothingLeft(world: World, runId: string): Promise<void> {
  const run = await world.view('anna', runId);
  expect(run).toMatchObject({
    phase: 'cancelled',
    failure: null,
    waiting: null,
    live: [],
    registration: null,
  });
  expect(ours(world)).toEqual([]);
  const principals = Object.values(world.sandbox.world.servicePrincipals);
  expect(principals.filter(({ tags }) => tags.includes('registrar'))).toEqual([]);
}

describe('before anything is written', () => {
  test('from the choices, the sign-in, the plan and the approval', async () => {
    const { world } = stage;
    const bo = world.actor('bo');
    const chosen = await world.engine.start(bo, 'nectar', 'test');
    const signingIn = await world.engine.start(bo, 'nectar', 'test');
    await world.engine.choose(bo, signingIn.runId, {});
    const planned = await toPlan(world, 'bo');
    const asked = await toPlan(world, 'bo');
    await world.engine.askApprover(bo, asked.runId, world.actor('pia').oid);
    for (const { runId } of [chosen, signingIn, planned, asked])
      expect((await world.engine.cancel(bo, runId)).phase).toBe('declined');
    await world.settle(5);
    expect(ours(world)).toEqual([]);
  });

  test('while the checks run', async () => {
    const { world } = stage;
    const anna = world.actor('anna');
    const { runId } = await world.engine.start(anna, 'nectar', 'test');
    await world.engine.choose(anna, runId, {});
    arm(world, ['POST', '^/v1\\.0/\\$batch'], throttled('60'));
    await world.signIn('anna', runId, 'check');
    await world.settle(0.1);
    expect((await world.engine.cancel(anna, runId)).phase).toBe('declined');
    await world.settle(5);
    expect((await world.view('anna', runId)).phase).toBe('declined');
  });

  test('only by the one whose set-up it is', async () => {
    const { world } = stage;
    const planned = await toPlan(world, 'anna');
    await expect(world.engine.cancel(world.actor('bo'), planned.runId)).rejects.toMatchObject({
      code: 'RUN_NOT_YOURS',
    });
  });
});

const WRITTEN: readonly WriteName[] = ['service principal', 'grant', 'secret'];

test.each(WRITTEN)('while %s is held up: deleted, and purged', async (write) => {
  const { world } = stage;
  const planned = await toPlan(world, 'anna');
  arm(world, WRITES[write], throttled('600'));
  const held = await approveAndSettle(world, 'anna', planned, 0.1);
  expect(held.live).toContain('Application Nectar DXP Cloud Connector');
  const cancelling = await world.engine.cancel(world.actor('anna'), planned.runId);
  expect(cancelling.phase).toBe('cancelling');
  await world.settle(5);
  await expectNothingLeft(world, planned.runId);
});

test.each([LOST_BEFORE, LOST_AFTER])(
  'while it is not known whether the application is there',
  async (effect) => {
    const { world } = stage;
    const planned = await toPlan(world, 'anna');
    world.sandbox.switches.replicationLagMs = 5 * MINUTE;
    arm(world, WRITES.application, effect);
    await approveAndSettle(world, 'anna', planned, 0);
    heal(world);
    await world.engine.cancel(world.actor('anna'), planned.runId);
    await world.settle(45);
    await expectNothingLeft(world, planned.runId);
  },
);

test.each(['deletion', 'purge'] as const)('the answer to the %s is lost', async (write) => {
  const { world } = stage;
  const planned = await toPlan(world, 'anna');
  arm(world, WRITES.secret, throttled('600'));
  arm(world, WRITES[write], LOST_AFTER);
  await approveAndSettle(world, 'anna', planned, 0.1);
  await world.engine.cancel(world.actor('anna'), planned.runId);
  await world.settle(30);
  await expectNothingLeft(world, planned.runId);
});

test.each([1, 5, 14])('while the directory is %d minutes behind', async (minutes) => {
  const { world } = stage;
  const planned = await toPlan(world, 'anna');
  world.sandbox.switches.replicationLagMs = minutes * MINUTE;
  await approveAndSettle(world, 'anna', planned, 0.1);
  await world.engine.cancel(world.actor('anna'), planned.runId);
  await world.settle(minutes * 4);
  await expectNothingLeft(world, planned.runId);
});

test('Entra does not let it be purged: said to be in the recycle bin, and until when', async () => {
  const { world } = stage;
  const planned = await toPlan(world, 'anna');
  arm(world, WRITES.secret, throttled('600'));
  arm(world, WRITES.purge, answers(403, { code: 'Authorization_RequestDenied', message: 'no' }));
  await approveAndSettle(world, 'anna', planned, 0.1);
  await world.engine.cancel(world.actor('anna'), planned.runId);
  await world.settle(5);
  const run = await world.view('anna', planned.runId);
  expect(run).toMatchObject({
    phase: 'cancelled',
    findings: [{ code: 'RUN_CLEANUP_LEFT', what: 'The application is in the recycle bin until 2026-12-21.' }],
  });
  expect(ours(world).map(({ deletedDateTime }) => deletedDateTime !== null)).toEqual([true]);
});

test('the sign-in has ended by then: asked for, and then it is taken away', async () => {
  const { world } = stage;
  const planned = await toPlan(world, 'anna');
  arm(world, WRITES.secret, throttled('10000'));
  await approveAndSettle(world, 'anna', planned, 0.1);
  world.clock.advance(120 * MINUTE);
  await world.engine.cancel(world.actor('anna'), planned.runId);
  await world.settle(1);
  expect((await world.view('anna', planned.runId)).phase).toBe('needs-sign-in');
  await world.signIn('anna', planned.runId, 'resume');
  await world.settle(5);
  await expectNothingLeft(world, planned.runId);
});

/** Pressed while the engine is in the middle of an act: between a request and the note of its answer. */
test('pressed between any two calls of the engine', async () => {
  const { database } = stage;
  for (let at = 1; ; at += 1) {
    await database.clear();
    const world = await World.create({ store: database.store });
    stage.world = world;
    const planned = await toPlan(world, 'anna');
    const life = new Life({ dieAt: Infinity, when: 'before' }, async (call) => {
      if (call === at) await other.cancel(world.actor('anna'), planned.runId).catch(tooLate);
    });
    const other = world.beside(life);
    await world.engine.approve(world.actor('anna'), planned.runId, planned.plan?.hash ?? '').catch(tooLate);
    await other.idle();
    await world.settle(30);
    const run = await world.view('anna', planned.runId);
    if (life.calls < at) break;
    expect([at, ['cancelled', 'declined', 'proven'].includes(run.phase)]).toEqual([at, true]);
    if (run.phase !== 'proven') expect([at, ours(world)]).toEqual([at, []]);
  }
}, 60_000);

function tooLate(cause: unknown): void {
  expect(cause).toMatchObject({ code: 'RUN_STALE' });
}

test('what is proven is not cancelled', async () => {
  const { world } = stage;
  const run = await toProven(world, 'anna');
  await expect(world.engine.cancel(world.actor('anna'), run.runId)).rejects.toMatchObject({
    code: 'RUN_STALE',
  });
});
