/** Whether a cell is empty: `null`, `undefined`, NaN, or text of blanks only. */
export const isHole = (cell: unknown): boolean =>
  cell === null ||
  cell === undefined ||
  (typeof cell === 'number' && Number.isNaN(cell)) ||
  (typeof cell === 'string' && cell.trim() === '');
