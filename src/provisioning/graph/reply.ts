/** What came of one operation, before anyone has judged it. */
import { z } from 'zod/v4';
import type { Operation, Refusal, Reply } from '../core/operations.ts';
import { claimsOf } from './challenge.ts';
import { decode } from './decode.ts';
import type { Answer, Arrival } from './http.ts';
import { parseRetryAfter } from './retry-after.ts';

/** Reads for which "there is none" is an answer. */
const NULLABLE: ReadonlySet<Operation['op']> = new Set([
  'application-by-unique-name',
  'application',
  'service-principal',
  'deleted-object',
  'user-named',
]);

export function toReply(operation: Operation, arrival: Arrival): Reply<unknown> {
  if (arrival.kind === 'lost') {
    return { kind: arrival.sent === 'no' ? 'not-sent' : 'maybe', cause: arrival.cause };
  }
  if (arrival.status >= 200 && arrival.status < 300) return accepted(operation, arrival);
  if (arrival.status < 400) return doubt(arrival, `unexpected status ${arrival.status}`);
  return refused(operation, arrival);
}

function accepted(operation: Operation, answer: Answer): Reply<unknown> {
  if (answer.body.kind === 'unreadable') return doubt(answer, 'unreadable answer');
  const body = answer.body.kind === 'json' ? answer.body.value : undefined;
  try {
    const at = Date.parse(answer.headers['date'] ?? '');
    return ok(answer, decode(operation, { status: answer.status, body, at }));
  } catch (error) {
    if (error instanceof z.ZodError) return doubt(answer, 'incomplete answer');
    throw error;
  }
}

function refused(operation: Operation, answer: Answer): Reply<unknown> {
  // A cut or foreign body says nothing, unless the status alone says enough: 401, 429 and every 5xx.
  const telling = answer.status >= 500 || answer.status === 429 || answer.status === 401;
  if (answer.body.kind === 'unreadable' && !telling) return doubt(answer, 'unreadable answer');
  const refusal = toRefusal(answer);
  const none = answer.status === 404 && /NotFound$/i.test(refusal.code) && NULLABLE.has(operation.op);
  return none ? ok(answer, null) : refusal;
}

function ok(answer: Answer, value: unknown): Reply<unknown> {
  return { kind: 'ok', value, requestId: requestIdOf(answer), date: answer.headers['date'] ?? '' };
}

function doubt(answer: Answer, cause: string): Reply<never> {
  return { kind: 'maybe', cause, requestId: requestIdOf(answer) };
}

/** Graph's error body (https://learn.microsoft.com/graph/errors); each part may be missing. */
const errorBody = z.object({
  error: z.object({
    code: z.string().catch(''),
    message: z.string().catch(''),
    details: z.array(z.object({ code: z.string().catch('') })).catch([]),
  }),
});

function toRefusal(answer: Answer): Refusal {
  const read = errorBody.safeParse(answer.body.kind === 'json' ? answer.body.value : undefined);
  const error = read.data?.error ?? { code: '', message: '', details: [] };
  const retryAfterMs = parseRetryAfter(answer.headers['retry-after'], answer.headers['date']);
  const claims = claimsOf(answer.headers['www-authenticate']);
  return {
    kind: 'refused',
    status: answer.status,
    code: error.code,
    message: error.message,
    details: error.details.map(({ code }) => code).filter((code) => code !== ''),
    ...(retryAfterMs !== undefined && { retryAfterMs }),
    ...(claims !== undefined && { claims }),
    requestId: requestIdOf(answer),
  };
}

function requestIdOf(answer: Answer): string {
  return answer.headers['request-id'] ?? answer.askedAs;
}
