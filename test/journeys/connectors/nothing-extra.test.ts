/** X3: whatever a flow makes, everything else in the tenant stays as it was, to the byte. */
import { expect, test } from '@jest/globals';
import type { World as Directory } from '../../../src/sandbox/world.ts';
import { CONNECTOR_FLOWS } from '../../fakes/connector-flows.ts';
import { heldBy } from '../../fakes/held.ts';
import { useStage } from '../../fakes/stage.ts';
import { approveOwn, toPlan } from '../../fakes/stories.ts';

const stage = useStage();

test.each(CONNECTOR_FLOWS.map((flow) => [flow.name, flow] as const))(
  'X3: %s: nothing but the plan is made',
  async (_name, flow) => {
    const { world } = stage;
    const planned = await flow.toPlan(world);
    const before = structuredClone(world.sandbox.world);
    expect((await approveOwn(world, 'anna', planned)).phase).toBe('proven');
    const after = world.sandbox.world;
    expect(heldBy(after, flow.application)).toEqual(flow.held);
    expect(others(after, flow.application, flow.users)).toEqual(others(before, flow.application, flow.users));
  },
);

test('X3: where Entra makes the creator an owner, the plan says so, and there is no other owner', async () => {
  const { world } = stage;
  const planned = await toPlan(world, 'dana', { consentRule: 'microsoft' }, 'saas-microsoft-365');
  expect(planned.plan?.creatorBecomesOwner).toBe(true);
  const anna = world.actor('anna');
  await world.engine.askApprover(world.actor('dana'), planned.runId, anna.oid);
  await world.signIn('anna', planned.runId, 'approve');
  await world.settle(30);
  expect((await world.view('dana', planned.runId)).phase).toBe('proven');
  const { owners } = heldBy(world.sandbox.world, 'SaaS Microsoft 365 connector');
  expect(owners).toEqual(['dana@contoso.example']);
});

/** The tenant without this application, its service principal, what hangs on that, and these users. */
function others(directory: Directory, application: string, users: readonly string[]) {
  const own = new Set(
    [...Object.values(directory.applications), ...Object.values(directory.servicePrincipals)]
      .filter(({ displayName }) => displayName === application)
      .map(({ id }) => id),
  );
  const kept = <T>(map: Readonly<Record<string, T>>, isOwn: (one: T) => boolean) =>
    Object.fromEntries(Object.entries(map).filter(([, one]) => !isOwn(one)));
  return {
    ...directory,
    applications: kept(directory.applications, ({ id }) => own.has(id)),
    servicePrincipals: kept(directory.servicePrincipals, ({ id }) => own.has(id)),
    appRoleAssignments: kept(directory.appRoleAssignments, ({ principalId }) => own.has(principalId)),
    oauth2PermissionGrants: kept(directory.oauth2PermissionGrants, ({ clientId }) => own.has(clientId)),
    roleAssignments: kept(directory.roleAssignments, ({ principalId }) => own.has(principalId)),
    users: kept(directory.users, ({ userPrincipalName }) => users.includes(userPrincipalName)),
  };
}
