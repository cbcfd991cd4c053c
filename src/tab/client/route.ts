/** Which page is meant. The address after `#` says it, so that a reload and a link come back to the same place. */

export type Route =
  | { readonly page: 'overview' }
  | { readonly page: 'registration'; readonly id: string }
  /** A run under way, or the form of one. */
  | { readonly page: 'run'; readonly id: string }
  | { readonly page: 'connectors' }
  | { readonly page: 'configure' }
  | { readonly page: 'remove' }
  | { readonly page: 'unknown' };

/** Pages that Teams opens by their path, since they stand in the manifest. */
const BY_PATH: readonly Route['page'][] = ['configure', 'remove'];
const PLAIN: ReadonlySet<string> = new Set<Route['page']>(['overview', 'connectors', 'configure', 'remove']);
/** Ids are short and plain; what is not is no id of ours. */
const ID = /^[\w.~-]{1,100}$/;

/** `subPage`: what Teams was asked to open within the tab, as a link of a card gives it. */
export function routeOf({ pathname, hash }: { pathname: string; hash: string }, subPage = ''): Route {
  const said = hash.replace(/^#\/?/, '').split('?')[0] ?? '';
  if (hash.length > 1) return read(said === '' ? 'overview' : said);
  const path = pathname.replace(/^\/tab\/?/, '').replace(/\/$/, '');
  if (path !== '' && BY_PATH.some((page) => page === path)) return read(path);
  return subPage === '' ? read(path === '' ? 'overview' : path) : read(subPage);
}

/** And how it is to be shown. */
export function routeAt(
  { pathname, hash }: { readonly pathname: string; readonly hash: string },
  subPage: string,
): { readonly route: Route; readonly params: URLSearchParams } {
  return {
    route: routeOf({ pathname, hash }, subPage),
    params: new URLSearchParams(hash.split('?')[1] ?? ''),
  };
}

/** What stands after the `#` for it. */
export function hashOf(route: Route): string {
  switch (route.page) {
    case 'overview':
      return '#/';
    case 'registration':
      return `#/registration/${route.id}`;
    case 'run':
      return `#/set-up/${route.id}`;
    default:
      return `#/${route.page}`;
  }
}

function read(path: string): Route {
  const [first = '', id = '', ...rest] = path.split('/');
  if (id === '' && PLAIN.has(first)) return { page: first } as Route;
  if (rest.length > 0 || !ID.test(id)) return { page: 'unknown' };
  if (first === 'registration') return { page: 'registration', id };
  if (first === 'set-up' || first === 'run') return { page: 'run', id };
  return { page: 'unknown' };
}
