/** What must hold at rest, whatever happened on the way (one application, exactly the plan, no stray credential). */
import type { World as Directory } from '../../src/sandbox/world.ts';
import type { World } from './world.ts';

export interface Account {
  readonly phase: string;
  readonly violations: readonly string[];
}

/** Everything in the pretend tenant that carries our mark, held against the run. */
export async function accountOf(world: World, runId: string): Promise<Account> {
  const view = await world.view('anna', runId);
  const directory = world.sandbox.world;
  const ours = Object.values(directory.applications).filter(({ tags }) => tags.includes('registrar'));
  const live = ours.filter(({ deletedDateTime }) => deletedDateTime === null);
  const principals = Object.values(directory.servicePrincipals).filter(
    ({ tags, deletedDateTime }) => tags.includes('registrar') && deletedDateTime === null,
  );
  const granted = Object.values(directory.appRoleAssignments).filter(({ principalId }) =>
    principals.some(({ id }) => id === principalId),
  );
  const planned = view.plan?.permissions.length ?? 0;
  const credentials = live.flatMap(({ passwordCredentials, keyCredentials }) => [
    ...passwordCredentials,
    ...keyCredentials,
  ]);
  const rows: readonly (readonly [string, boolean])[] = [
    [
      `phase is ${view.phase} (${view.failure?.code ?? view.waiting?.code ?? 'no failure'})`,
      view.phase === 'proven',
    ],
    [`${live.length} applications`, live.length === 1],
    [`${ours.length - live.length} applications in the recycle bin`, ours.length === live.length],
    [`${principals.length} service principals`, principals.length === 1],
    [
      `${granted.length} grants for ${planned} planned`,
      granted.length === planned && new Set(granted.map(({ appRoleId }) => appRoleId)).size === planned,
    ],
    [`${credentials.length} credentials`, credentials.length === 1],
    [`failures: ${world.failures.map(String).join()}`, world.failures.length === 0],
  ];
  return { phase: view.phase, violations: rows.filter(([, holds]) => !holds).map(([what]) => what) };
}

/** What a registration of this name should not have left: empty when there is exactly one, with one credential. */
export function leftBehind(directory: Directory, name: string, planned: number): string[] {
  const apps = Object.values(directory.applications).filter(({ displayName }) => displayName === name);
  const principals = Object.values(directory.servicePrincipals).filter(
    ({ displayName }) => displayName === name,
  );
  const ids = new Set(principals.map(({ id }) => id));
  const granted = Object.values(directory.appRoleAssignments).filter(({ principalId }) =>
    ids.has(principalId),
  );
  const credentials = apps.flatMap(({ passwordCredentials, keyCredentials }) => [
    ...passwordCredentials,
    ...keyCredentials,
  ]);
  const counts = {
    applications: [apps.length, 1],
    principals: [principals.length, 1],
    grants: [granted.length, planned],
    credentials: [credentials.length, 1],
  };
  return Object.entries(counts).flatMap(([what, [there, wanted]]) =>
    there === wanted ? [] : [`${name}: ${String(there)} ${what}`],
  );
}
