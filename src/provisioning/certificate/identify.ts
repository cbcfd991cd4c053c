/** What a piece of DER is, by its shape alone: labels and file names lie. */
import { leadingOid, oidText, readAll, readTlv, TAG, type Tlv } from './der.ts';

export type DerKind = 'certificate' | 'private-key' | 'pfx' | 'p7b' | 'csr' | 'public-key' | 'unknown';

const PKCS7 = '1.2.840.113549.1.7.';
/** Password-based encryption: PKCS #5 and PKCS #12. */
const PASSWORD_BASED = ['1.2.840.113549.1.5.', '1.2.840.113549.1.12.1.'];

export interface Identified {
  readonly kind: DerKind;
  /** What follows the first element; empty for a clean file. */
  readonly rest: Uint8Array;
}

export function identify(der: Uint8Array): Identified {
  const outer = readTlv(der);
  if (outer?.tag !== TAG.sequence) return { kind: looseKind(der), rest: new Uint8Array() };
  const parts = readAll(outer.content) ?? [];
  return { kind: kindOf(parts), rest: der.subarray(outer.end) };
}

function kindOf(parts: readonly Tlv[]): DerKind {
  const [first, second] = parts;
  switch (first?.tag) {
    case TAG.oid:
      return oidText(first.content).startsWith(PKCS7) ? 'p7b' : 'unknown';
    case TAG.integer:
      return startsWithInteger(parts, second);
    case TAG.sequence:
      return startsWithSequence(parts, first, second);
    default:
      return 'unknown';
  }
}

/** PFX, PKCS #8, SEC 1 and PKCS #1 all begin with a version; a bare RSA public key with its modulus. */
function startsWithInteger(parts: readonly Tlv[], second: Tlv | undefined): DerKind {
  if (second?.tag === TAG.sequence) return leadingOid(second).startsWith(PKCS7) ? 'pfx' : 'private-key';
  if (second?.tag === TAG.octetString) return 'private-key';
  if (second?.tag === TAG.integer) return parts.length === 2 ? 'public-key' : 'private-key';
  return 'unknown';
}

function startsWithSequence(parts: readonly Tlv[], first: Tlv, second: Tlv | undefined): DerKind {
  const oid = leadingOid(first);
  if (parts.length === 2 && second?.tag === TAG.bitString && oid !== '') return 'public-key';
  if (parts.length === 2 && second?.tag === TAG.octetString) {
    return PASSWORD_BASED.some((root) => oid.startsWith(root)) ? 'private-key' : 'unknown';
  }
  if (parts.length === 3 && parts[2]?.tag === TAG.bitString) return signedKind(first);
  return 'unknown';
}

/** A request has a version, subject, key and attributes; a certificate has at least six parts. */
function signedKind(body: Tlv): DerKind {
  const parts = readAll(body.content) ?? [];
  if (parts.length === 4 && parts[0]?.tag === TAG.integer && parts[3]?.tag === TAG.context0) return 'csr';
  return parts.length >= 6 ? 'certificate' : 'unknown';
}

/** Bundles are often written in BER with indefinite lengths, which `readTlv` refuses. */
function looseKind(der: Uint8Array): DerKind {
  if (der[0] !== TAG.sequence) return 'unknown';
  const head = Buffer.from(der.subarray(0, 64)).toString('hex');
  if (!head.includes('06092a864886f70d0107')) return 'unknown';
  return head.startsWith('020103', 4) || /^30[0-9a-f]{2,8}020103/.test(head) ? 'pfx' : 'p7b';
}
