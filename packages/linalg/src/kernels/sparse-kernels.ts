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

type SparseForward = (...args: [...Rows, w: number, b: number, o: number]) => void;
type SparseBackward = (...args: [...Rows, g: number, r: number]) => void;

/** What assembly/sparse.ts exports. */
export interface SparseKernels {
  readonly forward: SparseForward;
  readonly backward: SparseBackward;
}
