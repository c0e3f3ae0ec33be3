import type { DenseMatrix } from '@betahat/linalg';
import { rangeError, typeError, unknownOptions } from '@betahat/linalg/check';
import { type ConvexIterate, type ConvexPoint, minimizeConvex } from '@betahat/optimizers';
import { ConvergenceError } from '../errors.ts';
import type { Label } from '../labels.ts';
import { type CheckedOptions, checkedOptions, type FitOptions } from '../options.ts';
import { packed } from '../predict/linear-logits.ts';
import { checkFinite, matrixOf, type Rows } from '../predict/rows.ts';
import { type FitProgress, type FitReport, relativeCertificate } from '../report.ts';

/** Rows in the forms that this entry takes: no sparse ones. */
export type DenseRows = Exclude<Rows, { readonly kind: 'csr' }> | DenseMatrix;

const OPTIONS = [
  'intercept',
  'l2',
  'sampleWeight',
  'classWeight',
  'tolerance',
  'maxIterations',
  'initial',
  'onIteration',
  'onUnconverged',
] as const;

/** As the options of the same names of the models in @betahat/models; l2 must be positive. */
export type SmallOptions<L extends Label, Initial> = Pick<
  FitOptions<L, Initial>,
  (typeof OPTIONS)[number]
>;

/** @throws TypeError or RangeError that names what cannot be used, or what only @betahat/models does */
export const checkedSmall = <L extends Label, Initial>(
  where: string,
  rows: DenseRows,
  given: SmallOptions<L, Initial>,
): { readonly X: DenseMatrix; readonly options: CheckedOptions } => {
  if (typeof given === 'object' && given !== null) unknownOptions(where, given, OPTIONS);
  const options = checkedOptions(where, given, false);
  const { l2 } = options;
  if (l2 === 0) throw rangeError(where, 'l2', 'positive (@betahat/models also fits without)', l2);
  const X = matrixOf(where, rows, packed);
  if (X.kind !== 'dense') {
    throw typeError(where, 'X', 'dense (@betahat/models also fits sparse rows)', rows);
  }
  checkFinite(where, X);
  return { X, options };
};

/** Where Newton's method ends from `start`, and its report. */
export const newtonFit = (
  objective: (x: Float64Array) => ConvexPoint,
  start: Float64Array,
  { tolerance, maxIterations = 100, onIteration }: CheckedOptions,
): { readonly x: Float64Array; readonly report: FitReport } => {
  const startedAt = performance.now();
  const solution = minimizeConvex(objective, start, {
    tolerance,
    maxIterations,
    onIteration: (iterate) => onIteration?.(progressOf(iterate)),
  });
  const { x, value, converged, status, message, gradientNorm } = solution;
  const report: FitReport = Object.freeze({
    ...{ converged, status, message, gradientNorm },
    solver: 'newton',
    reason: 'the only one of @betahat/models/small',
    iterations: solution.iterations,
    passes: solution.evaluations,
    objective: value,
    certificate: relativeCertificate(solution.certificate, value),
    seconds: (performance.now() - startedAt) / 1000,
    threads: 1,
  });
  return { x, report };
};

/** The model, or a ConvergenceError that carries it. */
export const settled = <Model extends { readonly report: FitReport }>(
  where: string,
  model: Model,
  { onUnconverged }: CheckedOptions,
): Model => {
  const { converged, status } = model.report;
  if (converged || status === 'completed' || onUnconverged === 'return') return model;
  throw new ConvergenceError(where, model);
};

const progressOf = ({ iteration, value, gradient, certificate }: ConvexIterate): FitProgress => ({
  iteration,
  objective: value,
  gradientNorm: gradient.reduce((most, g) => Math.max(most, Math.abs(g)), 0),
  certificate: relativeCertificate(certificate, value),
});
