/**
 * Goes through `rows` rows of each of four streams at x0 … x3, their logits or residuals at o0 … o3:
 * see assembly/walk.ts. Addresses are in bytes.
 */
export type WalkKernel = (
  x0: number,
  x1: number,
  x2: number,
  x3: number,
  rows: number,
  cols: number,
  outputs: number,
  matrix: number,
  vector: number,
  o0: number,
  o1: number,
  o2: number,
  o3: number,
) => void;

/** What assembly/forward.ts and backward.ts export for dense rows. */
export interface WalkKernels {
  readonly dense: WalkKernel;
  /** The same over float32 rows, for one output. */
  readonly dense32: WalkKernel;
  /** Makes float64 of `count` float32 numbers, which lie in the second half of their place. */
  readonly widen: (place: number, count: number) => void;
}
