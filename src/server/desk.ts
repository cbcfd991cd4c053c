/** Where every request passes: what is checked before anyone looks at what it is for, and how failures end. */
import type { IncomingMessage } from 'node:http';
import type { Log } from '../log.ts';
import { RegistrarError } from '../provisioning/errors.ts';
import { readCookies } from '../tab/pages/cookies.ts';
import type { Answer, FailsAs, PageRequest, PageRoute } from '../tab/pages/exchange.ts';
import { redirect } from '../tab/pages/layout.ts';
import { hostIsOurs, mediaType, readQuery } from './address.ts';
import { readBody } from './body.ts';
import { answerFailure, isUnforeseen } from './failures.ts';
import { parseJson } from './json.ts';
import type { Limits } from './limits.ts';

export interface DeskOptions {
  readonly log: Log;
  readonly limits: Limits;
  /** Random text that ties an answer to a line of the log. */
  newReference(): string;
  publicUrl(): string;
}

export class Desk {
  readonly #options: DeskOptions;

  constructor(options: DeskOptions) {
    this.#options = options;
  }

  /** The page's answer, or its failure's. Never rejects. */
  async page(route: PageRoute, incoming: IncomingMessage, params: Params): Promise<Answer> {
    try {
      return (
        this.#toCanonical(route, incoming) ?? (await route.handle(await this.#read(route, incoming, params)))
      );
    } catch (error) {
      return this.failed(error, route.failsAs);
    }
  }

  /** The activity in a message to the bot. Throws RegistrarError for what is no activity. */
  async activity(incoming: IncomingMessage): Promise<Record<string, unknown>> {
    this.#refuseForeignHost(incoming);
    refuseType(incoming, ['application/json']);
    const { limits } = this.#options;
    return parseJson(await readBody(incoming, limits), limits.jsonDepth);
  }

  /** Unforeseen failures are logged with their cause, the others are the caller's own. */
  failed(error: unknown, failsAs: FailsAs): Answer {
    const reference = this.#options.newReference();
    if (isUnforeseen(error)) this.#options.log.error({ err: error, reference }, 'request failed');
    return answerFailure(error, failsAs, reference);
  }

  async #read(route: PageRoute, incoming: IncomingMessage, params: Params): Promise<PageRequest> {
    this.#refuseForeignHost(incoming);
    if (route.accepts !== undefined) refuseType(incoming, route.accepts);
    const bodyBytes = route.limit ?? this.#options.limits.bodyBytes;
    return {
      params,
      query: readQuery(incoming.url ?? ''),
      cookies: readCookies(incoming.headers.cookie),
      headers: singleHeaders(incoming),
      body: await readBody(incoming, { ...this.#options.limits, bodyBytes }),
    };
  }

  /** Cookies belong to one name, so a page opened by address is shown under the name people use. */
  #toCanonical(route: PageRoute, incoming: IncomingMessage): Answer | undefined {
    const byAddress = hostIsOurs(incoming.headers.host, this.#options.publicUrl()) === 'loopback';
    if (!byAddress || route.method !== 'GET' || route.failsAs !== 'page') return undefined;
    return redirect(this.#options.publicUrl() + (incoming.url ?? '/'));
  }

  #refuseForeignHost(incoming: IncomingMessage): void {
    const url = this.#options.publicUrl();
    if (hostIsOurs(incoming.headers.host, url) === 'foreign') throw new RegistrarError('HTTP_HOST', { url });
  }
}

export type Params = Readonly<Record<string, string>>;

/** Throws HTTP_CONTENT_TYPE. A compressed body is refused: its size is not known before it is unpacked. */
function refuseType(incoming: IncomingMessage, accepted: readonly string[]): void {
  const encoding = incoming.headers['content-encoding'] ?? 'identity';
  if (accepted.includes(mediaType(incoming.headers['content-type'])) && encoding === 'identity') return;
  throw new RegistrarError('HTTP_CONTENT_TYPE', { allowed: accepted.join(' or ') });
}

/** One that came twice is both of them, so that nobody takes the first for all there was. */
function singleHeaders(incoming: IncomingMessage): Params {
  const pairs = Object.entries(incoming.headersDistinct).map(([name, values]) => [
    name,
    values?.join(', ') ?? '',
  ]);
  return Object.fromEntries(pairs) as Params;
}
