/** A line drawn without lifting the pen, as points in any units, y downwards. */
export type Stroke = readonly (readonly [number, number])[];

/** The table's images are 8×8 counts of dark cells in a 32×32 bitmap, 4×4 at a time: 0 to 16. */
export const SIDE = 8;
const CELLS = 4;
const FINE = SIDE * CELLS;

/** Half the width of the pen, in cells of the bitmap. */
const PEN = 2.1;

const distance = (
  [x, y]: readonly [number, number],
  [ax, ay]: readonly [number, number],
  [bx, by]: readonly [number, number],
): number => {
  const [dx, dy] = [bx - ax, by - ay];
  const length = dx * dx + dy * dy;
  const t = length === 0 ? 0 : Math.min(1, Math.max(0, ((x - ax) * dx + (y - ay) * dy) / length));
  return Math.hypot(x - ax - t * dx, y - ay - t * dy);
};

/** The drawing, moved and scaled so that it fills the bitmap as the table's digits do. */
const fitted = (strokes: readonly Stroke[]): Stroke[] => {
  const points = strokes.flat();
  const xs = points.map(([x]) => x);
  const ys = points.map(([, y]) => y);
  const [left, right] = [Math.min(...xs), Math.max(...xs)];
  const [top, bottom] = [Math.min(...ys), Math.max(...ys)];
  const room = FINE - 2 * PEN;
  const scale = room / Math.max(right - left, bottom - top, 1e-9);
  const place = ([x, y]: readonly [number, number]): [number, number] => [
    FINE / 2 + scale * (x - (left + right) / 2),
    FINE / 2 + scale * (y - (top + bottom) / 2),
  ];
  return strokes.map((stroke) => stroke.map(place));
};

/** The drawing as the model sees it: 64 numbers from 0 to 16, row by row. */
export const pixelsOf = (strokes: readonly Stroke[]): Float64Array => {
  const pixels = new Float64Array(SIDE * SIDE);
  const drawn = strokes.filter((stroke) => stroke.length > 0);
  if (drawn.length === 0) return pixels;
  const segments = fitted(drawn).flatMap((stroke) =>
    stroke.map((point, i) => [stroke[Math.max(0, i - 1)]!, point] as const),
  );
  for (let row = 0; row < FINE; row++)
    for (let column = 0; column < FINE; column++) {
      const middle = [column + 0.5, row + 0.5] as const;
      if (segments.some(([a, b]) => distance(middle, a, b) <= PEN))
        pixels[Math.floor(row / CELLS) * SIDE + Math.floor(column / CELLS)]! += 1;
    }
  return pixels;
};
