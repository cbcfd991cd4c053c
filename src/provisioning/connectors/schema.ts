/**
 * The shape of a connector definition. Strict: a field nobody reads is refused, so that a definition does what its
 * author meant. What the shape cannot say (ids unique, presets among the options, ...) is in rules.ts.
 */
import { z } from 'zod/v4';
import type { Definition, Life } from '../core/definition.ts';
import { isLife } from '../core/dates.ts';
import { MICROSOFT_GRAPH, parseAppId } from '../core/ids.ts';
import type { AppId } from '../core/ids.ts';

export const SCHEMA_VERSION = 1;

/** Text people read: one line, visible, not padded. */
const words = (most: number): z.ZodString =>
  z
    .string()
    .min(1, 'It is empty.')
    .max(most, `It is longer than ${most} characters.`)
    .refine((text) => text === text.trim(), 'It begins or ends with a space.')
    .refine(
      (text) => !/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u.test(text),
      'It holds a line break or an invisible character.',
    );

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

const asked = { id, label: words(60), why: words(400) };

const option = z
  .strictObject({ id, label: words(60), permission: permission.optional(), without: words(400).optional() })
  .transform(({ permission: asks, without, ...rest }) => ({
    ...rest,
    ...(asks === undefined ? {} : { permission: asks }),
    ...(without === undefined ? {} : { without }),
  }));

const permissionChoice = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('always'), ...asked, permission }),
  z.strictObject({
    kind: z.literal('optional'),
    ...asked,
    permission,
    ticked: z.boolean(),
    without: words(400),
  }),
  z.strictObject({
    kind: z.literal('one-of'),
    ...asked,
    preset: id,
    options: z.array(option).min(2).max(20),
  }),
]);

const credential = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('secret'),
    label: words(60),
    why: words(400),
    lives: z.array(life).min(1).max(10),
    preset: life,
    longest: life,
    warnBeyond: life,
  }),
  z.strictObject({
    kind: z.literal('certificate'),
    label: words(60),
    why: words(400),
    from: words(120),
  }),
]);

const audience = z.enum(['AzureADMyOrg', 'AzureADMultipleOrgs']);
const uris = z.array(words(256)).max(256);

export const definitionShape = z.strictObject({
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
    rules: z.strictObject({
      shortest: z.int().min(1).max(120),
      longest: z.int().min(1).max(120),
      forbidden: z.string().max(100),
    }),
  }),
  audience: z.strictObject({ preset: audience, others: z.array(audience).max(1) }),
  permissions: z.array(permissionChoice).max(200),
  redirects: z.strictObject({ web: uris, spa: uris, publicClient: uris }),
  publicClient: z.boolean(),
  credentials: z.array(credential).min(1).max(2),
  handOver: z.strictObject({
    to: words(120),
    advice: words(400),
    fields: z
      .array(
        z.strictObject({
          label: words(60),
          value: z.enum(['application-id', 'tenant-id', 'tenant-name', 'secret', 'display-name']),
        }),
      )
      .min(1)
      .max(20),
  }),
  lapse: z.strictObject({ effect: words(200), places: z.array(words(200)).max(10) }),
  decisions: z.array(words(600)).max(30),
});

/** The compiler's word that the shape and core/definition.ts are the same. */
export type Shaped = z.output<typeof definitionShape>;
export const asDefinition = (shaped: Shaped): Definition => shaped;
export type ShapeIssue = z.core.$ZodIssue;

/** Every field name of the shape, for "did you mean". */
export const fieldNames: readonly string[] = [
  ...new Set(namesIn(z.toJSONSchema(definitionShape, { io: 'input', unrepresentable: 'any' }))),
];

function namesIn(schema: unknown): readonly string[] {
  if (Array.isArray(schema)) return schema.flatMap(namesIn);
  if (typeof schema !== 'object' || schema === null) return [];
  return Object.entries(schema).flatMap(([key, inner]) =>
    key === 'properties' ? [...Object.keys(inner as object), ...namesIn(inner)] : namesIn(inner),
  );
}
