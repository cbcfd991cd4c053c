/** X1: a vendor nobody has heard of, with a mix of features that none of the five has, works from a YAML file alone. */
import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { loadDefinition } from '../../../src/provisioning/connectors/load.ts';
import { vendorCertificate } from '../../fakes/certificates.ts';
import { heldBy } from '../../fakes/held.ts';
import { useStage } from '../../fakes/stage.ts';
import { approveOwn, toPlan, toPlanFrom } from '../../fakes/stories.ts';

const HARBOUR = new URL('own/harbour-recorder.yaml', import.meta.url);
const loaded = loadDefinition('harbour-recorder.yaml', readFileSync(HARBOUR));
const stage = useStage({ definitions: loaded.ok ? [loaded.definition] : [] });
const { pem } = vendorCertificate(Date.UTC(2026, 10, 21));

test('X1: the file is in order', () => {
  expect(loaded).toMatchObject({ ok: true });
});

test('X1: it is found by what people call it, planned, written, proven and handed over', async () => {
  const { world } = stage;
  expect(world.engine.find('harbor')).toMatchObject({ kind: 'found', connector: { id: 'harbour-recorder' } });
  const values = { directory: 'true', 'people-detail': 'full', certificate: pem };
  const planned = await toPlan(world, 'anna', values, 'harbour-recorder');
  expect(planned.plan).toMatchObject({
    vendorConsentRule: 'Global Administrator',
    warnings: ['People have to be told that they are recorded.'],
    user: { userPrincipalName: 'harbour@contoso.example', becomesOwner: true },
  });
  const run = await approveOwn(world, 'anna', planned);
  expect(run).toMatchObject({ phase: 'proven', proof: { credential: 'not-checked' } });
  const permissions = [
    'CallRecords.Read.All (application)',
    'GroupMember.Read.All (application)',
    'Presence.Read.All (delegated)',
    'User.Read.All (application)',
  ];
  expect(heldBy(world.sandbox.world, 'Harbour-Recorder')).toEqual({
    audience: 'AzureADMyOrg',
    requested: permissions,
    granted: permissions,
    redirects: [
      'https://harbour-recorder.example/signin',
      'https://app.harbour-recorder.example/callback',
      'http://localhost:4711',
    ],
    publicClient: true,
    owners: ['harbour@contoso.example'],
    secrets: [],
    certificates: 1,
    roles: ['4a5d8f65-41da-4de4-8968-e035b65339cf'],
  });
  await world.engine.tick(world.actor('anna'), run.runId, 'first-sign-in', 'done');
  const sheet = await world.engine.openHandOver(world.actor('anna'), run.runId);
  expect(sheet.fields.map(({ label, value }) => [label, value])).toEqual([
    ['Directory', world.sandbox.world.tenantId],
    ['Tenant name', 'Contoso'],
    ['Application', run.registration?.appId],
    ['Shown as', 'Harbour-Recorder'],
    ['Account', 'harbour@contoso.example'],
  ]);
  expect((await world.engine.confirmSent(world.actor('anna'), run.runId)).phase).toBe('handed-over');
});

test('X1: come back to for another function, it writes what is new and keeps its certificate', async () => {
  const { world } = stage;
  const first = await approveOwn(
    world,
    'anna',
    await toPlan(world, 'anna', { certificate: pem }, 'harbour-recorder'),
  );
  const values = { directory: 'true', region: 'own', userName: 'harbour-two' };
  const planned = await toPlanFrom(world, 'anna', { runId: first.runId, what: 'add' }, values);
  expect(planned.plan?.permissions.filter(({ there }) => !there).map(({ value }) => value)).toEqual([
    'User.ReadBasic.All',
  ]);
  expect(planned.plan?.credential).toEqual({ kind: 'none', because: 'kept' });
  expect((await approveOwn(world, 'anna', planned)).phase).toBe('proven');
});
