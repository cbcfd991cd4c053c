/** jtel Presence: a user is made for it, owns the registration, and signs in once before anything is finished. */
import { expect, test } from '@jest/globals';
import { RegistrarError } from '../../../src/provisioning/errors.ts';
import { setRoles } from '../../fakes/faults.ts';
import { heldBy } from '../../fakes/held.ts';
import { ours, useStage } from '../../fakes/stage.ts';
import { toPlan, toProven } from '../../fakes/stories.ts';
import type { World } from '../../fakes/world.ts';

const stage = useStage();
const JTEL = 'jtel-presence';
const NAME = 'jtel-presence@contoso.example';

function userNamed(world: World, name: string) {
  return Object.values(world.sandbox.world.users).find(({ userPrincipalName }) => userPrincipalName === name);
}

test('J4: the user is made, enabled, and has to change its password; J8: it is the one owner', async () => {
  const { world } = stage;
  const run = await toProven(world, 'anna', {}, 30, JTEL);
  expect(run.phase).toBe('proven');
  expect(userNamed(world, NAME)).toMatchObject({ accountEnabled: true, _mustChangePassword: true });
  expect(heldBy(world.sandbox.world, 'jtel Teams Presence')).toEqual({
    audience: 'AzureADMyOrg',
    requested: ['Presence.Read.All (delegated)'],
    granted: ['Presence.Read.All (delegated)'],
    redirects: [],
    publicClient: false,
    owners: [NAME],
    secrets: [''],
    certificates: 0,
    roles: [],
  });
  expect(run.proof?.more).toEqual([
    { what: `User ${NAME} is enabled`, verdict: 'proven' },
    { what: `${NAME} is an owner`, verdict: 'proven' },
  ]);
});

test('J8: set up again on the same registration, the owner is not added twice', async () => {
  const { world } = stage;
  await toProven(world, 'anna', {}, 30, JTEL);
  const again = await toPlan(
    world,
    'anna',
    { userWay: 'existing', userExisting: NAME, credential: 'none' },
    JTEL,
  );
  expect(again.plan).toMatchObject({ nothingToDo: true, user: { becomesOwner: false } });
});

test('J5: it cannot be finished before the first sign-in is ticked', async () => {
  const { world } = stage;
  const { runId } = await toProven(world, 'anna', {}, 30, JTEL);
  const anna = world.actor('anna');
  await expect(world.engine.confirmSent(anna, runId)).rejects.toThrow(RegistrarError);
  await expect(world.engine.confirmSent(anna, runId)).rejects.toMatchObject({ code: 'CHECKLIST_OPEN' });
  await world.engine.tick(anna, runId, 'first-sign-in', 'done');
  expect((await world.engine.confirmSent(anna, runId)).phase).toBe('handed-over');
});

test('J7: the password lapses as the tenant says, counted from the first sign-in', async () => {
  const { world } = stage;
  const { runId, lapses } = await toProven(world, 'anna', {}, 30, JTEL);
  expect(lapses).toMatchObject([{ kind: 'secret' }, { kind: 'password', label: NAME, ends: null }]);
  const ticked = await world.engine.tick(world.actor('anna'), runId, 'first-sign-in', 'done');
  expect(ticked.lapses[1]).toMatchObject({ kind: 'password', ends: '2027-02-19T10:00:00.000Z' });
});

test('J7: a password that never expires is written so, and is no lapse with a date', async () => {
  const { world } = stage;
  const run = await toProven(world, 'anna', { neverExpires: 'true' }, 30, JTEL);
  expect(userNamed(world, NAME)?.passwordPolicies).toBe('DisablePasswordExpiration');
  expect(run.lapses[1]).toMatchObject({ kind: 'password', ends: null, note: 'It never expires.' });
});

test('J6: the first password is shown once, to the admin, and obeys the rule of the seven characters', async () => {
  const { world } = stage;
  const { runId } = await toProven(world, 'anna', {}, 30, JTEL);
  const anna = world.actor('anna');
  const { value } = await world.engine.revealPassword(anna, runId);
  expect(value).toMatch(/^[^[\]<>?#&]{20}$/);
  await expect(world.engine.revealPassword(anna, runId)).rejects.toMatchObject({
    code: 'HANDOVER_PASSWORD_SHOWN',
  });
  await expect(world.engine.revealPassword(world.actor('bo'), runId)).rejects.toMatchObject({
    code: 'RUN_NOT_YOURS',
  });
});

test('J12: five fields in the vendor’s order, and the password is the person’s own to send', async () => {
  const { world } = stage;
  const { runId } = await toProven(world, 'anna', {}, 30, JTEL);
  const { fields } = await world.engine.openHandOver(world.actor('anna'), runId);
  expect(fields.map(({ label, value, secret }) => [label, secret ? 'secret' : value])).toEqual([
    ['Application (client) ID', expect.any(String)],
    ['Directory (tenant) ID', world.sandbox.world.tenantId],
    ['Secret Value', 'secret'],
    ['User email address', NAME],
    ['User password', 'the one you set at first sign-in; send it yourself'],
  ]);
});

test('J13: the Secret ID is handed over nowhere, and refused where it is taken for the value', async () => {
  const { world } = stage;
  const anna = world.actor('anna');
  const { runId, registration } = await toProven(world, 'anna', {}, 30, JTEL);
  const [app] = ours(world);
  const keyId = app?.passwordCredentials[0]?.keyId ?? '';
  expect(keyId).toHaveLength(36);
  expect(JSON.stringify(await world.engine.openHandOver(anna, runId))).not.toContain(keyId);
  const other = { registration: 'new', name: 'By hand', userWay: 'existing', userExisting: NAME };
  const byHand = await toPlan(world, 'anna', { mode: 'by-hand', ...other }, JTEL);
  const appId = registration?.appId ?? '';
  await expect(world.engine.verifyByHand(anna, byHand.runId, appId, keyId)).rejects.toMatchObject({
    code: 'HANDOVER_SECRET_ID',
  });
});

test('J1: what is missing is named: users may not be made by who only manages applications', async () => {
  const { world } = stage;
  const run = await toPlan(world, 'bo', {}, JTEL);
  const bad = run.checks.filter(({ state }) => state === 'bad').map(({ text }) => text.code);
  expect(bad).toEqual(['CHECK_USER_NO']);
  await setRoles(world, 'bo', ['Application Administrator', 'User Administrator']);
  const able = await toPlan(world, 'bo', {}, JTEL);
  expect(able.checks.filter(({ state }) => state === 'bad')).toEqual([]);
});

test('J9: other delegated permissions are named on the form and found in the tenant', async () => {
  const { world } = stage;
  const values = { presence: 'false', morePermissions: 'Presence.Read, User.ReadBasic.All' };
  const planned = await toPlan(world, 'anna', values, JTEL);
  expect(planned.plan?.permissions.map(({ value, type }) => `${value} (${type})`)).toEqual([
    'Presence.Read (delegated)',
    'User.ReadBasic.All (delegated)',
  ]);
  const unknown = await toPlan(world, 'anna', { morePermissions: 'Presence.Raed.All' }, JTEL);
  expect(unknown).toMatchObject({ plan: null, failure: { code: 'PERMISSION_UNKNOWN' } });
});

test('a first password nobody fetched for a day is destroyed, and that is said', async () => {
  const { world } = stage;
  const { runId } = await toProven(world, 'anna', {}, 30, JTEL);
  world.clock.advance(25 * 60 * 60_000);
  await world.engine.tidy();
  const run = await world.view('anna', runId);
  expect(run.firstPassword).toBe('gone');
  expect(run.findings.map(({ code }) => code).sort()).toEqual(['HANDOVER_UNCLAIMED', 'USER_PASSWORD_GONE']);
});
