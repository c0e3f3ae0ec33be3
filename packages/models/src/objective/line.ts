import { dot, type RowWalk } from '@betahat/linalg';
import { compensatedSum } from './compensated-sum.ts';
import { type LinearProblem, splitParameters } from './problem.ts';

/** Logits along a line: trials cost one pass over the rows, not over the entries of X. */
export interface LineState {
  readonly x: Float64Array;
  readonly d: Float64Array;
  /** X W(x)ᵀ + b(x), rows×outputs. */
  readonly logits: Float64Array;
  /** X W(d)ᵀ + b(d), rows×outputs. */
  readonly change: Float64Array;
  /** The penalty along the line: (l2/2)(a + 2bt + ct²). */
  readonly penalty: readonly [number, number, number];
}

/** Rows that one trial handles at a time: two buffers of this size stay in the first-level cache. */
const CHUNK = 1024;

export const lineState = (
  problem: LinearProblem,
  walk: RowWalk,
  x: Float64Array,
  logits: Float64Array,
  d: Float64Array,
): LineState => {
  const change = new Float64Array(problem.X.rows * problem.outputs);
  const { coefficients, intercepts } = splitParameters(problem, d);
  walk.forward(coefficients, intercepts, (block, start) => {
    change.set(block, start * problem.outputs);
  });
  const w = splitParameters(problem, x).coefficients;
  const v = coefficients;
  return {
    x: x.slice(),
    d: d.slice(),
    logits: logits.slice(),
    change,
    penalty: [dot(w, w), dot(w, v), dot(v, v)],
  };
};

/** f(x + t d) and its derivative in t, Σ_i ⟨s_i(ŷ_i − y_i), change_i⟩ + l2⟨w + t v, v⟩. */
export const lineAnswer = (
  problem: LinearProblem,
  line: LineState,
  t: number,
): { value: number; slope: number } => {
  const { outputs, loss, l2 } = problem;
  const rows = problem.X.rows;
  const residuals = new Float64Array(Math.min(CHUNK, rows) * outputs);
  const value = compensatedSum();
  const slope = compensatedSum();
  for (let start = 0; start < rows; start += CHUNK) {
    const end = Math.min(start + CHUNK, rows);
    const block = residuals.subarray(0, (end - start) * outputs);
    const offset = start * outputs;
    for (let i = 0; i < block.length; i++) {
      block[i] = line.logits[offset + i] + t * line.change[offset + i];
    }
    value.add(loss.residual(block, start, end - start));
    let part = 0;
    for (let i = 0; i < block.length; i++) part += block[i] * line.change[offset + i];
    slope.add(part);
  }
  const [a, b, c] = line.penalty;
  value.add(0.5 * l2 * (a + 2 * b * t + c * t * t));
  slope.add(l2 * (b + c * t));
  return { value: value.total(), slope: slope.total() };
};
