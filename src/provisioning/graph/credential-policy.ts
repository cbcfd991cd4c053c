/**
 * What the tenant's app management policy says about a credential of an application made now
 * (https://learn.microsoft.com/graph/api/resources/tenantappmanagementpolicy).
 */
import { z } from 'zod/v4';
import type { CredentialPolicy } from '../core/plan-types.ts';
import { daysOf } from './duration.ts';
import { dateTime } from './shapes.ts';

const restriction = z.object({
  restrictionType: z.string(),
  // Newer than the documentation; a policy without it is in force.
  state: z.string().nullish(),
  maxLifetime: z
    .string()
    .refine((text) => !Number.isNaN(daysOf(text)), 'not a duration')
    .nullish(),
  restrictForAppsCreatedAfterDateTime: dateTime.nullish(),
});

type Restriction = z.infer<typeof restriction>;

const restrictions = z.array(restriction).nullish();

const policy = z.object({
  isEnabled: z.boolean(),
  applicationRestrictions: z
    .object({ passwordCredentials: restrictions, keyCredentials: restrictions })
    .nullish(),
});

const NO_LIMITS: CredentialPolicy = { secretsAllowed: true, longestSecret: null, longestCertificate: null };

/**
 * @param at the directory's time, epoch ms (NaN when it did not say): a restriction that begins later does not
 * bind an application made now.
 */
export function readCredentialPolicy(body: unknown, at: number): CredentialPolicy {
  const { isEnabled, applicationRestrictions } = policy.parse(body);
  if (!isEnabled) return NO_LIMITS;
  const passwords = inForce(applicationRestrictions?.passwordCredentials ?? [], at);
  const keys = inForce(applicationRestrictions?.keyCredentials ?? [], at);
  return {
    secretsAllowed: !passwords.some(({ restrictionType }) => restrictionType === 'passwordAddition'),
    longestSecret: shortest(passwords, 'passwordLifetime'),
    longestCertificate: shortest(keys, 'asymmetricKeyLifetime'),
  };
}

function inForce(all: readonly Restriction[], at: number): readonly Restriction[] {
  return all.filter(({ state, restrictForAppsCreatedAfterDateTime: from }) => {
    const begun = from == null || !(Date.parse(from) > at);
    return state !== 'disabled' && begun;
  });
}

/** Of several limits the strictest counts. */
function shortest(all: readonly Restriction[], type: string): string | null {
  const lives = all.flatMap(({ restrictionType, maxLifetime }) =>
    restrictionType === type && maxLifetime != null ? [maxLifetime] : [],
  );
  return lives.sort((a, b) => daysOf(a) - daysOf(b))[0] ?? null;
}
