/** Cookies of the pages: never readable by a script, never sent along by another site's form. */

export interface Cookie {
  readonly name: string;
  readonly value: string;
  readonly path: string;
  /** `Lax` only where Entra's redirect must carry it. */
  readonly sameSite: 'Strict' | 'Lax';
  /** Seconds; 0 takes it away. */
  readonly maxAge: number;
  /** True where the site is reached by https. */
  readonly secure: boolean;
}

export function setCookie({ name, value, path, sameSite, maxAge, secure }: Cookie): string {
  const parts = [`${name}=${value}`, `Path=${path}`, `Max-Age=${maxAge}`, 'HttpOnly', `SameSite=${sameSite}`];
  return [...parts, ...(secure ? ['Secure'] : [])].join('; ');
}

/** The first of each name: a browser sends the one with the longest path first. */
export function readCookies(header: string | undefined): ReadonlyMap<string, string> {
  const cookies = new Map<string, string>();
  for (const pair of (header ?? '').split(';')) {
    const at = pair.indexOf('=');
    const name = pair.slice(0, at).trim();
    if (at > 0 && !cookies.has(name)) cookies.set(name, pair.slice(at + 1).trim());
  }
  return cookies;
}
