/** What of the register is asked for. It lives in the address, so that a view can be reloaded, linked and gone back to. */
import type {
  RegisterGroup,
  RegisterSort,
  RegistrationState,
} from '../../../provisioning/contract/register.ts';

export interface ListQuery {
  readonly search: string;
  readonly states: readonly RegistrationState[];
  readonly connectors: readonly string[];
  /** Days; null: whenever. */
  readonly within: number | null;
  readonly sort: RegisterSort;
  readonly descending: boolean;
  readonly group: RegisterGroup;
}

export const EVERYTHING: ListQuery = {
  search: '',
  states: [],
  connectors: [],
  within: null,
  sort: 'attention',
  descending: false,
  group: 'none',
};

export const STATES: readonly RegistrationState[] = [
  'needs-you',
  'lapsed',
  'expiring',
  'under-way',
  'unknown',
  'healthy',
  'ended',
];
const SORTS: readonly RegisterSort[] = [
  'attention',
  'connector',
  'name',
  'state',
  'lapse',
  'owner',
  'checked',
];
const GROUPS: readonly RegisterGroup[] = ['none', 'connector', 'state', 'owner'];
/** Days that can be picked. */
export const SPANS = [7, 30, 60, 90, 365] as const;

/** Rows a page of the API holds. */
export const PAGE_SIZE = 100;

/** For the address and for exports: only what differs from everything. */
export function paramsOf(query: ListQuery): URLSearchParams {
  const params = new URLSearchParams();
  if (query.search.trim() !== '') params.set('search', query.search.trim());
  if (query.states.length > 0) params.set('state', query.states.join(','));
  if (query.connectors.length > 0) params.set('connector', query.connectors.join(','));
  if (query.within !== null) params.set('within', String(query.within));
  if (query.sort !== EVERYTHING.sort) params.set('sort', query.sort);
  if (query.descending) params.set('desc', '1');
  if (query.group !== 'none') params.set('group', query.group);
  return params;
}

/** What is not understood is left out. */
export function queryOf(params: URLSearchParams): ListQuery {
  const within = Number(params.get('within') ?? '');
  return {
    search: params.get('search') ?? '',
    states: listed(params.get('state')).filter((one): one is RegistrationState => isOf(STATES, one)),
    connectors: listed(params.get('connector')),
    within: Number.isInteger(within) && within > 0 ? within : null,
    sort: picked(SORTS, params.get('sort'), EVERYTHING.sort),
    descending: params.get('desc') === '1',
    group: picked(GROUPS, params.get('group'), EVERYTHING.group),
  };
}

/** What is asked of the server: no more than the tab was set to show, unless somebody picked a connector. */
export function scopedTo(connectors: readonly string[], query: ListQuery): ListQuery {
  return query.connectors.length > 0 ? query : { ...query, connectors };
}

/** One page of it, for the API. */
export function pageParams(query: ListQuery, after: string | null): URLSearchParams {
  const params = paramsOf(query);
  params.set('limit', String(PAGE_SIZE));
  if (after !== null) params.set('after', after);
  return params;
}

/** Whether anything narrows it down. */
export function isNarrowed(query: ListQuery): boolean {
  const { search, states, connectors, within } = query;
  return search.trim() !== '' || states.length > 0 || connectors.length > 0 || within !== null;
}

/** A press on a column: that column, or the same one the other way round. */
export function sortedBy(query: ListQuery, sort: RegisterSort): ListQuery {
  return { ...query, sort, descending: query.sort === sort ? !query.descending : false };
}

/** With one more, or without it. */
export function toggled<T>(all: readonly T[], one: T): readonly T[] {
  return all.includes(one) ? all.filter((other) => other !== one) : [...all, one];
}

function listed(text: string | null): string[] {
  return (text ?? '').split(',').filter((part) => part !== '');
}

function isOf<T extends string>(all: readonly T[], text: string): text is T {
  return all.some((one) => one === text);
}

function picked<T extends string>(all: readonly T[], text: string | null, otherwise: T): T {
  return text !== null && isOf(all, text) ? text : otherwise;
}
