/**
 * Graph alone, with a clock that stands still, counted randomness, and tokens that are just names. Every exchange
 * is held against Microsoft's description of it.
 */
import { createSwitches, type Switches } from '../../../src/sandbox/control/switches.ts';
import { createGraph, type Graph } from '../../../src/sandbox/graph/index.ts';
import type { Caller, Tenant } from '../../../src/sandbox/ports.ts';
import { GRAPH_APP_ID, GRAPH_SP_ID, PEOPLE, REGISTRAR_APP_ID, seedWorld } from '../../../src/sandbox/seed.ts';
import { REGISTRAR_SCOPES } from '../../../src/sandbox/seed/registrar.ts';
import type { World } from '../../../src/sandbox/world.ts';
import { checkExchange } from '../../contract/graph-contract.ts';

export { GRAPH_APP_ID, GRAPH_SP_ID };
export const START = Date.UTC(2026, 10, 20, 9);
export const UNKNOWN_ID = '99999999-9999-4999-8999-999999999999';

export interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** Parsed; loosely typed, since tests look into it freely. */
  readonly body: Body;
  readonly fault: string | null;
  readonly subRequests: readonly { id: string; status: number }[];
}
export interface Body {
  readonly [name: string]: unknown;
  readonly id: string;
  readonly appId: string;
  readonly value: Body[];
  readonly error: {
    code: string;
    message: string;
    details?: { code: string }[];
    innerError: Record<string, string>;
  };
}

export interface Bench {
  readonly world: World;
  readonly switches: Switches;
  advance(milliseconds: number): void;
  /**
   * Sends `GET /path` (v1.0 unless the path names a version). `anna` has the product's scopes, `anna+X.Y` one more,
   * `only:anna` User.Read alone; `app:A.B,C.D` is an app with those roles; any other name has no valid token.
   */
  send(who: string, operation: string, body?: unknown, headers?: Record<string, string>): Promise<Reply>;
  readonly changes: () => number;
}

/** The application and service principal behind `app:...` callers. */
export const CALLING_APP_ID = 'aaaaaaaa-0000-4000-8000-000000000001';
export const CALLING_SP_ID = 'aaaaaaaa-0000-4000-8000-000000000002';

export function createBench(): Bench {
  const world = seedWorld({ now: START - 86_400_000 });
  const switches = createSwitches();
  let now = START;
  let changes = 0;
  const tenant: Tenant = {
    world,
    clock: { now: () => now + world.clockOffsetMs },
    random: countedRandom(),
    changed: () => void (changes += 1),
  };
  const graph = createGraph(tenant, switches, (token) => Promise.resolve(callerOf(token)));
  return {
    world,
    switches,
    advance: (milliseconds) => void (now += milliseconds),
    send: (who, operation, body, headers) => exchange(graph, who, operation, body, headers),
    changes: () => changes,
  };
}

async function exchange(
  graph: Graph,
  who: string,
  operation: string,
  body?: unknown,
  headers: Record<string, string> = {},
): Promise<Reply> {
  const [method = '', address = ''] = operation.split(/ (.*)/s);
  const path = /^\/(v1\.0|beta)\//.test(address) ? address : `/v1.0${address}`;
  const text = body === undefined ? '' : JSON.stringify(body);
  const sent = { authorization: who, host: 'localhost:3980', ...headers };
  const {
    status,
    headers: answered,
    body: raw,
    fault,
    subRequests,
  } = await graph.handle({
    method,
    url: path,
    headers: sent,
    body: text,
  });
  const isJson = answered['content-type']?.startsWith('application/json') === true;
  const parsed = raw === '' ? undefined : isJson ? (JSON.parse(raw) as unknown) : raw;
  refuseViolations({ method, path, requestBody: body, status, responseBody: parsed, fault });
  return { status, headers: answered, body: parsed as Body, fault, subRequests };
}

class ContractViolated extends Error {
  override readonly name = 'ContractViolated';
}

function refuseViolations(exchanged: Parameters<typeof checkExchange>[0]): void {
  const violations = checkExchange(exchanged);
  if (violations.length > 0) throw new ContractViolated(JSON.stringify(violations, undefined, 2));
}

function callerOf(token: string | undefined): Caller | null {
  if (token?.startsWith('app:') === true) {
    const roles = token.slice('app:'.length).split(',');
    return { appId: CALLING_APP_ID, userId: undefined, servicePrincipalId: CALLING_SP_ID, scopes: [], roles };
  }
  const limited = token?.startsWith('only:') === true;
  const [key, extra] = (token ?? '').replace('only:', '').split('+');
  const person = PEOPLE.find((one) => one.key === key);
  if (person === undefined) return null;
  return {
    appId: REGISTRAR_APP_ID,
    userId: person.oid,
    servicePrincipalId: undefined,
    scopes: [...(limited ? ['User.Read'] : REGISTRAR_SCOPES), ...(extra?.split(',') ?? [])],
    roles: [],
  };
}

/** Guids 1, 2, 3 ...; bytes all different, so that two secrets differ. */
function countedRandom(): Tenant['random'] {
  let count = 0;
  return {
    guid: () => `00000000-0000-4000-9000-${(++count).toString(16).padStart(12, '0')}`,
    bytes: (length) => Uint8Array.from({ length }, (_, index) => (index * 7 + ++count) % 256),
  };
}
