/** Nothing is called proven that was not seen: late tokens, late read-backs, and more than was planned. */
import { expect, test } from '@jest/globals';
import { TOKEN_ENDPOINT, WRITES, answers, arm, heal, throttled } from '../fakes/faults.ts';
import { approveAndSettle, expectAllAccountedFor, ours, useStage } from '../fakes/stage.ts';
import { toPlan } from '../fakes/stories.ts';

const stage = useStage();
const SECOND = 1_000;

test('the token servers have not heard of the secret for half a minute', async () => {
  const { world } = stage;
  const planned = await toPlan(world, 'anna');
  world.sandbox.switches.secretDelayMs = 30 * SECOND;
  const run = await approveAndSettle(world, 'anna', planned, 0.2);
  expect(run).toMatchObject({ phase: 'working', waiting: { code: 'GRAPH_REPLICATING' } });
  expect(run.steps.find(({ id }) => id === 'Proof')?.state).toBe('held-up');
  await world.settle(2);
  await expectAllAccountedFor(world, planned.runId);
});

test('nor for longer than ten minutes: a person is told; later it works', async () => {
  const { world } = stage;
  const planned = await toPlan(world, 'anna');
  world.sandbox.switches.secretDelayMs = 3600 * SECOND;
  const run = await approveAndSettle(world, 'anna', planned);
  expect(run).toMatchObject({
    phase: 'needs-you',
    failure: {
      code: 'RUN_CREDENTIAL_BLOCKED',
      what: 'Entra refused a token for the new secret (AADSTS7000215).',
    },
  });
  world.sandbox.switches.secretDelayMs = 0;
  await world.engine.retry(world.actor('anna'), planned.runId);
  await world.settle(5);
  await expectAllAccountedFor(world, planned.runId);
});

test('the token endpoint does not answer for a while', async () => {
  const { world } = stage;
  const planned = await toPlan(world, 'anna');
  arm(world, TOKEN_ENDPOINT, { kind: 'reset', when: 'before' }, 20);
  const run = await approveAndSettle(world, 'anna', planned, 0.1);
  expect(run).toMatchObject({ phase: 'working', waiting: { code: 'GRAPH_UNAVAILABLE' } });
  await world.settle(60);
  await expectAllAccountedFor(world, planned.runId);
});

test('a consent that was taken away again: missing, until it is given back', async () => {
  const { world } = stage;
  const planned = await toPlan(world, 'anna');
  arm(world, WRITES.secret, throttled('60'));
  await approveAndSettle(world, 'anna', planned, 0.5);
  heal(world);
  const grants = world.sandbox.world.appRoleAssignments;
  const [principal] = Object.values(world.sandbox.world.servicePrincipals).filter(({ tags }) =>
    tags.includes('registrar'),
  );
  const taken = Object.values(grants).filter(({ principalId }) => principalId === principal?.id)[0];
  if (taken === undefined) throw new RangeError('there are grants by now');
  const { [taken.id]: _taken, ...rest } = grants;
  world.sandbox.world.appRoleAssignments = rest;
  await world.settle(30);
  const run = await world.view('anna', planned.runId);
  expect(run.phase).toBe('needs-you');
  expect(run.failure).toMatchObject({ code: 'RUN_PROOF_MISSING' });
  expect(run.failure?.what).toMatch(/^The read-back does not show \S+\.Read\.All\.$/);
  world.sandbox.world.appRoleAssignments[taken.id] = taken;
  await world.engine.retry(world.actor('anna'), planned.runId);
  await world.settle(30);
  await expectAllAccountedFor(world, planned.runId);
});

test('a permission added by hand shows as a finding', async () => {
  const { world } = stage;
  const planned = await toPlan(world, 'anna');
  arm(world, WRITES.secret, throttled('60'));
  await approveAndSettle(world, 'anna', planned, 0.5);
  heal(world);
  const [principal] = Object.values(world.sandbox.world.servicePrincipals).filter(({ tags }) =>
    tags.includes('registrar'),
  );
  const graph = Object.values(world.sandbox.world.servicePrincipals).find(
    ({ displayName }) => displayName === 'Microsoft Graph',
  );
  const extra = graph?.appRoles.find(({ value }) => value === 'Sites.Read.All');
  if (principal === undefined || graph === undefined || extra === undefined)
    throw new RangeError('the tenant has Microsoft Graph');
  world.sandbox.world.appRoleAssignments['by-hand'] = {
    id: 'by-hand',
    appRoleId: extra.id,
    principalId: principal.id,
    principalDisplayName: principal.displayName,
    principalType: 'ServicePrincipal',
    resourceId: graph.id,
    resourceDisplayName: graph.displayName,
    createdDateTime: new Date(world.clock.now()).toISOString(),
  };
  await world.settle(30);
  const run = await world.view('anna', planned.runId);
  expect(run).toMatchObject({
    phase: 'proven',
    findings: [
      {
        code: 'RUN_PROOF_SURPLUS',
        what: 'The registration holds more than the plan: Sites.Read.All.',
        fix: 'Look at it in the portal and remove what does not belong there.',
      },
    ],
  });
});

test('Conditional Access for workload identities is not called a wrong secret', async () => {
  const { world } = stage;
  const planned = await toPlan(world, 'anna');
  arm(world, TOKEN_ENDPOINT, {
    kind: 'answer',
    when: 'before',
    status: 400,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      error: 'unauthorized_client',
      error_description: 'AADSTS53003: Access has been blocked by Conditional Access policies.',
      error_codes: [53003],
    }),
  });
  const run = await approveAndSettle(world, 'anna', planned);
  expect(run.failure).toMatchObject({ code: 'RUN_CREDENTIAL_BLOCKED' });
  expect(run.failure?.why).toContain('Conditional Access policy for workload identities');
  await world.engine.retry(world.actor('anna'), planned.runId);
  await world.settle(5);
  await expectAllAccountedFor(world, planned.runId);
});

test('a registration deleted by hand in the middle is noticed', async () => {
  const { world } = stage;
  const planned = await toPlan(world, 'anna');
  arm(world, WRITES.secret, answers(429, { code: 'TooManyRequests', message: 'x' }, { 'retry-after': '60' }));
  await approveAndSettle(world, 'anna', planned, 0.5);
  heal(world);
  for (const { id } of ours(world))
    world.sandbox.world.applications = without(world.sandbox.world.applications, id);
  await world.settle(60);
  const run = await world.view('anna', planned.runId);
  expect(run.phase).toBe('needs-you');
  await world.engine.cancel(world.actor('anna'), planned.runId);
  await world.settle(60);
  expect((await world.view('anna', planned.runId)).phase).toBe('cancelled');
});

function without<T>(all: Record<string, T>, id: string): Record<string, T> {
  const { [id]: _gone, ...rest } = all;
  return rest;
}
