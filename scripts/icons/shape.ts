/** Whether a point is within a shape, and whether it is near its edge. */
import type { Point } from './letter.ts';

type Edge = readonly [from: Point, to: Point];

export class Shape {
  readonly #edges: readonly Edge[];
  readonly #box: { readonly from: Point; readonly to: Point };

  /** What lies within an odd number of the closed lines is within the shape. */
  constructor(lines: readonly (readonly Point[])[]) {
    this.#edges = lines.flatMap((line) =>
      line.map((point, at): Edge => [point, line[(at + 1) % line.length] ?? point]),
    );
    const [xs, ys] = [lines.flat().map(([x]) => x), lines.flat().map(([, y]) => y)];
    this.#box = { from: [Math.min(...xs), Math.min(...ys)], to: [Math.max(...xs), Math.max(...ys)] };
  }

  holds(point: Point): boolean {
    const { from, to } = this.#box;
    if (point[0] < from[0] || point[0] > to[0] || point[1] < from[1] || point[1] > to[1]) return false;
    let within = false;
    for (const edge of this.#edges) within = crosses(edge, point) !== within;
    return within;
  }

  nearEdge(point: Point, distance: number): boolean {
    return this.#edges.some((edge) => distanceTo(edge, point) <= distance);
  }
}

/** Whether a ray from the point to the right meets the edge. */
function crosses([[ax, ay], [bx, by]]: Edge, [x, y]: Point): boolean {
  return ay > y !== by > y && x < ax + ((y - ay) / (by - ay)) * (bx - ax);
}

function distanceTo([[ax, ay], [bx, by]]: Edge, [x, y]: Point): number {
  const [dx, dy] = [bx - ax, by - ay];
  const length = dx * dx + dy * dy;
  const along = length === 0 ? 0 : Math.max(0, Math.min(1, ((x - ax) * dx + (y - ay) * dy) / length));
  return Math.hypot(x - ax - along * dx, y - ay - along * dy);
}
