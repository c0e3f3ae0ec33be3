/** Places at which a function over a rectangle is known, with what lies beyond its edges. */
export interface Lattice {
  /** Centres of columns and rows, rising, in the units of the axes. */
  readonly xs: readonly number[];
  readonly ys: readonly number[];
  /** From columns and rows, centres at i + ½ and not only whole ones, to the units of the axes. */
  readonly place: (column: number, row: number) => readonly [number, number];
}

/**
 * Centres of `cells` cells from low to high, and of one more beyond each end: there the outline of a
 * region ends outside of the frame that clips it, where contours cut their corners.
 */
export const evenly = ([low, high]: readonly [number, number], cells: number): number[] =>
  Array.from({ length: cells + 2 }, (_, i) => low + ((high - low) * (i - 0.5)) / cells);

/** What stands at a position between the entries of rising numbers, and beyond them. */
const between = (centres: readonly number[], position: number): number => {
  const i = Math.min(centres.length - 2, Math.max(0, Math.floor(position)));
  return centres[i]! + (position - i) * (centres[i + 1]! - centres[i]!);
};

export const latticeOf = (xs: readonly number[], ys: readonly number[]): Lattice => ({
  ...{ xs, ys },
  place: (column, row) => [between(xs, column - 0.5), between(ys, row - 0.5)],
});
