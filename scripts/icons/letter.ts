/** The R of src/tab/pages/assets/icon.svg, as two closed lines of points in its square of 32 by 32. */

export type Point = readonly [x: number, y: number];

export const SQUARE = 32;

/** Points on a quarter or half of a circle are this many degrees apart. */
const STEP = 6;

/** From one angle to another, clockwise on the screen; degrees, 0 is to the right. */
function arc([x, y]: Point, radius: number, from: number, to: number): Point[] {
  const steps = Math.ceil(Math.abs(to - from) / STEP);
  return Array.from({ length: steps + 1 }, (_, step) => {
    const angle = ((from + ((to - from) * step) / steps) * Math.PI) / 180;
    return [x + radius * Math.cos(angle), y + radius * Math.sin(angle)] as const;
  });
}

const OUTSIDE: readonly Point[] = [
  [9, 8],
  ...arc([18, 13], 5, -90, 71.5),
  [24, 24],
  [19.8, 24],
  [15.8, 18],
  [12.6, 18],
  [12.6, 24],
  [9, 24],
];
const COUNTER: readonly Point[] = [[12.6, 11.2], ...arc([17.6, 13.1], 1.9, -90, 90), [12.6, 15]];

export const LETTER: readonly (readonly Point[])[] = [OUTSIDE, COUNTER];

/** The letter alone fills x from 9 to 24 and y from 8 to 24. */
export const LETTER_CENTRE: Point = [16.5, 16];
export const LETTER_HEIGHT = 16;
