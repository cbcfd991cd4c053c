/** A tenant saved by an earlier version, brought up to what a tenant is now. */
import { addDeviceSignIn } from './seed/device-sign-in.ts';
import { seedDomains } from './seed/domains.ts';
import { REGISTRAR_GRANT_ID } from './seed/ids.ts';
import { REGISTRAR_EXTRA_SCOPES } from './seed/registrar.ts';
import { addTab } from './seed/tab.ts';
import { addWatch } from './seed/watch.ts';
import type { User, World } from './world.ts';

type Later = 'deletedDateTime' | 'employeeType';

/** As a file may have it. */
export type SavedWorld = Omit<World, 'domains' | 'users' | 'watchKeyId' | 'tabKeyId'> & {
  domains?: World['domains'];
  watchKeyId?: World['watchKeyId'];
  tabKeyId?: World['tabKeyId'];
  users: Record<string, Omit<User, Later> & Partial<Pick<User, Later>>>;
};

/**
 * The part that came last tells which ones are missing, so each is added once: what a tester takes away afterwards
 * stays away.
 */
export function upgradeWorld(saved: SavedWorld): World {
  const { domains, watchKeyId, tabKeyId } = saved;
  const users = Object.fromEntries(
    Object.entries(saved.users).map(([id, user]) => [
      id,
      { ...user, deletedDateTime: user.deletedDateTime ?? null, employeeType: user.employeeType ?? null },
    ]),
  );
  const world: World = {
    ...saved,
    users,
    domains: domains ?? seedDomains(),
    watchKeyId: watchKeyId ?? null,
    tabKeyId: tabKeyId ?? null,
  };
  if (domains === undefined) addWhatIsAskedNow(world);
  if (watchKeyId === undefined) addWatch(world);
  if (tabKeyId === undefined) addTab(world);
  return world;
}

function addWhatIsAskedNow(world: World): void {
  addDeviceSignIn(world);
  const consent = world.oauth2PermissionGrants[REGISTRAR_GRANT_ID];
  if (consent !== undefined) consent.scope = [consent.scope, ...REGISTRAR_EXTRA_SCOPES].join(' ');
}
