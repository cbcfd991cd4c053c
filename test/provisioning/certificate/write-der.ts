/** Just enough DER to write certificates and what people mistake for them. */

export function sequence(...items: Uint8Array[]): Uint8Array {
  return tagged(0x30, ...items);
}

export function set(...items: Uint8Array[]): Uint8Array {
  return tagged(0x31, ...items);
}

/** `[number]`, constructed. */
export function context(number: number, ...items: Uint8Array[]): Uint8Array {
  return tagged(0xa0 + number, ...items);
}

/** A positive integer from its big-endian bytes. */
export function integer(bytes: Uint8Array): Uint8Array {
  const needsZero = ((bytes[0] ?? 0) & 0x80) !== 0;
  return tagged(0x02, ...(needsZero ? [Uint8Array.of(0)] : []), bytes);
}

export function boolean(value: boolean): Uint8Array {
  return tagged(0x01, Uint8Array.of(value ? 0xff : 0));
}

export function octets(value: Uint8Array): Uint8Array {
  return tagged(0x04, value);
}

export function bits(value: Uint8Array): Uint8Array {
  return tagged(0x03, Uint8Array.of(0), value);
}

export function utf8(text: string): Uint8Array {
  return tagged(0x0c, new TextEncoder().encode(text));
}

/** Epoch milliseconds, to the second. */
export function time(epochMs: number): Uint8Array {
  const digits = new Date(epochMs).toISOString().replace(/[-:T]|\.\d+/g, '');
  return tagged(0x18, new TextEncoder().encode(digits));
}

export function oid(dotted: string): Uint8Array {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number);
  return tagged(0x06, Uint8Array.from([first * 40 + second, ...rest].flatMap(base128)));
}

export const nothing = Uint8Array.of(0x05, 0x00);

function base128(value: number): number[] {
  const bytes = [value % 128];
  for (let rest = Math.floor(value / 128); rest > 0; rest = Math.floor(rest / 128)) {
    bytes.unshift((rest % 128) + 128);
  }
  return bytes;
}

function tagged(tag: number, ...parts: Uint8Array[]): Uint8Array {
  const content = Buffer.concat(parts);
  return new Uint8Array(Buffer.concat([Uint8Array.of(tag), length(content.length), content]));
}

function length(size: number): Uint8Array {
  if (size < 0x80) return Uint8Array.of(size);
  return size < 0x100 ? Uint8Array.of(0x81, size) : Uint8Array.of(0x82, size >> 8, size & 0xff);
}
