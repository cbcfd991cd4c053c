/** As much of DER (X.690) as it takes to tell a certificate from everything else people upload instead. */

export interface Tlv {
  readonly tag: number;
  readonly content: Uint8Array;
  /** Offset just behind it, in the bytes it was read from. */
  readonly end: number;
}

export const TAG = {
  boolean: 0x01,
  integer: 0x02,
  bitString: 0x03,
  octetString: 0x04,
  oid: 0x06,
  sequence: 0x30,
  context0: 0xa0,
  context3: 0xa3,
} as const;

/** The element at an offset; null when it is cut short, not minimal, or of a form certificates do not use. */
export function readTlv(bytes: Uint8Array, at = 0): Tlv | null {
  const tag = bytes[at];
  const first = bytes[at + 1];
  if (tag === undefined || first === undefined || (tag & 0x1f) === 0x1f) return null;
  const longForm = first & 0x80 ? first & 0x7f : 0;
  if (first === 0x80 || longForm > 3) return null;
  const start = at + 2 + longForm;
  const length =
    longForm === 0 ? first : bytes.subarray(at + 2, start).reduce((n, byte) => n * 256 + byte, 0);
  const minimal = longForm === 0 || length >= (longForm === 1 ? 0x80 : 256 ** (longForm - 1));
  const end = start + length;
  return minimal && end <= bytes.length ? { tag, content: bytes.subarray(start, end), end } : null;
}

/** All elements, one behind the other; null when anything among them cannot be read. */
export function readAll(bytes: Uint8Array): readonly Tlv[] | null {
  const found: Tlv[] = [];
  for (let at = 0; at < bytes.length;) {
    const next = readTlv(bytes, at);
    if (!next) return null;
    found.push(next);
    at = next.end;
  }
  return found;
}

/** The dotted form of an object identifier's content. */
export function oidText(content: Uint8Array): string {
  const arcs: number[] = [];
  let arc = 0;
  for (const byte of content) {
    arc = arc * 128 + (byte & 0x7f);
    if (byte & 0x80) continue;
    arcs.push(...(arcs.length === 0 ? firstTwo(arc) : [arc]));
    arc = 0;
  }
  return arcs.join('.');
}

function firstTwo(arc: number): readonly [number, number] {
  const root = Math.min(Math.floor(arc / 40), 2);
  return [root, arc - root * 40];
}

/** The object identifier a sequence begins with, as in an AlgorithmIdentifier or ContentInfo; '' when none. */
export function leadingOid(sequence: Tlv | undefined): string {
  if (sequence?.tag !== TAG.sequence) return '';
  const first = readTlv(sequence.content);
  return first?.tag === TAG.oid ? oidText(first.content) : '';
}
