/** One definition file, from bytes to a Definition that can be trusted to be well formed, or every problem in it. */
import { explain, failure, type Explained, type Facts, type Failure, type FailureCode } from '../errors.ts';
import type { Definition } from '../core/definition.ts';
import { distance } from '../core/find.ts';
import { brokenRules, type Path } from './rules.ts';
import { asDefinition, definitionShape, fieldNames, SCHEMA_VERSION, type ShapeIssue } from './schema.ts';
import { readYaml, type Mapping } from './yaml.ts';

export interface DefinitionProblem {
  readonly code: FailureCode;
  readonly file: string;
  /** From 1. */
  readonly line: number;
  /** e.g. `permissions[2].permission.id`; empty when the whole file is meant. */
  readonly field: string;
  /** With `file`, `line` and `field` in it, for `explain`. */
  readonly facts: Facts;
}

export type LoadedDefinition =
  | {
      readonly ok: true;
      readonly definition: Definition;
      /** A failure that was found later, at its place in this file. */
      problemAt(path: Path, found: Failure): DefinitionProblem;
    }
  | { readonly ok: false; readonly problems: readonly DefinitionProblem[] };

/** A definition is a few kilobytes. */
export const MOST_BYTES = 256 * 1024;

/** `fileName` is for the messages only. */
export function loadDefinition(fileName: string, bytes: Uint8Array): LoadedDefinition {
  const at = (found: Failure, line: number, field: string): DefinitionProblem =>
    problemIn(fileName, found, line, field);
  const decoded = decode(bytes);
  if (typeof decoded !== 'string') return { ok: false, problems: [at(decoded, 1, '')] };
  const read = readYaml(decoded);
  if ('misfits' in read) {
    return {
      ok: false,
      problems: read.misfits.map((misfit) => at(misfit.failure, misfit.line, misfit.field)),
    };
  }
  const checked = check(read.mapping);
  if ('definition' in checked) return taken(fileName, decoded, checked.definition);
  return {
    ok: false,
    problems: checked.broken.map(({ path, failure: found }) =>
      at(found, read.mapping.lineOf(path), dotted(path)),
    ),
  };
}

/** Keeps the text and reads it again, which is rare: what was parsed is many times as large as a definition. */
function taken(fileName: string, text: string, definition: Definition): LoadedDefinition {
  return {
    ok: true,
    definition,
    problemAt: (path, found) => {
      const read = readYaml(text);
      const line = 'mapping' in read ? read.mapping.lineOf(path) : 1;
      return problemIn(fileName, found, line, dotted(path));
    },
  };
}

/** A failure and where it was found; without a field the whole file is meant. */
export function problemIn(file: string, found: Failure, line = 1, field = ''): DefinitionProblem {
  return { code: found.code, file, line, field, facts: { ...found.facts, file, line, field } };
}

/** The words for a problem. */
export function explainProblem({ code, facts }: DefinitionProblem): Explained {
  return explain({ code, facts });
}

function decode(bytes: Uint8Array): string | Failure {
  if (bytes.length > MOST_BYTES) return failure('DEF_TOO_LARGE', { size: bytes.length, most: MOST_BYTES });
  const wide = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
  if (wide) return failure('DEF_ENCODING', { at: 0, looksLike: 'UTF-16' });
  try {
    // A byte order mark is tolerated and dropped by the decoder.
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return failure('DEF_ENCODING', {
      at: firstBadByte(bytes),
      looksLike: 'an older encoding or binary data',
    });
  }
}

/** Offset of the first byte that is not part of valid UTF-8. */
function firstBadByte(bytes: Uint8Array): number {
  const valid = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
  return new TextEncoder().encode(valid.slice(0, valid.indexOf('\uFFFD'))).length;
}

interface Placed {
  readonly path: Path;
  readonly failure: Failure;
}

function check({
  data,
}: Mapping): { readonly definition: Definition } | { readonly broken: readonly Placed[] } {
  if (Object.hasOwn(data, 'schema') && data['schema'] !== SCHEMA_VERSION) {
    const facts = { found: String(data['schema']), known: SCHEMA_VERSION };
    return { broken: [{ path: ['schema'], failure: failure('DEF_SCHEMA_VERSION', facts) }] };
  }
  const shaped = definitionShape.safeParse(data);
  if (!shaped.success) return { broken: shaped.error.issues.flatMap((issue) => misshapen(issue, data)) };
  const definition = asDefinition(shaped.data);
  const broken = brokenRules(definition);
  return broken.length > 0 ? { broken } : { definition };
}

function misshapen(issue: ShapeIssue, data: unknown): readonly Placed[] {
  const path = issue.path.map((part) => (typeof part === 'symbol' ? String(part) : part));
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({ path: [...path, key], failure: unknownField(key) }));
  }
  const found = valueAt(data, path);
  if (found === undefined) return [{ path, failure: failure('DEF_MISSING_FIELD') }];
  const code = issue.code === 'custom' ? ownCode(issue.params?.['code']) : 'DEF_WRONG_VALUE';
  return [{ path, failure: failure(code, { found: shown(found), reason: reasonFor(issue) }) }];
}

const OWN_CODES: readonly FailureCode[] = ['DEF_ID', 'DEF_LIFE'];

function ownCode(code: unknown): FailureCode {
  return OWN_CODES.find((own) => own === code) ?? 'DEF_WRONG_VALUE';
}

function unknownField(key: string): Failure {
  const [near] = fieldNames
    .map((name) => ({ name, far: distance(key.toLowerCase(), name.toLowerCase(), 3) }))
    .filter(({ name, far }) => far <= Math.min(3, Math.ceil(name.length / 3)))
    .sort((a, b) => a.far - b.far);
  const hint = near ? `Did you mean ${near.name}?` : 'Remove it, or look at a definition that works.';
  return failure('DEF_UNKNOWN_FIELD', { hint });
}

function valueAt(data: unknown, path: Path): unknown {
  return path.reduce<unknown>((value, part) => {
    const inside = typeof value === 'object' && value !== null && Object.hasOwn(value, part);
    return inside ? (value as Record<string | number, unknown>)[part] : undefined;
  }, data);
}

/** `permissions[2].permission.id` */
function dotted(path: Path): string {
  return path.reduce<string>(
    (text, part) => (typeof part === 'number' ? `${text}[${part}]` : text === '' ? part : `${text}.${part}`),
    '',
  );
}

function shown(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** zod's own words are for programmers; those of the schema are for whoever writes a definition. */
function reasonFor(issue: ShapeIssue): string {
  if (!/^(Too (small|big)|Invalid)/.test(issue.message)) return sentence(issue.message);
  switch (issue.code) {
    case 'too_small':
      return `It needs at least ${String(issue.minimum)}${thingsOf(issue.origin)}.`;
    case 'too_big':
      return `It may have ${String(issue.maximum)}${thingsOf(issue.origin)} at most.`;
    case 'invalid_type':
      return `It must be ${KINDS[issue.expected] ?? issue.expected}.`;
    case 'invalid_value':
      return `It must be ${issue.values.map(String).join(' or ')}.`;
    default:
      return sentence(issue.message);
  }
}

const KINDS: Readonly<Record<string, string>> = {
  array: 'a list',
  boolean: 'true or false',
  int: 'a whole number',
  number: 'a number',
  object: 'a group of fields',
  record: 'a group of fields',
  string: 'text',
};

function thingsOf(origin: string): string {
  if (origin === 'array') return ' of these';
  return origin === 'string' ? ' characters' : '';
}

function sentence(text: string): string {
  return /[.?]$/.test(text) ? text : `${text}.`;
}
