/** What a sweep asks of Microsoft Graph. The bytes of keys are left out of lists by Graph itself. */
import type { AppId, ObjectId } from '../core/ids.ts';
import type { GraphRequest } from './http.ts';
import { literal } from './odata.ts';

const FIELDS = [
  'id',
  'appId',
  'displayName',
  'createdDateTime',
  'tags',
  'passwordCredentials',
  'keyCredentials',
].join(',');

/** As many as Graph gives at once (https://learn.microsoft.com/graph/api/application-list). */
const LARGEST_PAGE = 999;
/** Values in one `in` clause (https://learn.microsoft.com/graph/filter-query-parameter). */
export const MOST_AT_ONCE = 15;

/** Makes way for people's own requests (https://learn.microsoft.com/graph/throttling-limits#identity-and-access-service-limits). */
const LOW: Readonly<Record<string, string>> = { 'x-ms-throttle-priority': 'low' };

/** Where changes will be followed from, and nothing else: "sync from now". */
export const fromNow: GraphRequest = get(`/applications/delta?$deltaToken=latest&$select=${FIELDS}`);

export const everyApplication: GraphRequest = get(`/applications?$select=${FIELDS}&$top=${LARGEST_PAGE}`);

/** As a list, since of a single application Graph would send the keys' bytes too. Fifteen at most. */
export function these(by: 'id' | 'appId', ids: readonly (ObjectId | AppId)[]): GraphRequest {
  const values = ids.map(literal).join(',');
  return get(`/applications?$filter=${by}%20in%20(${values})&$select=${FIELDS}&$top=${LARGEST_PAGE}`);
}

/** Graph lists these for one application at a time. */
export function federatedOf(id: ObjectId): GraphRequest {
  return get(`/applications/${encodeURIComponent(id)}/federatedIdentityCredentials`);
}

/** What an API publishes for applications; its service principal is asked by object id, as assignments name it. */
export function rolesPublishedBy(resourceId: ObjectId): GraphRequest {
  return get(`/servicePrincipals/${encodeURIComponent(resourceId)}?$select=id,appRoles`);
}

/** What people ask too, at the priority of a sweep. */
export function quietly(request: GraphRequest): GraphRequest {
  return { ...request, headers: { ...request.headers, ...LOW } };
}

/** A page's link, if it leads to that list of Graph itself: the token goes with it. @param base origin of Graph */
export function followed(link: string, base: string, list = '/applications'): GraphRequest | undefined {
  if (!URL.canParse(link)) return undefined;
  const { origin, pathname, search } = new URL(link);
  if (origin !== new URL(base).origin || !pathname.startsWith(`/v1.0${list}`)) return undefined;
  return get(pathname.slice('/v1.0'.length) + search);
}

function get(path: string): GraphRequest {
  return { method: 'GET', path, headers: LOW };
}
