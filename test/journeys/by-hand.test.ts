/** The admin clicks in the portal; what is there is held against the same plan. */
import { expect, test } from '@jest/globals';
import { ours, useStage } from '../fakes/stage.ts';
import { toPlan, toProven } from '../fakes/stories.ts';
import type { World } from '../fakes/world.ts';

const stage = useStage();

/** What a careful admin makes is what we make: a second set-up's registration stands for it. */
async function madeByHand(world: World): Promise<{ appId: string; secret: string }> {
  const made = await toProven(world, 'anna');
  await world.engine.openHandOver(world.actor('anna'), made.runId);
  const { value } = await world.engine.revealSecret(world.actor('anna'), made.runId);
  return { appId: made.registration?.appId ?? '', secret: value };
}

async function byHand(world: World): Promise<string> {
  const asNew = { registration: 'new', name: 'Nectar DXP Cloud Connector' };
  const planned = await toPlan(world, 'anna', { mode: 'by-hand', ...asNew });
  expect(planned.phase).toBe('by-hand');
  return planned.runId;
}

test('the steps name what the plan names', async () => {
  const { world } = stage;
  const runId = await byHand(world);
  const { steps, run } = await world.engine.portalSteps(world.actor('anna'), runId);
  expect(run.phase).toBe('by-hand');
  const text = JSON.stringify(steps);
  for (const { value } of run.plan?.permissions ?? []) expect(text).toContain(value);
  expect(ours(world)).toEqual([]);
});

test('right in every point: proven, with a token of its own', async () => {
  const { world } = stage;
  const { appId, secret } = await madeByHand(world);
  const runId = await byHand(world);
  const run = await world.engine.verifyByHand(world.actor('anna'), runId, appId, secret);
  expect(run).toMatchObject({ phase: 'proven', failure: null, proof: { credential: 'proven' } });
});

test('without the value that half is not checked', async () => {
  const { world } = stage;
  const { appId } = await madeByHand(world);
  const runId = await byHand(world);
  const run = await world.engine.verifyByHand(world.actor('anna'), runId, appId);
  expect(run).toMatchObject({ phase: 'proven', proof: { credential: 'not-checked' } });
});

test('a consent is missing: it says which; then it is given, and it is proven', async () => {
  const { world } = stage;
  const { appId, secret } = await madeByHand(world);
  const grants = Object.values(world.sandbox.world.appRoleAssignments);
  const [principal] = Object.values(world.sandbox.world.servicePrincipals).filter((sp) => sp.appId === appId);
  const missing = grants.find(({ principalId }) => principalId === principal?.id);
  if (missing === undefined) throw new RangeError('there is a grant');
  const { [missing.id]: _missing, ...rest } = world.sandbox.world.appRoleAssignments;
  world.sandbox.world.appRoleAssignments = rest;
  const runId = await byHand(world);
  const run = await world.engine.verifyByHand(world.actor('anna'), runId, appId, secret);
  expect(run.phase).toBe('by-hand');
  expect(run.failure).toMatchObject({
    code: 'RUN_HAND_DIFFERS',
    fix: 'Correct it in the portal, then verify again.',
  });
  expect(run.failure?.what).toMatch(/^The registration differs from the plan: no consent to \S+\.$/);
  world.sandbox.world.appRoleAssignments[missing.id] = missing;
  const again = await world.engine.verifyByHand(world.actor('anna'), runId, appId, secret);
  expect(again).toMatchObject({ phase: 'proven', failure: null });
});

test.each([
  ['a Secret ID instead of the value', '3f1c6c1e-6c1f-4f8a-9a53-4d6c40f0a001', 'HANDOVER_SECRET_ID'],
  ['an application that is not there', undefined, 'RUN_HAND_NOT_FOUND'],
])('%s is refused', async (_what, secret, code) => {
  const { world } = stage;
  const runId = await byHand(world);
  const nowhere = 'aaaaaaaa-bbbb-4ccc-8ddd-eeeeeeeeeeee';
  await expect(world.engine.verifyByHand(world.actor('anna'), runId, nowhere, secret)).rejects.toMatchObject({
    code,
  });
});

test('the sign-in has ended: asked for, then verified', async () => {
  const { world } = stage;
  const { appId } = await madeByHand(world);
  const runId = await byHand(world);
  world.clock.advance(2 * 3_600_000);
  await expect(world.engine.verifyByHand(world.actor('anna'), runId, appId)).rejects.toMatchObject({
    code: 'RUN_NEEDS_SIGN_IN',
  });
  await world.signIn('anna', runId, 'verify-by-hand');
  expect((await world.engine.verifyByHand(world.actor('anna'), runId, appId)).phase).toBe('proven');
});

test('not now: nothing was written, and nothing is taken away', async () => {
  const { world } = stage;
  const { appId } = await madeByHand(world);
  const runId = await byHand(world);
  expect((await world.engine.cancel(world.actor('anna'), runId)).phase).toBe('declined');
  await world.settle(5);
  expect(ours(world).map((application) => application.appId)).toEqual([appId]);
});
