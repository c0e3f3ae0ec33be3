/** Arguments that all kernels of assembly/sparse.ts begin with; addresses are in bytes. */
type Rows = [
  values: number,
  columns: number,
  start: number,
  first: number,
  rows: number,
  outputs: number,
  padded: number,
];

/** What assembly/forward.ts exports for sparse rows, as `sparse`. */
export type SparseForward = (...args: [...Rows, w: number, b: number, o: number]) => void;
/** The same of assembly/backward.ts. */
export type SparseBackward = (...args: [...Rows, g: number, r: number]) => void;
