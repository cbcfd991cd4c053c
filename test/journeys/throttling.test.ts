/** Graph asks for a pause, contradicts itself about one, or is in the middle of something else. */
import { describe, expect, test } from '@jest/globals';
import type { WriteName } from '../fakes/faults.ts';
import { ANY_GRAPH, WRITES, answers, arm, throttled } from '../fakes/faults.ts';
import { approveAndSettle, expectAllAccountedFor, useStage } from '../fakes/stage.ts';
import { toPlan } from '../fakes/stories.ts';

const stage = useStage();
const SECRET_FLOW: readonly WriteName[] = ['application', 'service principal', 'grant', 'secret'];

describe.each(SECRET_FLOW)('throttled at %s', (write) => {
  test.each([undefined, '7', '0', '-5', '1000000000', 'soon', 'Sat, 21 Nov 2026 10:02:00 GMT'])(
    'with Retry-After: %s',
    async (retryAfter) => {
      const { world } = stage;
      const planned = await toPlan(world, 'anna');
      arm(world, WRITES[write], throttled(retryAfter));
      const run = await approveAndSettle(world, 'anna', planned, 0);
      if (run.phase === 'working') expect(run.waiting?.code).toBe('GRAPH_THROTTLED');
      // Six hours at most; by then the sign-in has ended.
      await world.settle(7 * 60);
      const later = await world.view('anna', planned.runId);
      if (later.phase === 'needs-sign-in') await world.signIn('anna', planned.runId, 'resume');
      await world.settle(45);
      await expectAllAccountedFor(world, planned.runId);
    },
  );
});

test('a Retry-After is kept to, and the card says so', async () => {
  const { world } = stage;
  const planned = await toPlan(world, 'anna');
  arm(world, WRITES.application, throttled('120'));
  const run = await approveAndSettle(world, 'anna', planned, 1.9);
  expect(run.waiting).toMatchObject({
    code: 'GRAPH_THROTTLED',
    what: 'Microsoft Graph asks for a pause.',
    fix: 'Nothing to do. It goes on by itself.',
  });
  const sent = world.sandbox.requests().length;
  await world.engine.woken(run.tenantId, run.runId);
  expect(world.sandbox.requests()).toHaveLength(sent);
  await world.settle(5);
  await expectAllAccountedFor(world, planned.runId);
});

test.each(SECRET_FLOW)('%s: 503 with Retry-After', async (write) => {
  const { world } = stage;
  const planned = await toPlan(world, 'anna');
  const unavailable = answers(503, { code: 'ServiceUnavailable', message: 'no' }, { 'retry-after': '5' });
  arm(world, WRITES[write], unavailable, 3);
  await approveAndSettle(world, 'anna', planned);
  await expectAllAccountedFor(world, planned.runId);
});

test.each(SECRET_FLOW)('%s: another change came in between (409)', async (write) => {
  const { world } = stage;
  const planned = await toPlan(world, 'anna');
  const message = 'Concurrency violation has occurred.';
  arm(world, WRITES[write], answers(409, { code: 'Directory_ConcurrencyViolation', message }), 2);
  const run = await approveAndSettle(world, 'anna', planned, 0);
  expect(run.waiting).toMatchObject({
    code: 'GRAPH_CONTENDED',
    what: 'Another change to the same object came in between.',
  });
  await world.settle(10);
  await expectAllAccountedFor(world, planned.runId);
});

test('an outage of an hour is waited out without hammering', async () => {
  const { world } = stage;
  const planned = await toPlan(world, 'anna');
  arm(world, WRITES.secret, answers(503, { code: 'ServiceUnavailable', message: 'no' }), 1);
  arm(world, ANY_GRAPH, answers(503, { code: 'ServiceUnavailable', message: 'no' }), 1_000_000, 3);
  const before = world.sandbox.requests().length;
  const run = await approveAndSettle(world, 'anna', planned, 50);
  expect(run.waiting?.code).toBe('GRAPH_UNAVAILABLE');
  expect(world.sandbox.requests().length - before).toBeLessThan(80);
  world.sandbox.switches.faults = [];
  await world.settle(5);
  await expectAllAccountedFor(world, planned.runId);
});
