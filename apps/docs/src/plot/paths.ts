import { contours } from 'd3-contour';
import { line } from 'd3-shape';

/** The `d` of a polyline through pixels; points that are not finite interrupt it. */
export const linePath = (points: readonly (readonly [number, number])[]): string =>
  line<readonly [number, number]>()
    .defined(([x, y]) => Number.isFinite(x) && Number.isFinite(y))
    .digits(1)(points) ?? '';

/**
 * The `d` of the region where values on a lattice are at least `threshold`.
 * @param values row by row
 * @param size columns and rows
 * @param place columns and rows (cell centres at i + ½) to pixels
 */
export const regionPath = (
  values: ArrayLike<number>,
  size: readonly [number, number],
  threshold: number,
  place: (column: number, row: number) => readonly [number, number],
): string => {
  const { coordinates } = contours()
    .size([...size])
    .contour(Array.from(values), threshold);
  return coordinates
    .flatMap((polygon) =>
      polygon.map((ring) => {
        const corners = ring.map(([column, row]) => place(column!, row!));
        return `M${corners.map(([x, y]) => `${x.toFixed(1)},${y.toFixed(1)}`).join('L')}Z`;
      }),
    )
    .join('');
};
