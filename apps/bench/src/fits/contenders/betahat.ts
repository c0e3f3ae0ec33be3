import { type FitReport, LogisticRegression, SoftmaxRegression } from '@betahat/models';
import { ladder } from '../contender.ts';
import type { Fit, Penalty, Problem } from '../problem.ts';
import { inProcess } from './in-process.ts';

interface OurFit extends Fit {
  readonly report: FitReport;
}

/** One penalty, from the fit before where there is one. */
const fitOne = (
  { X, y, classes }: Problem,
  penalty: Penalty,
  tolerance: number | undefined,
  before: LogisticRegression<number> | undefined,
): { model: LogisticRegression<number> | undefined; fit: OurFit } => {
  const options = {
    ...penalty,
    ...(tolerance === undefined ? {} : { tolerance }),
    onUnconverged: 'return',
  } as const;
  if (classes === 2) {
    const model = LogisticRegression.fit(X, y, {
      ...options,
      ...(before === undefined ? {} : { initial: before }),
    });
    const b = Float64Array.of(model.intercept);
    return { model, fit: { W: model.coefficients, b, report: model.report } };
  }
  const model = SoftmaxRegression.fit(X, y, options);
  const W = Float64Array.from(model.coefficients.data);
  return { model: undefined, fit: { W, b: model.intercepts, report: model.report } };
};

/** The fits of a problem by the models with their default solver; no tolerance: the default one. */
export const fitOurs = (problem: Problem, tolerance?: number) => {
  const fits: OurFit[] = [];
  let before: LogisticRegression<number> | undefined;
  for (const penalty of problem.penalties) {
    const { model, fit } = fitOne(problem, penalty, tolerance, before);
    fits.push(fit);
    before = model;
  }
  return {
    fits,
    passes: fits.reduce((sum, { report }) => sum + report.passes, 0),
    certainty: Math.max(...fits.map(({ report }) => report.certificate?.value ?? Number.NaN)),
    converged: fits.every(({ report }) => report.converged),
    solver: fits.at(-1)!.report.solver,
  };
};

export const betahat = inProcess('betahat', 'ours', ladder(1, 12), fitOurs);
