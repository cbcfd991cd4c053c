/** What the register says, held against what the chat's `list` and the warnings say of the same moment. */
import { expect } from '@jest/globals';
import { createCatalog } from '../../src/provisioning/connectors/catalog.ts';
import type { RegisterQuery, RegistrationLine } from '../../src/provisioning/contract/register.ts';
import { parseTenantId } from '../../src/provisioning/core/ids.ts';
import type { WatchedLapse } from '../../src/provisioning/core/watch/types.ts';
import { lapsesIn } from '../../src/provisioning/engine/alerts/lapses.ts';
import type { Actor, Provisioning, Register } from '../../src/provisioning/index.ts';
import type { Store } from '../../src/provisioning/store/index.ts';
import { registerOn } from './register-on.ts';
import { shipped } from './shipped.ts';

export const EVERY_LINE: RegisterQuery = {
  ...{ search: '', states: [], connectors: [], lapsesWithin: null, after: null, limit: 200 },
  ...{ sort: 'name', descending: false, group: 'none' },
};

export interface Truth {
  readonly store: Store;
  readonly provisioning: Provisioning;
  readonly clock: { now(): number };
  readonly actor: Actor;
}

/** Answers the lines. `whole`: also what stands on the page of each registration, and the sums. */
export async function expectSameTruth(truth: Truth, whole = true): Promise<readonly RegistrationLine[]> {
  const { store, provisioning, clock, actor } = truth;
  const register = registerOn(truth);
  const { lines, total } = await register.page(actor.tenantId, EVERY_LINE);
  expect(lines).toHaveLength(total);
  const tenantId = parseTenantId(actor.tenantId);
  if (tenantId === undefined) throw new TypeError('no tenant');
  const watched = await lapsesIn(
    { ...store, store: store.alerts, clock, catalog: createCatalog(shipped()) },
    tenantId,
  );
  for (const line of lines) expectLapses(line, watched);
  const runs = await provisioning.list(actor);
  expect(lines.every(({ id }) => runs.some(({ runId }) => runId === id))).toBe(true);
  if (whole) {
    await expectEveryRun(register, truth, lines);
    expect((await register.summary(actor.tenantId)).total).toBe(total);
  }
  return lines;
}

/** Each run that is not declined is part of exactly one line, under the names that the list gives it. */
async function expectEveryRun(
  register: Register,
  { provisioning, actor }: Truth,
  lines: readonly RegistrationLine[],
): Promise<void> {
  const seen: string[] = [];
  const listed = (await provisioning.list(actor)).filter(({ phase }) => phase !== 'declined');
  for (const line of lines) {
    const { runs } = await register.one(actor, line.id);
    seen.push(...runs.map(({ runId }) => runId));
    const told = listed.filter(({ runId }) => runs.some((run) => run.runId === runId));
    expect(told.map(({ connectorTitle }) => connectorTitle)).toContain(line.connectorTitle);
    expect(told.map(({ name }) => name)).toContain(line.name);
    expect(told.map(({ requester }) => requester)).toContain(line.owner);
  }
  expect(seen.sort()).toEqual(listed.map(({ runId }) => runId).sort());
}

function expectLapses(line: RegistrationLine, watched: readonly WatchedLapse[]): void {
  const live = watched.filter(
    ({ registration, state, notOurs }) =>
      registration?.appId === line.appId && state === 'live' && notOurs === null,
  );
  const [first] = live.filter(({ ends }) => ends !== null).sort(bySoonest);
  expect(line.appId === null ? 0 : live.length).toBe(line.lapses);
  expect(
    line.nextLapse && { id: line.nextLapse.id, ends: line.nextLapse.ends, label: line.nextLapse.label },
  ).toEqual(
    first === undefined || line.appId === null
      ? null
      : { id: first.id, ends: first.ends, label: first.label },
  );
}

function bySoonest(a: WatchedLapse, b: WatchedLapse): number {
  return Date.parse(a.ends ?? '') - Date.parse(b.ends ?? '') || (a.id < b.id ? -1 : 1);
}
