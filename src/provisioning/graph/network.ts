/** MSAL's network module over `fetch`: one request, once, over connections that are kept. */
import type { INetworkModule, NetworkRequestOptions, NetworkResponse } from '@azure/msal-node';
import { parseBody } from './http.ts';

export interface NetworkOptions {
  readonly fetch?: typeof globalThis.fetch;
  /** For the whole request and its answer. */
  readonly timeoutMs: number;
}

/** The address answered something that is not JSON. */
export class NotJson extends Error {
  override readonly name = 'NotJson';
}

export function createNetwork({ fetch = globalThis.fetch, timeoutMs }: NetworkOptions): INetworkModule {
  const send = async <T>(url: string, init: RequestInit): Promise<NetworkResponse<T>> => {
    const signal = AbortSignal.timeout(timeoutMs);
    const response = await fetch(url, { ...init, redirect: 'error', signal });
    const body = parseBody(await response.text());
    if (body.kind !== 'json')
      throw new NotJson(`${new URL(url).host} answered ${response.status} without JSON.`);
    return { status: response.status, headers: Object.fromEntries(response.headers), body: body.value as T };
  };
  return {
    sendGetRequestAsync: <T>(url: string, options?: NetworkRequestOptions) =>
      send<T>(url, { method: 'GET', headers: options?.headers ?? {} }),
    sendPostRequestAsync: <T>(url: string, options?: NetworkRequestOptions) =>
      send<T>(url, { method: 'POST', headers: options?.headers ?? {}, body: options?.body ?? '' }),
  };
}
