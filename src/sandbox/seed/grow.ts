/** Making the tenant as large as a real one, for measurements. Everything is made from an index: no randomness. */
import type { AppRole, Application, ServicePrincipal, World } from '../world.ts';
import { blankApplication, blankServicePrincipal } from './blank.ts';
import { GRAPH_APP_ID, seedGuid } from './ids.ts';
import { graphAppRoleId } from './graphServicePrincipal.ts';
import { grownCredentials } from './grow-credentials.ts';

export interface Growth {
  /** How many grown objects there are to be afterwards; what is there already is kept. */
  readonly servicePrincipals?: number | undefined;
  readonly applications?: number | undefined;
}

const ROLES_PER_SERVICE_PRINCIPAL = 3;

export function growWorld(world: World, growth: Growth): void {
  for (let index = 1; index <= (growth.applications ?? 0); index++) {
    const id = seedGuid('a1', index);
    if (!Object.hasOwn(world.applications, id)) world.applications[id] = grownApplication(world, index);
  }
  for (let index = 1; index <= (growth.servicePrincipals ?? 0); index++) {
    const servicePrincipal = grownServicePrincipal(world, index);
    world.servicePrincipals[servicePrincipal.id] ??= servicePrincipal;
  }
}

function grownApplication(world: World, index: number): Application {
  const number = index.toString().padStart(6, '0');
  return {
    ...blankApplication({
      id: seedGuid('a1', index),
      appId: seedGuid('a2', index),
      displayName: `Sample application ${number}`,
      createdDateTime: world.createdDateTime,
    }),
    tags: ['sample'],
    requiredResourceAccess: [
      {
        resourceAppId: GRAPH_APP_ID,
        resourceAccess: [{ id: graphAppRoleId('User.Read.All'), type: 'Role' }],
      },
    ],
    ...grownCredentials(world, index),
  };
}

function grownServicePrincipal(world: World, index: number): ServicePrincipal {
  const number = index.toString().padStart(6, '0');
  return {
    ...blankServicePrincipal({
      id: seedGuid('b1', index),
      appId: seedGuid('b2', index),
      displayName: `Sample service ${number}`,
      createdDateTime: world.createdDateTime,
      appOwnerOrganizationId: seedGuid('b4', index),
    }),
    tags: ['WindowsAzureActiveDirectoryIntegratedApp'],
    appRoles: Array.from({ length: ROLES_PER_SERVICE_PRINCIPAL }, (_, role) => grownRole(index, role)),
  };
}

function grownRole(index: number, role: number): AppRole {
  return {
    id: seedGuid('b3', index * ROLES_PER_SERVICE_PRINCIPAL + role),
    value: `Sample.Role${role.toString()}`,
    displayName: `Sample role ${role.toString()}`,
    description: 'Allows the app to do nothing at all; it is here to give the answer its usual size.',
    allowedMemberTypes: ['Application'],
    isEnabled: true,
    origin: 'Application',
  };
}
