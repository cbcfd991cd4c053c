/** From whatever was pasted or uploaded to the DER of one certificate, or the reason why there is none. */
import { X509Certificate } from 'node:crypto';
import { failure, type Failure } from '../errors.ts';
import { identify, type DerKind } from './identify.ts';
import { looksLike } from './looks-like.ts';

export type Unwrapped = { readonly der: Uint8Array } | { readonly failure: Failure };

const KIND_FAILURES = {
  'private-key': 'CERT_IS_PRIVATE_KEY',
  pfx: 'CERT_IS_PFX',
  p7b: 'CERT_IS_P7B',
  csr: 'CERT_IS_CSR',
  'public-key': 'CERT_IS_PUBKEY',
} as const;

/** Accepts PEM (text around it is ignored), DER, and base64 without armour. */
export function unwrap(bytes: Uint8Array): Unwrapped {
  if (bytes[0] === 0x30 && !isText(bytes)) return fromDer(bytes);
  const seen = looksLike(bytes);
  if (seen !== 'text') return { failure: failure('CERT_PARSE', { looksLike: seen }) };
  const text = new TextDecoder('utf-8').decode(bytes);
  return text.includes('-----BEGIN') || KEY_FILE.test(text) ? fromPem(text) : fromBareBase64(text);
}

/** Key files of other programs, which have no armour or one of their own. */
const KEY_FILE = /PuTTY-User-Key-File|-----?\s?BEGIN[^-]*PRIVATE KEY/i;
const BLOCK = /-----BEGIN ([A-Z0-9 ]+)-----([^-]*)-----END \1-----/g;
const CERTIFICATE_LABEL = /^(X509 )?CERTIFICATE$/;

const LABELS: readonly (readonly [RegExp, keyof typeof KIND_FAILURES])[] = [
  [/PRIVATE KEY|EC PARAMETERS|DH PARAMETERS/, 'private-key'],
  [/PKCS ?12|PFX/, 'pfx'],
  [/PKCS ?7|CMS/, 'p7b'],
  [/CERTIFICATE REQUEST/, 'csr'],
  [/PUBLIC KEY/, 'public-key'],
];

function fromPem(text: string): Unwrapped {
  const blocks = [...text.matchAll(BLOCK)].map(([, label = '', body = '']) => ({ label, body }));
  const certificates = blocks.filter(({ label }) => CERTIFICATE_LABEL.test(label));
  if (KEY_FILE.test(text)) {
    return { failure: failure(certificates.length > 0 ? 'CERT_HAS_PRIVATE_KEY' : 'CERT_IS_PRIVATE_KEY') };
  }
  if (certificates.length === 0) return { failure: otherBlock(blocks.map(({ label }) => label)) };
  const ders = certificates.map(({ body }) => decodeBase64(body));
  const [der] = ders;
  if (!der || ders.includes(null)) {
    return { failure: failure('CERT_PARSE', { looksLike: 'a certificate whose base64 is damaged' }) };
  }
  const distinct = ders.filter((one, index) => ders.findIndex((other) => sameBytes(one, other)) === index);
  return distinct.length === 1 ? fromDer(der) : { failure: several(distinct) };
}

function otherBlock(labels: readonly string[]): Failure {
  const kind = LABELS.find(([words]) => labels.some((label) => words.test(label)))?.[1];
  if (kind) return failure(KIND_FAILURES[kind]);
  const seen = labels.length > 0 ? `a ${labels[0] ?? ''}` : 'a certificate that was cut off';
  return failure('CERT_PARSE', { looksLike: seen });
}

function fromBareBase64(text: string): Unwrapped {
  const der = decodeBase64(text.replace(/^\uFEFF/, ''));
  return der?.[0] === 0x30 ? fromDer(der) : { failure: failure('CERT_PARSE', { looksLike: 'other text' }) };
}

function fromDer(der: Uint8Array): Unwrapped {
  const { kind, rest } = identify(der);
  if (kind !== 'certificate') return { failure: failureOf(kind) };
  if (rest.length === 0) return { der };
  const follower = identify(rest).kind;
  if (follower === 'private-key' || follower === 'pfx') return { failure: failure('CERT_HAS_PRIVATE_KEY') };
  if (follower === 'certificate') {
    return { failure: several([der.subarray(0, der.length - rest.length), rest]) };
  }
  return { failure: failure('CERT_PARSE', { looksLike: 'a certificate with other data behind it' }) };
}

function failureOf(kind: Exclude<DerKind, 'certificate'>): Failure {
  return kind === 'unknown'
    ? failure('CERT_PARSE', { looksLike: 'damaged or cut-off binary data' })
    : failure(KIND_FAILURES[kind]);
}

function several(ders: readonly (Uint8Array | null)[]): Failure {
  const subjects = ders.map((der) => commonName(der)).join('; ');
  return failure('CERT_MULTIPLE', { count: ders.length, subjects });
}

function commonName(der: Uint8Array | null): string {
  try {
    const { subject } = new X509Certificate(der ?? new Uint8Array());
    return (/^CN=(.+)$/m.exec(subject)?.[1] ?? subject).slice(0, 40);
  } catch {
    return 'one that cannot be read';
  }
}

/** Strict: letters, padding and white space only, or null. */
function decodeBase64(text: string): Uint8Array | null {
  const letters = text.replace(/\s+/g, '');
  const fits = /^[A-Za-z0-9+/]+={0,2}$/.test(letters) && letters.length % 4 === 0;
  return fits ? new Uint8Array(Buffer.from(letters, 'base64')) : null;
}

/** Base64 may begin with `0` (0x30) as DER does, but is printable throughout. */
function isText(bytes: Uint8Array): boolean {
  return bytes.every((byte) => (byte >= 0x20 && byte < 0x7f) || (byte >= 0x09 && byte <= 0x0d));
}

function sameBytes(a: Uint8Array | null, b: Uint8Array | null): boolean {
  return a !== null && b !== null && Buffer.compare(a, b) === 0;
}
