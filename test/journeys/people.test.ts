/** Roles that are missing, roles that are lost on the way, sign-ins that end or are taken back. */
import { describe, expect, test } from '@jest/globals';
import { WRITES, answers, arm, setRoles } from '../fakes/faults.ts';
import { approveAndSettle, expectAllAccountedFor, ours, useStage } from '../fakes/stage.ts';
import { toPlan } from '../fakes/stories.ts';

const stage = useStage();

test('who may not consent cannot approve their own plan', async () => {
  const { world } = stage;
  const planned = await toPlan(world, 'bo');
  expect(planned.plan?.requesterMayConsent).toBe(false);
  const approved = world.engine.approve(world.actor('bo'), planned.runId, planned.plan?.hash ?? '');
  await expect(approved).rejects.toMatchObject({ code: 'RUN_MAY_NOT_CONSENT' });
  expect(ours(world)).toEqual([]);
});

test.each(['uma', 'pia'])('%s cannot approve with the roles of somebody else', async (key) => {
  const { world } = stage;
  const planned = await toPlan(world, 'anna');
  const approved = world.engine.approve(world.actor(key), planned.runId, planned.plan?.hash ?? '');
  await expect(approved).rejects.toMatchObject({ code: 'RUN_NOT_YOURS' });
  expect((await world.view('anna', planned.runId)).phase).toBe('plan');
});

test('a role lost before the first write: told at once which one, and nothing is there', async () => {
  const { world } = stage;
  const planned = await toPlan(world, 'anna');
  await setRoles(world, 'anna', []);
  await world.sandbox.handle({
    method: 'POST',
    url: '/sandbox/policies',
    headers: {},
    body: JSON.stringify({ allowedToCreateApps: false }),
  });
  const run = await approveAndSettle(world, 'anna', planned);
  expect(run).toMatchObject({
    phase: 'needs-you',
    failure: {
      code: 'GRAPH_DENIED',
      what: 'Microsoft Graph does not allow this with your sign-in.',
      why: expect.stringContaining('Application Administrator') as unknown as string,
    },
    live: [],
  });
  expect(ours(world)).toEqual([]);
  await world.engine.cancel(world.actor('anna'), planned.runId);
  await world.settle(0.1);
  expect((await world.view('anna', planned.runId)).phase).toBe('cancelled');
});

test('a role lost in the middle: told which one; given back, it goes on', async () => {
  const { world } = stage;
  const planned = await toPlan(world, 'anna');
  const denied = answers(403, {
    code: 'Authorization_RequestDenied',
    message: 'Insufficient privileges to complete the operation.',
  });
  arm(world, WRITES.grant, denied, 3);
  const run = await approveAndSettle(world, 'anna', planned);
  expect(run.phase).toBe('needs-you');
  expect(run.failure).toMatchObject({ code: 'GRAPH_DENIED' });
  expect(run.failure?.why).toContain('Privileged Role Administrator or Global Administrator');
  expect(run.steps.find(({ label }) => label.startsWith('Consent'))?.state).toBe('failed');
  await world.engine.retry(world.actor('anna'), planned.runId);
  await world.settle(5);
  await expectAllAccountedFor(world, planned.runId);
});

const CHALLENGE = Buffer.from('{"access_token":{"acrs":{"essential":true,"value":"c1"}}}').toString('base64');

describe.each(['application', 'service principal', 'grant', 'secret'] as const)('401 at %s', (write) => {
  test.each([
    ['expired', undefined],
    ['with a claims challenge', `Bearer error="insufficient_claims", claims="${CHALLENGE}"`],
  ])('%s: asks for the sign-in, then goes on where it stopped', async (_how, challenge) => {
    const { world } = stage;
    const planned = await toPlan(world, 'anna');
    const headers: Record<string, string> = challenge === undefined ? {} : { 'www-authenticate': challenge };
    const refusal = { code: 'InvalidAuthenticationToken', message: 'Access token has expired.' };
    arm(world, WRITES[write], answers(401, refusal, headers), write === 'grant' ? 3 : 1);
    const run = await approveAndSettle(world, 'anna', planned);
    expect(run).toMatchObject({
      phase: 'needs-sign-in',
      needsSignInOf: { displayName: 'Anna Admin' },
      failure: { code: 'RUN_NEEDS_SIGN_IN', what: 'The sign-in of Anna Admin has ended.' },
    });
    const asked = await world.engine.beginSignIn(world.actor('anna'), planned.runId, 'resume', 'browser');
    const claims = new URL(asked.url).searchParams.get('claims') ?? '';
    expect(claims.includes('c1')).toBe(challenge !== undefined);
    await world.signIn('anna', planned.runId, 'resume');
    await world.settle(5);
    await expectAllAccountedFor(world, planned.runId);
  });
});

test('a sign-in that ends during a long wait is asked for again', async () => {
  const { world } = stage;
  const planned = await toPlan(world, 'anna');
  arm(
    world,
    WRITES['service principal'],
    answers(429, { code: 'TooManyRequests', message: '' }, { 'retry-after': '7200' }),
    2,
  );
  const run = await approveAndSettle(world, 'anna', planned, 150);
  expect(run).toMatchObject({ phase: 'needs-sign-in', needsSignInOf: { displayName: 'Anna Admin' } });
  await world.signIn('anna', planned.runId, 'resume');
  await world.settle(5);
  await expectAllAccountedFor(world, planned.runId);
});

test('somebody else in the browser: nothing happens', async () => {
  const { world } = stage;
  const run = await world.engine.start(world.actor('anna'), 'nectar', 'test');
  await world.engine.choose(world.actor('anna'), run.runId, {});
  await expect(world.signIn('anna', run.runId, 'check', 'bo')).rejects.toMatchObject({
    code: 'SIGNIN_WRONG_PERSON',
  });
  expect((await world.view('anna', run.runId)).phase).toBe('sign-in');
});
