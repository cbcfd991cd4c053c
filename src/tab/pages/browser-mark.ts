/** A random value in a cookie, which ties a sign-in to the browser that began it. */
import { setCookie } from './cookies.ts';
import type { PagePorts, PageRequest } from './exchange.ts';

export interface BrowserMark {
  readonly name: string;
  readonly path: string;
}

const RANDOM = /^[0-9a-f]{64}$/;

/** One value a browser, so that two sign-ins may be under way in it. */
export function markOf(request: PageRequest, { name }: BrowserMark): string | undefined {
  const value = request.cookies.get(name) ?? '';
  return RANDOM.test(value) ? value : undefined;
}

/** Lax: it comes along from a chat in another site, through redirects, and with no form of another site. */
export function markCookie(value: string, mark: BrowserMark, seconds: number, ports: PagePorts): string {
  const secure = ports.publicUrl().startsWith('https:');
  return setCookie({ ...mark, value, sameSite: 'Lax', maxAge: seconds, secure });
}
