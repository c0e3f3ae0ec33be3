import type { FloatArray } from '@betahat/linalg';
import { rowVjp, rowwise } from './rowwise.ts';
import { shiftRow } from './shift-row.ts';
import type { RowActivation } from './types.ts';

/**
 * Logarithm of softmax, row by row.
 *
 *     log softmax(x)ⱼ = xⱼ − log Σₖ e^(xₖ) = (xⱼ − m) − log(1 + s),
 *     m = the row's maximum,  s = Σ e^(xₖ − m) over all k but the largest
 *
 * Both terms are ≤ 0, so they never cancel. For the largest class the first is 0 and the second
 * is log1p(s), accurate when the class is all but certain: where log(softmax) would say 0, the
 * result is −s.
 *
 * Shapes, infinities and errors as `softmax`.
 * @example
 * import { logSoftmax } from '@betahat/activations';
 * logSoftmax(new Float64Array([0, -50]), 2); // [-1.9287498479639178e-22, -50]
 */
export const logSoftmax = /* @__PURE__ */ rowwise('logSoftmax', (x, at, width, row) => {
  logSoftmaxRow(x, at, width, row);
});

/**
 * Log-softmax of the row x[at] … x[at + width − 1] into `row`, for code that checks and walks the rows
 * itself: the formula of `logSoftmax` without its checks.
 * @example
 * import { logSoftmaxRow } from '@betahat/activations';
 * const row = new Float64Array(2);
 * logSoftmaxRow(new Float64Array([7, 0, 0]), 1, 2, row);
 * row; // Float64Array [-0.6931471805599453, -0.6931471805599453]
 */
export const logSoftmaxRow = (
  x: FloatArray,
  at: number,
  width: number,
  row: Float64Array,
): void => {
  const logTotal = Math.log1p(shiftRow(x, at, width, row));
  for (let j = 0; j < width; j++) row[j] = row[j]! - logTotal;
};

/**
 * Vector-Jacobian product of log-softmax from its output y, row by row.
 *
 *     ∂yₖ/∂xⱼ = δₖⱼ − e^(yⱼ)      so      (cᵀ ∂y/∂x)ⱼ = cⱼ − e^(yⱼ) Σₖ cₖ
 *
 * @example
 * import { logSoftmaxVjp } from '@betahat/activations';
 * const y = new Float64Array([-Math.LN2, -Math.LN2]);
 * logSoftmaxVjp(y, 2, new Float64Array([1, 0])); // [0.5, -0.5]
 */
export const logSoftmaxVjp = /* @__PURE__ */ rowVjp('logSoftmaxVjp', (y, c, at, width, row) => {
  let total = 0;
  for (let j = 0; j < width; j++) total += c[at + j]!;
  for (let j = 0; j < width; j++) row[j] = c[at + j]! - Math.exp(y[at + j]!) * total;
});

/** Log-softmax with its name, formula and range. */
export const logSoftmaxActivation: RowActivation = {
  kind: 'row',
  name: 'logSoftmax',
  formula: 'xⱼ − log Σₖ exp(xₖ)',
  range: [-Infinity, 0],
  value: logSoftmax,
  vjp: logSoftmaxVjp,
};
