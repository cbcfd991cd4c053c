/** A Graph made of one function per test, and what tests ask it with. */
import type { AppId, KeyId, ObjectId, TenantId } from '../../../src/provisioning/core/ids.ts';
import { Secret } from '../../../src/provisioning/core/secret.ts';
import { createDirectory } from '../../../src/provisioning/graph/index.ts';
import type { Directory, SignedIn } from '../../../src/provisioning/ports.ts';

export const BASE = 'https://localhost:3980';
export const TOKEN = 'pretend-access-token';
export const REQUEST_ID = '11111111-aaaa-4bbb-8ccc-222222222222';
export const DATE = 'Sat, 21 Nov 2026 09:00:00 GMT';

export const APP = 'aaaaaaaa-0000-4000-8000-000000000001' as ObjectId;
export const APP_ID = 'aaaaaaaa-0000-4000-8000-000000000002' as AppId;
export const SP = 'aaaaaaaa-0000-4000-8000-000000000003' as ObjectId;
export const GRAPH_SP = 'aaaaaaaa-0000-4000-8000-000000000004' as ObjectId;
export const KEY = 'aaaaaaaa-0000-4000-8000-000000000005' as KeyId;
export const ANNA = 'aaaaaaaa-0000-4000-8000-000000000006' as ObjectId;
export const ROLE = '62e90394-69f5-4237-9190-012177145e10';
export const TENANT = '7c9b3f52-6a0e-4d1b-9c55-2f6f0a51c0de' as TenantId;

export const signIn: SignedIn = {
  person: { oid: ANNA, displayName: 'Anna Admin' },
  tenantId: TENANT,
  token: new Secret(TOKEN),
  expiresAt: Date.UTC(2026, 10, 21, 10),
};

/** One request as it would be on the wire. */
export interface Seen {
  readonly method: string;
  readonly url: string;
  readonly headers: Headers;
  readonly body: unknown;
}

export interface FakeGraph {
  readonly directory: Directory;
  readonly seen: readonly Seen[];
  readonly fetch: typeof globalThis.fetch;
}

/** `answer` gets each request and its number, from 0; it may throw as `fetch` does. */
export function fakeGraph(
  answer: (request: Seen, index: number, signal: AbortSignal) => Response | Promise<Response>,
  timeoutMs = 10_000,
): FakeGraph {
  const seen: Seen[] = [];
  const fetch: typeof globalThis.fetch = async (input, init = {}) => {
    const request = new Request(input, init);
    const text = await request.text();
    const body: unknown = text === '' ? undefined : JSON.parse(text);
    const one = { method: request.method, url: request.url, headers: request.headers, body };
    seen.push(one);
    return answer(one, seen.length - 1, request.signal);
  };
  let ids = 0;
  const newId = {
    guid: () => `00000000-0000-4000-8000-${String((ids += 1)).padStart(12, '0')}`,
    hex: (bits: number) => '0'.repeat(bits / 4),
    unit: () => 0,
  };
  return { directory: createDirectory({ baseUrl: BASE, fetch, timeoutMs, newId }), seen, fetch };
}

export function json(status: number, body: unknown, headers: Record<string, string> = {}): Response {
  return Response.json(body, { status, headers: { 'request-id': REQUEST_ID, date: DATE, ...headers } });
}

export function noContent(): Response {
  return new Response(null, { status: 204, headers: { 'request-id': REQUEST_ID, date: DATE } });
}

export function graphError(
  status: number,
  code: string,
  headers: Record<string, string> = {},
  details: readonly { code: string }[] = [],
): Response {
  return json(status, { error: { code, message: `It says ${code}.`, details } }, headers);
}

/** What Node's fetch throws when the system below it fails. */
export function fetchFailed(code: string): TypeError {
  return new TypeError('fetch failed', { cause: Object.assign(new TypeError(code), { code }) });
}
