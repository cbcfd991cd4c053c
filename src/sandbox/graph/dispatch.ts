/** From one request to one handler: find the route, check the permission, run, and turn refusals into bodies. */
import type { Switches } from '../control/switches.ts';
import type { Caller, Tenant } from '../ports.ts';
import { requirePermission } from './access.ts';
import type { Directory } from './directory.ts';
import { GraphError, badRequest, unsupported } from './errors.ts';
import { parseSegments, type Answer, type Key, type Segment } from './exchange.ts';
import { ROUTES, type Route } from './routes.ts';
import type { Throttler } from './throttle.ts';

/** The parts of Graph that live as long as the process. */
export interface Service {
  readonly tenant: Tenant;
  readonly switches: Switches;
  readonly directory: Directory;
  readonly throttler: Throttler;
}

export interface RawRequest {
  readonly version: Route['version'];
  readonly method: string;
  /** Path and query after the version: `/applications?$top=5`. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** JSON as text, or already parsed in a batch. */
  readonly body: unknown;
  /** `https://localhost:3980` */
  readonly origin: string;
}

/** Never throws a GraphError: a refusal is an answer. */
export function dispatch(service: Service, caller: Caller, raw: RawRequest): Answer {
  try {
    service.throttler.admit(caller.appId);
    return run(service, caller, raw);
  } catch (problem) {
    if (problem instanceof GraphError) return refusal(service, raw.headers, problem);
    throw problem;
  }
}

/** Graph's error body (https://learn.microsoft.com/graph/errors). */
export function refusal(
  service: Service,
  headers: Readonly<Record<string, string>>,
  { status, code, message, details, headers: extra }: GraphError,
): Answer {
  const requestId = service.tenant.random.guid();
  const innerError = {
    date: new Date(service.directory.now()).toISOString().slice(0, 19),
    'request-id': requestId,
    'client-request-id': headers['client-request-id'] ?? requestId,
  };
  const error = { code, message, ...(details.length > 0 && { details }), innerError };
  return { status, body: { error }, headers: extra };
}

function run(service: Service, caller: Caller, raw: RawRequest): Answer {
  const [path = '', search = ''] = splitOnce(raw.url, '?');
  const segments = parseSegments(path);
  const { route, keys } = findRoute(raw, segments, path);
  requirePermission(caller, route.needs);
  const request = {
    method: raw.method,
    segments,
    query: new Map(new URLSearchParams(search)),
    headers: raw.headers,
    body: parseBody(raw.body),
    root: `${raw.origin}/${raw.version}`,
    path,
    caller,
  };
  return route.handler({ ...service, request, caller, keys });
}

function findRoute(
  raw: RawRequest,
  segments: readonly Segment[],
  path: string,
): { route: Route; keys: Key[] } {
  for (const route of ROUTES) {
    if (route.version !== raw.version || route.method !== raw.method) continue;
    const keys = match(route.segments, segments);
    if (keys !== undefined) return { route, keys };
  }
  throw unsupported(`${raw.method} /${raw.version}${path}`);
}

/** The addresses in the path, or undefined when it is another path. `$ref` and the like are never an address. */
function match(pattern: readonly string[], segments: readonly Segment[]): Key[] | undefined {
  if (pattern.length !== segments.length) return undefined;
  const keys: Key[] = [];
  for (const [index, segment] of segments.entries()) {
    const wanted = pattern[index];
    if (wanted !== '{}') {
      if (segment.key !== undefined || segment.text !== wanted) return undefined;
    } else if (segment.key !== undefined) {
      keys.push(segment.key);
    } else if (segment.text.startsWith('$')) {
      return undefined;
    } else {
      keys.push({ by: 'id', value: segment.text });
    }
  }
  return keys;
}

function parseBody(body: unknown): unknown {
  if (typeof body !== 'string') return body;
  if (body.trim() === '') return undefined;
  try {
    return JSON.parse(body) as unknown;
  } catch {
    throw badRequest(
      'Unable to read JSON request payload. Please ensure Content-Type header is set and payload is of valid JSON format.',
    );
  }
}

function splitOnce(text: string, separator: string): string[] {
  const at = text.indexOf(separator);
  return at === -1 ? [text] : [text.slice(0, at), text.slice(at + 1)];
}
