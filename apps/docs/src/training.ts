import { accuracy, logLoss } from '@betahat/metrics';
import { LogisticRegression } from '@betahat/models';
import { gradientDescent } from '@betahat/optimizers';
import type { NotebookRows } from './notebook-rows.ts';

/** One way of fitting, as the page shows it. */
export interface Training {
  /** J after each iteration. */
  readonly trace: readonly number[];
  readonly objective: number;
  readonly accuracy: number;
  readonly logLoss: number;
  readonly milliseconds: number;
}

/** The notebook's problem: the plain sum of losses, no intercept, no penalty. */
const problem = { intercept: false, l2: 0 } as const;

const timed = (
  { X, y }: NotebookRows,
  fit: (onIteration: (progress: { objective: number }) => void) => LogisticRegression<number>,
): Training => {
  const trace: number[] = [];
  const begin = performance.now();
  const model = fit(({ objective }) => {
    trace.push(objective);
  });
  const milliseconds = performance.now() - begin;
  return {
    trace,
    objective: model.report.objective,
    accuracy: accuracy(y, model.predict(X)),
    logLoss: logLoss(y, model.predictProba(X), { classes: model.classes }),
    milliseconds,
  };
};

/** The notebook's own way: full steps of gradient descent, a fixed number of them. */
export const byGradientDescent = (rows: NotebookRows, learningRate: number, epochs: number) =>
  timed(rows, (onIteration) =>
    LogisticRegression.fit(rows.X, rows.y, {
      ...problem,
      solver: gradientDescent({ learningRate }),
      tolerance: 0,
      maxIterations: epochs,
      initial: { coefficients: rows.start, intercept: 0 },
      onIteration,
    }),
  );

/** The default solver, to the optimum. */
export const byDefault = (rows: NotebookRows) =>
  timed(rows, (onIteration) =>
    LogisticRegression.fit(rows.X, rows.y, {
      ...problem,
      initial: { coefficients: rows.start, intercept: 0 },
      onIteration,
    }),
  );

/** Relative distance to the optimum, 1e-17 where the two are the same double. */
export const gap = (objective: number, optimum: number): number =>
  Math.max((objective - optimum) / optimum, 1e-17);
