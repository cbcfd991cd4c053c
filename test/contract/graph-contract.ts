/**
 * Does an exchange with Graph keep to Microsoft's own description of it? Requests and answers are checked against
 * an OpenAPI subset, the steps of a batch one by one. Stricter than the description in one point: properties it
 * does not know are violations, since the service refuses them.
 */
import { compileSchema, resolveOperation, type Check } from './openapi.ts';
import { BATCH_REQUEST, BATCH_RESPONSE, ownOperation } from './own-schemas.ts';

export interface Exchange {
  readonly method: string;
  /** With version and query: `/v1.0/applications?$top=5`. */
  readonly path: string;
  /** Parsed; undefined for none. */
  readonly requestBody?: unknown;
  readonly status: number;
  readonly responseBody?: unknown;
  /** Name of the injected fault that made this answer. Such an answer is exempt, its request is not. */
  readonly fault?: string | null;
}

export interface Violation {
  /** `PATCH /v1.0/applications/...` */
  readonly operation: string;
  readonly side: 'request' | 'response';
  /** JSON pointer into that body; '' for the whole. */
  readonly field: string;
  readonly problem: string;
}

interface BatchStep {
  readonly id: string;
  readonly method: string;
  readonly url: string;
  readonly body?: unknown;
}
interface BatchResult {
  readonly id: string;
  readonly status: number;
  readonly body?: unknown;
}

/** Every way in which an exchange leaves the description; none when all is well. */
export function checkExchange(exchange: Exchange): Violation[] {
  if (exchange.status === 501) return [];
  return isBatch(exchange) ? checkBatch(exchange) : checkSingle(exchange);
}

function checkSingle(exchange: Exchange): Violation[] {
  const path = pathOf(exchange.path);
  const operation = ownOperation(exchange.method, path) ?? resolveOperation(exchange.method, path);
  if (operation === undefined) return [violation(exchange, 'request', '', 'not in the description')];
  const request = exchange.status < 400 ? requestProblems(exchange, operation.request) : [];
  const response = exempt(exchange) ? [] : responseProblems(exchange, operation.response);
  return [...request, ...response];
}

/** A request the service refused may well be wrong: that is what the refusal says. */
function requestProblems(exchange: Exchange, check: Check | undefined): Violation[] {
  if (check === undefined) {
    const empty = exchange.requestBody === undefined;
    return empty ? [] : [violation(exchange, 'request', '', 'no body is described for this operation')];
  }
  if (exchange.requestBody === undefined) return [];
  return check(exchange.requestBody).map(({ field, problem }) =>
    violation(exchange, 'request', field, problem),
  );
}

function responseProblems(exchange: Exchange, success: Check | undefined): Violation[] {
  const check = exchange.status < 400 ? success : errorBody;
  if (exchange.status === 204) {
    return exchange.responseBody === undefined
      ? []
      : [violation(exchange, 'response', '', 'a body with 204')];
  }
  if (check === undefined) return [];
  if (exchange.responseBody === undefined) return [violation(exchange, 'response', '', 'a body is missing')];
  return check(exchange.responseBody).map(({ field, problem }) =>
    violation(exchange, 'response', field, problem),
  );
}

function checkBatch(exchange: Exchange): Violation[] {
  if (exchange.status >= 400) return exempt(exchange) ? [] : responseProblems(exchange, undefined);
  const asked = batchRequest(exchange.requestBody).map(({ field, problem }) =>
    violation(exchange, 'request', field, problem),
  );
  const answered = batchResponse(exchange.responseBody).map(({ field, problem }) =>
    violation(exchange, 'response', field, problem),
  );
  if (answered.length > 0 && exempt(exchange)) return asked;
  if (asked.length + answered.length > 0) return [...asked, ...answered];
  return checkSteps(exchange);
}

function checkSteps(exchange: Exchange): Violation[] {
  const { requests } = exchange.requestBody as { requests: readonly BatchStep[] };
  const { responses } = exchange.responseBody as { responses: readonly BatchResult[] };
  return requests.flatMap((step) => {
    const result = responses.find((one) => one.id === step.id);
    if (result === undefined)
      return [violation(exchange, 'response', '/responses', `no answer to step ${step.id}`)];
    const path = `/v1.0/${step.url.replace(/^\//, '')}`;
    const { status, body: responseBody } = result;
    const { method, body: requestBody } = step;
    return checkSingle({ method, path, requestBody, status, responseBody, fault: exchange.fault ?? null });
  });
}

const batchRequest = compileSchema(BATCH_REQUEST);
const batchResponse = compileSchema(BATCH_RESPONSE);
const errorBody = compileSchema({ $ref: '#/components/schemas/microsoft.graph.ODataErrors.ODataError' });

function isBatch(exchange: Exchange): boolean {
  return exchange.method === 'POST' && pathOf(exchange.path) === '/$batch';
}

function exempt(exchange: Exchange): boolean {
  return exchange.fault !== undefined && exchange.fault !== null;
}

/** Without version and query. */
function pathOf(path: string): string {
  return (path.split('?', 1)[0] ?? '').replace(/^\/(v1\.0|beta)(?=\/)/, '');
}

function violation(
  { method, path }: Exchange,
  side: Violation['side'],
  field: string,
  problem: string,
): Violation {
  return { operation: `${method} ${path}`, side, field, problem };
}
