import { dense, type Matrix } from '@betahat/linalg';
import { LogisticRegression } from '@betahat/models';
import { fitOurs } from './contenders/betahat.ts';
import { objective } from './objective.ts';
import type { Problem } from './problem.ts';

/** What a gap is measured against, for each penalty. */
export interface Optimum {
  readonly values: readonly number[];
  /** The largest certificate of the fits that gave them, relative: how sure the values are. */
  readonly certainty: number;
}

const TIGHT = 1e-14;

/** A dense matrix with a last column of ones, for an intercept that is penalised like the rest. */
const withOnes = (X: Matrix): Matrix => {
  if (X.kind !== 'dense') {
    const { rows, cols, values, columns, rowStart } = X;
    const wide = {
      kind: 'csr' as const,
      rows,
      cols: cols + 1,
      values: new Float64Array(values.length + rows),
      columns: new Uint32Array(values.length + rows),
      rowStart: rowStart.map((start, i) => start + i),
    };
    for (let i = 0; i < rows; i++) {
      const [from, to] = [rowStart[i]!, rowStart[i + 1]!];
      wide.values.set(values.subarray(from, to), from + i);
      wide.columns.set(columns.subarray(from, to), from + i);
      wide.values[to + i] = 1;
      wide.columns[to + i] = cols;
    }
    return wide;
  }
  const data = new Float64Array(X.rows * (X.cols + 1));
  for (let i = 0; i < X.rows; i++) {
    data.set(X.data.subarray(i * X.cols, (i + 1) * X.cols), i * (X.cols + 1));
    data[i * (X.cols + 1) + X.cols] = 1;
  }
  return dense(X.rows, X.cols + 1, data);
};

/** The smallest objective that tight fits reach, by this instrument's own sum. */
export const optimumOf = (problem: Problem): Optimum => {
  const { penalties } = problem;
  const { fits, certainty } = fitOurs(problem, TIGHT);
  return { values: fits.map((fit, i) => objective(problem, penalties[i]!, fit)), certainty };
};

/** The same where the intercept is penalised too. */
export const optimumPenalisingIntercept = (problem: Problem): Optimum => {
  const { X, y, penalties } = problem;
  const wide = withOnes(X);
  const reports = penalties.map(
    (penalty) =>
      LogisticRegression.fit(wide, y, {
        ...penalty,
        intercept: false,
        tolerance: TIGHT,
        onUnconverged: 'return',
      }).report,
  );
  return {
    values: reports.map((report) => report.objective),
    certainty: Math.max(...reports.map((report) => report.certificate?.value ?? Number.NaN)),
  };
};
