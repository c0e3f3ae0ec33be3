import type { BlockLoss } from '@betahat/losses';

/** A loss that knows the targets and weights of all rows and works on any range of them. */
export interface TargetedLoss {
  readonly targets: Float64Array | Uint32Array;
  /** Numbers in `targets` per row: 1, or the number of classes where targets are probabilities. */
  readonly targetWidth: number;
  /** s_i; null where all are 1. */
  readonly weights: Float64Array | null;
  /** Logits of rows start … start + count − 1 become weighted residuals; returns Σ s ℓ. */
  readonly residual: (logits: Float64Array, start: number, count: number) => number;
  /** The same, leaving the curvature of the rows (see BlockLoss) in `curvature`. */
  readonly residualAndCurvature: (
    logits: Float64Array,
    start: number,
    count: number,
    curvature: Float64Array,
  ) => number;
  /** Σ s ℓ alone. */
  readonly value: (logits: Float64Array, start: number, count: number) => number;
  /** The loss of some of the rows, in the order given, with their weights multiplied by `scale`. */
  readonly of: (rows: Uint32Array, scale: number) => TargetedLoss;
}

interface Views<T> {
  readonly count: number;
  readonly targets: T;
  readonly weights: Float64Array | null;
}

/**
 * Binds a block loss to its rows. A walk visits the same blocks each time, so the views of targets
 * and weights are made once: making two typed-array views costs as much as reading a small block.
 */
export const targetedLoss = <T extends Float64Array | Uint32Array>(
  loss: BlockLoss<T>,
  targets: T,
  targetWidth: number,
  weights: Float64Array | null,
): TargetedLoss => {
  const byStart = new Map<number, Views<T>>();
  const rowsOf = (start: number, count: number): Views<T> => {
    const known = byStart.get(start);
    if (known !== undefined && known.count === count) return known;
    const views = {
      count,
      targets: targets.subarray(start * targetWidth, (start + count) * targetWidth) as T,
      weights: weights === null ? null : weights.subarray(start, start + count),
    };
    // Not for methods that go row by row: there would be as many as rows.
    if (count > 1) byStart.set(start, views);
    return views;
  };
  return {
    targets,
    targetWidth,
    weights,
    residual: (logits, start, count) => {
      const rows = rowsOf(start, count);
      return loss.residual(logits, rows.targets, rows.weights);
    },
    residualAndCurvature: (logits, start, count, curvature) => {
      const rows = rowsOf(start, count);
      return loss.residualAndCurvature(logits, rows.targets, rows.weights, curvature);
    },
    value: (logits, start, count) => {
      const rows = rowsOf(start, count);
      return loss.value(logits, rows.targets, rows.weights);
    },
    of: (rows, scale) => {
      const some = targets.slice(0, rows.length * targetWidth) as T;
      const scaled = new Float64Array(rows.length);
      for (let i = 0; i < rows.length; i++) {
        const from = rows[i] * targetWidth;
        for (let k = 0; k < targetWidth; k++) some[i * targetWidth + k] = targets[from + k];
        scaled[i] = scale * (weights === null ? 1 : weights[rows[i]]);
      }
      return targetedLoss(loss, some, targetWidth, scaled);
    },
  };
};
