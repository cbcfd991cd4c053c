/** Bo prepares, somebody who may consent approves: at once, hours later, days later, or not at all. */
import { describe, expect, test } from '@jest/globals';
import { expectAllAccountedFor, ours, useStage } from '../fakes/stage.ts';
import { toPlan } from '../fakes/stories.ts';
import type { World } from '../fakes/world.ts';

const stage = useStage();
const HOUR = 60;

async function asked(world: World, key: string) {
  const planned = await toPlan(world, 'bo');
  const { oid } = world.actor(key);
  return world.engine.askApprover(world.actor('bo'), planned.runId, oid);
}

const wait = (world: World, minutes: number): void => world.clock.advance(minutes * 60_000);

describe.each(['anna', 'pia'])('%s is asked', (key) => {
  test('and approves at once', async () => {
    const { world } = stage;
    const { runId, plan, approver } = await asked(world, key);
    expect(approver?.oid).toBe(world.actor(key).oid);
    const pressed = await world.engine.approve(world.actor(key), runId, plan?.hash ?? '');
    expect(pressed.phase).toBe('approval');
    await world.signIn(key, runId, 'approve');
    await world.settle(5);
    await expectAllAccountedFor(world, runId);
    const run = await world.view('bo', runId);
    expect(run.approvedBy?.oid).toBe(world.actor(key).oid);
    expect(run.steps.find(({ label }) => label.startsWith('Consent'))?.actor).toBe(
      world.actor(key).displayName,
    );
    expect(run.steps.find(({ id }) => id === 'Application')?.actor).toBe('Bo Builder');
  });
});

test.each([3 * HOUR, 72 * HOUR])(
  'Anna approves %d minutes later: her own roles carry it',
  async (minutes) => {
    const { world } = stage;
    const { runId } = await asked(world, 'anna');
    wait(world, minutes);
    await world.signIn('anna', runId, 'approve');
    await world.settle(5);
    await expectAllAccountedFor(world, runId);
    const run = await world.view('bo', runId);
    expect(new Set(run.steps.flatMap(({ actor }) => actor ?? []))).toEqual(new Set(['Anna Admin']));
  },
);

test.each([3 * HOUR, 72 * HOUR])('Pia approves %d minutes later: Bo is asked to sign in', async (minutes) => {
  const { world } = stage;
  const { runId } = await asked(world, 'pia');
  wait(world, minutes);
  await world.signIn('pia', runId, 'approve');
  await world.settle(5);
  const run = await world.view('bo', runId);
  expect(run).toMatchObject({
    phase: 'needs-sign-in',
    needsSignInOf: { displayName: 'Bo Builder' },
    failure: { code: 'RUN_NEEDS_SIGN_IN', what: 'The sign-in of Bo Builder has ended.' },
    live: [],
  });
  await world.signIn('bo', runId, 'resume');
  await world.settle(5);
  await expectAllAccountedFor(world, runId);
});

test('Bo comes back a day after Pia approved: each is asked once more, and it completes', async () => {
  const { world } = stage;
  const { runId } = await asked(world, 'pia');
  wait(world, 3 * HOUR);
  await world.signIn('pia', runId, 'approve');
  await world.settle(5);
  wait(world, 24 * HOUR);
  await world.signIn('bo', runId, 'resume');
  await world.settle(5);
  const run = await world.view('bo', runId);
  expect(run).toMatchObject({ phase: 'needs-sign-in', needsSignInOf: { displayName: 'Pia Privileged' } });
  await world.signIn('pia', runId, 'resume');
  await world.settle(5);
  await expectAllAccountedFor(world, runId);
});

test('declined, with the reason; then asked of somebody else', async () => {
  const { world } = stage;
  const { runId } = await asked(world, 'pia');
  await world.engine.decline(world.actor('pia'), runId, 'Not before the audit.');
  const declined = await world.view('bo', runId);
  expect(declined).toMatchObject({
    phase: 'plan',
    approver: null,
    declined: { by: 'Pia Privileged', reason: 'Not before the audit.' },
  });
  expect(ours(world)).toEqual([]);
  await world.engine.askApprover(world.actor('bo'), runId, world.actor('anna').oid);
  await world.signIn('anna', runId, 'approve');
  await world.settle(5);
  await expectAllAccountedFor(world, runId);
});

test('only the one who was asked can decline, and only those who may can be asked', async () => {
  const { world } = stage;
  const { runId } = await asked(world, 'pia');
  await expect(world.engine.decline(world.actor('uma'), runId, 'No.')).rejects.toMatchObject({
    code: 'RUN_NOT_YOURS',
  });
  await expect(
    world.engine.askApprover(world.actor('bo'), runId, world.actor('uma').oid),
  ).rejects.toMatchObject({ code: 'RUN_APPROVER_UNKNOWN' });
});

test('somebody who may not consent signs in to approve: refused, and their sign-in is not kept', async () => {
  const { world, database } = stage;
  const { runId } = await asked(world, 'pia');
  await expect(world.signIn('dana', runId, 'approve')).rejects.toMatchObject({ code: 'RUN_MAY_NOT_CONSENT' });
  const kept = await database.database.kysely.selectFrom('sign_ins').select('oid').execute();
  expect(kept).toEqual([{ oid: world.actor('bo').oid }]);
});

test('the plan changed while the approver was signing in: nothing is approved', async () => {
  const { world } = stage;
  const { runId } = await asked(world, 'pia');
  const browser = 'the-browser-cookie';
  const { url } = await world.engine.beginSignIn(world.actor('pia'), runId, 'approve', browser);
  const answer = await world.clickThrough(url, 'pia');
  await world.engine.change(world.actor('bo'), runId);
  await world.engine.choose(world.actor('bo'), runId, { name: 'Nectar Cloud Connector' });
  await world.signIn('bo', runId, 'check');
  await world.settle(1);
  const finished = world.engine.finishSignIn({
    state: answer.get('state') ?? '',
    code: answer.get('code') ?? '',
    browser,
  });
  await expect(finished).rejects.toMatchObject({ code: 'RUN_PLAN_CHANGED' });
  expect(ours(world)).toEqual([]);
});
