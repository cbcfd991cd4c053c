/** $select, $top, $skiptoken, $count and $filter over a list of wire objects. */
import type { Context } from './context.ts';
import { badRequest, unsupported, unsupportedQuery } from './errors.ts';
import { ok, type Answer, type GraphRequest } from './exchange.ts';
import { parseFilter, type Filterable } from './filter.ts';

export type Wire = Readonly<Record<string, unknown>>;

export interface ListRules<T> {
  /** For messages, as Graph names it: `Application`. */
  readonly resource: string;
  /** `$metadata#` fragment: `applications`. */
  readonly metadata: string;
  readonly filterable: Filterable;
  readonly toWire: (item: T) => Wire;
  /** What a filter looks at: the wire form, unless the stored one has the same names and costs less to get. */
  readonly filterOn?: (item: T) => object;
  readonly paged?: boolean;
  readonly expandable?: readonly string[];
}

const DEFAULT_PAGE = 100;
const LARGEST_PAGE = 999;
const KNOWN_OPTIONS = [
  '$select',
  '$filter',
  '$top',
  '$skiptoken',
  '$count',
  '$orderby',
  '$expand',
  '$format',
];

/**
 * A collection answer. Page tokens hold the place and the last object, so that an object added or removed meanwhile does not make
 * others appear twice or not at all.
 */
export function list<T extends { readonly id: string }>(
  context: Context,
  items: readonly T[],
  rules: ListRules<T>,
): Answer {
  const { query } = context.request;
  refuseUnknownOptions(query, rules.expandable ?? []);
  const found = order(filter(items, query.get('$filter'), rules), query);
  const size = pageSize(query.get('$top'));
  const start = pageStart(found, query.get('$skiptoken'));
  const end = rules.paged === false ? found.length : start + size;
  const page = found.slice(start, end);
  const value = page.map((item) => select(rules.toWire(item), query.get('$select'), rules.resource));
  return ok({
    '@odata.context': contextUrl(context.request, rules.metadata),
    ...(wantsCount(context.request) && start === 0 && { '@odata.count': found.length }),
    ...(end < found.length && { '@odata.nextLink': nextLink(context.request, end, page.at(-1)?.id ?? '') }),
    value,
  });
}

/** `/applications/$count`: text, and only with the advanced-query header. */
export function count<T>(context: Context, items: readonly T[], rules: ListRules<T>): Answer {
  if (!isAdvanced(context.request)) throw badRequest('$count is not currently supported.');
  const found = filter(items, context.request.query.get('$filter'), rules);
  return { status: 200, body: found.length.toString() };
}

/** One object, with $select and its @odata.context. */
export function single(context: Context, item: Wire, rules: { resource: string; metadata: string }): Answer {
  const selected = context.request.query.get('$select');
  if (context.request.query.has('$expand')) throw unsupported(`$expand on ${rules.metadata}`);
  const suffix = selected === undefined ? '/$entity' : `(${selected})/$entity`;
  return ok({
    '@odata.context': contextUrl(context.request, `${rules.metadata}${suffix}`),
    ...select(item, selected, rules.resource),
  });
}

export function contextUrl(request: GraphRequest, fragment: string): string {
  return `${request.root}/$metadata#${fragment}`;
}

/** Annotations are not properties: Graph writes @odata.type whatever is selected. */
export function select(item: Wire, selected: string | undefined, resource: string): Wire {
  if (selected === undefined || selected === '') return item;
  const names = selected.split(',').map((name) => name.trim());
  const selectedOnes = names.map((name) => [name, selectedValue(item, name, resource)] as const);
  const kind = Object.entries(item).filter(([name]) => name === '@odata.type');
  return Object.fromEntries([...kind, ...selectedOnes]);
}

function selectedValue(item: Wire, name: string, resource: string): unknown {
  if (Object.hasOwn(item, name)) return item[name];
  throw badRequest(
    `Parsing OData Select and Expand failed: Could not find a property named '${name}' on type 'microsoft.graph.${resource}'.`,
  );
}

function filter<T>(items: readonly T[], text: string | undefined, rules: ListRules<T>): readonly T[] {
  if (text === undefined) return items;
  const predicate = parseFilter(text, rules.resource, rules.filterable);
  const filterOn = rules.filterOn ?? rules.toWire;
  return items.filter((item) => predicate(filterOn(item)));
}

/** Only `$orderby=displayName [desc]`; with $filter it needs an advanced query, as at Graph. */
function order<T>(items: readonly T[], query: ReadonlyMap<string, string>): readonly T[] {
  const by = query.get('$orderby');
  if (by === undefined) return items;
  const match = /^displayName(?:\s+(asc|desc))?$/i.exec(by.trim());
  if (match === null || query.has('$filter')) throw unsupportedQuery(`Sorting not supported for '${by}'.`);
  const sign = match[1]?.toLowerCase() === 'desc' ? -1 : 1;
  return [...items].sort((a, b) => sign * nameOf(a).localeCompare(nameOf(b)));
}

function nameOf(item: unknown): string {
  return typeof item === 'object' && item !== null && 'displayName' in item ? String(item.displayName) : '';
}

function pageSize(top: string | undefined): number {
  if (top === undefined) return DEFAULT_PAGE;
  const size = Number(top);
  if (Number.isInteger(size) && size > 0 && size <= LARGEST_PAGE) return size;
  throw badRequest(
    `Invalid page size specified: '${top}'. Must be between 1 and ${LARGEST_PAGE.toString()} inclusive.`,
  );
}

function pageStart(items: readonly { readonly id: string }[], token: string | undefined): number {
  if (token === undefined) return 0;
  const match = /^(\d+)\.(.+)$/.exec(Buffer.from(token, 'base64url').toString('utf8'));
  if (match === null) throw badRequest('The specified page token is not valid or has expired.');
  const place = Number(match[1]);
  if (items[place - 1]?.id === match[2]) return place;
  const moved = items.findIndex((item) => item.id === match[2]);
  return moved === -1 ? place : moved + 1;
}

function nextLink(request: GraphRequest, place: number, lastId: string): string {
  const token = Buffer.from(`${place.toString()}.${lastId}`).toString('base64url');
  const options = [...request.query].filter(([name]) => name !== '$skiptoken');
  const query = [...options, ['$skiptoken', token]]
    .map(([name, value]) => `${name ?? ''}=${encodeURIComponent(value ?? '')}`)
    .join('&');
  return `${request.root}${request.path}?${query}`;
}

function isAdvanced(request: GraphRequest): boolean {
  return request.headers['consistencylevel']?.toLowerCase() === 'eventual';
}

/** `$count=true` without the header is ignored in silence, as Graph does. */
function wantsCount(request: GraphRequest): boolean {
  return request.query.get('$count') === 'true' && isAdvanced(request);
}

function refuseUnknownOptions(query: ReadonlyMap<string, string>, expandable: readonly string[]): void {
  const unknown = [...query.keys()].find((name) => name.startsWith('$') && !KNOWN_OPTIONS.includes(name));
  if (unknown !== undefined) throw unsupported(`the query option ${unknown}`);
  const expand = query.get('$expand');
  if (expand !== undefined && !expandable.includes(expand)) throw unsupported(`$expand=${expand}`);
}
