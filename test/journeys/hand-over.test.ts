/** Shown once, destroyed when nobody comes, made anew when it was lost. */
import { expect, test } from '@jest/globals';
import { LOST_AFTER, WRITES, arm } from '../fakes/faults.ts';
import { findSecrets } from '../fakes/canary.ts';
import { expectAllAccountedFor, ours, useStage } from '../fakes/stage.ts';
import { toProven } from '../fakes/stories.ts';
import type { World } from '../fakes/world.ts';

const stage = useStage();
const HOUR = 3_600_000;

const secrets = (world: World) => ours(world).flatMap(({ passwordCredentials }) => passwordCredentials);

async function reveal(world: World, runId: string): Promise<string> {
  await world.engine.openHandOver(world.actor('anna'), runId);
  return (await world.engine.revealSecret(world.actor('anna'), runId)).value;
}

test('revealed once, kept nowhere, handed over', async () => {
  const { world, database } = stage;
  const { runId } = await toProven(world, 'anna');
  await reveal(world, runId);
  expect(await findSecrets(world, database)).toEqual([]);
  await expect(world.engine.revealSecret(world.actor('anna'), runId)).rejects.toMatchObject({
    code: 'HANDOVER_ALREADY_REVEALED',
  });
  const sent = await world.engine.confirmSent(world.actor('anna'), runId);
  expect(sent).toMatchObject({ phase: 'handed-over', handOver: { state: 'sent' } });
});

test('the canary sings: a secret that is in the record is found', async () => {
  const { world, database } = stage;
  await toProven(world, 'anna');
  const places = await findSecrets(world, database, world.actor('anna').oid);
  expect(places).toContain('what was given in table public.runs');
  expect(places).toContain('what was given in the answer of view');
});

test('two at once: one gets it', async () => {
  const { world } = stage;
  const { runId } = await toProven(world, 'anna');
  const both = await Promise.allSettled(
    [1, 2].map(() => world.engine.revealSecret(world.actor('anna'), runId)),
  );
  expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
});

test('somebody else gets nothing', async () => {
  const { world } = stage;
  const { runId } = await toProven(world, 'anna');
  await expect(world.engine.openHandOver(world.actor('bo'), runId)).rejects.toMatchObject({
    code: 'RUN_NOT_YOURS',
  });
  await expect(world.engine.revealSecret(world.actor('bo'), runId)).rejects.toMatchObject({
    code: 'RUN_NOT_YOURS',
  });
});

async function unclaimed(world: World): Promise<string> {
  const { runId } = await toProven(world, 'anna');
  world.clock.advance(23 * HOUR);
  await world.engine.tidy();
  expect((await world.view('anna', runId)).handOver.state).toBe('ready');
  world.clock.advance(2 * HOUR);
  await world.engine.tidy();
  return runId;
}

test('nobody came for a day: the value is destroyed, and that is a finding', async () => {
  const { world } = stage;
  const runId = await unclaimed(world);
  const run = await world.view('anna', runId);
  expect(run).toMatchObject({
    phase: 'proven',
    handOver: { state: 'shredded' },
    findings: [
      {
        code: 'HANDOVER_UNCLAIMED',
        what: 'Nobody fetched the secret within 24 hours, so its value was destroyed.',
        fix: 'Remove the credential, or make a new secret.',
      },
    ],
  });
  await expect(world.engine.revealSecret(world.actor('anna'), runId)).rejects.toMatchObject({
    code: 'HANDOVER_UNCLAIMED',
  });
  await world.engine.tidy();
  expect((await world.view('anna', runId)).findings).toHaveLength(1);
});

test('the unclaimed one is removed, and no other', async () => {
  const { world } = stage;
  const runId = await unclaimed(world);
  const [ourSecret] = secrets(world);
  if (ourSecret === undefined) throw new RangeError('there is a secret');
  const theirs = { ...ourSecret, keyId: world.random.guid(), displayName: 'by hand' };
  ours(world)[0]?.passwordCredentials.push(theirs);
  const asked = await world.engine.removeUnclaimed(world.actor('anna'), runId);
  expect(asked.phase).toBe('working');
  await world.settle(1);
  expect((await world.view('anna', runId)).phase).toBe('needs-sign-in');
  await world.signIn('anna', runId, 'remove');
  await world.settle(5);
  expect(secrets(world)).toEqual([theirs]);
  expect(await world.view('anna', runId)).toMatchObject({ phase: 'proven', findings: [] });
});

test.each(['clean', 'lost'])(
  'made anew: the old one goes only once the new one is proven (%s)',
  async (how) => {
    const { world } = stage;
    const { runId } = await toProven(world, 'anna');
    const first = await reveal(world, runId);
    const [old] = secrets(world);
    await world.engine.remakeSecret(world.actor('anna'), runId);
    world.sandbox.switches.secretDelayMs = 60_000;
    if (how === 'lost') arm(world, WRITES['removal of a secret'], LOST_AFTER);
    await world.settle(0.1);
    await world.signIn('anna', runId, 'resume');
    await world.settle(0.5);
    expect(secrets(world).map(({ keyId }) => keyId)).toContain(old?.keyId);
    expect(secrets(world)).toHaveLength(2);
    await world.settle(10);
    await expectAllAccountedFor(world, runId);
    expect(secrets(world).map(({ keyId }) => keyId)).not.toContain(old?.keyId);
    const second = await reveal(world, runId);
    expect(second).not.toBe(first);
  },
);

test('made anew after nobody came: there is something to reveal again, and no finding', async () => {
  const { world } = stage;
  const runId = await unclaimed(world);
  await world.engine.remakeSecret(world.actor('anna'), runId);
  await world.settle(0.1);
  await world.signIn('anna', runId, 'resume');
  await world.settle(5);
  await expectAllAccountedFor(world, runId);
  expect(await world.view('anna', runId)).toMatchObject({ findings: [], handOver: { state: 'ready' } });
  expect((await reveal(world, runId)).length).toBeGreaterThan(15);
});

test('while it is made anew, Cancel does not take the registration from the vendor', async () => {
  const { world } = stage;
  const { runId } = await toProven(world, 'anna');
  await reveal(world, runId);
  await world.engine.confirmSent(world.actor('anna'), runId);
  await world.engine.remakeSecret(world.actor('anna'), runId);
  await expect(world.engine.cancel(world.actor('anna'), runId)).rejects.toMatchObject({ code: 'RUN_IN_USE' });
  await world.settle(0.1);
  await world.signIn('anna', runId, 'resume');
  await world.settle(5);
  await expectAllAccountedFor(world, runId);
});
