import type { DenseMatrix, FloatArray } from '@betahat/linalg';

/** What happens to the per-row losses. `mean` divides by the total weight. */
export type Reduction = 'sum' | 'mean' | 'none';

/** Rows of numbers: flat, row after row, or a dense matrix with one column per output. */
export type Block = ArrayLike<number> | DenseMatrix;

export interface LossOptions {
  /** Default `sum`. */
  readonly reduction?: Reduction | undefined;
  /** One non-negative weight per row, not all zero. Default: all 1. */
  readonly weights?: ArrayLike<number> | null | undefined;
}

export interface GradientOptions extends LossOptions {
  /** Where the result goes (rows × outputs). Default: a new array. It may be the input itself. */
  readonly out?: FloatArray | undefined;
}

/** A number per batch, or one per row for the reduction `none`. */
export interface BatchValue {
  (
    loss: Loss,
    inputs: Block,
    targets: Block,
    options: LossOptions & { readonly reduction: 'none' },
  ): Float64Array;
  (
    loss: Loss,
    inputs: Block,
    targets: Block,
    options?: LossOptions & { readonly reduction?: 'sum' | 'mean' | undefined },
  ): number;
  (loss: Loss, inputs: Block, targets: Block, options?: LossOptions): number | Float64Array;
}

/** Rows × outputs, each row times its weight, and over the total weight for `mean`. */
export interface BatchGradient {
  <Out extends FloatArray>(
    loss: Loss,
    inputs: Block,
    targets: Block,
    options: GradientOptions & { readonly out: Out },
  ): Out;
  (loss: Loss, inputs: Block, targets: Block, options?: GradientOptions): Float64Array;
}

/** As a gradient: the Hessian of each row times that row of `vector` (rows × outputs). */
export interface BatchProduct {
  <Out extends FloatArray>(
    loss: Loss,
    inputs: Block,
    targets: Block,
    vector: Block,
    options: GradientOptions & { readonly out: Out },
  ): Out;
  (
    loss: Loss,
    inputs: Block,
    targets: Block,
    vector: Block,
    options?: GradientOptions,
  ): Float64Array;
}

/** Fills `y` with the target of row i. */
export type TargetReader = (row: number, y: Float64Array) => void;

/** An input or target that is allowed: the condition, and its words for an error. */
export interface Domain {
  readonly holds: (x: number) => boolean;
  readonly words: string;
}

/**
 * A loss: the mathematics of one row. This is all that the file of a loss has to write down; the
 * functions over batches (`lossValue`, `gradientWrtLogits`, …) do the rest for every loss.
 *
 * `x` is the row's input (logits or predictions, as `input` says) and `y` its target, each with
 * `outputs` entries. Results go to `out`, which is never one of the arguments.
 *
 * What all batch functions take: inputs as rows × outputs in any list of numbers or a dense matrix;
 * one target per row, in the form the loss describes; a weight per row. What they throw, naming
 * themselves, the argument and the entry:
 * - a TypeError when inputs, targets, weights or `out` are no list of numbers
 * - a RangeError when lengths disagree, an input is outside the domain (NaN included), a target is
 *   outside [0, 1], a class index out of range, a row of probabilities does not sum to 1, a weight
 *   is negative or not finite, the total weight is 0, or the reduction has another name
 */
export interface Loss {
  readonly name: string;
  /** ℓ, written as on paper. */
  readonly formula: string;
  readonly input: 'logits' | 'predictions';
  readonly domain: Domain;
  /** Entries per row. */
  readonly outputs: number;
  /** How many classes the targets are probabilities of; 0 where they are no probabilities. */
  readonly classes: number;
  /** Checks and reads the targets of a batch. */
  readonly targets: (where: string, targets: Block, rows: number) => TargetReader;
  /** L with ∇²ℓ ≼ L·I in the input, for a row of weight 1. Infinity where there is none. */
  readonly smoothness: number;
  readonly value: (x: Float64Array, y: Float64Array) => number;
  /** ∂ℓ/∂o, o the logits. */
  readonly gradientWrtLogits: (x: Float64Array, y: Float64Array, out: Float64Array) => void;
  /** ∂ℓ/∂ŷ, ŷ the predictions. */
  readonly gradientWrtPredictions: (x: Float64Array, y: Float64Array, out: Float64Array) => void;
  /** ∂²ℓ/∂x² · v, in the input x. */
  readonly hessianVector: (
    x: Float64Array,
    y: Float64Array,
    v: Float64Array,
    out: Float64Array,
  ) => void;
  /** ℓ*(u) = sup { u·x − ℓ(x, y) : x in the domain }; Infinity where unbounded. */
  readonly conjugate: (u: Float64Array, y: Float64Array) => number;
}

/**
 * A loss over a block of logits, in place unless told otherwise, for code that walks the rows itself:
 * no checks, no allocation. The caller has checked targets and weights once (`checkTargets`,
 * `totalWeight`).
 */
export interface BlockLoss<T> {
  readonly name: string;
  /**
   * Weighted residuals s·(ŷ − y) of logits (rows × outputs), left in `out`, an array as long as they
   * are: by default themselves. Returns Σ s·ℓ.
   */
  readonly residual: (
    logits: Float64Array,
    targets: T,
    weights: Float64Array | null,
    out?: Float64Array,
  ) => number;
  /**
   * The same; `curvature` receives s·ŷ(1−ŷ) (binary) or the probabilities ŷ (softmax). Returns
   * Σ s·ℓ.
   */
  readonly residualAndCurvature: (
    logits: Float64Array,
    targets: T,
    weights: Float64Array | null,
    curvature: Float64Array,
    out?: Float64Array,
  ) => number;
  /** Σ s·ℓ. The logits stay as they are. */
  readonly value: (logits: Float64Array, targets: T, weights: Float64Array | null) => number;
}
