import type { DenseMatrix, FloatArray } from './matrix.ts';

/** What happens to the per-row losses. `mean` divides by the total weight. */
export type Reduction = 'sum' | 'mean' | 'none';

/** A block of rows: flat, row after row, or a dense matrix with one column per output. */
export type Block = FloatArray | DenseMatrix;

/**
 * Targets of a block.
 *
 * Binary: one y ∈ [0, 1] per row. Categorical: one class index per row, or one row of
 * probabilities (one-hot among them) per row, flat or as a dense matrix.
 */
export type Targets = ArrayLike<number> | DenseMatrix;

export interface LossOptions {
  /** Default `sum`. */
  readonly reduction?: Reduction;
  /** One non-negative weight per row, not all zero. Default: all 1. */
  readonly weights?: ArrayLike<number> | undefined;
}

export interface GradientOptions extends LossOptions {
  /** Where the result goes (rows × outputs). Default: a new array. It may be the input itself. */
  readonly out?: FloatArray;
}

/** The values of a batch: a number, or one number per row for the reduction `none`. */
export interface BatchValue {
  (
    inputs: Block,
    targets: Targets,
    options: LossOptions & { readonly reduction: 'none' },
  ): Float64Array;
  (
    inputs: Block,
    targets: Targets,
    options?: LossOptions & { readonly reduction?: 'sum' | 'mean' },
  ): number;
  (inputs: Block, targets: Targets, options?: LossOptions): number | Float64Array;
}

/** A gradient of a batch: rows × outputs, each row times its weight (and over the total, for `mean`). */
export type BatchGradient = (
  inputs: Block,
  targets: Targets,
  options?: GradientOptions,
) => FloatArray;

/**
 * The mathematics of a loss, for one row. This is all that a file of a loss has to write down;
 * `lossOf` makes the batch functions of it.
 *
 * `x` is the row's input (logits or predictions, as `input` says), `y` its target, both with
 * `outputs` entries; results go to `out`, which is never one of the arguments.
 */
export interface RowLoss {
  readonly name: string;
  /** ℓ, written as on paper. */
  readonly formula: string;
  readonly input: 'logits' | 'predictions';
  /** Entries per row. */
  readonly outputs: number;
  /** ∇²ℓ ≼ smoothness · I in the input, for a row of weight 1. Infinity where there is no bound. */
  readonly smoothness: number;
  /** Checks and reads a batch's targets: a function that fills `y` for row i. */
  readonly targets: (where: string, targets: Targets, rows: number) => TargetReader;
  /** What an input must satisfy, in the words of an error. */
  readonly accepts: { readonly test: (x: number) => boolean; readonly words: string };
  readonly value: (x: Float64Array, y: Float64Array) => number;
  /** ∂ℓ/∂o, o the logits. */
  readonly gradientWrtLogits: (x: Float64Array, y: Float64Array, out: Float64Array) => void;
  /** ∂ℓ/∂ŷ, ŷ the predictions. */
  readonly gradientWrtPredictions: (x: Float64Array, y: Float64Array, out: Float64Array) => void;
}

export type TargetReader = (row: number, y: Float64Array) => void;

/** A loss: the mathematics of one row, and the same over batches. */
export interface Loss {
  readonly row: RowLoss;
  readonly name: string;
  readonly formula: string;
  readonly outputs: number;
  readonly smoothness: number;
  readonly value: BatchValue;
  readonly gradientWrtLogits: BatchGradient;
  readonly gradientWrtPredictions: BatchGradient;
}

/**
 * A loss over a block of logits in place, for code that walks the rows itself: no checks, no
 * allocation. The caller has checked targets and weights once.
 */
export interface BlockLoss<T> {
  readonly name: string;
  /** Logits (rows × outputs) become weighted residuals s·(ŷ − y). Returns Σ s·ℓ. */
  readonly residual: (logits: Float64Array, targets: T, weights: Float64Array | null) => number;
  /**
   * Logits become weighted residuals; `curvature` receives s·ŷ(1−ŷ) (binary) or the probabilities
   * ŷ (softmax). Returns Σ s·ℓ.
   */
  readonly residualAndCurvature: (
    logits: Float64Array,
    targets: T,
    weights: Float64Array | null,
    curvature: Float64Array,
  ) => number;
  /** Σ s·ℓ. The logits stay as they are. */
  readonly value: (logits: Float64Array, targets: T, weights: Float64Array | null) => number;
}
