import { type FitReport, LogisticRegression, SoftmaxRegression } from '@betahat/models';
import { type Contender, ladder } from '../contender.ts';
import type { Fit, Problem } from '../problem.ts';
import { inProcess } from './in-process.ts';

interface OurFit extends Fit {
  readonly report: FitReport;
}

const optionsOf = (tolerance: number | undefined) =>
  ({
    ...(tolerance === undefined ? {} : { tolerance }),
    onUnconverged: 'return',
  }) as const;

/** From the fit before, where there is one. */
const startedFrom = (before: LogisticRegression<number> | undefined) =>
  before === undefined ? {} : { initial: before };

const ofBinary = ({ coefficients, intercept, report }: LogisticRegression<number>): OurFit => ({
  W: coefficients,
  b: Float64Array.of(intercept),
  report,
});

const ofSoftmax = ({ coefficients, intercepts, report }: SoftmaxRegression<number>): OurFit => ({
  W: Float64Array.from(coefficients.data),
  b: intercepts,
  report,
});

/** One call, whatever the number of penalties. */
const fitted = ({ X, y, classes, penalties }: Problem, tolerance: number | undefined): OurFit[] => {
  if (penalties.length === 1) {
    const options = { ...penalties[0]!, ...optionsOf(tolerance) };
    return classes === 2
      ? [ofBinary(LogisticRegression.fit(X, y, options))]
      : [ofSoftmax(SoftmaxRegression.fit(X, y, options))];
  }
  return classes === 2
    ? LogisticRegression.path(X, y, penalties, optionsOf(tolerance)).map(ofBinary)
    : SoftmaxRegression.path(X, y, penalties, optionsOf(tolerance)).map(ofSoftmax);
};

/** The fits of a problem by the models with their default solver; no tolerance: the default one. */
export const fitOurs = (problem: Problem, tolerance?: number) => {
  const fits = fitted(problem, tolerance);
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
  let before: LogisticRegression<number> | undefined;
  for (const penalty of penalties) {
    const options = { ...penalty, ...optionsOf(tolerance), threads };
    if (classes === 2) {
      before = await LogisticRegression.fitAsync(X, y, { ...options, ...startedFrom(before) });
      fits.push(ofBinary(before));
    } else fits.push(ofSoftmax(await SoftmaxRegression.fitAsync(X, y, options)));
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
