/**
 * A place in the list, for whoever asks for the next page. It carries what was known at the first page of who was looked
 * at, so that a sweep that ends meanwhile moves nothing; and it fits one tenant and one query only.
 */
import { createHash } from 'node:crypto';
import { z } from 'zod/v4';
import type { RegisterQuery } from '../contract/register.ts';
import type { TenantId } from '../core/ids.ts';
import { RegistrarError } from '../errors.ts';
import { orderOf, type Looked, type OrderKey } from './register-query.ts';

export interface Place {
  readonly looked: Looked;
  /** One for each part of the order. */
  readonly values: readonly (string | number)[];
}

const written = z.tuple([z.int().nullable(), z.int().nullable(), z.array(z.union([z.string(), z.int()]))]);

export function toCursor(tenantId: TenantId, query: RegisterQuery, { looked, values }: Place): string {
  const text = JSON.stringify([looked.since, looked.swept, values]);
  return `${Buffer.from(text).toString('base64url')}.${sealOf(tenantId, query, text)}`;
}

/** Throws REGISTER_BAD_CURSOR for anything that `toCursor` did not write for this tenant and this query. */
export function fromCursor(tenantId: TenantId, query: RegisterQuery, cursor: string): Place {
  const [body = '', seal, ...more] = cursor.split('.');
  const text = Buffer.from(body, 'base64url').toString();
  const read = written.safeParse(parsed(text));
  const whole = more.length === 0 && seal === sealOf(tenantId, query, text);
  if (!read.success || !whole) throw new RegistrarError('REGISTER_BAD_CURSOR');
  const [since, swept, values] = read.data;
  if (!areOf(orderOf({ query, since, swept }), values)) throw new RegistrarError('REGISTER_BAD_CURSOR');
  return { looked: { since, swept }, values };
}

function areOf(order: readonly OrderKey[], values: Place['values']): boolean {
  return (
    order.length === values.length &&
    order.every(({ type }, index) => typeof values[index] === (type === 'text' ? 'string' : 'number'))
  );
}

/** As the database gives them: int8 comes as a text from a server, and as a number from PGlite. */
export function placeOf(order: readonly OrderKey[], row: Readonly<Record<string, unknown>>): Place['values'] {
  return order.map(({ type }, index) => {
    const value = row[`k${index}`];
    return type === 'bigint' ? Number(value) : String(value);
  });
}

/** No secret: it tells a place that was cut or mixed up, and one that was made up shows its own tenant's lines. */
function sealOf(tenantId: TenantId, query: RegisterQuery, text: string): string {
  const { search, states, connectors, lapsesWithin, sort, descending, group } = query;
  const about = [tenantId, search, states, connectors, lapsesWithin, sort, descending, group, text];
  return createHash('sha256').update(JSON.stringify(about)).digest('base64url').slice(0, 22);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
