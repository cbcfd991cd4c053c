/** Reading request bodies by hand: Graph's refusals name the property, so ours must too. */
import { badRequest, invalidValue, unsupported } from './errors.ts';

export type Json = Readonly<Record<string, unknown>>;

/** 400 unless the body is a JSON object. `@odata.*` annotations are dropped. */
export function objectBody(body: unknown): Json {
  if (!isObject(body)) throw badRequest('Empty Payload. JSON content expected.');
  return Object.fromEntries(Object.entries(body).filter(([name]) => !name.includes('@')));
}

export function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * 400 for properties the type does not have, 501 for those it has and the sandbox does not keep.
 *
 * @param known every property of the Graph type that we can send, so `invalid` and `unsupported` differ
 */
export function refuseOthers(body: Json, taken: readonly string[], known: Json, type: string): void {
  for (const name of Object.keys(body)) {
    if (taken.includes(name)) continue;
    if (Object.hasOwn(known, name)) throw unsupported(`setting '${name}' of a ${type}`);
    throw badRequest(`Invalid property '${name}'.`);
  }
}

export function text(body: Json, name: string): string | undefined {
  const value = body[name];
  if (value === undefined) return undefined;
  if (typeof value === 'string') return value;
  throw invalidValue(name);
}

export function textOrNull(body: Json, name: string): string | null | undefined {
  return body[name] === null ? null : text(body, name);
}

export function flagOrNull(body: Json, name: string): boolean | null | undefined {
  const value = body[name];
  if (value === undefined || value === null || typeof value === 'boolean') return value;
  throw invalidValue(name);
}

/** A collection is always replaced as a whole. */
export function texts(body: Json, name: string): string[] | undefined {
  const value = body[name];
  if (value === undefined) return undefined;
  if (Array.isArray(value) && value.every((item) => typeof item === 'string')) return value;
  throw invalidValue(name);
}

export function objects(body: Json, name: string): Json[] | undefined {
  const value = body[name];
  if (value === undefined) return undefined;
  if (Array.isArray(value) && value.every(isObject)) return value;
  throw invalidValue(name);
}

const GUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

export function isGuid(value: string): boolean {
  return GUID.test(value);
}

export function requiredGuid(body: Json, name: string): string {
  const value = text(body, name);
  if (value === undefined || !isGuid(value)) throw invalidValue(name);
  return value;
}

const INSTANT = /^\d{4,}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,12})?(Z|[+-]\d\d:\d\d)$/;

/** Epoch milliseconds of an ISO 8601 instant; 400 for anything else. */
export function instant(body: Json, name: string): number | undefined {
  const value = textOrNull(body, name);
  if (value === undefined || value === null) return undefined;
  const at = INSTANT.test(value) ? Date.parse(value) : NaN;
  if (Number.isNaN(at)) throw invalidValue(name);
  return at;
}
