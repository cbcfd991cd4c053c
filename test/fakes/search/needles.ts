/** Many things looked for in one pass: a journey leaves hundreds of secrets, and tens of megabytes to find them in. */

const A_Z = 26;
const KEPT = new Uint8Array(128);
for (let i = 0; i < 10; i += 1) KEPT[0x30 + i] = 1;
for (let i = 0; i < A_Z; i += 1) KEPT[0x41 + i] = KEPT[0x61 + i] = 1;

/** Of this many characters a number is made, by which a place is told where something may begin. */
const LEAD = 4;
const PLACES = 1 << 20;
const MASK = PLACES - 1;
const SPREAD = 0x9e3779b1;

/** Letters and digits alone, as bytes. */
export function bare(text: string): Buffer {
  const bytes = Buffer.allocUnsafe(text.length);
  let length = 0;
  for (let i = 0; i < text.length; i += 1) {
    const code = text.charCodeAt(i);
    if (KEPT[code] === 1) {
      bytes[length] = code;
      length += 1;
    }
  }
  return bytes.subarray(0, length);
}

interface Needle<T> {
  readonly bytes: Buffer;
  readonly of: T;
}

export class Needles<T> {
  readonly #byLead = new Map<number, Needle<T>[]>();
  readonly #places = new Uint8Array(PLACES);

  /** What is shorter than four letters and digits is not looked for: it stands everywhere. */
  add(text: string, of: T): void {
    const bytes = bare(text);
    if (bytes.length < LEAD) return;
    const lead = bytes.readUInt32BE(0);
    this.#places[placeOf(lead)] = 1;
    this.#byLead.set(lead, [...(this.#byLead.get(lead) ?? []), { bytes, of }]);
  }

  /** One for each time that something of it stands there. */
  in(hay: Buffer): T[] {
    const found: T[] = [];
    // Held here, and the place reckoned here: this is done for each of many millions of bytes.
    const places = this.#places;
    let lead = 0;
    for (let end = 0; end < hay.length; end += 1) {
      lead = ((lead << 8) | (hay[end] ?? 0)) >>> 0;
      if (places[(Math.imul(lead, SPREAD) >>> 12) & MASK] === 0 || end < LEAD - 1) continue;
      const start = end - LEAD + 1;
      for (const { bytes, of } of this.#byLead.get(lead) ?? [])
        if (hay.subarray(start, start + bytes.length).equals(bytes)) found.push(of);
    }
    return found;
  }
}

function placeOf(lead: number): number {
  return (Math.imul(lead, SPREAD) >>> 12) & MASK;
}
