/**
 * Azure's HTTP client over `fetch`: to the sign-in service's own origin, without redirects and only once. A signed
 * assertion is worth a token to whoever gets it, and the client's own pipeline follows what answers say.
 */
import type { ClientCertificateCredentialOptions } from '@azure/identity';
import { parseBody } from './http.ts';
import { NotJson, type NetworkOptions } from './network.ts';

type HttpClient = NonNullable<ClientCertificateCredentialOptions['httpClient']>;
type Answer = Awaited<ReturnType<HttpClient['sendRequest']>>;

export interface InventoryNetworkOptions extends NetworkOptions {
  /** The only origin there is. */
  readonly origin: string;
  readonly signal: AbortSignal;
}

/** The address is not of the sign-in service. */
export class ElsewhereRefused extends Error {
  override readonly name = 'ElsewhereRefused';
}

export function createHttpClient(options: InventoryNetworkOptions): HttpClient {
  const { fetch = globalThis.fetch, origin, timeoutMs, signal } = options;
  return {
    async sendRequest(request) {
      if (new URL(request.url).origin !== origin)
        throw new ElsewhereRefused('A sign-in was sent to another address.');
      const response = await fetch(request.url, {
        method: request.method,
        headers: request.headers.toJSON(),
        ...(typeof request.body === 'string' && { body: request.body }),
        redirect: 'error',
        signal: AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]),
      });
      const bodyAsText = await response.text();
      if (parseBody(bodyAsText).kind !== 'json')
        throw new NotJson(`The sign-in service answered ${response.status} without JSON.`);
      return { request, status: response.status, headers: headersOf(response.headers), bodyAsText };
    },
  };
}

function headersOf(headers: Headers): Answer['headers'] {
  return {
    get: (name) => headers.get(name) ?? undefined,
    has: (name) => headers.has(name),
    set: (name, value) => headers.set(name, String(value)),
    delete: (name) => headers.delete(name),
    toJSON: () => Object.fromEntries(headers),
    [Symbol.iterator]: () => headers.entries(),
  };
}
