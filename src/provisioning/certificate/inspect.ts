/** The parts of a certificate that Node does not tell, or not reliably: read from the DER itself. */
import { leadingOid, oidText, readAll, readTlv, TAG, type Tlv } from './der.ts';

export interface Inside {
  /** 1, 2 or 3. */
  readonly version: number;
  /** Null when it is one of those that can be trusted; otherwise its name. */
  readonly weakSignature: string | null;
  /** Null when there is no key usage extension. */
  readonly maySign: boolean | null;
  /** CA:TRUE, whatever the key usage says beside it. */
  readonly isAuthority: boolean;
}

const KEY_USAGE = '2.5.29.15';
const BASIC_CONSTRAINTS = '2.5.29.19';
const RSA = '1.2.840.113549.1.1.';
const ECDSA_SHA2 = '1.2.840.10045.4.3.';
const SHA2 = '2.16.840.1.101.3.4.2.';
const STRONG: ReadonlySet<string> = new Set([
  ...[`${RSA}11`, `${RSA}12`, `${RSA}13`],
  ...[`${ECDSA_SHA2}2`, `${ECDSA_SHA2}3`, `${ECDSA_SHA2}4`],
  ...['1.3.101.112', '1.3.101.113'],
]);
const STRONG_HASHES: ReadonlySet<string> = new Set([`${SHA2}1`, `${SHA2}2`, `${SHA2}3`]);
const PSS = `${RSA}10`;
const NAMES: Readonly<Record<string, string>> = {
  [`${RSA}2`]: 'MD2',
  [`${RSA}4`]: 'MD5',
  [`${RSA}5`]: 'SHA-1',
  [PSS]: 'RSASSA-PSS over SHA-1',
  '1.2.840.10045.4.1': 'SHA-1',
  '1.2.840.10040.4.3': 'SHA-1',
  '1.3.14.3.2.29': 'SHA-1',
};

/** Null when the DER is not a certificate of RFC 5280's shape. */
export function inspect(der: Uint8Array): Inside | null {
  const [body, algorithm] = readAll(readTlv(der)?.content ?? NOTHING) ?? [];
  const fields = body && readAll(body.content);
  if (!fields || !algorithm) return null;
  const versioned = fields[0]?.tag === TAG.context0;
  const inner = fields[versioned ? 2 : 1];
  // RFC 5280 4.1.1.2: the signed and the unsigned statement of the algorithm must agree.
  if (!inner || Buffer.compare(inner.content, algorithm.content) !== 0) return null;
  return {
    version: versioned ? (readTlv(fields[0]?.content ?? der)?.content[0] ?? 0) + 1 : 1,
    weakSignature: weakness(algorithm),
    maySign: maySign(extension(fields, KEY_USAGE)),
    isAuthority: isAuthority(extension(fields, BASIC_CONSTRAINTS)),
  };
}

function weakness(algorithm: Tlv): string | null {
  const oid = leadingOid(algorithm);
  if (STRONG.has(oid)) return null;
  if (oid === PSS && STRONG_HASHES.has(pssHash(algorithm))) return null;
  return NAMES[oid] ?? oid;
}

/** RSASSA-PSS names its hash in the parameters' [0]; left out, it is SHA-1 (RFC 4055). */
function pssHash(algorithm: Tlv): string {
  const parameters = readAll(algorithm.content)?.[1];
  const hash = parameters && readAll(parameters.content)?.find(({ tag }) => tag === TAG.context0);
  return hash ? leadingOid(readTlv(hash.content) ?? undefined) : '';
}

/** The value of an extension. Extension ::= SEQUENCE { id, critical BOOLEAN DEFAULT FALSE, value OCTET STRING } */
function extension(fields: readonly Tlv[], id: string): Tlv | null {
  const list = readTlv(fields.find(({ tag }) => tag === TAG.context3)?.content ?? NOTHING);
  for (const one of (list && readAll(list.content)) ?? []) {
    const parts = readAll(one.content) ?? [];
    if (parts[0]?.tag === TAG.oid && oidText(parts[0].content) === id) {
      return readTlv(parts.at(-1)?.content ?? NOTHING);
    }
  }
  return null;
}

const NOTHING = new Uint8Array();

/** digitalSignature is the first bit; the byte before counts the unused ones. */
function maySign(usage: Tlv | null): boolean | null {
  return usage && ((usage.content[1] ?? 0) & 0x80) !== 0;
}

/** BasicConstraints ::= SEQUENCE { cA BOOLEAN DEFAULT FALSE, ... } */
function isAuthority(constraints: Tlv | null): boolean {
  const first = constraints && readTlv(constraints.content);
  return first?.tag === TAG.boolean && first.content[0] !== 0;
}
