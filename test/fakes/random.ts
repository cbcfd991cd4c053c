/** Randomness that repeats: the same seed gives the same run, so a failing seed can be replayed. */
import { createHash } from 'node:crypto';

export class SeededRandom {
  #count = 0;
  readonly #seed: string;

  constructor(seed: string) {
    this.#seed = seed;
  }

  bytes(length: number): Uint8Array {
    const blocks = Array.from({ length: Math.ceil(length / 32) }, () => this.#block());
    return new Uint8Array(Buffer.concat(blocks).subarray(0, length));
  }

  hex(bits: 128 | 256): string {
    return Buffer.from(this.bytes(bits / 8)).toString('hex');
  }

  unit(): number {
    return Buffer.from(this.bytes(4)).readUInt32BE() / 2 ** 32;
  }

  guid(): string {
    const hex = this.hex(128);
    const variant = ((Number.parseInt(hex[16] ?? '0', 16) & 3) | 8).toString(16);
    return [
      hex.slice(0, 8),
      hex.slice(8, 12),
      `4${hex.slice(13, 16)}`,
      variant + hex.slice(17, 20),
      hex.slice(20),
    ].join('-');
  }

  #block(): Buffer {
    this.#count += 1;
    return createHash('sha256').update(`${this.#seed}#${this.#count}`).digest();
  }
}
