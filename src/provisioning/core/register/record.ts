/** What is kept of a registration for the register: a pure projection of its runs. JSON-safe. */
import type { RegisterLapse } from '../../contract/register.ts';
import type { AppId, RunId } from '../ids.ts';
import { toIso } from '../dates.ts';
import type { FailureFacts, Run } from '../run.ts';
import { foundTurns } from '../watch/found.ts';
import type { WatchedLapse } from '../watch/types.ts';
import { folded, storable } from './fold.ts';
import { founderOf } from './founder.ts';
import { newestFirst, type RegisterGround } from './ground.ts';
import { isLive } from './lapses.ts';
import { matterOf, type RegisterBase } from './matter.ts';
import { permissionCounts } from './permissions.ts';

export interface RegisterRecord {
  readonly id: RunId;
  readonly appId: AppId | null;
  readonly connectorId: string;
  readonly connectorTitle: string;
  readonly name: string;
  readonly base: RegisterBase;
  /** What somebody has to do something about; null: nothing, or only what time brings. */
  readonly why: FailureFacts | null;
  readonly granted: number | null;
  readonly planned: number;
  /** The earliest that lives; null: none of them ends on a date. */
  readonly next: Pick<RegisterLapse, 'id' | 'kind' | 'label' | 'ends'> | null;
  /** Every one, those that were renewed or are gone too. */
  readonly lapses: readonly KeptLapse[];
  readonly owner: string;
  /** ISO 8601: when a run of ours last read it back. */
  readonly provenAt: string | null;
  readonly updatedAt: string;
  readonly tenantName: string;
  /** Folded; in lines. */
  readonly search: string;
  /** Version of the connector's definition it was told with; 0: there was none. */
  readonly definition: number;
  /** ISO 8601: when it has to be told anew although nothing happened; null: never. */
  readonly until: string | null;
}

export interface KeptLapse extends Pick<RegisterLapse, 'id' | 'kind' | 'label' | 'ends'> {
  /** Somebody here has to renew or repeat it. */
  readonly live: boolean;
  /** Made by us, or found by a sweep. */
  readonly source: WatchedLapse['source'];
}

/** @param lapses of the registration, as `registrationLapses` tells them. @param now epoch ms */
export function registerRecord(
  ground: RegisterGround,
  lapses: readonly WatchedLapse[],
  now: number,
): RegisterRecord {
  const { run: founder } = founderOf(ground);
  const newest = newestWithPlan(ground);
  const about = { ...whatItIs(newest, ground), owner: storable(founder.requester.displayName) };
  const live = lapses.filter(isLive);
  const appId = ground.runs.find(({ run }) => run.registration !== null)?.run.registration?.appId ?? null;
  return {
    ...about,
    ...matterOf(ground, now),
    ...permissionCounts(ground),
    id: founder.id,
    appId,
    next: soonest(live),
    lapses: lapses.map(asKept),
    provenAt: latest(ground.runs.flatMap(({ run }) => run.proof?.at ?? [])),
    updatedAt: latest(ground.runs.map(({ run }) => run.updatedAt)) ?? founder.updatedAt,
    tenantName: storable(newest.plan?.tenant.displayName ?? newest.facts?.tenant.displayName ?? ''),
    search: searchText([...Object.values(about), appId ?? '', ...live.map(({ label }) => storable(label))]),
    definition: ground.definitionOf(newest.connectorId)?.version ?? 0,
    until: nextTurn(ground, lapses, now),
  };
}

/** A run that was given up tells nothing, unless there is no other. */
function newestWithPlan(ground: RegisterGround): Run {
  const all = newestFirst(ground);
  return (
    all.find(({ registration }) => registration !== null) ??
    all.find(({ phase }) => phase !== 'cancelled') ??
    ground.runs[0].run
  );
}

function whatItIs(run: Run, { definitionOf }: RegisterGround) {
  const title = definitionOf(run.connectorId)?.title ?? run.plan?.connector.title ?? run.connectorId;
  return {
    connectorId: run.connectorId,
    connectorTitle: storable(title),
    name: storable(run.plan?.application.displayName ?? run.choices?.name ?? run.typed['name'] ?? ''),
  };
}

function asKept(lapse: WatchedLapse): KeptLapse {
  const { id, kind, label, ends, source } = lapse;
  return { id, kind, label: storable(label), ends, source, live: isLive(lapse) };
}

function soonest(live: readonly WatchedLapse[]): RegisterRecord['next'] {
  const [first] = live.filter(({ ends }) => ends !== null).sort(bySoonest);
  if (first === undefined) return null;
  const { id, kind, label, ends } = first;
  return { id, kind, label: storable(label), ends };
}

/** Of two that end together the order is the ids'. */
function bySoonest(a: WatchedLapse, b: WatchedLapse): number {
  return Date.parse(a.ends ?? '') - Date.parse(b.ends ?? '') || (a.id < b.id ? -1 : 1);
}

function latest(times: readonly string[]): string | null {
  return [...times].sort((a, b) => Date.parse(b) - Date.parse(a))[0] ?? null;
}

function searchText(parts: readonly string[]): string {
  return [...new Set(parts.map(folded))].join('\n');
}

/**
 * When what sweeps found on it begins or ceases to be told of, and when an old credential that was renewed ends. What
 * lapses by itself is no turn: the line tells that at any time.
 */
function nextTurn({ kept }: RegisterGround, lapses: readonly WatchedLapse[], now: number): string | null {
  const found = kept.flatMap(({ credentials }) => credentials.flatMap(({ ends }) => ends ?? []));
  const renewed = lapses.flatMap(({ renewal, ends }) => (renewal === undefined ? [] : (ends ?? [])));
  const turns = [...found.flatMap(foundTurns), ...renewed.map((ends) => Date.parse(ends))];
  const ahead = turns.filter((turn) => turn > now);
  return ahead.length === 0 ? null : toIso(Math.min(...ahead));
}
