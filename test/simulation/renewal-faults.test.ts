/**
 * A renewal at whose writes Graph asks for a pause, fails or loses its answer. After each single write there is a
 * credential of ours that was tested or confirmed, and what somebody else put there stays.
 */
import { expect, test } from '@jest/globals';
import { vendorCertificate } from '../fakes/certificates.ts';
import { LOST_AFTER, LOST_BEFORE, WRITES, answers, arm, throttled } from '../fakes/faults.ts';
import { renewalOf, renewalStory, untilItRests, type RenewalChoices } from '../fakes/renewal-flow.ts';
import { ours, useStage } from '../fakes/stage.ts';
import type { World } from '../fakes/world.ts';

const stage = useStage();
const NOW = Date.UTC(2026, 10, 21);
const OLD = vendorCertificate(NOW).pem;
const NEW = vendorCertificate(NOW + 86_400_000).pem;
const MINUTE = 60_000;

const SECRET: RenewalChoices = { from: 'the button', old: () => ({}), renewed: () => ({}) };
const CERTIFICATE: RenewalChoices = {
  from: 'the button',
  old: () => ({ credential: 'certificate', certificate: OLD }),
  renewed: () => ({ credential: 'certificate', certificate: NEW }),
};

const NOT_FOUND = { code: 'Request_ResourceNotFound', message: 'Resource does not exist.' };
const READ_OF_IT = ['GET', '^/v1\\.0/applications\\(appId='] as const;

const HOWS = [
  ['a pause is asked for', throttled('7')],
  ['503 before it took effect', answers(503, { code: 'ServiceUnavailable', message: 'no' })],
  ['500 after it took effect', answers(500, { code: 'InternalServerError', message: 'no' }, {}, 'after')],
  ['lost before it took effect', LOST_BEFORE],
  ['lost after it took effect', LOST_AFTER],
] as const;

const PLACES = [
  ['the new secret', SECRET, WRITES.secret, 1],
  ['the removal of the old secret', SECRET, WRITES['removal of a secret'], 1],
  ['the new certificate', CERTIFICATE, WRITES.certificate, 1],
  ['the removal of the old certificate', CERTIFICATE, WRITES.certificate, 2],
] as const;

async function expectRenewed(choices: RenewalChoices, disturb: (world: World) => void): Promise<void> {
  const { world } = stage;
  const story = renewalStory(choices);
  const runId = await story.prepare(world);
  disturb(world);
  await story.press(world, runId);
  await world.settle(30);
  await story.press(world, runId);
  expect(await story.violations(world, runId)).toEqual([]);
}

test.each(
  PLACES.flatMap(([what, choices, place, nth]) =>
    HOWS.map(([how, effect]) => ({ what, choices, place, nth, how, effect })),
  ),
)('$what: $how', async ({ choices, place, effect, nth }) => {
  await expectRenewed(choices, (world) => arm(world, place, effect, 1, nth));
});

test.each([
  ['a secret', SECRET],
  ['a certificate', CERTIFICATE],
])('%s, while the directory copies for three minutes', async (_what, choices) => {
  await expectRenewed(choices, (world) => {
    world.sandbox.switches.replicationLagMs = 3 * MINUTE;
  });
});

test.each([2, 4, 6])(
  'a certificate whose application is not found at read %d: never written over',
  async (nth) => {
    await expectRenewed(CERTIFICATE, (world) => arm(world, READ_OF_IT, answers(404, NOT_FOUND), 1, nth));
  },
);

test('a new secret that was taken away by hand meanwhile: the old one stays, and a person is told', async () => {
  const { world } = stage;
  const story = renewalStory({ ...SECRET, from: 'the removal' });
  const oldId = await story.prepare(world);
  const [application] = ours(world);
  application?.passwordCredentials.pop();
  const before = structuredClone(application?.passwordCredentials);
  await story.press(world, oldId);
  expect(application?.passwordCredentials).toEqual(before);
  expect((await renewalOf(world, oldId))?.failure?.code).toBe('RUN_PROOF_MISSING');
});

test('a secret made anew after the places of use were ticked: they are to be ticked again', async () => {
  const { world } = stage;
  const story = renewalStory({ ...SECRET, from: 'the removal' });
  const oldId = await story.prepare(world);
  const runId = (await renewalOf(world, oldId))?.runId ?? '';
  await world.engine.remakeSecret(world.actor('anna'), runId);
  await untilItRests(world, runId);
  const { checklist, renewal } = await world.view('anna', runId);
  expect(checklist.every(({ state }) => state === 'open')).toBe(true);
  expect(renewal?.removable).toBe(false);
  await story.press(world, oldId);
  expect(await story.violations(world, oldId)).toEqual([]);
});
