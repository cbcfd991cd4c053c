/**
 * The shape of a connector definition. Strict: a field nobody reads is refused, so that a definition does what its
 * author meant. What the shape cannot say (ids unique, presets among the options, ...) is in rules.ts.
 */
import { z } from 'zod/v4';
import type { Condition, Definition, Life } from '../core/definition.ts';
import { isLife } from '../core/dates.ts';
import { MICROSOFT_GRAPH, parseAppId } from '../core/ids.ts';
import type { AppId } from '../core/ids.ts';

export const SCHEMA_VERSION = 1;

/** Line breaks, controls, formats, fillers, odd spaces, private-use and broken characters; accents piled up. */
const INVISIBLE = /[\p{C}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\u2800]|(?! )\p{Zs}|\p{M}{5,}/u;

/** Visible characters of one line. */
const characters = (most: number): z.ZodString =>
  z
    .string()
    .max(most, `It is longer than ${most} characters.`)
    .refine((text) => !INVISIBLE.test(text), 'It holds a line break or an invisible character.');

/** Text people read that may be left empty. */
const maybeWords = (most: number): z.ZodString =>
  characters(most).refine((text) => text === text.trim(), 'It begins or ends with a space.');

/** Text people read: one line, visible, not padded. */
const words = (most: number): z.ZodString => maybeWords(most).min(1, 'It is empty.');

const id = z.string().refine((text) => text.length <= 40 && /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(text), {
  error: 'It is no id.',
  params: { code: 'DEF_ID' },
});
const life = z
  .string()
  .refine(isLife, { error: 'It is no life.', params: { code: 'DEF_LIFE' } })
  .transform((text) => text as Life);

const guid = z
  .string()
  .refine((text) => parseAppId(text) !== undefined, 'It is no GUID (8-4-4-4-12 hexadecimal digits).')
  .transform((text) => (parseAppId(text) ?? text) as AppId);

const permission = z.strictObject({
  resource: guid.default(MICROSOFT_GRAPH),
  value: words(120),
  type: z.enum(['application', 'delegated']),
  id: guid,
});

const oneCase = z
  .strictObject({
    functions: z.array(id).min(1).max(20).optional(),
    answers: z.record(id, z.array(id).min(1).max(20)).optional(),
  })
  .transform(present);
const severalCases = z
  .array(oneCase)
  .min(2, 'A list holds two cases or more; one alone stands by itself.')
  .max(10);

/** One case, or several of which any is enough. A union of the two would only say that neither fits. */
const when = z.unknown().transform((value, context): Condition => {
  const read = (Array.isArray(value) ? severalCases : oneCase).safeParse(value);
  if (read.success) return read.data;
  for (const issue of read.error.issues)
    context.issues.push({ ...issue, input: value } as z.core.$ZodRawIssue);
  return z.NEVER;
});

const asked = { id, label: words(60), why: words(400) };
const conditional = { ...asked, when: when.optional() };

const option = z
  .strictObject({ id, label: words(60), permission: permission.optional(), without: words(400).optional() })
  .transform(present);

const permissionChoice = z
  .discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('always'), ...conditional, permission }),
    z.strictObject({
      kind: z.literal('optional'),
      ...conditional,
      permission,
      ticked: z.boolean(),
      without: words(400),
    }),
    z.strictObject({
      kind: z.literal('one-of'),
      ...conditional,
      preset: id,
      options: z.array(option).min(2).max(20),
    }),
  ])
  .transform(present);

const connectorFunction = z
  .strictObject({ ...asked, ticked: z.boolean(), alone: words(120).optional() })
  .transform(present);

const question = z.strictObject({
  ...asked,
  preset: id,
  options: z
    .array(z.strictObject({ id, label: words(80), detail: words(400).optional() }).transform(present))
    .min(2)
    .max(20),
});

const nameRules = z.strictObject({
  shortest: z.int().min(1).max(120),
  longest: z.int().min(1).max(120),
  forbidden: characters(100),
});

const description = z
  .strictObject({
    label: words(60),
    why: words(400),
    preset: maybeWords(60).default(''),
    rules: nameRules,
    eachFor: words(40).optional(),
  })
  .transform(present);

const credential = z
  .discriminatedUnion('kind', [
    z.strictObject({
      kind: z.literal('secret'),
      label: words(60),
      why: words(400),
      lives: z.array(life).min(1).max(10),
      preset: life,
      longest: life,
      warnBeyond: life,
      description: description.optional(),
    }),
    z.strictObject({
      kind: z.literal('certificate'),
      label: words(60),
      why: words(400),
      from: words(120),
    }),
  ])
  .transform(present);

const user = z
  .strictObject({
    label: words(60),
    why: words(400),
    when: when.optional(),
    ways: z
      .array(z.enum(['create', 'existing']))
      .min(1)
      .max(2),
    preset: z.strictObject({ displayName: words(64), userName: words(64) }),
    owner: z.boolean(),
    forbiddenInPassword: characters(40).default(''),
    mayNeverExpire: z.boolean(),
    signInRepeats: z.strictObject({ label: words(80), why: words(400) }).optional(),
  })
  .transform(present);

const vendorRule = z.strictObject({ roles: z.array(words(60)).min(1).max(10), why: words(400) });

const checklistItem = z
  .strictObject({
    id,
    text: words(400),
    when: when.optional(),
    kind: z.enum(['tick', 'outcome']),
    required: z.boolean().default(false),
    starts: z.enum(['password', 'sign-in']).optional(),
  })
  .transform(present);

const warning = z
  .strictObject({ text: words(400), at: z.enum(['choices', 'plan', 'hand-over']), when: when.optional() })
  .transform(present);

const audience = z.enum(['AzureADMyOrg', 'AzureADMultipleOrgs']);
const uris = z.array(words(256)).max(256);

const handOverField = z
  .strictObject({
    label: words(60),
    value: z.enum([
      'application-id',
      'tenant-id',
      'tenant-name',
      'secret',
      'display-name',
      'user-name',
      'user-password',
    ]),
    portal: words(60).optional(),
  })
  .transform(present);

export const definitionShape = z
  .strictObject({
    schema: z.literal(SCHEMA_VERSION),
    id,
    version: z.int().min(1),
    title: words(60),
    vendor: z.strictObject({
      name: words(60),
      domains: z.array(words(253)).max(20),
    }),
    also: z.array(words(60)).max(20),
    purpose: words(400),
    name: z.strictObject({
      preset: words(120),
      alternatives: z.array(z.strictObject({ name: words(120), why: words(400) })).max(5),
      rules: nameRules,
      unique: z.boolean().default(false),
      notices: z
        .array(z.strictObject({ contains: words(40), text: words(400) }))
        .max(5)
        .default([]),
    }),
    audience: z.strictObject({ preset: audience, others: z.array(audience).max(1) }),
    functions: z.array(connectorFunction).max(20).default([]),
    questions: z.array(question).max(10).default([]),
    permissions: z.array(permissionChoice).max(200),
    morePermissions: z.strictObject({ label: words(60), why: words(400) }).optional(),
    redirects: z.strictObject({ web: uris, spa: uris, publicClient: uris }),
    publicClient: z.enum(['never', 'always', 'with-delegated-permissions']),
    credentials: z.array(credential).min(1).max(2),
    needsCredential: z.enum(['always', 'with-application-permissions']).default('always'),
    user: user.optional(),
    directoryRoles: z.strictObject({ preset: z.array(words(60)).max(20), notice: words(400) }).optional(),
    vendorRules: z
      .strictObject({ register: vendorRule.optional(), consent: vendorRule.optional() })
      .transform(present)
      .default({}),
    deviceCode: z.boolean().default(false),
    cleanUp: z.strictObject({ why: words(400) }).optional(),
    handOver: z.strictObject({
      to: words(120),
      advice: words(400),
      fields: z.array(handOverField).min(1).max(20),
    }),
    lapse: z.strictObject({ effect: words(200), places: z.array(words(200)).max(10) }),
    checklist: z.array(checklistItem).max(20).default([]),
    warnings: z.array(warning).max(10).default([]),
    links: z
      .array(z.strictObject({ title: words(80), url: words(256) }))
      .max(5)
      .default([]),
    decisions: z.array(words(600)).max(30),
  })
  .transform(present);

/** Absent is absent: a key that holds undefined would not compare equal to one that was left out. */
type Present<T> = { [K in keyof T as undefined extends T[K] ? never : K]: T[K] } & {
  [K in keyof T as undefined extends T[K] ? K : never]?: Exclude<T[K], undefined>;
};

function present<T extends object>(value: T): Present<T> {
  return Object.fromEntries(Object.entries(value).filter(([, inner]) => inner !== undefined)) as Present<T>;
}

/** The compiler's word that the shape and core/definition.ts are the same. */
export type Shaped = z.output<typeof definitionShape>;
export const asDefinition = (shaped: Shaped): Definition => shaped;
export type ShapeIssue = z.core.$ZodIssue;

/** Every field name of the shape, for "did you mean". */
export const fieldNames: readonly string[] = [
  ...new Set(
    [definitionShape, oneCase].flatMap((shape) =>
      namesIn(z.toJSONSchema(shape, { io: 'input', unrepresentable: 'any' })),
    ),
  ),
];

function namesIn(schema: unknown): readonly string[] {
  if (Array.isArray(schema)) return schema.flatMap(namesIn);
  if (typeof schema !== 'object' || schema === null) return [];
  return Object.entries(schema).flatMap(([key, inner]) =>
    key === 'properties' ? [...Object.keys(inner as object), ...namesIn(inner)] : namesIn(inner),
  );
}
