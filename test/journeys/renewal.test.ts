/** A new credential beside the old one, proven and handed over; the old one goes when the new one is in use everywhere. */
import { expect, test } from '@jest/globals';
import { vendorCertificate } from '../fakes/certificates.ts';
import { heldBy } from '../fakes/held.ts';
import { useStage } from '../fakes/stage.ts';
import { approveOwn, toPlanFrom, toProven } from '../fakes/stories.ts';
import type { World } from '../fakes/world.ts';

const stage = useStage();
const NECTAR = 'Nectar DXP Cloud Connector';

/** From the button to the plan. */
async function toRenewalPlan(world: World, runId: string, values: Record<string, string> = {}) {
  const run = await world.engine.renew(world.actor('anna'), runId, 'test');
  const chosen = await world.engine.choose(world.actor('anna'), run.runId, values);
  if (chosen.phase !== 'sign-in') return chosen;
  await world.signIn('anna', run.runId, 'check');
  await world.settle(5);
  return world.view('anna', run.runId);
}

function secrets(world: World): number {
  return heldBy(world.sandbox.world, NECTAR).secrets.length;
}

async function tickPlaces(world: World, runId: string): Promise<void> {
  for (const { id } of (await world.view('anna', runId)).checklist)
    await world.engine.tick(world.actor('anna'), runId, id, 'done');
}

test('the plan is one secret, and says what it takes the place of; the old one works on', async () => {
  const { world } = stage;
  const old = await toProven(world, 'anna', { groups: 'false' });
  const planned = await toRenewalPlan(world, old.runId);
  expect(planned.choices.fields.map(({ id }) => id)).toEqual([
    'credential',
    'life',
    'otherLife',
    'certificate',
  ]);
  expect(planned.plan).toMatchObject({
    supersedes: { kind: 'secret', ends: '2027-11-21T10:00:00.000Z' },
    existing: { made: 'by-us', settingsChange: false },
    permissions: [
      { value: 'CallRecords.Read.All', there: true },
      { value: 'User.Read.All', there: true },
    ],
  });
  const renewed = await approveOwn(world, 'anna', planned);
  expect(renewed).toMatchObject({
    phase: 'proven',
    proof: { credential: 'proven' },
    renewal: { removable: false },
  });
  expect(secrets(world)).toBe(2);
});

test('it goes after the hand-over and every place of use, exactly that one, and is read back as gone', async () => {
  const { world } = stage;
  const old = await toProven(world, 'anna');
  const { runId } = await approveOwn(world, 'anna', await toRenewalPlan(world, old.runId));
  const anna = world.actor('anna');
  await expect(world.engine.removeOld(anna, runId)).rejects.toMatchObject({ code: 'RENEW_NOT_HANDED_OVER' });
  await world.engine.openHandOver(anna, runId);
  await world.engine.revealSecret(anna, runId);
  await expect(world.engine.removeOld(anna, runId)).rejects.toMatchObject({ code: 'CHECKLIST_OPEN' });
  await tickPlaces(world, runId);
  expect((await world.view('anna', runId)).renewal).toMatchObject({ removable: true, removed: false });
  const before = Object.values(world.sandbox.world.applications).find(
    ({ displayName }) => displayName === NECTAR,
  );
  const [oldKey, newKey] = before?.passwordCredentials.map(({ keyId }) => keyId) ?? [];
  await world.engine.removeOld(anna, runId);
  await world.settle(1);
  await world.signIn('anna', runId, 'resume');
  await world.settle(5);
  const after = Object.values(world.sandbox.world.applications).find(
    ({ displayName }) => displayName === NECTAR,
  );
  expect(after?.passwordCredentials.map(({ keyId }) => keyId)).toEqual([newKey]);
  expect(oldKey).not.toBe(newKey);
  const run = await world.view('anna', runId);
  expect(run).toMatchObject({
    phase: 'handed-over',
    renewal: { removed: true },
    proof: { credential: 'proven', more: [{ what: 'The old one is removed', verdict: 'proven' }] },
  });
  expect(await world.view('anna', old.runId)).toMatchObject({ renewable: false, lapses: [] });
});

test('left half-way it is gone on with: a second press leads to the same renewal', async () => {
  const { world } = stage;
  const old = await toProven(world, 'anna');
  const first = await world.engine.renew(world.actor('anna'), old.runId, 'test');
  expect((await world.engine.renew(world.actor('anna'), old.runId, 'test')).runId).toBe(first.runId);
});

test('from a secret to a certificate, and back', async () => {
  const { world } = stage;
  const anna = world.actor('anna');
  const { pem } = vendorCertificate(world.clock.now());
  const old = await toProven(world, 'anna');
  const planned = await toRenewalPlan(world, old.runId, { credential: 'certificate', certificate: pem });
  const certified = await approveOwn(world, 'anna', planned);
  expect(certified.phase).toBe('proven');
  expect(heldBy(world.sandbox.world, NECTAR)).toMatchObject({ secrets: [''], certificates: 1 });
  await tickPlaces(world, certified.runId);
  await world.engine.removeOld(anna, certified.runId);
  await world.settle(1);
  await world.signIn('anna', certified.runId, 'resume');
  await world.settle(5);
  expect(heldBy(world.sandbox.world, NECTAR)).toMatchObject({ secrets: [], certificates: 1 });

  const back = await approveOwn(
    world,
    'anna',
    await toRenewalPlan(world, certified.runId, { credential: 'secret' }),
  );
  await world.engine.openHandOver(anna, back.runId);
  await world.engine.revealSecret(anna, back.runId);
  await tickPlaces(world, back.runId);
  await world.engine.removeOld(anna, back.runId);
  await world.settle(1);
  await world.signIn('anna', back.runId, 'resume');
  await world.settle(5);
  expect(await world.view('anna', back.runId)).toMatchObject({
    phase: 'handed-over',
    renewal: { removed: true },
  });
  expect(heldBy(world.sandbox.world, NECTAR)).toMatchObject({ secrets: [''], certificates: 0 });
});

test('one of several services alone: the others keep their secrets, and so does what we did not make', async () => {
  const { world } = stage;
  const anna = world.actor('anna');
  const first = await toProven(world, 'anna', { name: 'LiveDR-01' }, 30, 'audiocodes-live-platform');
  const second = await approveOwn(
    world,
    'anna',
    await toPlanFrom(world, 'anna', { runId: first.runId, what: 'add' }, { description: 'LiveDR-02' }),
  );
  const renewed = await approveOwn(world, 'anna', await toRenewalPlan(world, first.runId));
  expect(renewed.description).toBe('LiveDR-01');
  await world.engine.openHandOver(anna, renewed.runId);
  await world.engine.revealSecret(anna, renewed.runId);
  await tickPlaces(world, renewed.runId);
  await world.engine.removeOld(anna, renewed.runId);
  await world.settle(1);
  await world.signIn('anna', renewed.runId, 'resume');
  await world.settle(5);
  expect(heldBy(world.sandbox.world, 'LiveDR-01').secrets).toEqual(['LiveDR-02', 'LiveDR-01']);
  expect((await world.view('anna', second.runId)).renewable).toBe(true);
});
