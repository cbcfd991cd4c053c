/** The two icons of the app in Teams: the letter on its ground, and the outline of the letter alone. */
import { LETTER, LETTER_CENTRE, LETTER_HEIGHT, SQUARE, type Point } from './letter.ts';
import type { Picture } from './png.ts';
import { Shape } from './shape.ts';

type Pixel = readonly [red: number, green: number, blue: number, opacity: number];

const GROUND: readonly [number, number, number] = [0x4f, 0x52, 0xb2];
const COLOR_SIDE = 192;
const OUTLINE_SIDE = 32;
/** In pixels of the outline icon. */
const OUTLINE_HEIGHT = 30;
const OUTLINE_WIDTH = 2;
/** Looks at each pixel, along one side of it. */
const LOOKS = 5;

const letter = new Shape(LETTER);

/** 192 by 192, no transparency: Teams rounds the corners itself. */
export function colorIcon(): Picture {
  const scale = COLOR_SIDE / SQUARE;
  return paint(
    COLOR_SIDE,
    (share) => [...mixed(share), 255],
    (x, y) => letter.holds(onLetter(x, y, scale)),
  );
}

/** 32 by 32, white on nothing, up to the edges. */
export function outlineIcon(): Picture {
  const scale = OUTLINE_HEIGHT / LETTER_HEIGHT;
  return paint(
    OUTLINE_SIDE,
    (share) => [255, 255, 255, Math.round(255 * share)],
    (x, y) => {
      const point = onLetter(x, y, scale);
      return letter.holds(point) && letter.nearEdge(point, OUTLINE_WIDTH / scale);
    },
  );
}

/** Where a pixel, counted from the middle of the picture, is in the square of the letter. */
function onLetter(x: number, y: number, scale: number): Point {
  return [LETTER_CENTRE[0] + x / scale, LETTER_CENTRE[1] + y / scale];
}

/** @param pixel for the share of it that is drawn on, 0 to 1 */
function paint(
  side: number,
  pixel: (share: number) => Pixel,
  drawn: (x: number, y: number) => boolean,
): Picture {
  const pixels = new Uint8Array(side * side * 4);
  for (let at = 0; at < side * side; at += 1) {
    const [left, top] = [(at % side) - side / 2, Math.floor(at / side) - side / 2];
    let hits = 0;
    for (let look = 0; look < LOOKS * LOOKS; look += 1) {
      const [across, down] = [(look % LOOKS) + 0.5, Math.floor(look / LOOKS) + 0.5];
      if (drawn(left + across / LOOKS, top + down / LOOKS)) hits += 1;
    }
    pixels.set(pixel(hits / (LOOKS * LOOKS)), at * 4);
  }
  return { side, pixels };
}

/** White over the ground. */
function mixed(share: number): [number, number, number] {
  const over = (below: number): number => Math.round(below + (255 - below) * share);
  return [over(GROUND[0]), over(GROUND[1]), over(GROUND[2])];
}
