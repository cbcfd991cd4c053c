/**
 * Several requests as one, and the one answer taken apart again (https://learn.microsoft.com/graph/json-batching).
 * A batch is either wholly in order (each depends on the one before) or wholly free, as Graph asks.
 */
import { z } from 'zod/v4';
import type { Answer, Arrival, Body, GraphRequest } from './http.ts';

export const LARGEST_BATCH = 20;

export function toBatch(requests: readonly GraphRequest[], ordered: boolean): GraphRequest {
  return {
    method: 'POST',
    path: '/$batch',
    body: { requests: requests.map((request, index) => toPart(request, index, ordered)) },
  };
}

function toPart({ method, path, headers, body }: GraphRequest, index: number, ordered: boolean): unknown {
  const type = body === undefined ? {} : { 'Content-Type': 'application/json' };
  const all = { ...type, ...headers };
  return {
    id: String(index),
    method,
    url: path,
    ...(Object.keys(all).length > 0 && { headers: all }),
    ...(body !== undefined && { body }),
    ...(ordered && index > 0 && { dependsOn: [String(index - 1)] }),
  };
}

const batchBody = z.object({
  responses: z.array(
    z.object({
      id: z.string(),
      status: z.int().min(100).max(599),
      headers: z.record(z.string(), z.unknown()).nullish(),
      body: z.unknown(),
    }),
  ),
});

type Part = z.infer<typeof batchBody>['responses'][number];

/**
 * One arrival for each of `count` requests, in their order. When the batch as a whole was refused or lost, that
 * is what happened to each of them.
 */
export function fromBatch(whole: Arrival, count: number): readonly Arrival[] {
  const indexes = Array.from({ length: count }, (_, index) => index);
  if (whole.kind === 'lost' || whole.status !== 200) return indexes.map(() => whole);
  const parts = whole.body.kind === 'json' ? batchBody.safeParse(whole.body.value).data : undefined;
  return indexes.map((index) => toArrival(whole, parts?.responses ?? [], String(index)));
}

function toArrival(whole: Answer, parts: readonly Part[], id: string): Arrival {
  const [part, ...others] = parts.filter((candidate) => candidate.id === id);
  if (part === undefined || others.length > 0) {
    return { kind: 'lost', sent: 'maybe', cause: 'no answer of its own in the batch' };
  }
  if (part.status === 424) return { kind: 'lost', sent: 'no', cause: 'dependency failed' };
  return {
    kind: 'answer',
    status: part.status,
    headers: { ...shared(whole), ...lowerCased(part.headers ?? {}) },
    body: toBody(part.body),
    askedAs: whole.askedAs,
  };
}

/** The date and, for want of its own, the request id; a wait belongs only to the part that names it. */
function shared({ headers }: Answer): Record<string, string> {
  const names = ['date', 'request-id'].filter((name) => headers[name] !== undefined);
  return Object.fromEntries(names.map((name) => [name, headers[name] ?? '']));
}

function lowerCased(headers: Readonly<Record<string, unknown>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name.toLowerCase(), String(value)]),
  );
}

function toBody(body: unknown): Body {
  if (body === undefined || body === null || body === '') return { kind: 'empty' };
  return typeof body === 'object' ? { kind: 'json', value: body } : { kind: 'unreadable' };
}
