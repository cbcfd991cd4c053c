/**
 * The tenant's app management policy, applied to new credentials
 * (https://learn.microsoft.com/graph/api/resources/tenantappmanagementpolicy). Existing credentials stay valid.
 */
import { parseDuration } from '../duration.ts';
import type { AppManagementRestriction, Application, World } from '../world.ts';
import { GraphError } from './errors.ts';

/** The default policy's fixed id. */
export const DEFAULT_POLICY_ID = '00000000-0000-0000-0000-000000000000';

interface Life {
  readonly start: number;
  readonly end: number;
}

/** 400 when secrets are forbidden, or this one would live too long. */
export function requirePasswordAllowed(world: World, app: Application, life: Life): void {
  const rules = rulesFor(world, app, world.policies.appManagement.passwordCredentials);
  if (rules.some((rule) => rule.restrictionType === 'passwordAddition')) throw typeNotAllowed();
  refuseLongLife(rules, 'passwordLifetime', life);
}

export function requireKeyAllowed(world: World, app: Application, life: Life): void {
  const rules = rulesFor(world, app, world.policies.appManagement.keyCredentials);
  refuseLongLife(rules, 'asymmetricKeyLifetime', life);
}

/** A missing state counts as enabled; a date spares the applications created before it. */
function rulesFor(
  world: World,
  app: Application,
  rules: readonly AppManagementRestriction[],
): readonly AppManagementRestriction[] {
  if (!world.policies.appManagement.isEnabled) return [];
  return rules.filter((rule) => {
    const from = rule.restrictForAppsCreatedAfterDateTime;
    const covers = from === null || Date.parse(app.createdDateTime) >= Date.parse(from);
    return rule.state !== 'disabled' && covers;
  });
}

function refuseLongLife(rules: readonly AppManagementRestriction[], type: string, life: Life): void {
  for (const rule of rules) {
    if (rule.restrictionType !== type || rule.maxLifetime === null) continue;
    const longest = parseDuration(rule.maxLifetime);
    if (longest !== undefined && life.end - life.start > longest) throw lifeTooLong();
  }
}

function typeNotAllowed(): GraphError {
  return new GraphError(
    400,
    'CredentialTypeNotAllowedAsPerAppPolicy',
    `Credential type not allowed as per assigned policy '${DEFAULT_POLICY_ID}'.`,
  );
}

function lifeTooLong(): GraphError {
  const message = `Credential lifetime exceeds the max value allowed as per assigned policy '${DEFAULT_POLICY_ID}'.`;
  return new GraphError(400, 'CredentialInvalidLifetimeAsPerAppPolicy', message, {
    details: [{ code: 'InvalidKeyEndDate', message, target: 'EndDate' }],
  });
}
