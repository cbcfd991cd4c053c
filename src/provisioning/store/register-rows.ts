/** Between a line as the core tells it and its row. */
import type { Insertable, Selectable } from 'kysely';
import type { RegisterLapse, RegistrationLine } from '../contract/register.ts';
import type { AppId, RunId, TenantId } from '../core/ids.ts';
import { folded } from '../core/register/fold.ts';
import { lapseOn, lineOf } from '../core/register/line.ts';
import type { RegisterRecord } from '../core/register/record.ts';
import { provenSince, standingAt, stateOf, STATES, type RegisterMoment } from '../core/register/state.ts';
import type { RegisterLapsesTable, RegisterTable } from './register-tables.ts';

type Row = Selectable<RegisterTable>;
type Written = Omit<Insertable<RegisterTable>, 'tenant_id' | 'key'>;

/** As it stands at `now` (epoch ms). */
export function rowOf(record: RegisterRecord, now: number): Written {
  const { next, why } = record;
  const { state, from, to } = standingAt(record, now);
  return {
    registration_id: record.id,
    app_id: record.appId,
    connector_id: record.connectorId,
    connector_title: record.connectorTitle,
    title_order: folded(record.connectorTitle),
    name: record.name,
    name_order: folded(record.name),
    base: record.base,
    rank: STATES.indexOf(state),
    rank_from: from,
    rank_to: to,
    why: why === null ? null : JSON.stringify(why),
    granted: record.granted,
    planned: record.planned,
    next_id: next?.id ?? null,
    next_kind: next?.kind ?? null,
    next_label: next?.label ?? null,
    next_ends: next?.ends ?? null,
    next_at: milliseconds(next?.ends ?? null),
    next_order: milliseconds(next?.ends ?? null) ?? NO_END,
    lapses: record.lapses.filter(({ live }) => live).length,
    owner: record.owner,
    owner_order: folded(record.owner),
    proven: record.provenAt,
    proven_at: milliseconds(record.provenAt),
    updated: record.updatedAt,
    tenant_name: record.tenantName,
    search: record.search,
    definition: record.definition,
    until: milliseconds(record.until),
  };
}

/** Later than anything. */
export const NO_END = Number.MAX_SAFE_INTEGER;

/** Of a row that is there only to be locked; it is told before anybody sees it. */
export const UNTOLD = {
  ...{ connector_id: '', connector_title: '', title_order: '', name: '', name_order: '' },
  ...{
    base: 'under-way' as const,
    rank: 0,
    next_order: NO_END,
    planned: 0,
    lapses: 0,
    owner: '',
    owner_order: '',
    updated: '',
  },
  ...{ tenant_name: '', search: '', definition: 0 },
};

export function lapsesOf(
  tenantId: TenantId,
  { id, lapses }: RegisterRecord,
): readonly Insertable<RegisterLapsesTable>[] {
  return lapses.map((lapse) => ({
    tenant_id: tenantId,
    lapse_id: lapse.id,
    registration_id: id,
    kind: lapse.kind,
    label: lapse.label,
    ends: lapse.ends,
    ends_at: milliseconds(lapse.ends),
    live: lapse.live,
    source: lapse.source,
  }));
}

/** What a line says; the rest of a row is there to find and to sort it by. */
export const LINE_COLUMNS = [
  ...([
    'registration_id',
    'app_id',
    'connector_id',
    'connector_title',
    'name',
    'base',
    'rank',
    'why',
  ] as const),
  ...(['granted', 'planned', 'next_id', 'next_kind', 'next_label', 'next_ends', 'lapses'] as const),
  ...(['owner', 'proven', 'updated'] as const),
] as const;
export type LineRow = Pick<Row, (typeof LINE_COLUMNS)[number]>;

/** @param since as `provenSince` tells it, for this line and those around it */
export function toLine(row: LineRow, moment: RegisterMoment, since = provenSince(moment)): RegistrationLine {
  const kept = {
    id: row.registration_id as RunId,
    appId: row.app_id as AppId | null,
    connectorId: row.connector_id,
    connectorTitle: row.connector_title,
    name: row.name,
    base: row.base,
    why: row.why,
    granted: row.granted,
    planned: row.planned,
    next: nextOf(row),
    owner: row.owner,
    provenAt: row.proven,
    updatedAt: row.updated,
  };
  const standing = STATES[row.rank] ?? 'ended';
  const state = standing === 'unknown' ? standing : stateOf(standing, kept, since);
  return lineOf(kept, { state, lapses: row.lapses }, moment);
}

function nextOf({ next_id, next_kind, next_label, next_ends }: LineRow): RegisterRecord['next'] {
  if (next_id === null || next_kind === null) return null;
  return { id: next_id, kind: next_kind, label: next_label ?? '', ends: next_ends };
}

/** A lapse with the registration it is on. */
export type JoinedLapse = Pick<Selectable<RegisterLapsesTable>, 'lapse_id' | 'kind' | 'label' | 'ends'> &
  Pick<Row, 'registration_id' | 'connector_title' | 'name'>;

export function toLapse(row: JoinedLapse): RegisterLapse {
  const about = {
    id: row.registration_id as RunId,
    connectorTitle: row.connector_title,
    name: row.name,
  };
  return lapseOn(about, { id: row.lapse_id, kind: row.kind, label: row.label, ends: row.ends });
}

function milliseconds(iso: string | null): number | null {
  return iso === null ? null : Date.parse(iso);
}
