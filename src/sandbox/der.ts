/** Just enough DER (ITU-T X.690) to write a certificate. Every function returns finished bytes. */

export function sequence(...items: Uint8Array[]): Uint8Array {
  return tagged(0x30, ...items);
}

export function set(...items: Uint8Array[]): Uint8Array {
  return tagged(0x31, ...items);
}

/** `[number]`, constructed and explicit. */
export function context(number: number, ...items: Uint8Array[]): Uint8Array {
  return tagged(0xa0 + number, ...items);
}

/** `[number]`, primitive and implicit. */
export function contextValue(number: number, value: Uint8Array): Uint8Array {
  return tagged(0x80 + number, value);
}

/** A number from its big-endian bytes, never negative, in as few bytes as DER asks for (X.690 section 8.3.2). */
export function integer(bytes: Uint8Array): Uint8Array {
  const first = bytes.findIndex((byte) => byte !== 0);
  const digits = first === -1 ? Uint8Array.of(0) : bytes.subarray(first);
  const needsZero = ((digits[0] ?? 0) & 0x80) !== 0;
  return tagged(0x02, needsZero ? Uint8Array.of(0, ...digits) : digits);
}

export function boolean(value: boolean): Uint8Array {
  return tagged(0x01, Uint8Array.of(value ? 0xff : 0));
}

export function octets(...items: Uint8Array[]): Uint8Array {
  return tagged(0x04, ...items);
}

/** Whole bytes unless `unused` bits at the end do not count. */
export function bits(value: Uint8Array, unused = 0): Uint8Array {
  return tagged(0x03, Uint8Array.of(unused), value);
}

export function utf8(text: string): Uint8Array {
  return tagged(0x0c, new TextEncoder().encode(text));
}

/** Seconds are kept, fractions dropped. */
export function generalizedTime(epochMs: number): Uint8Array {
  return tagged(0x18, new TextEncoder().encode(timeDigits(epochMs)));
}

/** UTCTime until 2049 and GeneralizedTime from then on, as RFC 5280 wants it. */
export function time(epochMs: number): Uint8Array {
  const digits = timeDigits(epochMs);
  if (digits >= '2050') return generalizedTime(epochMs);
  return tagged(0x17, new TextEncoder().encode(digits.slice(2)));
}

function timeDigits(epochMs: number): string {
  return new Date(epochMs).toISOString().replace(/[-:T]|\.\d+/g, '');
}

/** `1.2.840.113549` and the like. */
export function oid(dotted: string): Uint8Array {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number);
  return tagged(0x06, Uint8Array.from([first * 40 + second, ...rest].flatMap(base128)));
}

export const nothing = Uint8Array.of(0x05, 0x00);

function base128(value: number): number[] {
  const high = Math.floor(value / 128);
  return [...(high === 0 ? [] : base128(high).map((byte) => byte | 0x80)), value % 128];
}

function tagged(tag: number, ...items: Uint8Array[]): Uint8Array {
  const content = Buffer.concat(items);
  return Buffer.concat([Uint8Array.of(tag, ...lengthOf(content.length)), content]);
}

function lengthOf(length: number): number[] {
  if (length < 0x80) return [length];
  const bytes: number[] = [];
  for (let left = length; left > 0; left = Math.floor(left / 256)) bytes.unshift(left % 256);
  return [0x80 + bytes.length, ...bytes];
}
