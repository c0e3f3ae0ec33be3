/** A lattice over a rectangle, with what lies beyond its edges. */
export interface Lattice {
  /** Cells along a side, the one beyond each edge included. */
  readonly size: number;
  /** Centres of the cells, in the units of the axes. */
  readonly xs: readonly number[];
  readonly ys: readonly number[];
  /** From columns and rows of the lattice, not only whole ones, to the units of the axes. */
  readonly place: (column: number, row: number) => readonly [number, number];
}

/**
 * A lattice of cells×cells over x and y. One more cell on every side lets the outline of a region end
 * outside of the frame that clips it, where contours cut their corners.
 */
export const latticeOver = (
  [left, right]: readonly [number, number],
  [bottom, top]: readonly [number, number],
  cells: number,
): Lattice => {
  const size = cells + 2;
  const place = (column: number, row: number) =>
    [
      left + ((right - left) * (column - 1)) / cells,
      bottom + ((top - bottom) * (row - 1)) / cells,
    ] as const;
  const centres = Array.from({ length: size }, (_, i) => place(i + 0.5, i + 0.5));
  return { size, xs: centres.map(([x]) => x), ys: centres.map(([, y]) => y), place };
};
