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

/** Four bytes of it, by their offset. */
interface Trace<T> extends Needle<T> {
  readonly offset: number;
}

interface Index<T> {
  /** From one place that is looked at to the next: of the shortest needle one of its traces is met whatever comes before. */
  readonly stride: number;
  readonly byLead: ReadonlyMap<number, readonly Trace<T>[]>;
  readonly places: Uint8Array;
}

export class Needles<T> {
  readonly #needles: Needle<T>[] = [];
  #index: Index<T> | null = null;

  /** What is shorter than four letters and digits is not looked for: it stands everywhere. */
  add(text: string, of: T): void {
    const bytes = bare(text);
    if (bytes.length < LEAD) return;
    this.#needles.push({ bytes, of });
    this.#index = null;
  }

  /** One for each time that something of it stands there. */
  in(hay: Buffer): T[] {
    if (this.#needles.length === 0) return [];
    const { stride, byLead, places } = (this.#index ??= indexOf(this.#needles));
    const found: T[] = [];
    for (let at = 0; at + LEAD <= hay.length; at += stride) {
      const lead = hay.readUInt32BE(at);
      if (places[placeOf(lead)] === 0) continue;
      for (const { bytes, of, offset } of byLead.get(lead) ?? []) {
        const start = at - offset;
        if (start >= 0 && hay.subarray(start, start + bytes.length).equals(bytes)) found.push(of);
      }
    }
    return found;
  }
}

function indexOf<T>(needles: readonly Needle<T>[]): Index<T> {
  const stride = Math.min(...needles.map(({ bytes }) => bytes.length)) - LEAD + 1;
  const byLead = new Map<number, Trace<T>[]>();
  const places = new Uint8Array(PLACES);
  for (const needle of needles)
    for (let offset = 0; offset < stride; offset += 1) {
      const lead = needle.bytes.readUInt32BE(offset);
      places[placeOf(lead)] = 1;
      const traces = byLead.get(lead) ?? [];
      traces.push({ ...needle, offset });
      byLead.set(lead, traces);
    }
  return { stride, byLead, places };
}

function placeOf(lead: number): number {
  return (Math.imul(lead, SPREAD) >>> 12) & MASK;
}
