/** True and false positives when rows with score ≥ threshold are called positive. */
export interface ThresholdCounts {
  /** The distinct scores of rows with a positive weight, falling. */
  readonly thresholds: Float64Array;
  readonly truePositives: Float64Array;
  readonly falsePositives: Float64Array;
}

/** The counts at every distinct score. Rows of equal score come in together, in whatever order. */
export const thresholdCounts = (
  isPositive: ArrayLike<number>,
  scores: ArrayLike<number>,
  weights: Float64Array,
): ThresholdCounts => {
  const rows = rowsByFallingScore(scores, weights);
  const thresholds = new Float64Array(rows.length);
  const truePositives = new Float64Array(rows.length);
  const falsePositives = new Float64Array(rows.length);
  let points = 0;
  let positive = 0;
  let negative = 0;
  for (let k = 0; k < rows.length; k++) {
    const row = rows[k];
    if (isPositive[row] === 1) positive += weights[row];
    else negative += weights[row];
    if (k + 1 < rows.length && scores[rows[k + 1]] === scores[row]) continue;
    thresholds[points] = scores[row];
    truePositives[points] = positive;
    falsePositives[points] = negative;
    points += 1;
  }
  return {
    thresholds: thresholds.slice(0, points),
    truePositives: truePositives.slice(0, points),
    falsePositives: falsePositives.slice(0, points),
  };
};

const rowsByFallingScore = (scores: ArrayLike<number>, weights: Float64Array): Uint32Array => {
  const rows = new Uint32Array(weights.length);
  let count = 0;
  for (let row = 0; row < weights.length; row++) {
    if (weights[row] === 0) continue;
    rows[count] = row;
    count += 1;
  }
  return rows.subarray(0, count).sort((a, b) => scores[b] - scores[a]);
};
