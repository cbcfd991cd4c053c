/** The pieces of Graph's JSON, as far as we read them (https://learn.microsoft.com/graph/api/overview). */
import { z } from 'zod/v4';
import { parseAppId, parseKeyId, parseObjectId } from '../core/ids.ts';

const branded = <T>(parse: (text: unknown) => T | undefined) =>
  z.string().transform((text, context): T => {
    const id = parse(text);
    if (id !== undefined) return id;
    context.addIssue('not a GUID');
    return z.NEVER;
  });

export const objectId = branded(parseObjectId);
export const appId = branded(parseAppId);
export const keyId = branded(parseKeyId);

/** Dates stay text, with Graph's up to seven fractional digits. */
export const dateTime = z.string().refine((text) => !Number.isNaN(Date.parse(text)), 'not a date');

const orNull = z
  .string()
  .nullish()
  .transform((text) => text ?? null);
const texts = z
  .array(z.string())
  .nullish()
  .transform((list) => list ?? []);
const list = <T extends z.ZodType>(item: T) => z.object({ value: z.array(item) });

/** Strings of a nested `{redirectUris}`; the object itself may be null. */
const redirectUris = z
  .object({ redirectUris: texts })
  .nullish()
  .transform((platform) => platform?.redirectUris ?? []);

export const passwordCredential = z.object({
  keyId,
  displayName: orNull,
  startDateTime: dateTime,
  endDateTime: dateTime,
});

/** `key` is not read: the bytes stay in the directory. */
export const keyCredential = passwordCredential.extend({
  type: z.string(),
  usage: z.string(),
  customKeyIdentifier: orNull,
});

export const application = z.object({
  id: objectId,
  appId,
  displayName: z.string(),
  uniqueName: orNull,
  createdDateTime: dateTime,
  tags: texts,
  signInAudience: z.string(),
  isFallbackPublicClient: z.boolean().nullish(),
  requiredResourceAccess: z.array(
    z.object({
      resourceAppId: appId,
      resourceAccess: z.array(z.object({ id: z.string(), type: z.enum(['Role', 'Scope']) })),
    }),
  ),
  web: redirectUris,
  spa: redirectUris,
  publicClient: redirectUris,
  passwordCredentials: z.array(passwordCredential),
  keyCredentials: z.array(keyCredential),
});

export const organizations = z.object({
  value: z.tuple([z.object({ id: objectId, displayName: z.string() })], z.unknown()),
});

export const user = z.object({
  id: objectId,
  displayName: orNull,
  userPrincipalName: z.string(),
  userType: orNull,
});

/** The same with what only a `$select` brings. */
export const account = user.extend({
  accountEnabled: z.boolean(),
  employeeType: orNull,
  passwordPolicies: orNull,
  createdDateTime: dateTime.nullish().transform((at) => at ?? null),
});

export const domains = list(
  z.object({
    id: z.string().min(1),
    isDefault: z.boolean(),
    isVerified: z.boolean(),
    passwordValidityPeriodInDays: z.int().nullish(),
  }),
);

/** Groups, units and roles; of these only a directory role has a template. */
export const memberships = list(
  z
    .object({ '@odata.type': z.string().optional(), roleTemplateId: z.string().nullish() })
    .refine((member) => member['@odata.type'] !== undefined || member.roleTemplateId != null, 'of no kind'),
);

export const roleAssignments = list(
  z.object({
    directoryScopeId: orNull,
    principal: z
      .looseObject({ '@odata.type': z.string() })
      .nullish()
      .transform((principal) => principal ?? null),
  }),
);

export const rolesHeld = list(
  z.object({ id: z.string().min(1), roleDefinitionId: z.string().min(1), directoryScopeId: orNull }),
);

export const roleDefinitions = list(
  z.object({ id: z.string().min(1), displayName: z.string(), isEnabled: z.boolean().nullish() }),
);

export const authorizationPolicy = z.object({
  defaultUserRolePermissions: z.object({ allowedToCreateApps: z.boolean() }),
});

export const applicationsNamed = list(z.object({ id: objectId, appId, createdDateTime: dateTime }));

const permission = { id: z.string(), value: orNull, isEnabled: z.boolean() };

export const resource = z.object({
  id: objectId,
  appId,
  displayName: z.string(),
  appRoles: z.array(z.object({ ...permission, displayName: orNull })),
  oauth2PermissionScopes: z.array(z.object({ ...permission, adminConsentDisplayName: orNull })),
});

export const withObjectId = z.object({ id: objectId });
export const withBothIds = z.object({ id: objectId, appId });
/** Assignments and grants have ids that are no GUIDs. */
export const withId = z.object({ id: z.string().min(1) });
export const owners = list(withObjectId);
export const anyList = list(z.unknown());

export const appRoleAssignments = list(
  z.object({ id: z.string().min(1), appRoleId: z.string(), resourceId: objectId }),
);

export const permissionGrants = list(
  z.object({
    id: z.string().min(1),
    resourceId: objectId,
    consentType: z.string(),
    scope: orNull,
  }),
);

export const newPassword = z.object({
  keyId,
  secretText: z.string().min(1),
  /** Its first characters, by which Microsoft tells secrets apart. */
  hint: z.string().max(8).nullish(),
  startDateTime: dateTime,
  endDateTime: dateTime,
});
