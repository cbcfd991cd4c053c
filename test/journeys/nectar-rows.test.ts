/** Rows of the vendor's document that only a whole set-up can prove, on the pretend tenant. */
import { beforeEach, describe, expect, test } from '@jest/globals';
import { findSecrets } from '../fakes/canary.ts';
import type { TestDatabase } from '../fakes/database.ts';
import { arm, heal, WRITES } from '../fakes/faults.ts';
import { Portal } from '../fakes/portal.ts';
import { useStage } from '../fakes/stage.ts';
import { toPlan, toProven } from '../fakes/stories.ts';
import type { World } from '../fakes/world.ts';
import type { RunView } from '../../src/provisioning/contract.ts';
import { parseRunId, parseTenantId } from '../../src/provisioning/core/ids.ts';

const CALLS = '45bbb07e-7321-4fd7-a8f6-3ff27e6a81c8';
const GROUPS = '98830695-27a2-44f7-8c18-0c3ebc9698f6';
const USERS = 'df021288-bdef-4463-88db-98f22de89214';
const DEVICES = '0591bafd-7c1c-4c30-a2a5-2b9aacb1dfe8';

const stage = useStage();
let database: TestDatabase;
let world: World;
beforeEach(() => void ({ database, world } = stage));

/** Everything a person could find changed in the tenant. */
function directory(): string {
  const { applications, servicePrincipals, appRoleAssignments, oauth2PermissionGrants, users } =
    world.sandbox.world;
  return JSON.stringify({
    ...{ applications, servicePrincipals, appRoleAssignments },
    ...{ oauth2PermissionGrants, users },
  });
}

function grantsOf(run: RunView): string[] {
  const { servicePrincipals, appRoleAssignments } = world.sandbox.world;
  const ours = Object.values(servicePrincipals).find(({ appId }) => appId === run.registration?.appId);
  return Object.values(appRoleAssignments)
    .filter(({ principalId }) => principalId === ours?.id)
    .map(({ appRoleId }) => appRoleId)
    .sort();
}

async function history(run: RunView) {
  const [tenantId, runId] = [parseTenantId(run.tenantId), parseRunId(run.runId)];
  if (tenantId === undefined || runId === undefined) throw new RangeError('not ids');
  return database.store.ledger.history(tenantId, runId);
}

async function approve(key: string, run: RunView): Promise<RunView> {
  await world.engine.approve(world.actor(key), run.runId, run.plan?.hash ?? '');
  await world.settle(30);
  return world.view(key, run.runId);
}

/** What was proven, without what differs between any two set-ups. */
function evidence(run: RunView) {
  const permissions = [...(run.proof?.permissions ?? [])].sort((a, b) => a.value.localeCompare(b.value));
  return { phase: run.phase, failure: run.failure, credential: run.proof?.credential, permissions };
}

test('N2: done for you and done by hand end in the same proof', async () => {
  const forMe = await toProven(world, 'anna');
  const planned = await toPlan(world, 'anna', { name: 'Nectar by hand', registration: 'new' });
  const before = directory();
  const { steps } = await world.engine.portalSteps(world.actor('anna'), planned.runId);
  expect(steps.length).toBeGreaterThan(3);
  expect(directory()).toBe(before);

  const portal = await Portal.open(world, 'anna');
  const made = await portal.register('Nectar by hand', [CALLS, GROUPS, USERS]);
  await portal.consent(made, [CALLS, GROUPS, USERS]);
  const ends = planned.plan?.credential.kind === 'secret' ? planned.plan.credential.endDateTime : '';
  const secret = await portal.addSecret(made, ends);
  const byHand = await world.engine.verifyByHand(world.actor('anna'), planned.runId, made.appId, secret);

  expect(forMe.phase).toBe('proven');
  expect(evidence(byHand)).toEqual(evidence(forMe));
  expect(byHand.registration?.appId).toBe(made.appId);
});

test('N3: nothing is written until the plan is approved, and every write is in the history with its request id', async () => {
  const before = directory();
  const planned = await toPlan(world, 'anna');
  await world.settle(24 * 60);
  expect(planned.phase).toBe('plan');
  expect(directory()).toBe(before);
  expect((await history(planned)).filter(({ requestId }) => requestId !== null)).toEqual([]);

  const start = world.exchanges.length;
  const run = await approve('anna', planned);
  expect(run.phase).toBe('proven');
  const answered = world.exchanges.slice(start).map(({ response }) => JSON.stringify(response));
  const calls = (await history(run)).filter(({ what }) => /-(created|applied)/.test(what));
  expect(calls.map(({ what }) => what).sort()).toEqual([
    'app-role:CallRecords.Read.All-applied',
    'app-role:GroupMember.Read.All-applied',
    'app-role:User.Read.All-applied',
    'application-created',
    'secret-applied',
    'service-principal-created',
  ]);
  for (const { what, requestId, actor } of calls) {
    expect({ what, actor: actor?.displayName }).toEqual({ what, actor: 'Anna Admin' });
    expect(requestId).toMatch(/^[0-9a-f-]{36}$/);
    expect(answered.some((answer) => answer.includes(requestId ?? 'no id'))).toBe(true);
  }
});

describe('N23: consent', () => {
  test('N23: is given only on an explicit approval of the plan that is shown', async () => {
    const planned = await toPlan(world, 'anna');
    const before = directory();
    const other = world.engine.approve(world.actor('anna'), planned.runId, 'f'.repeat(64));
    await expect(other).rejects.toMatchObject({ code: 'RUN_PLAN_CHANGED' });
    await world.settle(60);
    expect(directory()).toBe(before);
    expect(grantsOf(await approve('anna', planned))).toEqual([CALLS, GROUPS, USERS].sort());
  });

  test('N23: is refused to a role that may not give it, and is given under the sign-in of one that may', async () => {
    const planned = await toPlan(world, 'bo');
    expect(planned.plan?.requesterMayConsent).toBe(false);
    const before = directory();
    const alone = world.engine.approve(world.actor('bo'), planned.runId, planned.plan?.hash ?? '');
    await expect(alone).rejects.toMatchObject({ code: 'RUN_MAY_NOT_CONSENT' });
    await world.settle(60);
    expect(directory()).toBe(before);

    const pia = world.actor('pia');
    await world.engine.askApprover(world.actor('bo'), planned.runId, pia.oid);
    await world.signIn('pia', planned.runId, 'approve');
    await world.settle(30);
    const run = await world.view('bo', planned.runId);
    expect(run.phase).toBe('proven');
    expect(grantsOf(run)).toEqual([CALLS, GROUPS, USERS].sort());
    const granted = (await history(run)).filter(({ what }) => what.startsWith('app-role:'));
    expect(granted.map(({ actor }) => actor?.displayName)).toEqual(Array(3).fill('Pia Privileged'));
  });

  test('N23: asks the directory again who the approver is: a role lost since the plan no longer counts', async () => {
    const planned = await toPlan(world, 'bo');
    await world.engine.askApprover(world.actor('bo'), planned.runId, world.actor('pia').oid);
    const { roleAssignments } = world.sandbox.world;
    for (const { id, principalId } of Object.values(roleAssignments))
      if (principalId === world.actor('pia').oid) delete roleAssignments[id];
    const before = directory();
    await expect(world.signIn('pia', planned.runId, 'approve')).rejects.toMatchObject({
      code: 'RUN_MAY_NOT_CONSENT',
    });
    await world.settle(60);
    expect(directory()).toBe(before);
  });
});

describe('N24: the status of each permission', () => {
  test('N24: comes from read-back: an answer that only says granted does not finish the set-up', async () => {
    const planned = await toPlan(world, 'anna', { devices: 'true' });
    const lie = { id: 'made-up', appRoleId: DEVICES };
    const headers = { 'content-type': 'application/json' };
    const effect = {
      kind: 'answer',
      when: 'before',
      status: 201,
      headers,
      body: JSON.stringify(lie),
    } as const;
    arm(world, WRITES.grant, effect, 1, 4);
    const run = await approve('anna', planned);
    expect(grantsOf(run)).toHaveLength(3);
    expect(run).toMatchObject({ phase: 'needs-you', failure: { code: 'RUN_PROOF_MISSING' } });
    expect(run.proof?.permissions.map(({ value, granted }) => `${value} ${granted}`).sort()).toEqual([
      'CallRecords.Read.All proven',
      'GroupMember.Read.All proven',
      'TeamworkDevice.Read.All missing',
      'User.Read.All proven',
    ]);
    expect(run.handOver.state).toBe('none');
    expect(run.steps.find(({ id }) => id === 'Proof')).toMatchObject({ state: 'failed' });
    heal(world);
  });

  test('N24: is not proven by hand until every one that was chosen is granted, devices included', async () => {
    const planned = await toPlan(world, 'anna', {
      name: 'Nectar by hand',
      devices: 'true',
      registration: 'new',
    });
    await world.engine.portalSteps(world.actor('anna'), planned.runId);
    const portal = await Portal.open(world, 'anna');
    const made = await portal.register('Nectar by hand', [CALLS, GROUPS, USERS, DEVICES]);
    await portal.consent(made, [CALLS, GROUPS, USERS]);
    const ends = planned.plan?.credential.kind === 'secret' ? planned.plan.credential.endDateTime : '';
    const secret = await portal.addSecret(made, ends);
    const verify = () => world.engine.verifyByHand(world.actor('anna'), planned.runId, made.appId, secret);

    const short = await verify();
    expect(short).toMatchObject({ phase: 'by-hand', failure: { code: 'RUN_HAND_DIFFERS' } });
    expect(JSON.stringify(short.failure)).toContain('TeamworkDevice.Read.All');
    expect(short.proof?.permissions.map(({ value, granted }) => `${value} ${granted}`).sort()).toEqual([
      'CallRecords.Read.All proven',
      'GroupMember.Read.All proven',
      'TeamworkDevice.Read.All missing',
      'User.Read.All proven',
    ]);

    await portal.consent(made, [DEVICES]);
    const whole = await verify();
    expect(whole).toMatchObject({ phase: 'proven', failure: null });
    expect(new Set(whole.proof?.permissions.map(({ granted }) => granted))).toEqual(new Set(['proven']));
  });
});

test('N28: the value is shown once, to the requester, and is gone from the store with it', async () => {
  const run = await toProven(world, 'anna');
  const stored = async () =>
    (await database.database.kysely.selectFrom('secrets').selectAll().execute()).length;
  expect(await stored()).toBe(1);
  for (const other of ['pia', 'bo']) {
    await expect(world.engine.revealSecret(world.actor(other), run.runId)).rejects.toMatchObject({
      code: 'RUN_NOT_YOURS',
    });
  }
  const sheet = await world.engine.openHandOver(world.actor('anna'), run.runId);
  const { value } = await world.engine.revealSecret(world.actor('anna'), run.runId);
  const made = world.exchanges.flatMap(({ response }) => [
    ...response.body.matchAll(/"secretText":"([^"]+)"/g),
  ]);
  expect(made.map(([, text]) => text)).toEqual([value]);
  expect(JSON.stringify(sheet)).not.toContain(value);
  expect(await stored()).toBe(0);
  const again = () => world.engine.revealSecret(world.actor('anna'), run.runId);
  await expect(again()).rejects.toMatchObject({ code: 'HANDOVER_ALREADY_REVEALED' });
  await world.restart();
  await expect(again()).rejects.toMatchObject({ code: 'HANDOVER_ALREADY_REVEALED' });
  expect(await findSecrets(world, database)).toEqual([]);
});

describe('X2: a permission that is not the one named', () => {
  const graphRoles = () =>
    Object.values(world.sandbox.world.servicePrincipals).find(
      ({ appId }) => appId === '00000003-0000-0000-c000-000000000000',
    );

  test.each([
    ['another id under its name', { id: '9e3f62cf-ca93-4989-b6ce-bf83c28f9fe8' }, 'DEF_PERMISSION_MISMATCH'],
    ['another name under its id', { value: 'RoleManagement.ReadWrite.Directory' }, 'DEF_PERMISSION_MISMATCH'],
    ['switched off', { isEnabled: false }, 'DEF_PERMISSION_DISABLED'],
  ])('X2: stops before any write: %s', async (_, changed, code) => {
    const role = graphRoles()?.appRoles.find(({ id }) => id === CALLS);
    Object.assign(role ?? {}, changed);
    await stopped(code);
  });

  test('X2: stops before any write: delegated where an application permission is named', async () => {
    const graph = graphRoles();
    const role = graph?.appRoles.find(({ id }) => id === CALLS);
    if (graph === undefined || role === undefined) throw new RangeError('the sandbox has no Graph');
    graph.appRoles = graph.appRoles.filter(({ id }) => id !== CALLS);
    const { id, value, isEnabled } = role;
    const words = { adminConsentDisplayName: value, adminConsentDescription: value };
    const nobody = { userConsentDisplayName: null, userConsentDescription: null };
    graph.oauth2PermissionScopes.push({ id, value, isEnabled, type: 'Admin', ...words, ...nobody });
    await stopped('DEF_PERMISSION_ABSENT');
  });

  async function stopped(code: string): Promise<void> {
    const before = directory();
    const run = await toPlan(world, 'anna');
    await world.settle(60);
    expect(run.plan).toBeNull();
    expect(JSON.stringify(run)).toContain(code);
    const approval = world.engine.approve(world.actor('anna'), run.runId, '');
    await expect(approval).rejects.toMatchObject({ code: expect.stringMatching(/^RUN_/) });
    await world.settle(60);
    expect(directory()).toBe(before);
  }
});

describe('X4: the value of a secret', () => {
  test('X4: is in no table, view, failure or history line, before and after the reveal', async () => {
    const run = await toProven(world, 'anna');
    const everyFault = { kind: 'reset', when: 'after' } as const;
    expect(await findSecrets(world, database)).toEqual([]);
    await world.engine.openHandOver(world.actor('anna'), run.runId);
    await world.engine.revealSecret(world.actor('anna'), run.runId);
    arm(world, WRITES.secret, everyFault);
    await world.signIn('anna', run.runId, 'check');
    await world.engine.remakeSecret(world.actor('anna'), run.runId);
    await world.settle(60);
    heal(world);
    expect(await findSecrets(world, database)).toEqual([]);
    expect(JSON.stringify(await history(run))).not.toMatch(/eyJ|8Q~/);
  });

  test('X4: would be found if it were anywhere', async () => {
    const run = await toProven(world, 'anna');
    const places = await findSecrets(world, database, run.registration?.appId ?? '');
    const found = ['table public.runs', 'the answer of view'].map((place) => `what was given in ${place}`);
    expect(places).toEqual(expect.arrayContaining(found));
  });
});

test.each(["O'Brien's connector", "' or '1' eq '1", 'a\\b #2 [x] +c', 'Zürich ネクター 🐝'])(
  'a name is looked for as it is written: %s',
  async (name) => {
    const nameCheck = (run: RunView) => run.checks.find(({ id }) => id === 'name')?.state;
    const first = await toProven(world, 'anna', { name });
    expect([first.phase, nameCheck(first)]).toEqual(['proven', 'ok']);
    expect(nameCheck(await toPlan(world, 'anna', { name, registration: 'new' }))).toBe('warn');
    expect(nameCheck(await toPlan(world, 'anna', { name: `${name} too`, registration: 'new' }))).toBe('ok');
  },
);
