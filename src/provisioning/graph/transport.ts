/**
 * Microsoft's Graph client with a middleware chain made by hand: authentication, then one HTTP request. Its
 * default chain repeats POSTs, follows redirects and names itself to Microsoft; none of that is wanted here.
 */
import {
  AuthenticationHandler,
  AuthenticationHandlerOptions,
  Client,
  GraphClientError,
  ResponseType,
} from '@microsoft/microsoft-graph-client';
import type { Context, GraphRequest as ClientRequest, Middleware } from '@microsoft/microsoft-graph-client';
import type { Secret } from '../core/secret.ts';
import type { NewId } from '../ports.ts';
import { parseBody } from './http.ts';
import type { Arrival, GraphRequest } from './http.ts';
import { lost } from './lost.ts';

export interface TransportOptions {
  /** e.g. `https://graph.microsoft.com`; https, since the client sends a token nowhere else. */
  readonly baseUrl: string;
  readonly fetch?: typeof globalThis.fetch;
  /** For the whole request and its answer. */
  readonly timeoutMs: number;
  readonly newId: NewId;
}

export interface Transport {
  /** One request, once. Never throws. */
  send(token: Secret, request: GraphRequest): Promise<Arrival>;
}

export function createTransport(options: TransportOptions): Transport {
  const client = createClient(options);
  return {
    async send(token, request) {
      const askedAs = options.newId.guid();
      try {
        return await receive(await ask(prepare(client, token, request, askedAs), request), askedAs);
      } catch (thrown) {
        return lost(thrown instanceof GraphClientError ? thrown.customError : thrown);
      }
    },
  };
}

function createClient(options: TransportOptions): Client {
  const base = new URL(options.baseUrl);
  if (base.protocol !== 'https:') throw new TypeError('The address of Microsoft Graph must be https.');
  return Client.initWithMiddleware({
    baseUrl: `${base.origin}/`,
    defaultVersion: 'v1.0',
    // Compared without the port.
    customHosts: new Set([base.hostname]),
    middleware: [new AuthenticationHandler(nobody), oneRequest(options)],
  });
}

/** Every request brings its own token; the client keeps none. */
const nobody = { getAccessToken: () => Promise.reject(new TypeError('A request came without a sign-in.')) };

function oneRequest({ fetch = globalThis.fetch, timeoutMs }: TransportOptions): Middleware {
  return {
    async execute(context: Context): Promise<void> {
      const signal = AbortSignal.timeout(timeoutMs);
      try {
        const init = { ...(context.options as RequestInit), redirect: 'manual', signal } as const;
        context.response = await fetch(context.request as string | Request, init);
      } catch (thrown) {
        throw wrapped(thrown);
      }
    },
  };
}

/** The client flattens every error but its own and loses the cause, by which we tell sent from not sent. */
function wrapped(thrown: unknown): GraphClientError {
  const error = new GraphClientError('No answer.');
  error.customError = thrown;
  return error;
}

function prepare(client: Client, token: Secret, request: GraphRequest, askedAs: string): ClientRequest {
  const provider = { getAccessToken: () => Promise.resolve(token.expose()) };
  return client
    .api(request.path)
    .responseType(ResponseType.RAW)
    .middlewareOptions([new AuthenticationHandlerOptions(provider)])
    .headers({ ...request.headers, 'client-request-id': askedAs });
}

async function ask(prepared: ClientRequest, { method, body }: GraphRequest): Promise<Response> {
  switch (method) {
    case 'GET':
      return (await prepared.get()) as Response;
    case 'DELETE':
      return (await prepared.delete()) as Response;
    case 'POST':
      return (await prepared.post(body)) as Response;
    case 'PATCH':
      return (await prepared.patch(body)) as Response;
  }
}

async function receive(response: Response, askedAs: string): Promise<Arrival> {
  const body = parseBody(await response.text());
  return {
    kind: 'answer',
    status: response.status,
    headers: Object.fromEntries(response.headers),
    body,
    askedAs,
  };
}
