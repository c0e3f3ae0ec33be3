import { type FitReport, LogisticRegression, SoftmaxRegression } from '@betahat/models';
import { type Contender, ladder } from '../contender.ts';
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

/** The same by fitAsync, which has the data read by so many threads: copies, workers and all. */
const fitOnThreads = async (problem: Problem, tolerance: number, threads: number) => {
  const { X, y, classes, penalties } = problem;
  const fits: OurFit[] = [];
  let initial: LogisticRegression<number> | undefined;
  for (const penalty of penalties) {
    const options = { ...penalty, tolerance, threads, onUnconverged: 'return' } as const;
    if (classes === 2) {
      const from = initial === undefined ? {} : { initial };
      initial = await LogisticRegression.fitAsync(X, y, { ...options, ...from });
      const b = Float64Array.of(initial.intercept);
      fits.push({ W: initial.coefficients, b, report: initial.report });
    } else {
      const model = await SoftmaxRegression.fitAsync(X, y, options);
      const W = Float64Array.from(model.coefficients.data);
      fits.push({ W, b: model.intercepts, report: model.report });
    }
  }
  return { fits, passes: fits.reduce((sum, { report }) => sum + report.passes, 0) };
};

export const betahatOnThreads = (threads: number): Contender => ({
  name: 'betahat, fitAsync',
  language: 'ours',
  threads,
  ladder: ladder(1, 12),
  open: async (problem) => ({
    fit: async (tolerance, repeats) => {
      const begin = performance.now();
      let last = await fitOnThreads(problem, tolerance, threads);
      for (let k = 1; k < repeats; k++) last = await fitOnThreads(problem, tolerance, threads);
      return { ms: (performance.now() - begin) / repeats, ...last };
    },
    close: () => undefined,
  }),
});

export const betahat = inProcess('betahat', 'ours', ladder(1, 12), fitOurs);
