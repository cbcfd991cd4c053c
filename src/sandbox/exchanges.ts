/** An exchange with Graph as it is kept for contract checks: parsed, with every secret and token hidden. */
import { appendFileSync } from 'node:fs';
import type { SandboxRequest, SandboxResponse } from './ports.ts';

/** One line of the file that SANDBOX_RECORD names. */
export interface RecordedExchange {
  readonly method: string;
  /** Path and query, as sent. */
  readonly path: string;
  /** Parsed when it is JSON, otherwise the text; absent for none. The same goes for `responseBody`. */
  readonly requestBody?: unknown;
  /** 0: no answer was let through. */
  readonly status: number;
  readonly responseBody?: unknown;
  /** The injected fault that made this answer, or one inside it. */
  readonly fault: string | null;
}

export const HIDDEN = '(hidden)';
const SECRET_FIELDS =
  /^(secretText|password|client_secret|client_assertion|(access|refresh|id)_token|assertion)$/;
const TOKEN = /eyJ[\w-]+\.[\w-]+\.[\w-]*/g;
const OWNER_ONLY = 0o600;

export function isGraph({ url }: SandboxRequest): boolean {
  return /^\/(v1\.0|beta)(\/|\?|$)/.test(url);
}

/** @param response undefined when an injected fault let no answer through */
export function exchangeOf(
  request: SandboxRequest,
  response: SandboxResponse | undefined,
  fault: string | null,
): RecordedExchange {
  const requestBody = shown(request.body);
  const responseBody = shown(response?.body ?? '');
  return {
    method: request.method,
    path: request.url.replaceAll(TOKEN, HIDDEN),
    ...(requestBody !== undefined && { requestBody }),
    status: response?.status ?? 0,
    ...(responseBody !== undefined && { responseBody }),
    fault,
  };
}

/** Written at once, so that nothing is lost when the process is killed. */
export function appendTo(file: string): (exchange: RecordedExchange) => void {
  return (exchange) => appendFileSync(file, `${JSON.stringify(exchange)}\n`, { mode: OWNER_ONLY });
}

function shown(body: string): unknown {
  if (body === '') return undefined;
  const text = body.replaceAll(TOKEN, HIDDEN);
  try {
    return JSON.parse(text, hideSecrets) as unknown;
  } catch {
    return text;
  }
}

function hideSecrets(field: string, value: unknown): unknown {
  return SECRET_FIELDS.test(field) && typeof value === 'string' ? HIDDEN : value;
}
