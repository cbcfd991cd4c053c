/** One text for one value, whatever the order its keys were written in: what gets hashed when a plan is approved. */

/** JSON with keys sorted by code unit; absent (undefined) fields are left out, as JSON does. */
export function canonical(value: unknown): string {
  return JSON.stringify(sorted(value));
}

/** The plan number people read to each other: `4F2A-91C3`, the first eight digits of its hash. */
export function planNumber(hash: string): string {
  const digits = hash.slice(0, 8).toUpperCase();
  return `${digits.slice(0, 4)}-${digits.slice(4)}`;
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  return Object.fromEntries(entries.map(([key, inner]) => [key, sorted(inner)]));
}
