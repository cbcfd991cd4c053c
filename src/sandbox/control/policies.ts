/** The tenant's policies by the control API's shorter words. */
import type { AppManagementRestriction, World } from '../world.ts';
import type { PoliciesBody } from './bodies.ts';

/** What is not named stays as it is; `maxLifetime: null` takes the limit away. */
export function setPolicies(world: World, wanted: PoliciesBody): void {
  const { policies } = world;
  policies.allowedToCreateApps = wanted.allowedToCreateApps ?? policies.allowedToCreateApps;
  if (wanted.secrets === undefined) return;
  const { forbidden, maxLifetime } = wanted.secrets;
  if (forbidden !== undefined)
    replace(world, 'passwordAddition', forbidden ? { maxLifetime: null } : undefined);
  if (maxLifetime !== undefined) {
    replace(world, 'passwordLifetime', maxLifetime === null ? undefined : { maxLifetime });
  }
  const { passwordCredentials, keyCredentials } = policies.appManagement;
  policies.appManagement.isEnabled = passwordCredentials.length + keyCredentials.length > 0;
}

function replace(
  world: World,
  restrictionType: string,
  restriction: Pick<AppManagementRestriction, 'maxLifetime'> | undefined,
): void {
  const { appManagement } = world.policies;
  const others = appManagement.passwordCredentials.filter((one) => one.restrictionType !== restrictionType);
  const added: AppManagementRestriction[] = restriction
    ? [{ restrictionType, state: 'enabled', restrictForAppsCreatedAfterDateTime: null, ...restriction }]
    : [];
  appManagement.passwordCredentials = [...others, ...added];
}
