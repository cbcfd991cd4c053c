/**
 * The pretend Microsoft Graph: `/v1.0/...`, and of `/beta` only /teamwork/devices. Rules in ../SPEC.md.
 */
import type { Switches } from '../control/switches.ts';
import type { Caller, SandboxRequest, SandboxResponse, Tenant } from '../ports.ts';
import type { World } from '../world.ts';
import { runBatch, type BatchAnswer } from './batch.ts';
import { Directory } from './directory.ts';
import { dispatch, refusal, type RawRequest, type Service } from './dispatch.ts';
import { GraphError, badRequest, invalidToken, unsupported } from './errors.ts';
import type { Answer } from './exchange.ts';
import { Throttler } from './throttle.ts';

/** An answer, with what the request log wants to know about it. */
export interface GraphResponse extends SandboxResponse {
  readonly subRequests: BatchAnswer['subRequests'];
  readonly callerAppId: string | null;
  /** The injected fault that hit a sub-request, if one did. */
  readonly fault: string | null;
}

/** Reads an Authorization header; null when it carries no valid token for Graph. */
export type VerifyToken = (authorization: string | undefined) => Promise<Caller | null>;

export interface Graph {
  /** @throws ConnectionLost when an injected fault on a sub-request lets no answer through */
  handle(request: SandboxRequest): Promise<GraphResponse>;
}

const VERSIONS = ['v1.0', 'beta'] as const;

export function createGraph(tenant: Tenant, switches: Switches, verify: VerifyToken): Graph {
  const service: Service = {
    tenant,
    switches,
    directory: new Directory(tenant, switches),
    throttler: new Throttler(tenant.clock, switches),
  };
  return {
    handle: async (request) => {
      const caller = await verify(request.headers['authorization']);
      const served = serve(service, caller, request);
      const response = toResponse(service, request, served.answer);
      const { subRequests, fault } = served;
      return { ...response, subRequests, fault, callerAppId: caller?.appId ?? null };
    },
  };
}

function serve(service: Service, caller: Caller | null, request: SandboxRequest): BatchAnswer {
  try {
    const raw = readRequest(request);
    if (caller === null || isShutOut(service.tenant.world, caller)) throw invalidToken();
    if (raw.url === '/$batch' && raw.method === 'POST') {
      return runBatch(service, caller, raw, parseBatch(request.body));
    }
    return { answer: dispatch(service, caller, raw), subRequests: [], fault: null };
  } catch (problem) {
    if (!(problem instanceof GraphError)) throw problem;
    return { answer: refusal(service, request.headers, problem), subRequests: [], fault: null };
  }
}

/**
 * A person who was deleted or disabled is refused although their token is good
 * (https://learn.microsoft.com/entra/identity/conditional-access/concept-continuous-access-evaluation).
 */
function isShutOut(world: World, { userId }: Caller): boolean {
  if (userId === undefined) return false;
  const user = world.users[userId];
  return user?.deletedDateTime !== null || !user.accountEnabled;
}

function readRequest(request: SandboxRequest): RawRequest {
  const [, name = '', rest = ''] = /^\/([^/?]*)(.*)$/s.exec(request.url) ?? [];
  const version = VERSIONS.find((one) => one === name);
  if (version === undefined) throw unsupported(`the API version '${name}'`);
  const scheme = request.headers['x-forwarded-proto'] ?? 'https';
  const host = request.headers['host'] ?? 'graph.microsoft.com';
  return {
    version,
    method: request.method.toUpperCase(),
    url: rest,
    headers: request.headers,
    body: request.body,
    origin: `${scheme}://${host}`,
  };
}

function parseBatch(body: string): unknown {
  try {
    return JSON.parse(body) as unknown;
  } catch {
    throw badRequest('Invalid batch payload format.');
  }
}

function toResponse(service: Service, request: SandboxRequest, answer: Answer): SandboxResponse {
  const requestId = requestIdIn(answer.body) ?? service.tenant.random.guid();
  const headers: Record<string, string> = {
    'request-id': requestId,
    'client-request-id': request.headers['client-request-id'] ?? requestId,
    date: new Date(service.directory.now()).toUTCString(),
    'cache-control': 'no-cache',
    ...answer.headers,
  };
  if (answer.body === undefined) return { status: answer.status, headers, body: '' };
  if (typeof answer.body === 'string') {
    return {
      status: answer.status,
      headers: { ...headers, 'content-type': 'text/plain' },
      body: answer.body,
    };
  }
  const type =
    'application/json;odata.metadata=minimal;odata.streaming=true;IEEE754Compatible=false;charset=utf-8';
  return {
    status: answer.status,
    headers: { ...headers, 'content-type': type },
    body: JSON.stringify(answer.body),
  };
}

/** The header and the error body carry the same id. */
function requestIdIn(body: unknown): string | undefined {
  const inner = (body as { error?: { innerError?: Record<string, string> } } | undefined)?.error?.innerError;
  return inner?.['request-id'];
}
