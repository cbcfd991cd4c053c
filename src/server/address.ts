/** The parts of a request's address and name that are believed. */
import { RegistrarError } from '../provisioning/errors.ts';

/** Throws HTTP_BAD_QUERY for a parameter that comes twice or is not UTF-8. */
export function readQuery(url: string): ReadonlyMap<string, string> {
  const query = new Map<string, string>();
  const at = url.indexOf('?');
  for (const part of at < 0 ? [] : url.slice(at + 1).split('&')) {
    if (part === '') continue;
    const [name = '', ...rest] = part.split('=');
    const key = decode(name);
    if (query.has(key)) throw new RegistrarError('HTTP_BAD_QUERY');
    query.set(key, decode(rest.join('=')));
  }
  return query;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    throw new RegistrarError('HTTP_BAD_QUERY');
  }
}

/**
 * Whether the Host header is one of ours: the name people use, or the loopback address on the same port. A page
 * of another site that has its name resolve to this machine sends its own name.
 */
export function hostIsOurs(host: string | undefined, publicUrl: string): 'public' | 'loopback' | 'foreign' {
  const { host: ours, port } = new URL(publicUrl);
  if (host?.toLowerCase() === ours) return 'public';
  return host === `127.0.0.1:${port}` ? 'loopback' : 'foreign';
}

/** The media type alone, in lower case. */
export function mediaType(header: string | undefined): string {
  return (header ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
}
