/**
 * What a sweep of the product itself does not see of a registration, and when it was last seen all the same: at an
 * admin's own sign-in, whose checks or proof read it. Told from the runs, so that no second list can claim more.
 */
import type { AppId } from '../ids.ts';
import type { Run } from '../run.ts';
import type { CloseLook } from './kept.ts';

export type NotSeen = 'delegated-grants' | 'directory-roles' | 'key-use';

export interface Unseen {
  readonly what: NotSeen;
  /** ISO 8601, business time; null: nobody has ever looked. */
  readonly since: string | null;
}

/** In the order in which people are told. */
const NOT_SEEN: readonly NotSeen[] = ['delegated-grants', 'directory-roles', 'key-use'];

/** Of one registration. `swept`: what the last sweep was allowed to see; that is checked, and not in the list. */
export function unseenOf(appId: AppId, runs: readonly Run[], swept: ReadonlySet<NotSeen>): readonly Unseen[] {
  const shown = runs.flatMap((run) => shownBy(run, appId));
  return NOT_SEEN.filter((what) => !swept.has(what)).map((what) => ({
    what,
    since: latest(shown.filter((one) => one.what === what).map(({ at }) => at)),
  }));
}

/** What a look was allowed to see. */
export function seenIn(look: Pick<CloseLook, 'grants' | 'directoryRoles'> | undefined): ReadonlySet<NotSeen> {
  const seen: NotSeen[] = [];
  if (look !== undefined && look.grants !== null) seen.push('delegated-grants');
  if (look !== undefined && look.directoryRoles !== null) seen.push('directory-roles');
  return new Set(seen);
}

/** Of several together: as little as is known of the least known one. None: nothing was ever looked at. */
export function unseenTogether(each: readonly (readonly Unseen[])[]): readonly Unseen[] {
  if (each.length === 0) return NOT_SEEN.map((what) => ({ what, since: null }));
  return NOT_SEEN.flatMap((what) => {
    const sinces = each.flatMap((list) => list.filter((one) => one.what === what)).map(({ since }) => since);
    return sinces.length === 0 ? [] : [{ what, since: sinces.reduce(earlier) }];
  });
}

/** The use of a key is in the sign-in log, of which nothing is read but whether it may be. */
function shownBy({ facts, plan, proof, registration }: Run, appId: AppId) {
  const checked = facts?.existing?.application.appId === appId ? facts.at : null;
  const proven = registration?.appId === appId && proof !== null ? proof.at : null;
  const roles = plan !== null && plan.directoryRoles.length > 0;
  return [
    ...at('delegated-grants', checked),
    ...at('directory-roles', checked),
    ...at('delegated-grants', proven),
    ...(roles ? at('directory-roles', proven) : []),
  ];
}

function at(what: NotSeen, iso: string | null) {
  return iso === null ? [] : [{ what, at: iso }];
}

function latest(times: readonly string[]): string | null {
  return times.reduce<string | null>(
    (last, one) => (last === null || Date.parse(one) > Date.parse(last) ? one : last),
    null,
  );
}

function earlier(a: string | null, b: string | null): string | null {
  if (a === null || b === null) return null;
  return Date.parse(a) <= Date.parse(b) ? a : b;
}
