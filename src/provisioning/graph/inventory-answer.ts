/** What an answer means for a sweep. Every request of one is a read, so what is doubtful is simply asked again. */
import { z } from 'zod/v4';
import { RegistrarError } from '../errors.ts';
import type { Answer, Arrival } from './http.ts';
import { parseRetryAfter } from './retry-after.ts';

export type Meaning =
  | { readonly kind: 'good'; readonly body: unknown }
  /** A pause was asked for; how long, if that was said. */
  | { readonly kind: 'throttled'; readonly ms: number | undefined }
  /** May pass by itself; `last` is what it comes to when it does not. */
  | { readonly kind: 'again'; readonly last: RegistrarError }
  | { readonly kind: 'stale-token' }
  | { readonly kind: 'expired' }
  /** `absent`: it is not there. `denied`: it may not be read. */
  | { readonly kind: 'absent'; readonly why: RegistrarError }
  | { readonly kind: 'denied'; readonly why: RegistrarError }
  | { readonly kind: 'failed'; readonly why: RegistrarError };

export function meaningOf(arrival: Arrival): Meaning {
  if (arrival.kind === 'lost') return again('SWEEP_UNREACHABLE', { cause: arrival.cause });
  const { status, body, headers } = arrival;
  if (status === 200) {
    return body.kind === 'json' ? { kind: 'good', body: body.value } : again('SWEEP_UNREADABLE', {});
  }
  const ms = parseRetryAfter(headers['retry-after'], headers['date']);
  if (status === 429 || (status === 503 && ms !== undefined)) return { kind: 'throttled', ms };
  if (status >= 500 || status === 408) return again('SWEEP_UNREACHABLE', { cause: `status ${status}` });
  if (status === 401) return { kind: 'stale-token' };
  if (status === 403) return { kind: 'denied', why: new RegistrarError('SWEEP_DENIED') };
  if (status === 404) return { kind: 'absent', why: bug(arrival) };
  return isExpired(arrival) ? { kind: 'expired' } : { kind: 'failed', why: bug(arrival) };
}

function again(
  code: 'SWEEP_UNREACHABLE' | 'SWEEP_UNREADABLE',
  facts: Readonly<Record<string, string>>,
): Meaning {
  return { kind: 'again', last: new RegistrarError(code, facts) };
}

/** 410 by the book; tokens of pages that have aged answer 400 (https://learn.microsoft.com/graph/delta-query-overview). */
function isExpired(answer: Answer): boolean {
  if (answer.status === 410) return true;
  return answer.status === 400 && /^(syncState|resync|Directory_Expired)/i.test(codeIn(answer));
}

function bug(answer: Answer): RegistrarError {
  const requestId = answer.headers['request-id'] ?? answer.askedAs;
  return new RegistrarError('SWEEP_BUG', { status: answer.status, graphCode: codeIn(answer), requestId });
}

const errorBody = z.object({ error: z.object({ code: z.string() }) });

function codeIn({ body }: Answer): string {
  return errorBody.safeParse(body.kind === 'json' ? body.value : undefined).data?.error.code ?? '';
}
