import type { Matrix } from '@betahat/linalg';
import type { LinearProblem } from '../objective/problem.ts';

/**
 * What separation means, as inequalities: the logit of a row's own class is at least that of any
 * other. One constraint for each row of positive weight and each other class; for a binary model
 * one per row, on the sign of its logit. A soft label names several classes, whose logits would all
 * have to be the largest: two opposite constraints, which only equality meets.
 */
export interface Constraint {
  readonly row: number;
  /** Output whose logit must not be smaller; −1: the zero logit of a binary model's first class. */
  readonly above: number;
  /** Output whose logit must not be larger; −1 as before. */
  readonly below: number;
}

export function* constraintsOf(problem: LinearProblem): Generator<Constraint> {
  const { X, outputs, loss } = problem;
  for (let row = 0; row < X.rows; row++) {
    if (loss.weights !== null && loss.weights[row] === 0) continue;
    for (const above of namedClasses(problem, row)) {
      if (outputs === 1) {
        yield { row, above: above === 1 ? 0 : -1, below: above === 1 ? -1 : 0 };
        continue;
      }
      for (let below = 0; below < outputs; below++)
        if (below !== above) yield { row, above, below };
    }
  }
}

/** The classes that the target of a row gives any probability. */
const namedClasses = ({ outputs, loss }: LinearProblem, row: number): number[] => {
  const { targets, targetWidth } = loss;
  if (targetWidth > 1) {
    const named: number[] = [];
    for (let k = 0; k < targetWidth; k++) if (targets[row * targetWidth + k] > 0) named.push(k);
    return named;
  }
  const target = targets[row];
  if (outputs > 1 || target === 0 || target === 1) return [target];
  return [0, 1];
};

/** The margin of a constraint under given logits (rows×outputs): how far it is met. */
export const marginOf = (
  { row, above, below }: Constraint,
  logits: ArrayLike<number>,
  outputs: number,
): number =>
  (above < 0 ? 0 : logits[row * outputs + above]) - (below < 0 ? 0 : logits[row * outputs + below]);

/** The constraint's coefficients in the parameter vector [W row by row, b], added up in `out`. */
export const writeConstraint = (
  problem: LinearProblem,
  { row, above, below }: Constraint,
  out: Float64Array,
): void => {
  const { X, outputs, intercept } = problem;
  out.fill(0);
  for (const [output, sign] of [
    [above, 1],
    [below, -1],
  ] as const) {
    if (output < 0) continue;
    writeRow(X, row, sign, out.subarray(output * X.cols, (output + 1) * X.cols));
    if (intercept) out[outputs * X.cols + output] = sign;
  }
};

const writeRow = (X: Matrix, row: number, sign: number, out: Float64Array): void => {
  if (X.kind === 'dense') {
    for (let j = 0; j < X.cols; j++) out[j] = sign * X.data[row * X.cols + j];
    return;
  }
  for (let at = X.rowStart[row]; at < X.rowStart[row + 1]; at++) {
    out[X.columns[at]] = sign * X.values[at];
  }
};
