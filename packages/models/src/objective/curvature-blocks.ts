import { type DenseMatrix, dense, weightedGrams } from '@betahat/linalg';
import type { CurvatureBlocks } from '@betahat/optimizers';
import { indicesOf } from './hessian-matrix.ts';
import type { LinearProblem } from './problem.ts';

/**
 * The diagonal blocks of the Hessian, one for each output: Σ_i d_ik x̃_i x̃_iᵀ + l2 I (l2 on the columns of
 * X only), d_ik = s_i ŷ_ik (1 − ŷ_ik), or for one output the loss's curvature itself.
 *
 * @param curvature of all rows (see BlockLoss)
 */
export const curvatureBlocks = (
  problem: LinearProblem,
  curvature: Float64Array,
): CurvatureBlocks => {
  const { X, outputs, intercept, l2, loss } = problem;
  const { weights } = loss;
  const blocks: DenseMatrix[] = [];
  weightedGrams(
    X,
    intercept,
    outputs,
    (k, start, end, out, at) => {
      for (let row = start, i = start * outputs + k; row < end; row++, i += outputs) {
        const c = curvature[i];
        const s = weights === null ? 1 : weights[row];
        out[at + row - start] = outputs === 1 ? c : s * c * (1 - c);
      }
    },
    (_, { rows, cols, data }) => {
      const block = dense(rows, cols, data.slice());
      for (let j = 0; j < X.cols; j++) block.data[j * cols + j] += l2;
      blocks.push(block);
    },
  );
  return { blocks, indices: indicesOf(problem) };
};
