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

/** Reads so many entries ahead of the kernels; what it writes to `out` means nothing. */
type Touch = (values: number, columns: number, entries: number, out: number) => void;

/** What assembly/forward.ts exports for sparse rows. */
export interface SparseForward {
  readonly sparse: (...args: [...Rows, w: number, b: number, o: number]) => void;
  readonly touch: Touch;
}

/** The same of assembly/backward.ts. */
export interface SparseBackward {
  readonly sparse: (...args: [...Rows, g: number, r: number]) => void;
  readonly touch: Touch;
}
