/** AudioCodes Live Platform: one registration, a secret for each service, Entra roles, and the wizard's leavings. */
import { expect, test } from '@jest/globals';
import { control, setRoles } from '../../fakes/faults.ts';
import { heldBy } from '../../fakes/held.ts';
import { ours, useStage } from '../../fakes/stage.ts';
import { approveOwn, toPlan, toPlanFrom, toProven } from '../../fakes/stories.ts';
import type { World } from '../../fakes/world.ts';

const stage = useStage();
const AUDIOCODES = 'audiocodes-live-platform';
const TEAMS_ADMINISTRATOR = '69091246-20e8-4a56-aa4d-066075b2a7a8';

function liveDr(world: World, values: Record<string, string> = {}) {
  return toProven(world, 'anna', { name: 'LiveDR-01', ...values }, 30, AUDIOCODES);
}

test('A2: a new registration that requests no permission, with its first service’s secret proven', async () => {
  const { world } = stage;
  const run = await liveDr(world);
  expect(run).toMatchObject({ phase: 'proven', proof: { credential: 'proven', permissions: [] } });
  expect(heldBy(world.sandbox.world, 'LiveDR-01')).toEqual({
    audience: 'AzureADMyOrg',
    requested: [],
    granted: [],
    redirects: [],
    publicClient: false,
    owners: [],
    secrets: ['LiveDR-01'],
    certificates: 0,
    roles: [],
  });
});

test('A3: another service makes no second registration; A4: it has a secret, a label and an end of its own', async () => {
  const { world } = stage;
  const first = await liveDr(world);
  const values = { description: 'LiveDR-02', life: 'P24M' };
  const planned = await toPlanFrom(world, 'anna', { runId: first.runId, what: 'add' }, values);
  expect(planned.plan).toMatchObject({
    credential: { kind: 'secret', description: 'LiveDR-02' },
    existing: { made: 'by-us', settingsChange: false, tooMuch: [] },
  });
  const second = await approveOwn(world, 'anna', planned);
  expect(ours(world)).toHaveLength(1);
  expect(heldBy(world.sandbox.world, 'LiveDR-01').secrets).toEqual(['LiveDR-01', 'LiveDR-02']);
  expect([...first.lapses, ...second.lapses]).toMatchObject([
    { label: 'LiveDR-01', ends: '2027-11-21T10:00:00.000Z' },
    { label: 'LiveDR-02', ends: '2028-11-21T10:00:00.000Z' },
  ]);
});

test('A21: the earlier service goes on with its own secret', async () => {
  const { world } = stage;
  const first = await liveDr(world);
  const { value } = await world.engine.revealSecret(world.actor('anna'), first.runId);
  const planned = await toPlanFrom(
    world,
    'anna',
    { runId: first.runId, what: 'add' },
    { description: 'LiveDR-02' },
  );
  await approveOwn(world, 'anna', planned);
  const body = new URLSearchParams({
    client_id: first.registration?.appId ?? '',
    client_secret: value,
    grant_type: 'client_credentials',
    scope: 'https://graph.microsoft.com/.default',
  }).toString();
  const headers = { 'content-type': 'application/x-www-form-urlencoded' };
  const url = `/${world.sandbox.world.tenantId}/oauth2/v2.0/token`;
  expect((await world.sandbox.handle({ method: 'POST', url, headers, body })).status).toBe(200);
});

test('A14: a service of that name, or a registration, is refused beside the field', async () => {
  const { world } = stage;
  const first = await liveDr(world);
  const again = await toPlanFrom(
    world,
    'anna',
    { runId: first.runId, what: 'add' },
    { description: 'livedr-01' },
  );
  expect(again.phase).toBe('choices');
  expect(errorsOn(again)).toEqual([['description', 'DESCRIPTION_TAKEN']]);
  const twin = await toPlan(world, 'anna', { registration: 'new', name: 'LiveDR-01' }, AUDIOCODES);
  expect(errorsOn(twin)).toContainEqual(['name', 'NAME_IN_RECORDS']);
});

test('A14: an application of that name in the tenant stops the plan, and is offered to be taken over', async () => {
  const { world } = stage;
  await control(world, 'wizard', { name: 'LiveDR-01' });
  const run = await toPlan(world, 'anna', { name: 'LiveDR-01' }, AUDIOCODES);
  expect(run).toMatchObject({ phase: 'checks', plan: null, failure: { code: 'CHECK_NAME_NOT_UNIQUE' } });
  expect(run.adoptable).toHaveLength(1);
});

test('A20: what the wizard granted is taken away after its name was typed, and proven empty', async () => {
  const { world } = stage;
  await control(world, 'wizard', { name: 'LiveDR-01' });
  const found = await toPlan(world, 'anna', { name: 'LiveDR-01' }, AUDIOCODES);
  const appId = found.adoptable[0]?.appId ?? '';
  await world.engine.adopt(world.actor('anna'), found.runId, appId, true);
  await world.settle(5);
  const { plan } = await world.view('anna', found.runId);
  expect(plan?.existing?.removals).toEqual([
    'Directory.Read.All (application)',
    'Group.Read.All (application)',
    'TeamSettings.Read.All (application)',
    'User.Read.All (application)',
    'User.Read (delegated)',
  ]);
  const approve = world.engine.approve(world.actor('anna'), found.runId, plan?.hash ?? '');
  await expect(approve).rejects.toMatchObject({ code: 'RUN_NAME_NOT_TYPED' });
  const run = await approveOwn(world, 'anna', await world.view('anna', found.runId));
  expect(run.phase).toBe('proven');
  expect(run.proof?.more).toEqual([
    { what: 'No permission is requested', verdict: 'proven' },
    { what: 'No application permission is granted', verdict: 'proven' },
    { what: 'No delegated permission is granted', verdict: 'proven' },
  ]);
  expect(heldBy(world.sandbox.world, 'LiveDR-01')).toMatchObject({
    requested: [],
    granted: [],
    secrets: ['Live Platform', 'LiveDR-01'],
  });
});

test('A19: taken over without the clean-up, what it holds beyond the plan is listed and stays', async () => {
  const { world } = stage;
  await control(world, 'wizard', { name: 'LiveDR-01' });
  const found = await toPlan(world, 'anna', { name: 'LiveDR-01' }, AUDIOCODES);
  await world.engine.adopt(world.actor('anna'), found.runId, found.adoptable[0]?.appId ?? '', false);
  await world.settle(5);
  const planned = await world.view('anna', found.runId);
  expect(planned.plan?.existing).toMatchObject({ made: 'adopted', settingsChange: false, removals: [] });
  expect(planned.plan?.existing?.tooMuch).toEqual([
    'Directory.Read.All (application)',
    'Group.Read.All (application)',
    'TeamSettings.Read.All (application)',
    'User.Read.All (application)',
    'User.Read (delegated)',
    'client secret Live Platform, until 21 Nov 2028',
  ]);
  const run = await approveOwn(world, 'anna', planned);
  expect(run.phase).toBe('proven');
  expect(run.findings.map(({ code }) => code)).toEqual(['RUN_PROOF_SURPLUS']);
  expect(heldBy(world.sandbox.world, 'LiveDR-01').granted).toHaveLength(5);
});

test('A23: Entra roles named by the admin are given, and taken away again, each read back', async () => {
  const { world } = stage;
  const first = await liveDr(world, { directoryRoles: 'Teams Administrator' });
  expect(first.proof?.more).toEqual([{ what: 'Entra role Teams Administrator', verdict: 'proven' }]);
  expect(heldBy(world.sandbox.world, 'LiveDR-01').roles).toEqual([TEAMS_ADMINISTRATOR]);
  const values = { credential: 'none', rolesToRemove: 'teams administrator' };
  const planned = await toPlanFrom(world, 'anna', { runId: first.runId, what: 'add' }, values);
  const second = await approveOwn(world, 'anna', planned);
  expect(second.proof?.more).toEqual([
    { what: 'Entra role Teams Administrator is taken away', verdict: 'proven' },
  ]);
  expect(heldBy(world.sandbox.world, 'LiveDR-01').roles).toEqual([]);
});

test('A1: without the role AudioCodes asks for there is no plan, and the role is named', async () => {
  const { world } = stage;
  await setRoles(world, 'bo', ['Cloud Application Administrator']);
  const run = await toPlan(world, 'bo', { name: 'LiveDR-01' }, AUDIOCODES);
  expect(run).toMatchObject({ phase: 'checks', plan: null, failure: { code: 'CHECK_REGISTER_VENDOR' } });
  expect(run.failure?.what).toContain('Application Administrator or Global Administrator');
  await setRoles(world, 'bo', ['Application Administrator']);
  const able = await toPlan(world, 'bo', { name: 'LiveDR-01' }, AUDIOCODES);
  expect(able).toMatchObject({ phase: 'plan', plan: { requesterMayConsent: true } });
});

test('A16: nobody is asked about the wizard before a token of our own was taken with the secret', async () => {
  const { world } = stage;
  const anna = world.actor('anna');
  const planned = await toPlan(world, 'anna', { name: 'LiveDR-01' }, AUDIOCODES);
  const { runId } = planned;
  const answer = () => world.engine.tick(anna, runId, 'wizard-credentials', 'worked');
  await expect(answer()).rejects.toMatchObject({ code: 'RUN_STALE' });
  const run = await approveOwn(world, 'anna', planned);
  expect(run.proof?.credential).toBe('proven');
  const tokens = world.exchanges.filter(({ request }) => request.body.includes('client_credentials'));
  expect(tokens.at(-1)?.response.status).toBe(200);
  const { checklist } = await answer();
  expect(checklist.find(({ id }) => id === 'wizard-credentials')?.state).toBe('worked');
});

test('A17: authentication is validated on request, before the hand-over with a token, and the outcome can be marked', async () => {
  const { world } = stage;
  const { runId } = await liveDr(world);
  await world.engine.validate(world.actor('anna'), runId);
  await world.settle(1);
  expect((await world.view('anna', runId)).phase).toBe('needs-sign-in');
  await world.signIn('anna', runId, 'resume');
  await world.settle(1);
  expect(await world.view('anna', runId)).toMatchObject({ phase: 'proven', proof: { credential: 'proven' } });
  const { checklist } = await world.engine.tick(
    world.actor('anna'),
    runId,
    'validate-authentication',
    'failed',
  );
  expect(checklist.find(({ id }) => id === 'validate-authentication')).toMatchObject({
    state: 'failed',
    by: 'Anna Admin',
  });
});

function errorsOn({ choices }: Awaited<ReturnType<typeof toPlan>>) {
  return choices.fields.flatMap((field) =>
    field.kind !== 'fixed' && field.error !== null ? [[field.id, field.error.code]] : [],
  );
}
