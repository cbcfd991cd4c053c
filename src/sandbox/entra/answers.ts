/** How the sign-in service answers: JSON, HTML, a redirect, or an error in Entra's own shape. */
import type { SandboxResponse } from '../ports.ts';
import { page } from '../pages/layout.ts';
import { html } from '../pages/html.ts';
import type { SignInError } from './errors.ts';

/** What ties one refusal to a log line at Microsoft. `now` is business time, epoch ms. */
export interface ErrorStamp {
  readonly traceId: string;
  readonly correlationId: string;
  readonly now: number;
  readonly loginBaseUrl: string;
}

const NEVER_STORED = { 'cache-control': 'no-store, no-cache', pragma: 'no-cache' };

export function json(status: number, body: unknown): SandboxResponse {
  return {
    status,
    headers: { 'content-type': 'application/json; charset=utf-8', ...NEVER_STORED },
    body: JSON.stringify(body),
  };
}

export function redirect(location: string): SandboxResponse {
  return { status: 302, headers: { location, ...NEVER_STORED }, body: '' };
}

/** `address` with these parameters added to its query; those that are undefined are left out. */
export function withQuery(address: string, parameters: Record<string, string | undefined>): string {
  const url = new URL(address);
  for (const [name, value] of Object.entries(parameters)) {
    if (value !== undefined) url.searchParams.set(name, value);
  }
  return url.toString();
}

/** `AADSTS7000215: ... Trace ID: ... Correlation ID: ... Timestamp: ...`, on one line as Entra has it. */
export function describe(error: SignInError, stamp: ErrorStamp): string {
  return `AADSTS${error.number}: ${error.text} Trace ID: ${stamp.traceId} Correlation ID: ${stamp.correlationId} Timestamp: ${timestamp(stamp.now)}`;
}

/** Token endpoint error body: reference-error-codes, "Handling error codes in your application". */
export function errorJson(error: SignInError, stamp: ErrorStamp): SandboxResponse {
  return json(error.status, {
    error: error.error,
    error_description: describe(error, stamp),
    error_codes: [error.number],
    timestamp: timestamp(stamp.now),
    trace_id: stamp.traceId,
    correlation_id: stamp.correlationId,
    error_uri: `${stamp.loginBaseUrl}/error?code=${error.number}`,
    ...(error.suberror === undefined ? {} : { suberror: error.suberror }),
  });
}

/** What a person sees when nothing can be sent back to the application. */
export function errorPage(error: SignInError, stamp: ErrorStamp): SandboxResponse {
  return page(
    'Sorry, but we’re having trouble signing you in',
    html`<h1>Sorry, but we’re having trouble signing you in.</h1>
      <p class="error"><strong>AADSTS${error.number}</strong>: ${error.text}</p>
      <p class="small">
        Correlation ID: ${stamp.correlationId}<br />Timestamp: ${timestamp(stamp.now)}<br />This is the
        sandbox’s pretend sign-in, not Microsoft’s.
      </p>`,
    error.status,
  );
}

function timestamp(now: number): string {
  return `${new Date(now).toISOString().slice(0, 19).replace('T', ' ')}Z`;
}
