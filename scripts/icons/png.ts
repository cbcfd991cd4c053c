/** PNG in its plainest form: eight bits a channel, with transparency (https://www.w3.org/TR/png-3/). */
import { crc32, deflateSync, inflateSync } from 'node:zlib';

export interface Picture {
  /** Width and height in pixels. */
  readonly side: number;
  /** Red, green, blue and opacity of each pixel, row by row. */
  readonly pixels: Uint8Array;
}

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const CHANNELS = 4;

export function toPng({ side, pixels }: Picture): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(side, 0);
  header.writeUInt32BE(side, 4);
  // Eight bits, red-green-blue-opacity; compression, filter and interlace have one value or none is wanted.
  header.set([8, 6, 0, 0, 0], 8);
  const row = side * CHANNELS;
  const rows = Buffer.alloc((row + 1) * side);
  for (let y = 0; y < side; y += 1) rows.set(pixels.subarray(y * row, (y + 1) * row), y * (row + 1) + 1);
  const data = deflateSync(rows, { level: 9 });
  return Buffer.concat([
    SIGNATURE,
    chunk('IHDR', header),
    chunk('IDAT', data),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

/** Reads what `toPng` writes, and nothing else. Throws a RangeError for another PNG. */
export function fromPng(png: Buffer): Picture {
  const side = png.readUInt32BE(16);
  const length = png.readUInt32BE(33);
  if (!png.subarray(0, 8).equals(SIGNATURE) || png.toString('latin1', 37, 41) !== 'IDAT')
    throw new RangeError('Not a PNG of ours.');
  const rows = inflateSync(png.subarray(41, 41 + length));
  const row = side * CHANNELS + 1;
  const pixels = Array.from({ length: side }, (_, y) => rows.subarray(y * row + 1, (y + 1) * row));
  return { side, pixels: Buffer.concat(pixels) };
}

function chunk(type: string, data: Buffer): Buffer {
  const typed = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  check.writeUInt32BE(crc32(typed));
  return Buffer.concat([length, typed, check]);
}
