/** Addresses of Microsoft's services, checked once: https, an origin and nothing more. */
declare const brand: unique symbol;

/** e.g. `https://localhost:3980`: no slash at the end. */
export type Endpoint = string & { readonly [brand]: 'Endpoint' };

const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]']);

/** Undefined for anything but an https origin. */
export function originOf(text: string): Endpoint | undefined {
  if (!URL.canParse(text)) return undefined;
  const url = new URL(text);
  const bare = url.pathname === '/' && url.search === '' && url.hash === '' && url.username === '';
  return url.protocol === 'https:' && bare && url.password === '' ? (url.origin as Endpoint) : undefined;
}

/** True when the address can only be this machine. */
export function loopback(endpoint: Endpoint): boolean {
  return LOOPBACK.has(new URL(endpoint).hostname);
}
