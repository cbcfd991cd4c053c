/** What is asked of the register, in SQL: who fits, and in which order. */
import { sql } from 'kysely';
import type { Expression, RawBuilder, SqlBool } from 'kysely';
import type { RegisterQuery, RegisterSort, RegistrationState } from '../contract/register.ts';
import { DAY } from '../core/dates.ts';
import { folded, storable } from '../core/register/fold.ts';
import { provenSince, STATES, type RegisterMoment } from '../core/register/state.ts';
import { NO_END } from './register-rows.ts';

/** One part of the order. No part is ever null, so that a place in the list can be told by its values. */
export interface OrderKey {
  readonly value: RawBuilder<unknown>;
  readonly type: 'bigint' | 'text';
  readonly down: boolean;
}

const RANK = sql<number>`rank`;
const SETTLED = STATES.indexOf('healthy');

/** Who was looked at lately, as it is from the first page of a list to its last. */
export interface Looked {
  /** As `provenSince` of core/register/state.ts tells it. */
  readonly since: number | null;
  /** Epoch ms: when a sweep last came to its end; null: never. */
  readonly swept: number | null;
}

export interface Asked extends Looked {
  readonly query: RegisterQuery;
}

export function lookedAt(moment: RegisterMoment): Looked {
  const { checkedAt: swept } = moment;
  return { since: provenSince(moment), swept: swept === null ? null : Date.parse(swept) };
}

/** 1 for a line that nobody has looked at for a day although nothing else is the matter. */
export function unchecked(since: number | null): RawBuilder<number> {
  if (since === null) return sql<number>`0`;
  const proven = sql`coalesce(proven_at, 0) > ${sql.lit(since)}`;
  return sql<number>`(case when rank = ${sql.lit(SETTLED)} and not ${proven} then 1 else 0 end)`;
}

export function stateFrom(rank: number, isUnchecked: number): RegistrationState {
  return isUnchecked === 1 ? 'unknown' : (STATES[rank] ?? 'ended');
}

/** Of one of those connectors; of any where none is named. */
export function among(connectors: readonly string[]): RawBuilder<SqlBool> {
  if (connectors.length === 0) return sql<SqlBool>`true`;
  return sql<SqlBool>`connector_id in (${sql.join(connectors.map(storable))})`;
}

/** @param now epoch ms */
export function fitting({ query, since }: Asked, now: number): readonly Expression<SqlBool>[] {
  const { states, connectors, lapsesWithin } = query;
  const within = Math.min(now + (lapsesWithin ?? 0) * DAY, NO_END);
  return [
    ...wordsOf(query.search).map((word) => sql<SqlBool>`strpos(search, ${word}) > 0`),
    ...(states.length === 0 ? [] : [inStates(states, since)]),
    among(connectors),
    ...(lapsesWithin === null ? [] : [sql<SqlBool>`next_at <= ${Math.round(within)}::bigint`]),
  ];
}

function inStates(states: readonly RegistrationState[], since: number | null): Expression<SqlBool> {
  const ranks = states.flatMap((state) => (state === 'unknown' ? [] : [STATES.indexOf(state)]));
  const plain = sql<SqlBool>`(rank in (${sql.join([-1, ...ranks])}) and ${unchecked(since)} = 0)`;
  return states.includes('unknown') ? sql<SqlBool>`(${plain} or ${unchecked(since)} = 1)` : plain;
}

function wordsOf(search: string): readonly string[] {
  return storable(folded(search))
    .split(/\s+/)
    .filter((word) => word !== '');
}

/** Groups stand in an order of their own; within them, or without, it is as asked. The id is last, and decides. */
export function orderOf(asked: Asked): readonly OrderKey[] {
  const inGroup = [...sortKeys(asked), text(sql`registration_id`)];
  const down = asked.query.descending;
  return [...groupKeys(asked), ...inGroup.map((key) => ({ ...key, down }))];
}

export function groupKeys({ query: { group }, since }: Asked): readonly OrderKey[] {
  switch (group) {
    case 'connector':
      return [text(sql`connector_id`)];
    case 'state':
      return stateKeys(since);
    case 'owner':
      return [text(sql`owner_order`), text(sql`owner`)];
    case 'none':
      return [];
    default:
      return group satisfies never;
  }
}

/** What nobody has looked at comes before what is healthy; where everything was looked at, an index has the order. */
function stateKeys(since: number | null): readonly OrderKey[] {
  return since === null ? [number(RANK)] : [number(RANK), number(sql`(1 - ${unchecked(since)})`)];
}

function sortKeys({ query: { sort, descending }, since, swept }: Asked): readonly OrderKey[] {
  const name = text(sql`name_order`);
  const ends = number(descending ? sql`coalesce(next_at, -1)` : sql`next_order`);
  const keys: Readonly<Record<RegisterSort, readonly OrderKey[]>> = {
    attention: [...stateKeys(since), ends, name],
    connector: [text(sql`title_order`), name],
    name: [name],
    state: [...stateKeys(since), name],
    lapse: [ends, name],
    owner: [text(sql`owner_order`), name],
    checked: [number(lastLook(swept ?? 0, descending)), name],
  };
  return keys[sort];
}

/** A sweep looks at all of them. Where nothing is there to look at, the line is last whichever way the dates go. */
function lastLook(swept: number, descending: boolean): RawBuilder<unknown> {
  const at = sql`greatest(coalesce(proven_at, 0), ${sql.lit(swept)})`;
  return sql`(case when app_id is null then ${sql.lit(descending ? -1 : NO_END)} else ${at} end)`;
}

function text(value: RawBuilder<unknown>): OrderKey {
  return { value, type: 'text', down: false };
}

function number(value: RawBuilder<unknown>): OrderKey {
  return { value, type: 'bigint', down: false };
}

/** Everything behind the place with these values. */
export function behind(order: readonly OrderKey[], place: readonly (string | number)[]): Expression<SqlBool> {
  const values = order.map(({ type }, index) => sql`${place[index]}::${sql.raw(type)}`);
  const [first] = order;
  // In one comparison, which an index can answer, where all of it goes one way.
  if (order.every(({ down }) => down === first?.down)) {
    const sign = sql.raw(first?.down === true ? '<' : '>');
    return sql<SqlBool>`(${sql.join(order.map(({ value }) => value))}) ${sign} (${sql.join(values)})`;
  }
  return stepwise(order, values);
}

function stepwise(order: readonly OrderKey[], values: readonly RawBuilder<unknown>[]): Expression<SqlBool> {
  const [key, ...rest] = order;
  const [at, ...further] = values;
  if (key === undefined || at === undefined) return sql<SqlBool>`false`;
  const later = sql`${key.value} ${sql.raw(key.down ? '<' : '>')} ${at}`;
  return sql<SqlBool>`(${later} or (${key.value} = ${at} and ${stepwise(rest, further)}))`;
}
