import type { LinearProblem } from '../objective/problem.ts';
import { separates } from './verify.ts';

/**
 * The columns without which a separating direction no longer separates, most influential first.
 * Columns are left out one after the other, the least influential first, where the rest still
 * separates as it stands; influence is the coefficient in units of the column's spread.
 */
export const columnsAtWork = (
  problem: LinearProblem,
  direction: Float64Array,
  spread: Float64Array,
): number[] => {
  const { X, outputs } = problem;
  const influence = new Float64Array(X.cols);
  for (let k = 0; k < outputs; k++) {
    for (let j = 0; j < X.cols; j++) {
      influence[j] = Math.max(influence[j], Math.abs(direction[k * X.cols + j]) * spread[j]);
    }
  }
  const order = Array.from(influence.keys()).sort((a, b) => influence[a] - influence[b]);
  let left = direction;
  const atWork: number[] = [];
  for (const column of order) {
    const without = left.slice();
    for (let k = 0; k < outputs; k++) without[k * X.cols + column] = 0;
    if (influence[column] === 0 || separates(problem, without)) left = without;
    else atWork.unshift(column);
  }
  return atWork;
};
