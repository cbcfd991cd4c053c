/** What no sweep sees, and when an admin's sign-in showed it last: never more than that sign-in read. */
import { describe, expect, test } from '@jest/globals';
import type { AppId } from '../../../../src/provisioning/core/ids.ts';
import type { Run } from '../../../../src/provisioning/core/run.ts';
import {
  seenIn,
  unseenOf,
  unseenTogether,
  type NotSeen,
} from '../../../../src/provisioning/core/watch/unseen.ts';
import { aRun } from '../../store/records.ts';
import { appId, objectId } from '../../store/records-inventory.ts';
import { planOf } from '../nectar.ts';

const EARLY = '2026-11-21T09:00:00.000Z';
const LATE = '2027-02-28T23:59:59.999Z';
const APP = appId(1);

/** As far as it is looked at. */
function checked(at: string, of: AppId = APP): Pick<Run, 'facts'> {
  return { facts: { at, existing: { application: { appId: of } } } as unknown as Run['facts'] };
}

function proven(at: string, roles = false): Partial<Run> {
  const directoryRoles = [
    { roleDefinitionId: 'r', displayName: 'R', change: 'add', assignmentId: null },
  ] as const;
  return {
    registration: { applicationId: objectId(1), appId: APP, servicePrincipalId: null },
    proof: { at, permissions: [], credential: 'none', more: [], surplus: [] },
    plan: { ...planOf(), ...(roles && { directoryRoles }) },
  };
}

const since = (runs: readonly Run[], swept: readonly NotSeen[] = []) =>
  unseenOf(APP, runs, new Set(swept)).map(({ what, since: at }) => [what, at]);

describe('of one registration', () => {
  test('nothing was ever looked at while nobody has signed in', () => {
    expect(since([aRun()])).toEqual([
      ['delegated-grants', null],
      ['directory-roles', null],
      ['key-use', null],
    ]);
  });

  test('the checks of a set-up on it read its grants and its roles', () => {
    expect(since([aRun(checked(EARLY))])).toEqual([
      ['delegated-grants', EARLY],
      ['directory-roles', EARLY],
      ['key-use', null],
    ]);
  });

  test('a proof reads its grants, and its roles only where the plan names some', () => {
    expect(since([aRun(proven(EARLY))])[1]).toEqual(['directory-roles', null]);
    expect(since([aRun(proven(EARLY, true))])[1]).toEqual(['directory-roles', EARLY]);
  });

  test('the last time counts, whichever run it was in', () => {
    expect(since([aRun(proven(EARLY)), aRun(checked(LATE)), aRun(proven(EARLY, true))])).toEqual([
      ['delegated-grants', LATE],
      ['directory-roles', LATE],
      ['key-use', null],
    ]);
  });

  test('what was read of another counts for nothing', () => {
    expect(since([aRun(checked(EARLY, appId(2)))])[0]).toEqual(['delegated-grants', null]);
  });

  test('what the last sweep saw itself is not in the list', () => {
    const swept = [...seenIn({ grants: [], directoryRoles: [] })];
    expect(since([aRun(checked(EARLY))], swept)).toEqual([['key-use', null]]);
    expect([...seenIn(undefined), ...seenIn({ grants: null, directoryRoles: null })]).toEqual([]);
  });
});

describe('of a whole tenant', () => {
  const line = (at: string | null) => [{ what: 'delegated-grants', since: at } as const];

  test('it is as old as the oldest, and never while one was never looked at', () => {
    expect(unseenTogether([line(LATE), line(EARLY)])).toEqual(line(EARLY));
    expect(unseenTogether([line(LATE), line(null)])).toEqual(line(null));
    expect(unseenTogether([line(LATE), []])).toEqual(line(LATE));
  });

  test('without a registration nothing was ever looked at', () => {
    expect(unseenTogether([]).map(({ since: at }) => at)).toEqual([null, null, null]);
  });
});
