import { dense } from '@betahat/linalg';
import type { KroneckerCurvature } from '@betahat/optimizers';
import { augmentedGram } from './augmented-gram.ts';
import { indicesOf } from './hessian-matrix.ts';
import { dimensionOf, type LinearProblem } from './problem.ts';

/**
 * The Hessian of a softmax model as a product A ⊗ G of a small matrix over classes and one over
 * columns: with D_i = diag(ŷ_i) − ŷ_i ŷ_iᵀ,
 *
 *     A = Σ_i s_i D_i / tr(Σ_i s_i D_i),   G = Σ_i s_i tr(D_i) x̃_i x̃_iᵀ + (classes − 1) l2 I
 *
 * (l2 on the columns of X only). One Gram product where the whole Hessian takes one for each pair of
 * classes.
 *
 * @param curvature ŷ of all rows, rows×classes
 */
export const kroneckerCurvature = (
  problem: LinearProblem,
  curvature: Float64Array,
): KroneckerCurvature => {
  const { X, outputs, intercept, l2 } = problem;
  const size = dimensionOf(problem) / outputs;
  const outer = dense(outputs, outputs);
  const traces = overClasses(problem, curvature, outer.data as Float64Array);
  const inner = augmentedGram(X, intercept, traces);
  for (let j = 0; j < X.cols; j++) inner.data[j * size + j] += (outputs - 1) * l2;
  const indices = indicesOf(problem);
  return { outer, inner, indices };
};

/** Adds up A in `sum`, brings its trace to 1, and returns s tr(D) of each row. */
const overClasses = (
  { X, outputs, loss }: LinearProblem,
  curvature: Float64Array,
  sum: Float64Array,
): Float64Array => {
  const traces = new Float64Array(X.rows);
  for (let row = 0; row < X.rows; row++) {
    const s = loss.weights?.[row] ?? 1;
    const at = row * outputs;
    for (let a = 0; a < outputs; a++) {
      const p = s * curvature[at + a];
      traces[row] += p * (1 - curvature[at + a]);
      sum[a * outputs + a] += p;
      for (let b = 0; b < outputs; b++) sum[a * outputs + b] -= p * curvature[at + b];
    }
  }
  let trace = 0;
  for (let a = 0; a < outputs; a++) trace += sum[a * outputs + a];
  for (let i = 0; i < sum.length; i++) sum[i] /= trace;
  return traces;
};
