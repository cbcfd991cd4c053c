/**
 * Every application of a tenant and what changed since, over Microsoft Graph: lists first, delta queries after
 * (https://learn.microsoft.com/graph/delta-query-overview). It never waits by itself: when the directory wants a pause
 * that is handed to the caller like a page, and the request is made again when the caller comes back.
 */
import { RegistrarError } from '../errors.ts';
import type { Inventory, InventoryEvent, InventoryReading } from '../ports.ts';
import type { GraphRequest } from './http.ts';
import { Asking, type InventoryOptions } from './inventory-asking.ts';
import { Looking } from './inventory-looking.ts';
import type { ReadPage } from './inventory-page.ts';
import { MOST_AT_ONCE, everyApplication, followed, fromNow, these } from './inventory-requests.ts';

export type { InventoryOptions } from './inventory-asking.ts';

/** `open` throws TypeError for an address that is not https. */
export function createInventory(options: InventoryOptions): Inventory {
  return { open: (tenantId, signal) => open(new Asking(options, tenantId, signal), options) };
}

function open(asking: Asking, { baseUrl: base, grants = false }: InventoryOptions): InventoryReading {
  const looking = new Looking(asking, { base, grants });
  return {
    async *all() {
      const mark = yield* asking.page(fromNow);
      if (mark === 'expired') return void (yield EXPIRED);
      const link = required(mark.link);
      yield* lists(asking, base, everyApplication, () => link);
    },
    changes: (link) => lists(asking, base, followable(link, base), ({ link: next }) => next ?? null),
    async *only(appIds) {
      for (let at = 0; at < appIds.length; at += MOST_AT_ONCE) {
        yield* lists(asking, base, these('appId', appIds.slice(at, at + MOST_AT_ONCE)), () => null);
      }
    },
    closely: (registration) => looking.at(registration),
    requests: () => asking.requests,
  };
}

const EXPIRED: InventoryEvent = { kind: 'expired' };

/** From the first page to the one that leads no further. */
async function* lists(
  asking: Asking,
  base: string,
  first: GraphRequest,
  linkOf: (page: ReadPage) => string | null,
): AsyncGenerator<InventoryEvent, void> {
  for (let request: GraphRequest | undefined = first; request !== undefined;) {
    const page: ReadPage | 'expired' = yield* asking.page(request);
    if (page === 'expired') return void (yield EXPIRED);
    const { seen, removed, partial, next }: ReadPage = page;
    yield { kind: 'page', seen, removed, link: linkOf(page) };
    yield* rest(asking, partial);
    request = next === undefined ? undefined : followable(next, base);
  }
}

/** Applications of which only the changed properties came, whole. One that is not there any more comes as removed. */
async function* rest(asking: Asking, partial: ReadPage['partial']): AsyncGenerator<InventoryEvent, void> {
  for (let at = 0; at < partial.length; at += MOST_AT_ONCE) {
    const ids = partial.slice(at, at + MOST_AT_ONCE);
    const page = yield* asking.page(these('id', ids));
    if (page === 'expired') return void (yield EXPIRED);
    const there = new Set(page.seen.map(({ id }) => id));
    yield { kind: 'page', seen: page.seen, removed: ids.filter((id) => !there.has(id)), link: null };
  }
}

function followable(link: string, base: string): GraphRequest {
  const request = followed(link, base);
  if (request === undefined) throw new RegistrarError('SWEEP_ELSEWHERE');
  return request;
}

function required(link: string | undefined): string {
  if (link === undefined) throw new RegistrarError('SWEEP_UNREADABLE');
  return link;
}
