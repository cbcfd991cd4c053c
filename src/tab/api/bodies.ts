/** What may be sent: one JSON object whose keys are known, each of its kind and no longer than anything real. */
import { z } from 'zod/v4';
import type { LapseVerb, LapseVerbs, RunVerb, RunVerbs } from '../../provisioning/contract/tab.ts';
import { RegistrarError } from '../../provisioning/index.ts';

/** Bytes. A certificate that was pasted is the largest thing in one. */
export const BODY_BYTES = 64 * 1024;

type Shapes<T> = { readonly [K in keyof T]: z.ZodType<T[K]> };

const words = z.string().max(2_000);
const id = z.string().min(1).max(200);
export const nothing = z.strictObject({});
/** As a definition is named; whether there is one is not asked. */
export const connectorId = z.string().regex(/^[a-z0-9-]{1,100}$/);
const connectorIds = z.array(connectorId).max(200);

/** Ids of fields. What a prototype is called is none. */
const field = z
  .string()
  .min(1)
  .max(200)
  .refine((name) => !['__proto__', 'constructor', 'prototype'].includes(name));

export const RUN_BODIES: Shapes<RunVerbs> = {
  choose: z.strictObject({ values: z.record(field, z.string().max(20_000)) }),
  change: nothing,
  adopt: z.strictObject({ appId: id, cleanUp: z.boolean() }),
  approve: z
    .strictObject({ planHash: id, confirmName: words.optional() })
    .transform(({ planHash, confirmName }) =>
      confirmName === undefined ? { planHash } : { planHash, confirmName },
    ),
  'ask-approver': z.strictObject({ approverOid: id }),
  decline: z.strictObject({ reason: words }),
  cancel: nothing,
  retry: nothing,
  'verify-by-hand': z
    .strictObject({ applicationId: words, secret: words.optional() })
    .transform(({ applicationId, secret }) =>
      secret === undefined ? { applicationId } : { applicationId, secret },
    ),
  validate: nothing,
  tick: z.strictObject({ itemId: id, outcome: z.enum(['done', 'worked', 'failed', 'undo']) }),
  renew: nothing,
  add: nothing,
  'next-function': nothing,
  'remove-old': z.strictObject({ confirmName: words }),
  'confirm-sent': nothing,
  'remake-secret': nothing,
  'remove-unclaimed': nothing,
};

export const LAPSE_BODIES: Shapes<LapseVerbs> = {
  snooze: z.strictObject({ until: z.string().max(40), reason: words }),
  unsnooze: nothing,
  'not-ours': z.strictObject({ owner: words }),
  ours: nothing,
};

export const RUN_VERBS = Object.keys(RUN_BODIES) as readonly RunVerb[];
export const LAPSE_VERBS = Object.keys(LAPSE_BODIES) as readonly LapseVerb[];

export const startRun = z.strictObject({ connectorId: id });
export const signInAsked = z.strictObject({
  purpose: z.enum(['check', 'approve', 'resume', 'verify-by-hand', 'remove']),
  withCode: z.boolean().default(false),
});
export const channelWanted = z.strictObject({
  alerts: z.boolean(),
  connectors: connectorIds.nullable(),
  ladder: z.array(z.int().min(0).max(99_999)).max(50).nullable(),
  evenLast: z.boolean().default(false),
});
export const calendarAsked = z.strictObject({ connectors: connectorIds.default([]) });
export const revokeAsked = z.strictObject({ whose: z.enum(['mine', 'all']).default('mine') });

/** Throws HTTP_BAD_JSON, or TAB_BODY with the name of the first field that does not fit; never with its content. */
export function readBody<T>(shape: z.ZodType<T>, bytes: Uint8Array): T {
  const read = shape.safeParse(parse(bytes));
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  const unknown = issue?.code === 'unrecognized_keys' ? issue.keys[0] : undefined;
  throw new RegistrarError('TAB_BODY', {
    field: [...(issue?.path ?? []), ...(unknown === undefined ? [] : [unknown])].join('.') || 'it',
  });
}

function parse(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)) as unknown;
  } catch {
    throw new RegistrarError('HTTP_BAD_JSON');
  }
}
