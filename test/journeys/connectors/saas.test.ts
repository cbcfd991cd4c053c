/** The Microsoft 365 connector of a SaaS management: its five permissions, its own consent rule, its three fields. */
import { expect, test } from '@jest/globals';
import { control, setRoles } from '../../fakes/faults.ts';
import { heldBy } from '../../fakes/held.ts';
import { useStage } from '../../fakes/stage.ts';
import { approveOwn, toPlan, toProven } from '../../fakes/stories.ts';

const stage = useStage();
const SAAS = 'saas-microsoft-365';

test('S11: four roles and one scope, consented to and read back; S9: User.Read is nowhere', async () => {
  const { world } = stage;
  const run = await toProven(world, 'anna', {}, 30, SAAS);
  expect(run.phase).toBe('proven');
  const permissions = [
    'Directory.Read.All (application)',
    'Organization.Read.All (application)',
    'Reports.Read.All (application)',
    'User.Read.All (application)',
    'offline_access (delegated)',
  ];
  expect(heldBy(world.sandbox.world, 'SaaS Microsoft 365 connector')).toEqual({
    audience: 'AzureADMyOrg',
    requested: permissions,
    granted: permissions,
    redirects: ['http://localhost'],
    publicClient: false,
    owners: [],
    secrets: ['Connector for Microsoft 365'],
    certificates: 0,
    roles: [],
  });
});

test('S3: a plain user may register where the tenant lets its users; S5: somebody else consents', async () => {
  const { world } = stage;
  const run = await toPlan(world, 'uma', {}, SAAS);
  expect(run).toMatchObject({
    phase: 'plan',
    plan: { requesterMayConsent: false, creatorBecomesOwner: true },
  });
  expect(run.plan?.approvers.map(({ displayName }) => displayName)).toEqual(['Anna Admin']);
});

test.each([
  'Global Administrator',
  'Application Administrator',
  'Cloud Application Administrator',
  'Application Developer',
])('S4: registering is off for users: a %s passes', async (role) => {
  const { world } = stage;
  await control(world, 'policies', { allowedToCreateApps: false });
  await setRoles(world, 'bo', [role]);
  const run = await toPlan(world, 'bo', {}, SAAS);
  expect(run.checks.find(({ id }) => id === 'register')?.state).toBe('ok');
  expect(run.phase).toBe('plan');
});

test('S4: any other role: I cannot tell, and Entra decides', async () => {
  const { world } = stage;
  await control(world, 'policies', { allowedToCreateApps: false });
  await setRoles(world, 'bo', ['Reports Reader']);
  const run = await toPlan(world, 'bo', {}, SAAS);
  expect(run.checks.find(({ id }) => id === 'register')?.state).toBe('unknown');
  expect(run.phase).toBe('plan');
});

test('S4: no role and registering off: the one certain case is refused', async () => {
  const { world } = stage;
  await control(world, 'policies', { allowedToCreateApps: false });
  const run = await toPlan(world, 'uma', {}, SAAS);
  expect(run).toMatchObject({ phase: 'checks', plan: null, failure: { code: 'CHECK_REGISTER_NO' } });
});

test('S5: the vendor’s rule stops a Privileged Role Administrator; Microsoft’s, if chosen, does not', async () => {
  const { world } = stage;
  await setRoles(world, 'pia', ['Privileged Role Administrator', 'Application Administrator']);
  const strict = await toPlan(world, 'pia', {}, SAAS);
  expect(strict.plan).toMatchObject({
    requesterMayConsent: false,
    vendorConsentRule: 'Global Administrator',
  });
  const lenient = await toPlan(world, 'pia', { consentRule: 'microsoft' }, SAAS);
  expect(lenient.plan).toMatchObject({ requesterMayConsent: true, vendorConsentRule: null });
  expect((await approveOwn(world, 'pia', lenient)).phase).toBe('proven');
});

test('S16: both ids are handed over, each under its own name; S17: three rows, the vendor’s labels beside the portal’s', async () => {
  const { world } = stage;
  const run = await toProven(world, 'anna', {}, 30, SAAS);
  const { fields } = await world.engine.openHandOver(world.actor('anna'), run.runId);
  expect(fields.map(({ label, portal, value }) => [label, portal, value])).toEqual([
    ['Tenant ID', 'Directory (tenant) ID', world.sandbox.world.tenantId],
    ['Client ID', 'Application (client) ID', run.registration?.appId],
    ['Client secret', 'Client secret', null],
  ]);
});
