/** What the control API takes. Wrong bodies are answered 400 with the place and the reason. */
import { z } from 'zod/v4';
import { parseDuration } from '../duration.ts';
import { isRoleName } from '../seed.ts';

const duration = z
  .string()
  .refine((text) => parseDuration(text) !== undefined, 'not an ISO 8601 duration such as P60D');
const milliseconds = z.number().min(0).max(86_400_000);
const when = z.enum(['before', 'after']).default('before');

export const clockBody = z
  .strictObject({ advance: duration.optional(), set: z.iso.datetime({ offset: true }).optional() })
  .refine(({ advance, set }) => (advance === undefined) !== (set === undefined), 'either advance or set');

const effect = z.union([
  z.strictObject({
    status: z.int().min(100).max(599),
    /** Text is sent as it is, so that it can be cut short or be HTML; anything else as JSON. */
    body: z.unknown().optional(),
    headers: z.record(z.string(), z.string()).default({}),
    when,
  }),
  z.strictObject({ hang: z.literal(true), when }),
  z.strictObject({ reset: z.literal(true), when }),
]);

const isPathMatcher = (path: string): boolean => {
  if (!path.startsWith('^')) return path.startsWith('/');
  try {
    return new RegExp(path) instanceof RegExp;
  } catch {
    return false;
  }
};

const rule = z.strictObject({
  name: z.string().min(1).optional(),
  match: z.strictObject({
    method: z.string().optional(),
    path: z
      .string()
      .refine(isPathMatcher, 'neither a prefix beginning with / nor a regular expression beginning with ^')
      .optional(),
    nth: z.int().min(1).optional(),
  }),
  effect,
  times: z.union([z.int().min(1), z.literal('always')]).default(1),
});

export const faultsBody = z.strictObject({ rules: z.array(rule).min(1) });
export type FaultRuleBody = z.infer<typeof rule>;

export const policiesBody = z.strictObject({
  allowedToCreateApps: z.boolean().optional(),
  secrets: z
    .strictObject({ forbidden: z.boolean().optional(), maxLifetime: duration.nullable().optional() })
    .optional(),
});
export type PoliciesBody = z.infer<typeof policiesBody>;

export const switchesBody = z.strictObject({
  replicationLagMs: milliseconds.optional(),
  secretDelayMs: milliseconds.optional(),
  latencyMs: milliseconds.optional(),
  conflictWindowMs: milliseconds.optional(),
  throttle: z
    .strictObject({
      requests: z.int().min(0),
      perSeconds: z.number().positive().default(10),
      retryAfterSeconds: z.number().min(0).default(10),
    })
    .nullable()
    .optional(),
});

export const rolesBody = z.strictObject({
  person: z.string(),
  roles: z.array(z.string().refine(isRoleName, 'not a role the sandbox knows')),
});

export const watchBody = z.strictObject({ readsGrants: z.boolean() });

/** The vendor's own rule for the name. */
const wizardName = z
  .string()
  .regex(/^[^\\/:*?"<>|.\s]{3,15}$/, '3 to 15 characters, none of them \\ / : * ? " < > | . or blank');

export const wizardBody = z.strictObject({ name: wizardName.optional() });

export const growBody = z.strictObject({
  servicePrincipals: z.int().min(0).max(200_000).optional(),
  applications: z.int().min(0).max(200_000).optional(),
});
