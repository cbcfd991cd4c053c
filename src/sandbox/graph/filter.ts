/**
 * The part of OData $filter that Graph's directory objects are asked with here: `eq`, `in`, `startswith`,
 * `ge`/`le`/`gt`/`lt` on dates, `tags/any(t:t eq 'x')`, joined by `and` or `or`.
 * (https://learn.microsoft.com/graph/filter-query-parameter)
 */
import { unsupportedQuery } from './errors.ts';

export type Operator = 'eq' | 'in' | 'startswith' | 'any' | 'compare';

/** Which operators each property supports; what is not listed is refused, as Graph refuses it. */
export type Filterable = Readonly<Record<string, readonly Operator[]>>;
export type Predicate = (item: object) => boolean;

type Literal = string | boolean | null;

/** Throws 400 Request_UnsupportedQuery for anything outside the supported part. */
export function parseFilter(filter: string, resource: string, filterable: Filterable): Predicate {
  const alternatives = splitOn(filter, 'or').map((alternative) =>
    splitOn(alternative, 'and').map((clause) => parseClause(clause.trim(), resource, filterable)),
  );
  return (item) => alternatives.some((all) => all.every((predicate) => predicate(item)));
}

/** Splits at a word, but not inside quotes. */
function splitOn(text: string, word: 'and' | 'or'): string[] {
  const parts = [''];
  for (const token of text.match(/'(?:[^']|'')*'|\s+|[^\s']+/g) ?? []) {
    if (token.toLowerCase() === word) parts.push('');
    else parts[parts.length - 1] = `${parts.at(-1) ?? ''}${token}`;
  }
  return parts;
}

function parseClause(clause: string, resource: string, filterable: Filterable): Predicate {
  const bare = /^\((.*)\)$/s.exec(clause)?.[1] ?? clause;
  for (const parse of [startsWithClause, anyClause, inClause, comparison]) {
    const found = parse(bare);
    if (found === undefined) continue;
    if (filterable[found.property]?.includes(found.operator) === true) return found.predicate;
    break;
  }
  throw unsupportedQuery(
    `Unsupported or invalid query filter clause specified for property '${propertyIn(bare)}' of resource '${resource}'.`,
  );
}

interface Clause {
  readonly property: string;
  readonly operator: Operator;
  readonly predicate: Predicate;
}

function startsWithClause(text: string): Clause | undefined {
  const match = /^startswith\(\s*([\w/]+)\s*,\s*('(?:[^']|'')*')\s*\)(?:\s+eq\s+true)?$/i.exec(text);
  if (match === null) return undefined;
  const property = match[1] ?? '';
  const start = String(literal(match[2] ?? '')).toLowerCase();
  const predicate: Predicate = (item) => lower(Reflect.get(item, property)).startsWith(start);
  return { property, operator: 'startswith', predicate };
}

function anyClause(text: string): Clause | undefined {
  const match = /^(\w+)\/any\(\s*(\w+)\s*:\s*(\w+)\s+eq\s+('(?:[^']|'')*')\s*\)$/i.exec(text);
  if (match === null || match[2] !== match[3]) return undefined;
  const property = match[1] ?? '';
  const wanted = lower(literal(match[4] ?? ''));
  const predicate: Predicate = (item) => {
    const values: unknown = Reflect.get(item, property);
    return Array.isArray(values) && values.some((value) => lower(value) === wanted);
  };
  return { property, operator: 'any', predicate };
}

function inClause(text: string): Clause | undefined {
  const match = /^([\w/]+)\s+in\s+\((.*)\)$/is.exec(text);
  if (match === null) return undefined;
  const property = match[1] ?? '';
  const wanted = ((match[2] ?? '').match(/'(?:[^']|'')*'/g) ?? []).map((value) => lower(literal(value)));
  return {
    property,
    operator: 'in',
    predicate: (item) => wanted.includes(lower(Reflect.get(item, property))),
  };
}

function comparison(text: string): Clause | undefined {
  const match = /^([\w/]+)\s+(eq|ge|le|gt|lt)\s+('(?:[^']|'')*'|[^\s']+)$/i.exec(text);
  if (match === null) return undefined;
  const property = match[1] ?? '';
  const value = literal(match[3] ?? '');
  const verb = (match[2] ?? '').toLowerCase();
  if (verb === 'eq')
    return { property, operator: 'eq', predicate: (item) => same(Reflect.get(item, property), value) };
  return {
    property,
    operator: 'compare',
    predicate: (item) => ordered(Reflect.get(item, property), verb, value),
  };
}

/** Directory strings compare without regard to case, as Graph's do. */
function same(actual: unknown, wanted: Literal): boolean {
  if (typeof actual === 'string' && typeof wanted === 'string') return lower(actual) === lower(wanted);
  return (actual ?? null) === wanted;
}

function ordered(actual: unknown, verb: string, wanted: Literal): boolean {
  const difference = Date.parse(String(actual)) - Date.parse(String(wanted));
  if (verb === 'ge') return difference >= 0;
  if (verb === 'le') return difference <= 0;
  return verb === 'gt' ? difference > 0 : difference < 0;
}

function literal(text: string): Literal {
  if (text.startsWith("'")) return text.slice(1, -1).replaceAll("''", "'");
  if (text === 'true' || text === 'false') return text === 'true';
  return text === 'null' ? null : text;
}

function lower(value: unknown): string {
  return typeof value === 'string' ? value.toLowerCase() : JSON.stringify(value ?? null);
}

function propertyIn(clause: string): string {
  return /^(?:not\s+)?(?:\w+\()?\s*([\w/]+)/i.exec(clause)?.[1] ?? clause;
}
