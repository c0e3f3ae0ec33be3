import type { FloatArray } from '@betahat/linalg';
import { rowVjp, rowwise } from './rowwise.ts';
import { sumRow } from './shift-row.ts';
import type { RowActivation } from './types.ts';

/**
 * Softmax of each row, which turns logits into probabilities.
 *
 *     softmax(x)ⱼ = e^(xⱼ) / Σₖ e^(xₖ) = e^(xⱼ − m) / Σₖ e^(xₖ − m),    m = the row's own maximum
 *
 * Taking e^m out of numerator and denominator changes nothing on paper. In doubles it keeps every
 * exponential at or below 1, so nothing overflows, and the sum at or above 1, so nothing is divided
 * by zero. The maximum is that of the row: one of the whole matrix would underflow the other rows.
 *
 * One logit of +Infinity takes all the probability, and −Infinity none. Two of +Infinity, or
 * −Infinity everywhere, have no limit and give a row of NaN, as does any NaN.
 *
 * Shapes: a flat block with its row width, `softmax(logits, width, out?)`, or a `DenseMatrix`,
 * `softmax(matrix, out?)`. `out` may be the input.
 * @throws TypeError when the logits are of another kind
 * @throws RangeError when the width does not divide the length, or `out` has another shape
 * @see P. Blanchard, D. J. Higham, N. J. Higham, Accurately computing the log-sum-exp and softmax
 * functions, IMA J. Numer. Anal. 41, 2021
 * @example
 * import { softmax } from '@betahat/activations';
 * softmax(new Float64Array([1000, 1000, -1000]), 3); // Float64Array [0.5, 0.5, 0]
 */
export const softmax = /* @__PURE__ */ rowwise('softmax', (x, at, width, row) => {
  softmaxRow(x, at, width, row);
});

/**
 * Softmax of the row x[at] … x[at + width − 1] into `row` from `to` on, or its logarithm, for code that
 * checks and walks the rows itself: the formulas and bits of `softmax` and `logSoftmax` without their
 * checks. Of two logits 0 and o it is σ(−o) and σ(o), with the bits of `sigmoid`.
 * @example
 * import { softmaxRow } from '@betahat/activations';
 * const row = new Float64Array(2);
 * softmaxRow(new Float64Array([7, 0, 0]), 1, 2, row);
 * row; // Float64Array [0.5, 0.5]
 */
export const softmaxRow = (
  x: FloatArray,
  at: number,
  width: number,
  row: Float64Array,
  to = 0,
  log = false,
): void => {
  const s = sumRow(x, at, width, row, to, !log);
  const total = log ? Math.log1p(s) : 1 + s;
  for (let j = to; j < to + width; j++) row[j] = log ? row[j]! - total : row[j]! / total;
};

/**
 * Vector-Jacobian product of softmax from its output s, row by row.
 *
 *     ∂sₖ/∂xⱼ = sₖ (δₖⱼ − sⱼ)      so      (cᵀ ∂s/∂x)ⱼ = sⱼ (cⱼ − Σₖ cₖ sₖ)
 *
 * Shapes: `softmaxVjp(output, width, cotangent, out?)` or `softmaxVjp(matrix, cotangent, out?)`.
 * @example
 * import { softmaxVjp } from '@betahat/activations';
 * softmaxVjp(new Float64Array([0.5, 0.5]), 2, new Float64Array([1, 0])); // [0.25, -0.25]
 */
export const softmaxVjp = /* @__PURE__ */ rowVjp('softmaxVjp', (s, c, at, width, row) => {
  let mean = 0;
  for (let j = 0; j < width; j++) mean += c[at + j]! * s[at + j]!;
  for (let j = 0; j < width; j++) row[j] = s[at + j]! * (c[at + j]! - mean);
});

/** Softmax with its name, formula and range. */
export const softmaxActivation: RowActivation = {
  kind: 'row',
  name: 'softmax',
  formula: 'exp(xⱼ) / Σₖ exp(xₖ)',
  range: [0, 1],
  value: softmax,
  vjp: softmaxVjp,
};
