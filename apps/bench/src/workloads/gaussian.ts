import { dense } from '@betahat/linalg';
import { RandomState } from '@betahat/random';
import type { Problem } from '../problem.ts';

/**
 * Normal columns, each pair correlated by `correlation` through one common factor, and labels
 * drawn from a logistic model in them.
 */
export const gaussian = (rows: number, cols: number, correlation: number): Problem => {
  const random = new RandomState(0);
  const truth = random.randn(cols).map((w) => w / Math.sqrt(cols));
  const [own, common] = [Math.sqrt(1 - correlation), Math.sqrt(correlation)];
  const data = random.randn(rows, cols);
  const factor = random.randn(rows);
  const chance = random.rand(rows);
  const y = new Float64Array(rows);
  for (let i = 0; i < rows; i++) {
    let logit = 0;
    for (let j = 0; j < cols; j++) {
      const at = i * cols + j;
      data[at] = own * data[at]! + common * factor[i]!;
      logit += data[at]! * truth[j]!;
    }
    y[i] = chance[i]! < 1 / (1 + Math.exp(-logit)) ? 1 : 0;
  }
  return {
    name: correlation > 0 ? 'gaussian, correlated' : 'gaussian',
    X: dense(rows, cols, data),
    y,
    classes: 2,
    l2: 1,
  };
};
