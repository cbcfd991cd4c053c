/**
 * From the OpenAPI dialect to JSON Schema, made strict: `allOf` chains of base types become one list of
 * properties, and nothing else is let in but `@odata` annotations.
 */
import description from './openapi-subset.json' with { type: 'json' };

export type Schema = Readonly<Record<string, unknown>>;

const schemas = description.components.schemas as unknown as Readonly<Record<string, Schema>>;

/** Types that stand for any of their descendants; the real type is in `@odata.type`, and more is allowed. */
const OPEN = new Set(['microsoft.graph.entity', 'microsoft.graph.directoryObject']);
const PREFIX = '#/components/schemas/';

export const componentNames: readonly string[] = Object.keys(schemas);

export function strictComponent(name: string): Schema {
  return strict(schemas[name] ?? {}, OPEN.has(name));
}

/** @param open lets undescribed properties in */
export function strict(schema: Schema, open = false): Schema {
  if (Array.isArray(schema['allOf'])) return strict(flatten(schema), open);
  const converted = Object.fromEntries(
    Object.entries(schema)
      .filter(([key]) => !key.startsWith('x-') && key !== 'nullable' && key !== 'discriminator')
      .map(([key, value]) => [key, convert(key, value)]),
  );
  const closed = isObjectWithProperties(schema) && !open ? { ...converted, ...CLOSED } : converted;
  return schema['nullable'] === true ? nullable(closed) : closed;
}

const CLOSED = { additionalProperties: false, patternProperties: { '@': {} } };

function convert(key: string, value: unknown): unknown {
  if (key === 'properties') {
    const entries = Object.entries(value as Record<string, Schema>);
    return Object.fromEntries(entries.map(([name, property]) => [name, strict(property)]));
  }
  if (key === 'items') return strict(value as Schema);
  if (key === 'anyOf' || key === 'oneOf') return (value as Schema[]).map((one) => strict(one));
  if (key === '$ref') return String(value);
  return value;
}

/** `nullable: true` -> null is one more thing it may be. */
function nullable(schema: Schema): Schema {
  const { type } = schema;
  if (typeof type === 'string' && schema['enum'] === undefined) return { ...schema, type: [type, 'null'] };
  return { anyOf: [schema, { type: 'null' }] };
}

/** One object schema with the properties of a type and of all its base types. */
function flatten(schema: Schema): Schema {
  const parts = partsOf(schema);
  const properties = Object.assign({}, ...parts.map((part) => part['properties'] ?? {})) as Schema;
  const required = parts.flatMap((part) => (part['required'] as string[] | undefined) ?? []);
  return { type: 'object', properties, ...(required.length > 0 && { required }) };
}

function partsOf(schema: Schema): Schema[] {
  const ref = schema['$ref'];
  if (typeof ref === 'string') return partsOf(schemas[ref.slice(PREFIX.length)] ?? {});
  const inherited = schema['allOf'];
  return Array.isArray(inherited) ? (inherited as Schema[]).flatMap(partsOf) : [schema];
}

function isObjectWithProperties(schema: Schema): boolean {
  return schema['type'] === 'object' && schema['properties'] !== undefined;
}
