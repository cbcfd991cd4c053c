/** A list that comes in pages, made whole (https://learn.microsoft.com/graph/paging). */
import { z } from 'zod/v4';
import type { Arrival, GraphRequest, Lost, Send } from './http.ts';

const MOST_PAGES = 20;

const listPage = z.looseObject({ value: z.array(z.unknown()), '@odata.nextLink': z.unknown() });

type Page = z.infer<typeof listPage>;

/**
 * The arrival itself, or with the values of every following page behind its own. When a page fails, that failure
 * is the outcome of the whole: half a list is never passed for one.
 * @param base origin of Graph; a link to anywhere else is not followed, for the token would go with it.
 */
export async function withAllPages(first: Arrival, send: Send, base: string): Promise<Arrival> {
  const values: unknown[] = [];
  let arrival = first;
  for (let page = readPage(arrival), count = 1; page !== undefined; page = readPage(arrival), count += 1) {
    values.push(...page.value);
    const link = page['@odata.nextLink'];
    if (link === undefined) return whole(arrival, values);
    if (count === MOST_PAGES) return stopped('the list does not end');
    const next = followable(link, base);
    if (next === undefined) return stopped('the next page is somewhere else');
    arrival = await send(next);
  }
  return arrival;
}

function readPage(arrival: Arrival): Page | undefined {
  if (arrival.kind === 'lost' || arrival.status !== 200 || arrival.body.kind !== 'json') return undefined;
  return listPage.safeParse(arrival.body.value).data;
}

function followable(link: unknown, base: string): GraphRequest | undefined {
  if (typeof link !== 'string' || !URL.canParse(link)) return undefined;
  const { origin, pathname, search } = new URL(link);
  if (origin !== new URL(base).origin || !pathname.startsWith('/v1.0/')) return undefined;
  return { method: 'GET', path: pathname.slice('/v1.0'.length) + search };
}

function whole(last: Arrival, value: readonly unknown[]): Arrival {
  return last.kind === 'lost' ? last : { ...last, body: { kind: 'json', value: { value } } };
}

function stopped(cause: string): Lost {
  return { kind: 'lost', sent: 'maybe', cause };
}
