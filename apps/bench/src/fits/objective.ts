import type { Matrix } from '@betahat/linalg';
import { type Fit, outputsOf, type Penalty, type Problem } from './problem.ts';

/** −log of the probability of class y, from logits alone. */
const rowLoss = (logits: Float64Array, y: number): number => {
  if (logits.length === 1) {
    const o = y === 1 ? logits[0]! : -logits[0]!;
    return Math.log1p(Math.exp(-Math.abs(o))) + Math.max(-o, 0);
  }
  let largest = Number.NEGATIVE_INFINITY;
  for (const o of logits) largest = Math.max(largest, o);
  let sum = 0;
  for (const o of logits) sum += Math.exp(o - largest);
  return Math.log(sum) + largest - logits[y]!;
};

/** Adds what earlier additions rounded away (Neumaier), so that J is right to the last digits. */
const exactSum = () => {
  let sum = 0;
  let lost = 0;
  return {
    add: (value: number) => {
      const next = sum + value;
      lost += Math.abs(sum) >= Math.abs(value) ? sum - next + value : value - next + sum;
      sum = next;
    },
    total: () => sum + lost,
  };
};

/** x_i · w for row i and the weights from `at` on. */
const rowDot = (X: Matrix, i: number, W: Float64Array, at: number): number => {
  let sum = 0;
  if (X.kind === 'dense') {
    for (let j = 0; j < X.cols; j++) sum += X.data[i * X.cols + j]! * W[at + j]!;
  } else {
    for (let k = X.rowStart[i]!; k < X.rowStart[i + 1]!; k++)
      sum += X.values[k]! * W[at + X.columns[k]!]!;
  }
  return sum;
};

/**
 * J of any contender's coefficients: plain loops in float64 that share no code with a contender.
 * @param penalisesIntercept as LIBLINEAR does, the intercept counts among the coefficients
 */
export const objective = (
  problem: Pick<Problem, 'X' | 'y' | 'classes'>,
  { l1, l2 }: Penalty,
  { W, b }: Fit,
  penalisesIntercept = false,
): number => {
  const { X, y } = problem;
  const logits = new Float64Array(outputsOf(problem));
  const sum = exactSum();
  for (let i = 0; i < X.rows; i++) {
    for (let k = 0; k < logits.length; k++) logits[k] = b[k]! + rowDot(X, i, W, k * X.cols);
    sum.add(rowLoss(logits, y[i]!));
  }
  for (const w of penalisesIntercept ? [W, b] : [W])
    for (const v of w) sum.add((l2 / 2) * v * v + l1 * Math.abs(v));
  return sum.total();
};
