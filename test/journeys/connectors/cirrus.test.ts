/** Cirrus Connect: functions, with one registration for all of them or one for each. */
import { expect, test } from '@jest/globals';
import { heldBy } from '../../fakes/held.ts';
import { useStage } from '../../fakes/stage.ts';
import { approveOwn, shownOn, toPlan, toPlanFrom, toProven } from '../../fakes/stories.ts';

const stage = useStage();
const CIRRUS = 'cirrus-connect';
const UMA = { userExisting: 'uma@contoso.example' };
const ADDRESSES = [
  'https://login.microsoftonline.com/common/oauth2/nativeclient',
  'urn:ietf:wg:oauth:2.0:oob',
  'http://localhost:8639',
];
const NOTHING = { audience: 'AzureADMyOrg', owners: [], certificates: 0, roles: [] };

test('C15: all four functions: one registration, consented to and proven, exactly what they need', async () => {
  const { world } = stage;
  const all = { directory: 'true', calendar: 'true', mail: 'true', presence: 'true', ...UMA };
  const run = await toProven(world, 'anna', all, 30, CIRRUS);
  expect(run.phase).toBe('proven');
  expect(run.proof?.permissions.map(({ granted }) => granted)).toEqual(Array(7).fill('proven'));
  const permissions = [
    'Calendars.Read (application)',
    'Group.Read.All (application)',
    'Mail.ReadWrite.Shared (delegated)',
    'Mail.Send.Shared (delegated)',
    'Presence.Read.All (delegated)',
    'Presence.ReadWrite.All (application)',
    'User.Read.All (application)',
  ];
  expect(heldBy(world.sandbox.world, 'Cirrus Server')).toEqual({
    ...NOTHING,
    requested: permissions,
    granted: permissions,
    redirects: ADDRESSES,
    publicClient: true,
    secrets: ['Cirrus Connect'],
  });
});

test('C18: mail alone: no secret is made, and there is none to hand over', async () => {
  const { world } = stage;
  const run = await toProven(world, 'anna', { mail: 'true', ...UMA }, 30, CIRRUS);
  expect(run).toMatchObject({ phase: 'proven', proof: { credential: 'none' }, lapses: [] });
  const scopes = ['Mail.ReadWrite.Shared (delegated)', 'Mail.Send.Shared (delegated)'];
  expect(heldBy(world.sandbox.world, 'Cirrus Server')).toEqual({
    ...NOTHING,
    requested: scopes,
    granted: scopes,
    redirects: ADDRESSES,
    publicClient: true,
    secrets: [],
  });
  const sheet = await world.engine.openHandOver(world.actor('anna'), run.runId);
  expect(sheet.fields.map(({ label }) => label)).toEqual([
    'Application ID',
    'Microsoft tenant name',
    'Microsoft tenant ID',
  ]);
});

test('C3: a function added later: the same registration, and consent for what is new alone', async () => {
  const { world } = stage;
  const first = await toProven(world, 'anna', { calendar: 'true' }, 30, CIRRUS);
  const planned = await toPlanFrom(
    world,
    'anna',
    { runId: first.runId, what: 'add' },
    { mail: 'true', ...UMA },
  );
  expect(planned.plan).toMatchObject({
    applicationName: 'Cirrus Server',
    credential: { kind: 'none', because: 'kept' },
    existing: { made: 'by-us', settingsChange: true, tooMuch: [] },
    permissions: [
      { value: 'Calendars.Read', there: true },
      { value: 'Mail.ReadWrite.Shared', there: false },
      { value: 'Mail.Send.Shared', there: false },
    ],
  });
  const before = world.exchanges.length;
  const run = await approveOwn(world, 'anna', planned);
  expect(run.phase).toBe('proven');
  const written = world.exchanges
    .slice(before)
    .flatMap(({ request }) => [...request.body.matchAll(/"method":"(POST|PATCH|DELETE)","url":"([^"?]+)/g)])
    .map(([, method, url]) => `${method ?? ''} ${(url ?? '').replaceAll(/[0-9a-f-]{36}/g, '{id}')}`);
  expect(written).toEqual(['PATCH /applications/{id}', 'POST /oauth2PermissionGrants']);
  expect(heldBy(world.sandbox.world, 'Cirrus Server')).toMatchObject({
    granted: [
      'Calendars.Read (application)',
      'Mail.ReadWrite.Shared (delegated)',
      'Mail.Send.Shared (delegated)',
    ],
    secrets: ['Cirrus Connect'],
    redirects: ADDRESSES,
  });
});

test('C20: the value of the secret is shown once, and is kept nowhere afterwards', async () => {
  const { world } = stage;
  const { runId } = await toProven(world, 'anna', { calendar: 'true' }, 30, CIRRUS);
  const anna = world.actor('anna');
  expect((await world.engine.revealSecret(anna, runId)).value).toHaveLength(40);
  await expect(world.engine.revealSecret(anna, runId)).rejects.toMatchObject({
    code: 'HANDOVER_ALREADY_REVEALED',
  });
});

test('a new registration beside the one that is there is not named before its name was seen', async () => {
  const { world } = stage;
  const { runId } = await toProven(world, 'anna', { calendar: 'true' }, 30, CIRRUS);
  const from = { runId, what: 'add' } as const;
  const asked = await toPlanFrom(world, 'anna', from, { registration: 'new', directory: 'true' });
  expect(asked.phase).toBe('choices');
  const wrong = asked.choices.fields.flatMap((field) =>
    field.kind === 'fixed' || field.error === null ? [] : [[field.id, field.error.code]],
  );
  expect(wrong).toEqual([['name', 'NAME_UNASKED']]);
  expect(asked.choices.fields.map(({ id }) => id)).not.toContain('credential');
  const shown = shownOn(asked);
  expect(shown).toMatchObject({ name: 'Cirrus Server', directory: 'true', description: '' });
  const apart = { ...shown, name: 'Cirrus, apart' };
  const chosen = await world.engine.choose(world.actor('anna'), asked.runId, apart);
  expect(chosen.phase).toBe('sign-in');
});

test('C21: another secret beside the first, for something else, and the first stays', async () => {
  const { world } = stage;
  const first = await toProven(world, 'anna', { calendar: 'true' }, 30, CIRRUS);
  const from = { runId: first.runId, what: 'add' } as const;
  const same = await toPlanFrom(world, 'anna', from, { credential: 'secret', description: 'cirrus connect' });
  expect(same.phase).toBe('choices');
  const planned = await toPlanFrom(world, 'anna', from, { credential: 'secret', description: 'Second node' });
  expect((await approveOwn(world, 'anna', planned)).phase).toBe('proven');
  expect(heldBy(world.sandbox.world, 'Cirrus Server').secrets).toEqual(['Cirrus Connect', 'Second node']);
});

test('C24: the sign-in that must be repeated is a lapse of its own from the first one on', async () => {
  const { world } = stage;
  const { runId } = await toProven(world, 'anna', { mail: 'true', signInRepeats: '30', ...UMA }, 30, CIRRUS);
  const before = await world.view('anna', runId);
  expect(before.lapses).toMatchObject([{ kind: 'sign-in', label: 'uma@contoso.example', ends: null }]);
  const { lapses } = await world.engine.tick(world.actor('anna'), runId, 'console-sign-in', 'done');
  expect(lapses).toMatchObject([{ kind: 'sign-in', ends: '2026-12-21T10:00:00.000Z' }]);
});

test('C22: an account that may not sign in is refused before anything is written', async () => {
  const { world } = stage;
  const missing = await toPlan(
    world,
    'anna',
    { mail: 'true', userExisting: 'nobody@contoso.example' },
    CIRRUS,
  );
  expect(missing).toMatchObject({ phase: 'checks', plan: null, failure: { code: 'USER_NOT_FOUND' } });
  const uma = Object.values(world.sandbox.world.users).find(
    ({ userPrincipalName }) => userPrincipalName === UMA.userExisting,
  );
  if (uma !== undefined) uma.accountEnabled = false;
  const disabled = await toPlan(world, 'anna', { mail: 'true', ...UMA }, CIRRUS);
  expect(disabled).toMatchObject({ phase: 'checks', plan: null, failure: { code: 'USER_DISABLED' } });
});

test('C25: a registration for each function, one after the other, named like the vendor’s', async () => {
  const { world } = stage;
  const values = { directory: 'true', mail: 'true', arrangement: 'separate', ...UMA };
  const first = await toProven(world, 'anna', values, 30, CIRRUS);
  expect(first).toMatchObject({ phase: 'proven', nextFunction: 'Outlook mail' });
  const planned = await toPlanFrom(world, 'anna', { runId: first.runId, what: 'next-function' }, UMA);
  const second = await approveOwn(world, 'anna', planned);
  expect(second).toMatchObject({ phase: 'proven', nextFunction: null });
  expect(heldBy(world.sandbox.world, 'Cirrus Server – Active Directory').granted).toEqual([
    'Group.Read.All (application)',
    'User.Read.All (application)',
  ]);
  expect(heldBy(world.sandbox.world, 'Cirrus Server – Mail').granted).toEqual([
    'Mail.ReadWrite.Shared (delegated)',
    'Mail.Send.Shared (delegated)',
  ]);
});

test('C25: the secret of the next one is called after its registration, and the form can be sent as it comes', async () => {
  const { world } = stage;
  const values = { directory: 'true', calendar: 'true', arrangement: 'separate' };
  const first = await toProven(world, 'anna', values, 30, CIRRUS);
  const planned = await toPlanFrom(world, 'anna', { runId: first.runId, what: 'next-function' });
  expect((await approveOwn(world, 'anna', planned)).phase).toBe('proven');
  expect(heldBy(world.sandbox.world, 'Cirrus Server – Active Directory').secrets).toEqual(['Cirrus Connect']);
  expect(heldBy(world.sandbox.world, 'Cirrus Server – Calendar').secrets).toEqual([
    'Cirrus Server – Calendar',
  ]);
});
