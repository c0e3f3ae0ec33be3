import { unknownOptions } from '@betahat/linalg/check';
import { countPairs } from './confusion-matrix.ts';
import type { Label, Labels } from './labels.ts';
import type { Weighted } from './weights.ts';

/**
 * Matthews' correlation of true and predicted labels, for two or more classes.
 *
 *     (s c − Σₖ tₖ pₖ) / √((s² − Σₖ pₖ²) (s² − Σₖ tₖ²))
 *
 * with s rows, c of them right, tₖ truly of class k and pₖ predicted as it. 1 is perfect, 0 is what
 * guessing gives; 0 too where truth or prediction has one class only.
 * @param truth the true label of each row
 * @param predicted the predicted label of each row
 * @returns a number in [−1, 1]
 * @throws TypeError or RangeError when there are no rows, lengths differ, or a label or weight is unusable
 * @see J. Gorodkin, Comparing two K-category assignments by a K-category correlation coefficient, Computational Biology and Chemistry 28, 2004
 * @see scikit-learn `matthews_corrcoef`
 * @example
 * import { matthews } from '@betahat/metrics';
 * matthews([1, 1, 1, -1], [1, -1, 1, 1]); // −1/3
 */
export const matthews = <L extends Label>(
  truth: Labels<L>,
  predicted: Labels<L>,
  options: Weighted = {},
): number => {
  unknownOptions('matthews', options, ['weights']);
  const { counts } = countPairs('matthews', truth, predicted, options);
  const { rows: size, data } = counts;
  const trueTotals = new Float64Array(size);
  const predictedTotals = new Float64Array(size);
  let all = 0;
  let right = 0;
  for (let i = 0; i < size; i++) {
    for (let j = 0; j < size; j++) {
      const count = data[i * size + j];
      trueTotals[i] += count;
      predictedTotals[j] += count;
      all += count;
      if (i === j) right += count;
    }
  }
  let product = 0;
  let trueSquares = 0;
  let predictedSquares = 0;
  for (let k = 0; k < size; k++) {
    product += trueTotals[k] * predictedTotals[k];
    trueSquares += trueTotals[k] ** 2;
    predictedSquares += predictedTotals[k] ** 2;
  }
  const spread = (all * all - predictedSquares) * (all * all - trueSquares);
  return spread > 0 ? (all * right - product) / Math.sqrt(spread) : 0;
};
