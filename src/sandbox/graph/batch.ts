/** $batch (https://learn.microsoft.com/graph/json-batching). Steps run in the order given. */
import { ConnectionLost } from '../connection.ts';
import { applyFault, type FaultHit } from '../control/faults.ts';
import type { Caller } from '../ports.ts';
import { isObject, type Json } from './body.ts';
import { dispatch, refusal, type RawRequest, type Service } from './dispatch.ts';
import { GraphError } from './errors.ts';
import { ok, type Answer } from './exchange.ts';

const MOST_STEPS = 20;
const METHODS = ['GET', 'POST', 'PATCH', 'PUT', 'DELETE'];

interface Step {
  readonly id: string;
  readonly method: string;
  /** Relative to the version, always with a leading slash. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
  readonly dependsOn: readonly string[];
}

/** What became of one sub-request, for the request log. */
export interface SubRequest {
  readonly id: string;
  readonly method: string;
  readonly path: string;
  readonly status: number;
}

export interface BatchAnswer {
  readonly answer: Answer;
  readonly subRequests: readonly SubRequest[];
  /** The injected fault that made one of the inner answers, if any. */
  readonly fault: string | null;
}

type Outer = Pick<RawRequest, 'version' | 'origin' | 'headers'>;

/**
 * @throws GraphError when the batch itself is wrong
 * @throws ConnectionLost when an injected fault on a sub-request lets no answer through
 */
export function runBatch(service: Service, caller: Caller, outer: Outer, body: unknown): BatchAnswer {
  const steps = readSteps(body);
  const done = new Map<string, Answer>();
  let fault: string | null = null;
  for (const step of steps) {
    const hit = applyFault(service.switches, { method: step.method, path: `/${outer.version}${step.url}` });
    done.set(step.id, runStep(service, caller, outer, { step, done, hit }));
    fault ??= hit?.name ?? null;
  }
  const responses = steps.map((step) => response(step, done.get(step.id)));
  return { answer: ok({ responses }), subRequests: steps.map((step) => logged(step, done)), fault };
}

interface Progress {
  readonly step: Step;
  readonly done: ReadonlyMap<string, Answer>;
  readonly hit: FaultHit | undefined;
}

function runStep(service: Service, caller: Caller, outer: Outer, { step, done, hit }: Progress): Answer {
  const failed = step.dependsOn.some((id) => (done.get(id)?.status ?? 0) >= 400);
  if (failed) return refusal(service, step.headers, failedDependency());
  const carryOut = (): Answer => dispatch(service, caller, { ...step, ...pick(outer) });
  if (hit === undefined) return carryOut();
  if (hit.effect.when === 'after') carryOut();
  if (hit.effect.kind !== 'answer') throw new ConnectionLost(hit.effect.kind, hit.name);
  const { status, headers, body } = hit.effect;
  return { status, headers, body: parsedOrText(body) };
}

function pick({ version, origin }: Outer): Pick<Outer, 'version' | 'origin'> {
  return { version, origin };
}

function response(step: Step, answer: Answer | undefined): Json {
  const { status = 500, body, headers = {} } = answer ?? {};
  const type = typeof body === 'string' ? 'text/plain' : 'application/json';
  return {
    id: step.id,
    status,
    headers: { ...(body !== undefined && { 'Content-Type': type }), ...wireHeaders(headers) },
    ...(body !== undefined && { body }),
  };
}

/** `retry-after` -> `Retry-After`, as Graph writes them inside a batch. */
function wireHeaders(headers: Readonly<Record<string, string>>): Json {
  const capital = (name: string): string => name.replace(/(^|-)[a-z]/g, (start) => start.toUpperCase());
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [capital(name), value]));
}

function logged(step: Step, done: ReadonlyMap<string, Answer>): SubRequest {
  return { id: step.id, method: step.method, path: step.url, status: done.get(step.id)?.status ?? 0 };
}

function readSteps(body: unknown): Step[] {
  const requests = isObject(body) ? body['requests'] : undefined;
  if (!Array.isArray(requests) || requests.length === 0) {
    throw invalidBatch("Invalid batch payload format: 'requests' is missing or empty.");
  }
  if (requests.length > MOST_STEPS) {
    throw new GraphError(
      400,
      'MaximumValueExceeded',
      `Number of batch request steps exceeds the maximum value of ${MOST_STEPS.toString()}.`,
    );
  }
  const steps = requests.map(readStep);
  if (new Set(steps.map((step) => step.id)).size !== steps.length) {
    throw invalidBatch('Request Id values must be unique within a batch.');
  }
  steps.forEach((step, index) => {
    requireEarlier(step, steps.slice(0, index));
  });
  return steps;
}

function readStep(entry: unknown): Step {
  if (!isObject(entry)) throw invalidBatch('Each request of a batch is an object.');
  const { id, method, url, headers, body, dependsOn } = entry;
  if (typeof id !== 'string' || id === '') throw invalidBatch('Each request of a batch needs an id.');
  if (typeof method !== 'string' || !METHODS.includes(method.toUpperCase())) {
    throw invalidBatch(`Request '${id}' has no valid method.`);
  }
  if (typeof url !== 'string' || /^[a-z]+:/i.test(url))
    throw invalidBatch(`Request '${id}' needs a relative url.`);
  const sent = readHeaders(headers);
  if (body !== undefined && sent['content-type'] === undefined) {
    throw invalidBatch(`Write request '${id}' does not contain Content-Type header or body.`);
  }
  return {
    id,
    method: method.toUpperCase(),
    url: url.startsWith('/') ? url : `/${url}`,
    headers: sent,
    body,
    dependsOn: Array.isArray(dependsOn) ? dependsOn.map(String) : [],
  };
}

function readHeaders(headers: unknown): Record<string, string> {
  if (!isObject(headers)) return {};
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name.toLowerCase(), String(value)]),
  );
}

function requireEarlier(step: Step, earlier: readonly Step[]): void {
  const missing = step.dependsOn.find((id) => !earlier.some((one) => one.id === id));
  if (missing !== undefined)
    throw invalidBatch(`Request '${step.id}' depends on '${missing}', which is not before it.`);
}

function invalidBatch(message: string): GraphError {
  return new GraphError(400, 'BadRequest', message);
}

function failedDependency(): GraphError {
  return new GraphError(424, 'FailedDependency', 'A request this one depends on has failed.');
}

/** An injected body may be JSON or, on purpose, not. */
function parsedOrText(body: string): unknown {
  if (body === '') return undefined;
  try {
    return JSON.parse(body) as unknown;
  } catch {
    return body;
  }
}
