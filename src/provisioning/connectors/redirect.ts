/**
 * Which addresses a definition may name. Where a sign-in's answer goes decides who can read it; where people are sent
 * to read decides whom they believe.
 */
import { failure, type Failure } from '../errors.ts';
import type { Definition } from '../core/definition.ts';

export type Platform = keyof Definition['redirects'];

/** Microsoft's own addresses for native clients, which belong to nobody's domain. */
const NATIVE = new Set([
  'https://login.microsoftonline.com/common/oauth2/nativeclient',
  'urn:ietf:wg:oauth:2.0:oob',
]);
const LOCALHOST = /^http:\/\/localhost(:\d{1,5})?$/;

/** Null, or why the address may not be used. `https` on a domain of the vendor; native and local ones by platform. */
export function checkRedirect(
  address: string,
  platform: Platform,
  domains: readonly string[],
): Failure | null {
  if (platform === 'publicClient' && (NATIVE.has(address) || LOCALHOST.test(address))) return null;
  if (platform === 'web' && address === 'http://localhost') return null;
  const reason = formReason(address);
  if (reason !== null) return failure('DEF_REDIRECT', { found: address, reason });
  if (isWithin(address, domains)) return null;
  return failure('DEF_REDIRECT_DOMAIN', { found: address, domains: domains.join(', ') || 'none' });
}

const MICROSOFT_LEARN = 'learn.microsoft.com';

/** Null, or why people may not be sent there. `https` on a domain of the vendor or Microsoft Learn. */
export function checkLink(address: string, domains: readonly string[]): Failure | null {
  const reason = formReason(address.replace(/#[\w-]+$/, ''));
  if (reason !== null) return failure('DEF_LINK', { found: address, reason });
  if (isWithin(address, domains) || new URL(address).hostname === MICROSOFT_LEARN) return null;
  const elsewhere = `It is neither on a domain of the vendor nor on ${MICROSOFT_LEARN}.`;
  return failure('DEF_LINK', { found: address, reason: elsewhere });
}

function isWithin(address: string, domains: readonly string[]): boolean {
  const { hostname } = new URL(address);
  return domains.some((domain) => hostname === domain || hostname.endsWith(`.${domain}`));
}

/** A vendor's domain: plain ASCII labels, no wildcard, no punycode that could imitate another. */
export function checkDomain(domain: string): string | null {
  if (domain.split('.').some((label) => label.startsWith('xn--')))
    return 'Punycode can imitate another domain.';
  const plain = /^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}$/.test(domain);
  if (!plain) return 'A domain is lower-case labels with dots between them, such as example.com.';
  return SHARED.has(domain) ? 'Anybody can have an address below it.' : null;
}

/** Suffixes below which strangers live. Not complete, and need not be: the domains are reviewed with the file. */
const SHARED: ReadonlySet<string> = new Set([
  ...['azurewebsites.net', 'cloudapp.net', 'cloudapp.azure.com', 'windows.net', 'github.io', 'herokuapp.com'],
  ...['amazonaws.com', 'cloudfront.net', 'web.app', 'pages.dev', 'vercel.app', 'netlify.app', 'ngrok.io'],
  ...['co.uk', 'com.au', 'co.jp', 'com.br', 'co.nz', 'co.za'],
]);

function formReason(address: string): string | null {
  if (address.length > 256) return 'It is longer than 256 characters.';
  if (/[\s!$'(),;*\\]|[^\x21-\x7e]/.test(address))
    return 'It holds a character that Microsoft Entra refuses, or that is best left out of an address.';
  if (!URL.canParse(address)) return 'It is not an address.';
  const { protocol, username, password, hash, hostname } = new URL(address);
  if (protocol !== 'https:') return 'It is not https.';
  if (username !== '' || password !== '' || address.includes('@')) return 'It holds a user name.';
  if (hash !== '' || address.includes('#')) return 'It holds a fragment.';
  if (/^[\d.]+$|^\[|:/.test(hostname)) return 'It names an IP address.';
  if (hostname.includes('xn--')) return 'Its domain is punycode, which can imitate another domain.';
  return /[{}]/.test(address) ? 'It is a template.' : null;
}
