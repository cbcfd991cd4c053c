/** Finding an operation in the description and compiling what it says of its bodies. */
import { Ajv, type ErrorObject } from 'ajv';
import addFormats from 'ajv-formats';
import description from './openapi-subset.json' with { type: 'json' };
import { componentNames, strict, strictComponent, type Schema } from './strict.ts';

export interface Problem {
  readonly field: string;
  readonly problem: string;
}
export type Check = (body: unknown) => Problem[];

export interface Operation {
  readonly request?: Check | undefined;
  readonly response?: Check | undefined;
}

interface Content {
  readonly $ref?: string;
  readonly content?: Readonly<Record<string, { readonly schema?: Schema }>>;
}
interface Described {
  readonly requestBody?: Content;
  readonly responses: Readonly<Record<string, Content>>;
}

// Each component is compiled once and not into all that refer to it, and as it comes: that takes half the time.
const ajv = new Ajv({ strict: false, allErrors: true, inlineRefs: false, code: { optimize: false } });
addFormats.default(ajv);
ajv.addFormat('base64url', /^[A-Za-z0-9+/_-]*={0,2}$/);
ajv.addFormat('duration', true);
const ROOT = 'https://registrar.example/graph';
ajv.addSchema({
  $id: ROOT,
  components: { schemas: Object.fromEntries(componentNames.map((name) => [name, strictComponent(name)])) },
});

const paths = description.paths as unknown as Readonly<Record<string, Readonly<Record<string, Described>>>>;
const templates = Object.keys(paths)
  .map((template) => ({ template, pattern: patternOf(template) }))
  .sort((a, b) => wildcards(a.template) - wildcards(b.template));
const operations = new Map<string, Operation>();

/** @param path without version and query. undefined when the description has no such operation. */
export function resolveOperation(method: string, path: string): Operation | undefined {
  const found = templates.find(
    ({ template, pattern }) => pattern.test(path) && paths[template]?.[method.toLowerCase()] !== undefined,
  );
  if (found === undefined) return undefined;
  const name = `${method} ${found.template}`;
  const known = operations.get(name) ?? compile(paths[found.template]?.[method.toLowerCase()]);
  operations.set(name, known);
  return known;
}

/** References are to `#/components/schemas/...` of the description. */
export function compileSchema(schema: Schema): Check {
  const validate = ajv.compile(rooted(schema) as object);
  return (body) => (validate(body) ? [] : (validate.errors ?? []).map(toProblem));
}

function compile(described: Described | undefined): Operation {
  const request = schemaOf(described?.requestBody);
  const response = schemaOf(described?.responses['2XX']);
  return {
    request: request && compileSchema(strict(request)),
    response: response && compileSchema(strict(response)),
  };
}

function schemaOf(content: Content | undefined): Schema | undefined {
  if (content?.$ref !== undefined) return schemaOf(component(content.$ref));
  return Object.values(content?.content ?? {})[0]?.schema;
}

function component(ref: string): Content | undefined {
  const [, , kind = '', name = ''] = ref.split('/');
  const components = description.components as unknown as Record<string, Record<string, Content>>;
  return components[kind]?.[name];
}

/** `/applications/{id}/owners` matches one segment for each brace; a quoted key may hold anything. */
function patternOf(template: string): RegExp {
  const escaped = template
    .replace(/\(\)$/, '')
    .split(/('\{[^}]+\}'|\{[^}]+\})/)
    .map((part) => wildcard(part) ?? part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
    .join('');
  return new RegExp(`^${escaped}(\\(\\))?$`);
}

function wildcard(part: string): string | undefined {
  if (part.startsWith("'{")) return "'[^']*'";
  return part.startsWith('{') ? "[^/'()]+" : undefined;
}

function wildcards(template: string): number {
  return template.split('{').length;
}

function rooted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(rooted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [
      key,
      key === '$ref' && typeof inner === 'string' && inner.startsWith('#')
        ? `${ROOT}${inner}`
        : rooted(inner),
    ]),
  );
}

function toProblem(error: ErrorObject): Problem {
  const extra: unknown = error.params['additionalProperty'];
  const field = typeof extra === 'string' ? `${error.instancePath}/${extra}` : error.instancePath;
  return {
    field,
    problem: typeof extra === 'string' ? 'not a described property' : (error.message ?? 'wrong'),
  };
}
