/**
 * The vendor's certificate: one X.509 v3 certificate with an RSA key, as PEM, DER or base64, and nothing else.
 * Node's own parser takes the first certificate of several, a file with the private key in it, SHA-1, 1024 bits and
 * trailing data without a word, so every one of these is looked for here.
 */
import { X509Certificate, type KeyObject } from 'node:crypto';
import { DAY, dayWords, durationWords, toIso } from '../core/dates.ts';
import { outlives } from '../core/plan-credential.ts';
import type { CertificateFacts } from '../core/plan-types.ts';
import { failure, type Failure } from '../errors.ts';
import { inspect, type Inside } from './inspect.ts';
import { unwrap } from './unwrap.ts';

export const MOST_BYTES = 16 * 1024;
const SOON = 7 * DAY;
const RSA_BITS = { fewest: 2048, most: 8192 };
const SMALLEST_EXPONENT = 65537n;

export type ReadCertificateResult =
  | { readonly ok: true; readonly certificate: CertificateFacts; readonly warnings: readonly Failure[] }
  | { readonly ok: false; readonly failure: Failure };

/**
 * `now` is epoch ms; `policy.longest` the tenant's limit as an ISO 8601 duration, or null. The buffer is
 * overwritten with zeros when it held, or may have held, a private key.
 */
export function readCertificate(
  bytes: Uint8Array,
  now: number,
  policy: { readonly longest: string | null },
): ReadCertificateResult {
  const result = read(bytes, now, policy);
  if (!result.ok && MAY_HOLD_A_KEY.has(result.failure.code)) bytes.fill(0);
  return result;
}

const MAY_HOLD_A_KEY: ReadonlySet<string> = new Set([
  'CERT_HAS_PRIVATE_KEY',
  'CERT_IS_PRIVATE_KEY',
  'CERT_IS_PFX',
  'CERT_PARSE',
  'CERT_TOO_LARGE',
]);

/** Null, or that a registration with these thumbprints (hex, either case) has the certificate already. */
export function checkNotRegistered(
  { thumbprint }: Pick<CertificateFacts, 'thumbprint'>,
  registered: readonly string[],
): Failure | null {
  const there = registered.some((one) => one.toUpperCase() === thumbprint);
  return there ? failure('CERT_DUPLICATE', { thumbprint }) : null;
}

function read(bytes: Uint8Array, now: number, policy: { longest: string | null }): ReadCertificateResult {
  if (bytes.length === 0) return no(failure('CERT_EMPTY'));
  if (bytes.length > MOST_BYTES)
    return no(failure('CERT_TOO_LARGE', { size: bytes.length, most: MOST_BYTES }));
  const unwrapped = unwrap(bytes);
  if ('failure' in unwrapped) return no(unwrapped.failure);
  const parsed = parse(unwrapped.der);
  if (!parsed) return no(failure('CERT_PARSE', { looksLike: 'a damaged certificate' }));
  const wrong =
    checkKey(parsed.key) ??
    checkInside(parsed.inside) ??
    checkDates(parsed, now) ??
    checkPolicy(parsed, policy);
  if (wrong) return no(wrong);
  return { ok: true, certificate: facts(parsed, unwrapped.der), warnings: warnings(parsed, now) };
}

function no(why: Failure): ReadCertificateResult {
  return { ok: false, failure: why };
}

interface Parsed {
  readonly x509: X509Certificate;
  readonly key: KeyObject;
  readonly inside: Inside;
  /** Epoch ms. */
  readonly starts: number;
  readonly ends: number;
}

function parse(der: Uint8Array): Parsed | null {
  const inside = inspect(der);
  if (!inside) return null;
  try {
    const x509 = new X509Certificate(der);
    const [starts, ends] = [x509.validFromDate.getTime(), x509.validToDate.getTime()];
    if (Number.isNaN(starts) || Number.isNaN(ends)) return null;
    return { x509, key: x509.publicKey, inside, starts, ends };
  } catch {
    return null;
  }
}

function checkKey(key: KeyObject): Failure | null {
  const { asymmetricKeyType: type, asymmetricKeyDetails: details } = key;
  if (type !== 'rsa') {
    return failure('CERT_KEY_TYPE', {
      key: [type?.toUpperCase(), details?.namedCurve].filter(Boolean).join(' '),
    });
  }
  const bits = details?.modulusLength ?? 0;
  const exponent = details?.publicExponent ?? 0n;
  if (bits < RSA_BITS.fewest || bits > RSA_BITS.most) return failure('CERT_WEAK_KEY', { key: `RSA ${bits}` });
  if (exponent < SMALLEST_EXPONENT || exponent % 2n === 0n) {
    return failure('CERT_WEAK_KEY', { key: `RSA ${bits} with the exponent ${exponent}` });
  }
  return null;
}

function checkInside({ version, weakSignature, maySign }: Inside): Failure | null {
  if (version !== 3) return failure('CERT_VERSION', { version });
  if (weakSignature !== null) return failure('CERT_WEAK_SIGNATURE', { algorithm: weakSignature });
  return maySign === false ? failure('CERT_USAGE') : null;
}

function checkDates({ starts, ends }: Parsed, now: number): Failure | null {
  const words = { starts: dayWords(toIso(starts)), ends: dayWords(toIso(ends)) };
  if (ends <= starts) return failure('CERT_DATES', words);
  if (ends <= now) return failure('CERT_EXPIRED', words);
  return starts > now ? failure('CERT_NOT_YET', words) : null;
}

function checkPolicy({ starts, ends }: Parsed, { longest }: { longest: string | null }): Failure | null {
  if (longest === null || !outlives(starts, ends, longest)) return null;
  return failure('CERT_TOO_LONG', { ends: dayWords(toIso(ends)), longest: durationWords(longest) });
}

function warnings({ inside, ends }: Parsed, now: number): readonly Failure[] {
  const soon = ends - now < SOON;
  const days = Math.floor((ends - now) / DAY);
  return [
    ...(soon ? [failure('CERT_EXPIRES_SOON', { ends: dayWords(toIso(ends)), days })] : []),
    ...(inside.isAuthority ? [failure('CERT_IS_CA')] : []),
  ];
}

function facts({ x509, key, inside, starts, ends }: Parsed, der: Uint8Array): CertificateFacts {
  return {
    der: Buffer.from(der).toString('base64'),
    subject: nameLine(x509.subject),
    issuer: nameLine(x509.issuer),
    thumbprint: x509.fingerprint.replaceAll(':', ''),
    sha256: x509.fingerprint256.replaceAll(':', ''),
    key: `RSA ${key.asymmetricKeyDetails?.modulusLength ?? 0}`,
    notBefore: toIso(starts),
    notAfter: toIso(ends),
    ...(inside.isAuthority && { isAuthority: true }),
  };
}

/** One line (an empty name is undefined in Node), no control or direction characters, 200 characters at most; whoever shows it escapes it. */
function nameLine(name: string | undefined): string {
  const line = (name ?? '')
    .split('\n')
    .join(', ')
    .replace(/[\p{Cc}\p{Cf}]/gu, '');
  return line.length > 200 ? `${line.slice(0, 199)}…` : line;
}
