import { type Fit, outputsOf, type Problem } from './problem.ts';

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

/** J of any contender's coefficients: plain loops in float64 that share no code with a contender. */
export const objective = (problem: Problem, { W, b }: Fit): number => {
  const { X, y, l2 } = problem;
  const logits = new Float64Array(outputsOf(problem));
  const sum = exactSum();
  for (let i = 0; i < X.rows; i++) {
    for (let k = 0; k < logits.length; k++) {
      let o = b[k]!;
      for (let j = 0; j < X.cols; j++) o += X.data[i * X.cols + j]! * W[k * X.cols + j]!;
      logits[k] = o;
    }
    sum.add(rowLoss(logits, y[i]!));
  }
  for (const w of W) sum.add((l2 / 2) * w * w);
  return sum.total();
};
