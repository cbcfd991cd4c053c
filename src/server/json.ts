/** JSON from a stranger: UTF-8, one object, not too deep. */
import { RegistrarError } from '../provisioning/errors.ts';

/** Throws HTTP_BAD_JSON or HTTP_TOO_DEEP. */
export function parseJson(bytes: Uint8Array, depth: number): Record<string, unknown> {
  const text = decode(bytes);
  if (deeperThan(text, depth)) throw new RegistrarError('HTTP_TOO_DEEP', { limit: depth });
  const value = parse(text);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new RegistrarError('HTTP_BAD_JSON');
  }
  return value as Record<string, unknown>;
}

function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new RegistrarError('HTTP_BAD_JSON', {}, { cause });
  }
}

/** The cause is left out: a parser's message quotes what was sent. */
function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw new RegistrarError('HTTP_BAD_JSON');
  }
}

/** Counts brackets outside strings, so that nothing deep is ever built. */
function deeperThan(text: string, limit: number): boolean {
  let depth = 0;
  for (const [token] of text.matchAll(/"(?:[^"\\]|\\.)*"?|[[{]|[\]}]/gs)) {
    if (token === '[' || token === '{') depth += 1;
    if (token === ']' || token === '}') depth -= 1;
    if (depth > limit) return true;
  }
  return false;
}
