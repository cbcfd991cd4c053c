/** What a send that failed says of itself, read from the connector client's error. Nothing here decides. */

export interface Trouble {
  /** HTTP status; null: there was no answer. */
  readonly status: number | null;
  /** Teams' own code, e.g. `BotNotInConversationRoster`; else the system's, e.g. `ECONNREFUSED`; else empty. */
  readonly code: string;
  /** What was asked for with `Retry-After`. */
  readonly retryAfterMs: number | null;
  /** It may have been carried out all the same. */
  readonly maybe: boolean;
}

/** Nobody tried. */
export const NOT_BEGUN: Trouble = { status: null, code: 'NotBegun', retryAfterMs: null, maybe: false };
/** It was tried, and nobody waited for the answer any longer. */
export const NO_ANSWER: Trouble = { status: null, code: 'NoAnswer', retryAfterMs: null, maybe: true };

/** The client's error carries the answer: `statusCode`, the body's code as `code`, and the response itself. */
export function troubleOf(error: unknown): Trouble {
  const { code, statusCode, response } = (error ?? {}) as ClientError;
  const status = typeof statusCode === 'number' ? statusCode : null;
  const said = subCodeIn(response?.bodyAsText) ?? code;
  return {
    status,
    code: typeof said === 'string' ? said : '',
    retryAfterMs: retryAfterMs(response),
    maybe: isMaybe(error, status),
  };
}

interface Answer {
  readonly bodyAsText?: unknown;
  readonly headers?: { get?(name: string): string | undefined };
}

interface ClientError {
  readonly code?: unknown;
  readonly statusCode?: unknown;
  readonly response?: Answer;
}

/** Failures of the system before the first byte of a request has left. */
const NEVER_LEFT = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'ENETUNREACH', 'EHOSTUNREACH']);

/** The name was not found, or nobody was there: not a byte of it went out. */
export function neverLeft({ status, code }: Trouble): boolean {
  return status === null && NEVER_LEFT.has(code);
}

/**
 * 408 and 5xx come from something on the way as often as from Teams. A 2xx is an error of reading the answer. Without
 * an answer only an error of the client itself, which is called RestError, can have let anything out.
 */
function isMaybe(error: unknown, status: number | null): boolean {
  if (status !== null) return status === 408 || status >= 500 || status < 300;
  if (!(error instanceof Error) || error.name !== 'RestError') return false;
  const { code } = error as ClientError;
  return typeof code !== 'string' || !NEVER_LEFT.has(code);
}

/** A writer that is not let in is told `MessageWritesBlocked` beside the code, not in it (Teams' proactive messages). */
function subCodeIn(body: unknown): unknown {
  try {
    const said = JSON.parse(typeof body === 'string' ? body : 'null') as Told | null;
    return said?.error?.subCode ?? said?.subCode;
  } catch {
    return undefined;
  }
}

interface Told {
  readonly subCode?: unknown;
  readonly error?: { readonly subCode?: unknown } | null;
}

/** Seconds, or a date (RFC 9110, 10.2.3), which is held against the answer's own. Nonsense counts as absent. */
function retryAfterMs(answer: Answer | undefined): number | null {
  const asked = answer?.headers?.get?.('retry-after')?.trim() ?? '';
  if (/^\d+$/.test(asked)) return Number(asked) * 1000;
  const wait = Date.parse(asked) - Date.parse(answer?.headers?.get?.('date') ?? '');
  return Number.isNaN(wait) || /^[-+\d.]*$/.test(asked) ? null : Math.max(0, wait);
}
