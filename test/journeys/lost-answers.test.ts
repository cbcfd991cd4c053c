/** The connection breaks at a write, before it took effect or after: never two of anything, never a stray secret. */
import { expect, test } from '@jest/globals';
import { vendorCertificate } from '../fakes/certificates.ts';
import type { WriteName } from '../fakes/faults.ts';
import { LOST_AFTER, LOST_BEFORE, WRITES, answers, arm } from '../fakes/faults.ts';
import { approveAndSettle, expectAllAccountedFor, ours, useStage } from '../fakes/stage.ts';
import { toPlan } from '../fakes/stories.ts';
import type { World } from '../fakes/world.ts';

const stage = useStage();
const MINUTE = 60_000;

const SECRET_FLOW: readonly WriteName[] = ['application', 'service principal', 'grant', 'secret'];
const SERVER_ERROR = answers(500, { code: 'InternalServerError', message: 'no' }, {}, 'after');
const CUT_SHORT = {
  kind: 'answer',
  when: 'after',
  status: 201,
  headers: { 'content-type': 'application/json' },
  body: '{"keyId":"',
} as const;

const HOWS = [
  ['lost before it took effect', LOST_BEFORE],
  ['lost after it took effect', LOST_AFTER],
  ['a server error after it took effect', SERVER_ERROR],
  ['an answer cut short', CUT_SHORT],
] as const;

test.each(SECRET_FLOW.flatMap((write) => HOWS.map(([how, effect]) => [write, how, effect] as const)))(
  '%s: %s',
  async (write, _how, effect) => {
    const { world } = stage;
    const planned = await toPlan(world, 'anna');
    arm(world, WRITES[write], effect);
    const run = await approveAndSettle(world, 'anna', planned, 60);
    expect(run.failure).toBeNull();
    await expectAllAccountedFor(world, planned.runId);
  },
);

test.each(HOWS)('the certificate: %s', async (_how, effect) => {
  const { world } = stage;
  const { pem } = vendorCertificate(world.clock.now());
  const planned = await toPlan(world, 'anna', { credential: 'certificate', certificate: pem });
  arm(world, WRITES.certificate, effect);
  await approveAndSettle(world, 'anna', planned);
  await expectAllAccountedFor(world, planned.runId);
});

test.each(SECRET_FLOW)('%s, lost while the directory copies for a minute', async (write) => {
  const { world } = stage;
  const planned = await toPlan(world, 'anna');
  world.sandbox.switches.replicationLagMs = MINUTE;
  arm(world, WRITES[write], LOST_AFTER);
  await approveAndSettle(world, 'anna', planned, 40);
  await world.signIn('anna', planned.runId, 'resume');
  await world.settle(90);
  await expectAllAccountedFor(world, planned.runId);
});

test('while a lost answer is looked for, the card says what is going on', async () => {
  const { world } = stage;
  const planned = await toPlan(world, 'anna');
  arm(world, WRITES.secret, LOST_AFTER);
  const run = await approveAndSettle(world, 'anna', planned, 0);
  expect(run.waiting).toMatchObject({
    code: 'RUN_LOST_ANSWER',
    what: 'Microsoft Graph did not answer the request for consent to CallRecords.Read.All.',
    fix: 'Nothing to do: it is looked for, and removed or taken over, before anything is made again.',
  });
  expect(run.live).toContain('A client secret (perhaps)');
});

test('a lost secret that cannot be looked for any more is listed, and removed at the next sign-in', async () => {
  const { world } = stage;
  const planned = await toPlan(world, 'anna');
  arm(world, WRITES.secret, LOST_BEFORE);
  await approveAndSettle(world, 'anna', planned, 12);
  const proven = await world.view('anna', planned.runId);
  expect(proven).toMatchObject({ phase: 'proven', findings: [] });
  await world.engine.openHandOver(world.actor('anna'), planned.runId);
  await world.engine.revealSecret(world.actor('anna'), planned.runId);
  await world.settle(26 * 60);
  const listed = await world.view('anna', planned.runId);
  expect(listed).toMatchObject({ phase: 'proven', waiting: null });
  expect(listed.findings).toMatchObject([
    {
      code: 'RUN_UNACCOUNTED',
      what: expect.stringMatching(
        /^A secret named registrar [0-9a-f]{8}-1 may be live on Nectar DXP Cloud Connector, and nobody holds its value\.$/,
      ) as unknown as string,
      fix: 'Sign in, and it is looked for and removed.',
    },
  ]);
  addLostSecret(world, proven.runId);
  await world.signIn('anna', planned.runId, 'resume');
  await world.settle(60);
  const settled = await world.view('anna', planned.runId);
  expect(settled.findings).toEqual([]);
  await expectAllAccountedFor(world, planned.runId);
});

/** The lost request is carried out at last, long after anybody waits for it. */
function addLostSecret(world: World, runId: string): void {
  const [application] = ours(world);
  const [made] = application?.passwordCredentials ?? [];
  if (made === undefined) throw new RangeError('the registration has a secret');
  const displayName = `registrar ${runId.slice(0, 8)}-1`;
  application?.passwordCredentials.push({ ...made, keyId: world.random.guid(), displayName });
}
