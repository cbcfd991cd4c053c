/** What the control API of the pretend Teams takes. */
import { z } from 'zod/v4';
import { REFUSAL_CODES } from './errors.ts';
import { OPERATIONS } from './routes.ts';

const when = z.enum(['before', 'after']).default('before');
const milliseconds = z.number().min(0).max(86_400_000);

const member = z.strictObject({
  id: z.string().min(1),
  name: z.string().optional(),
  aadObjectId: z.string().optional(),
});

export const installBody = z.strictObject({
  conversations: z
    .array(
      z.strictObject({
        id: z.string().min(1),
        tenantId: z.string().optional(),
        kind: z.enum(['personal', 'groupChat', 'channel']).default('personal'),
        members: z.array(member).default([]),
      }),
    )
    .min(1),
});

export const removeBody = z.strictObject({ ids: z.array(z.string()).min(1) });

export const switchesBody = z.strictObject({
  perSecond: z.int().min(0).optional(),
  retryAfterSeconds: z.number().min(0).nullable().optional(),
  threadLimits: z.boolean().optional(),
  maxBytes: z.int().min(0).optional(),
  latencyMs: milliseconds.optional(),
  host: z.enum(['teams', 'gcc']).optional(),
});

const effect = z.union([
  z.strictObject({
    error: z.enum(REFUSAL_CODES),
    retryAfterSeconds: z.number().nullable().default(null),
    when,
  }),
  z.strictObject({ hang: z.literal(true), when }),
  z.strictObject({ reset: z.literal(true), when }),
  z.strictObject({ slowMs: milliseconds }),
]);

const isPattern = (text: string): boolean => {
  try {
    return !text.startsWith('^') || new RegExp(text) instanceof RegExp;
  } catch {
    return false;
  }
};

const rule = z.strictObject({
  name: z.string().min(1).optional(),
  match: z
    .strictObject({
      conversation: z.string().refine(isPattern, 'not a regular expression').optional(),
      operation: z.enum(OPERATIONS).optional(),
      nth: z.int().min(1).optional(),
      every: z.int().min(1).optional(),
    })
    .default({}),
  effect,
  times: z.union([z.int().min(1), z.literal('always')]).default(1),
});

export const faultsBody = z.strictObject({ rules: z.array(rule).min(1) });
export type RuleBody = z.infer<typeof rule>;
