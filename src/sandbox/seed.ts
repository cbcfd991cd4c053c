/** The pretend tenant as it is on the first day. */
import type { World } from './world.ts';
import { seedDomains } from './seed/domains.ts';
import { graphServicePrincipal } from './seed/graphServicePrincipal.ts';
import { growWorld, type Growth } from './seed/grow.ts';
import { addDeviceSignIn } from './seed/device-sign-in.ts';
import { DEFAULT_DOMAIN, GRAPH_SP_ID, TENANT_ID, TENANT_NAME } from './seed/ids.ts';
import { addInspector } from './seed/inspector.ts';
import { addPeople } from './seed/people.ts';
import { addRegistrar } from './seed/registrar.ts';
import { addTab } from './seed/tab.ts';
import { addWatch } from './seed/watch.ts';

export { NEVER_EXPIRING_DOMAIN, UNVERIFIED_DOMAIN } from './seed/domains.ts';
export { growWorld, type Growth } from './seed/grow.ts';
export {
  DEVICE_SIGN_IN_APP_ID,
  GRAPH_APP_ID,
  GRAPH_SP_ID,
  REGISTRAR_APP_ID,
  TAB_APP_ID,
  TENANT_ID,
  WATCH_APP_ID,
} from './seed/ids.ts';
export { INSPECTOR } from './seed/inspector.ts';
export { PEOPLE, rolesOf, setRoles, type Person } from './seed/people.ts';
export { giveTabCertificate } from './seed/tab.ts';
export { giveWatchCertificate, letWatchReadGrants } from './seed/watch.ts';
export { ROLES, ROLE_NAMES, isRoleName, roleNameOf, type RoleName } from './seed/roles.ts';

export interface SeedOptions extends Growth {
  /** Epoch milliseconds at which the tenant came to be; every seeded object carries this date. */
  readonly now: number;
}

const FIRST_DAY = Date.UTC(2026, 0, 5, 8);

/** Contoso: six people, Microsoft Graph, the product's own applications for signing in, watching and the tab, and the inspector. */
export function seedWorld(options: SeedOptions = { now: FIRST_DAY }): World {
  const world = emptyWorld(new Date(options.now).toISOString());
  world.servicePrincipals[GRAPH_SP_ID] = graphServicePrincipal(world.createdDateTime);
  addPeople(world);
  addRegistrar(world);
  addDeviceSignIn(world);
  addWatch(world);
  addTab(world);
  addInspector(world);
  growWorld(world, options);
  return world;
}

function emptyWorld(createdDateTime: string): World {
  return {
    tenantId: TENANT_ID,
    tenantName: TENANT_NAME,
    defaultDomain: DEFAULT_DOMAIN,
    domains: seedDomains(),
    createdDateTime,
    applications: {},
    servicePrincipals: {},
    appRoleAssignments: {},
    oauth2PermissionGrants: {},
    users: {},
    roleAssignments: {},
    policies: {
      allowedToCreateApps: true,
      appManagement: { isEnabled: false, passwordCredentials: [], keyCredentials: [] },
    },
    watchKeyId: null,
    tabKeyId: null,
    clockOffsetMs: 0,
  };
}
