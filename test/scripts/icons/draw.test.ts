import { describe, expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { colorIcon, outlineIcon } from '../../../scripts/icons/draw.ts';
import { fromPng, toPng, type Picture } from '../../../scripts/icons/png.ts';

const kept = (name: string): Picture => fromPng(readFileSync(`appPackage/${name}.png`));

/** Each pixel as four numbers. */
function pixelsOf({ pixels }: Picture): number[][] {
  return Array.from({ length: pixels.length / 4 }, (_, at) => [...pixels.subarray(at * 4, at * 4 + 4)]);
}

describe('the icons that are packed', () => {
  test.each([
    ['color', colorIcon],
    ['outline', outlineIcon],
  ])('%s is as it is drawn', (name, draw) => {
    const drawn = draw();
    expect(kept(name).side).toBe(drawn.side);
    expect(Buffer.from(kept(name).pixels).equals(Buffer.from(drawn.pixels))).toBe(true);
  });

  test('color is 192 wide, on a solid ground', () => {
    const icon = kept('color');
    expect(icon.side).toBe(192);
    expect(pixelsOf(icon).every(([, , , opacity]) => opacity === 255)).toBe(true);
    expect(pixelsOf(icon)[0]).toEqual([0x4f, 0x52, 0xb2, 255]);
  });

  test('outline is 32 wide, white and nothing else, with no ground and no margin to speak of', () => {
    const icon = kept('outline');
    const pixels = pixelsOf(icon);
    expect(icon.side).toBe(32);
    expect(pixels.every((pixel) => pixel.slice(0, 3).join() === '255,255,255')).toBe(true);
    const rows = pixels.flatMap(([, , , opacity = 0], at) => (opacity > 0 ? [Math.floor(at / 32)] : []));
    expect([Math.min(...rows), Math.max(...rows)]).toEqual([1, 30]);
    expect(pixels.filter(([, , , opacity]) => opacity === 0).length).toBeGreaterThan(400);
  });

  test('a picture that is written is read as it was', () => {
    const picture = { side: 2, pixels: Uint8Array.from({ length: 16 }, (_, at) => at * 16) };
    expect(Buffer.from(fromPng(toPng(picture)).pixels).equals(Buffer.from(picture.pixels))).toBe(true);
    expect(() => fromPng(Buffer.alloc(64))).toThrow(RangeError);
  });
});
