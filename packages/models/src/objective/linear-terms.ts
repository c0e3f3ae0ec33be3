import type { LinearTerms } from '@betahat/optimizers';
import type { LinearProblem } from './problem.ts';

/** The objective row by row, for methods that take rows one at a time. */
export const linearTerms = ({ X, outputs, loss, l2, intercept }: LinearProblem): LinearTerms => ({
  rows: X.rows,
  columns: X.cols,
  outputs,
  intercept,
  ridge: l2,
  curvature: (outputs === 1 ? 0.25 : 0.5) * (loss.weights?.reduce(larger, 0) ?? 1),
  row: (i) => {
    if (X.kind === 'dense') {
      return { columns: null, values: X.data.subarray(i * X.cols, (i + 1) * X.cols) };
    }
    const [from, to] = [X.rowStart[i], X.rowStart[i + 1]];
    return { columns: X.columns.subarray(from, to), values: X.values.subarray(from, to) };
  },
  residual: (i, logits) => {
    loss.residual(logits, i, 1);
  },
});

const larger = (a: number, b: number): number => Math.max(a, b);
