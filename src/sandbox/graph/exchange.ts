/** One request inside Graph, taken apart, and the answer a handler gives. */
import type { Caller } from '../ports.ts';
import { badRequest } from './errors.ts';

/** How one object is addressed: `{by: 'id', value}`, or an alternate key such as `(appId='...')`. */
export interface Key {
  readonly by: string;
  readonly value: string;
}

export interface GraphRequest {
  readonly method: string;
  readonly segments: readonly Segment[];
  readonly query: ReadonlyMap<string, string>;
  readonly headers: Readonly<Record<string, string>>;
  /** Parsed JSON; undefined when there was none. */
  readonly body: unknown;
  /** Scheme and host for links in answers, e.g. `https://localhost:3980/v1.0`. */
  readonly root: string;
  /** Path without version, as sent: for links and messages. */
  readonly path: string;
  readonly caller: Caller;
}

export type Segment = { readonly text: string; readonly key?: undefined } | { readonly key: Key };

export interface Answer {
  readonly status: number;
  /** undefined: no body. A string is sent as text/plain. */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

export const NO_CONTENT: Answer = { status: 204 };

export function ok(body: unknown): Answer {
  return { status: 200, body };
}

export function created(body: unknown, location?: string): Answer {
  return { status: 201, body, ...(location !== undefined && { headers: { location } }) };
}

/**
 * `applications(appId='x')/addPassword` -> text `applications`, key appId=x, text `addPassword`. An empty call
 * `delta()` is the text `delta`; a type cast `microsoft.graph.application` is shortened to `graph.application`.
 */
export function parseSegments(path: string): Segment[] {
  return splitOutsideQuotes(path).flatMap(parseSegment);
}

/** Keys may hold slashes, also encoded ones, inside their quotes. */
function splitOutsideQuotes(path: string): string[] {
  return path.match(/(?:[^/']|'[^']*')+/g) ?? [];
}

function parseSegment(raw: string): Segment[] {
  const text = decode(raw);
  const call = /^([^(]+)\((.*)\)$/s.exec(text);
  if (call === null) return [{ text: text.replace(/^microsoft\.graph\./, 'graph.') }];
  const name: Segment = { text: call[1] ?? '' };
  const inside = call[2] ?? '';
  return inside === '' ? [name] : [name, { key: parseKey(inside) }];
}

function parseKey(inside: string): Key {
  const named = /^(\w+)='(.*)'$/s.exec(inside);
  if (named !== null) return { by: named[1] ?? '', value: (named[2] ?? '').replaceAll("''", "'") };
  const bare = /^'(.*)'$/s.exec(inside);
  return { by: 'id', value: bare?.[1] ?? inside };
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw badRequest('The request URI is not valid.');
  }
}
