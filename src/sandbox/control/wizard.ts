/**
 * A vendor's invitation wizard (AudioCodes' Live Platform): an application registration made by its automatic script,
 * as the tenant's Global Administrator and not by the product, with permissions that the vendor's own document then
 * has removed because nobody needs them.
 */
import { askedPermissions, grant, mayGrant } from '../entra/consent.ts';
import { personaByKey } from '../entra/directory.ts';
import { requirePasswordAllowed } from '../graph/appPolicy.ts';
import { GraphError } from '../graph/errors.ts';
import type { Tenant } from '../ports.ts';
import { defaultEnd, newSecret, type NewSecret } from '../secret.ts';
import { blankApplication } from '../seed/blank.ts';
import { graphAppRoleId, graphScopeId } from '../seed/graphServicePrincipal.ts';
import { GRAPH_APP_ID } from '../seed/ids.ts';
import type { Application, World } from '../world.ts';
import { ControlRefusal } from './answers.ts';

export interface WizardResult {
  readonly appId: string;
  readonly id: string;
  readonly servicePrincipalId: string;
  readonly displayName: string;
  /** Here and nowhere else. */
  readonly secretText: string;
}

const SIGNED_IN = 'anna';
const SECRET_NAME = 'Live Platform';
const APPLICATION_PERMISSIONS = [
  'Directory.Read.All',
  'Group.Read.All',
  'TeamSettings.Read.All',
  'User.Read.All',
] as const;

/** @param name absent: the next free `LiveDR-01`, `LiveDR-02` ... @throws ControlRefusal when the tenant does not let it */
export function runWizard(tenant: Tenant, name?: string): WizardResult {
  const { world } = tenant;
  const application = registration(tenant, name ?? nextName(world));
  const asked = askedPermissions(world, application, undefined);
  const admin = personaByKey(world, SIGNED_IN);
  if (admin === undefined || !mayGrant(world, admin, asked)) {
    throw new ControlRefusal(403, 'Anna Admin may not consent to what the wizard asks for.');
  }
  const secret = secretFor(tenant, application);
  application.passwordCredentials = [secret.credential];
  world.applications[application.id] = application;
  const { id: servicePrincipalId } = grant(tenant, application, asked);
  const { appId, id, displayName } = application;
  return { appId, id, servicePrincipalId, displayName, secretText: secret.value };
}

/** No owner, as with everything an administrator creates. */
function registration({ random, clock }: Tenant, displayName: string): Application {
  return {
    ...blankApplication({
      id: random.guid(),
      appId: random.guid(),
      displayName,
      createdDateTime: new Date(clock.now()).toISOString(),
    }),
    requiredResourceAccess: [
      {
        resourceAppId: GRAPH_APP_ID,
        resourceAccess: [
          ...APPLICATION_PERMISSIONS.map((value) => ({ id: graphAppRoleId(value), type: 'Role' as const })),
          { id: graphScopeId('User.Read'), type: 'Scope' },
        ],
      },
    ],
  };
}

function secretFor({ world, clock, random }: Tenant, application: Application): NewSecret {
  const start = clock.now();
  const life = { start, end: defaultEnd(start) };
  try {
    requirePasswordAllowed(world, application, life);
  } catch (problem) {
    if (problem instanceof GraphError) throw new ControlRefusal(problem.status, problem.message);
    throw problem;
  }
  return newSecret(random, SECRET_NAME, life);
}

function nextName(world: World): string {
  const taken = new Set(
    Object.values(world.applications)
      .filter(({ deletedDateTime }) => deletedDateTime === null)
      .map(({ displayName }) => displayName),
  );
  let number = 1;
  while (taken.has(numbered(number))) number += 1;
  return numbered(number);
}

function numbered(number: number): string {
  return `LiveDR-${number.toString().padStart(2, '0')}`;
}
