import type { DenseMatrix } from '@betahat/linalg';
import { rangeError, typeError, unknownOptions } from '@betahat/linalg/check';
import { type ConvexIterate, minimizeConvex } from '@betahat/optimizers';
import { ConvergenceError } from '../errors.ts';
import { binaryStart } from '../initial.ts';
import { encodeBinaryLabels, type Label, type Labels, type NumericLabels } from '../labels.ts';
import type { LogisticJSON, LogisticOptions } from '../logistic-regression.ts';
import { checkedOptions } from '../options.ts';
import { packed } from '../predict/linear-logits.ts';
import { LogisticPredictor, logisticFields, logisticJSON } from '../predict/logistic-predictor.ts';
import { checkFinite, matrixOf, type Rows } from '../predict/rows.ts';
import { type FitProgress, type FitReport, relativeCertificate } from '../report.ts';
import { readReport } from '../report-json.ts';
import { rowWeights } from '../row-weights.ts';
import { ridgeObjective } from './ridge-objective.ts';

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

/** As the options of the same names of LogisticRegression in @betahat/models; l2 must be positive. */
export type SmallLogisticOptions<L extends Label = Label> = Pick<
  LogisticOptions<L>,
  (typeof OPTIONS)[number]
>;

/**
 * Binary logistic regression for small dense tables in a small bundle, P(second class | x) =
 * 1/(1 + exp(−(w·x + b))), fitted by minimising
 *
 *     J(w, b) = Σ_i s_i [log(1 + exp(o_i)) − y_i o_i] + (l2/2)‖w‖²,   o_i = w·x_i + b,   l2 > 0
 *
 * by Newton's method in plain TypeScript. The optimum is that of LogisticRegression in @betahat/models,
 * and so are names, defaults, errors, report and JSON, but not the last digits. That one also takes sparse
 * rows, l1, l2: 0, other solvers, threads and `fitAsync`, and is faster from some thousand numbers on: 3 times at 1000×10, 11 times at 20 000×20.
 *
 * @example
 * import { LogisticRegression } from '@betahat/models/small';
 * const model = LogisticRegression.fit([[0], [1], [2], [3]], ['no', 'no', 'yes', 'yes']);
 * model.predict([2.5]); // 'yes'
 * model.report.converged; // true
 */
export class LogisticRegression<L extends Label = Label> extends LogisticPredictor<L> {
  readonly report: FitReport;

  private constructor(
    classes: readonly L[],
    coefficients: Float64Array,
    intercept: number,
    report: FitReport,
  ) {
    super(classes, coefficients, intercept);
    this.report = report;
    Object.freeze(this);
  }

  /**
   * Fits on the caller's thread.
   *
   * @param X rows×columns: DenseMatrix, number[][] or typed-array rows; finite
   * @param y one label per row, of exactly two classes: all strings, all finite numbers or all booleans
   * @throws TypeError or RangeError that names the argument and position, also for what only
   * @betahat/models does; ConvergenceError where the tolerance was not reached
   */
  static fit(
    X: DenseRows,
    y: NumericLabels,
    options?: SmallLogisticOptions<number>,
  ): LogisticRegression<number>;
  static fit<L extends Label>(
    X: DenseRows,
    y: readonly L[],
    options?: SmallLogisticOptions<L>,
  ): LogisticRegression<L>;
  static fit<L extends Label>(
    rows: DenseRows,
    y: Labels<L>,
    given: SmallLogisticOptions<L> = {},
  ): LogisticRegression<L> {
    const where = 'LogisticRegression.fit';
    if (typeof given === 'object' && given !== null) unknownOptions(where, given, OPTIONS);
    const options = checkedOptions(where, given, false);
    const { intercept, l2, tolerance, maxIterations = 100, onIteration } = options;
    if (l2 === 0) throw rangeError(where, 'l2', 'positive (@betahat/models also fits without)', l2);
    const X = matrixOf(where, rows, packed);
    if (X.kind !== 'dense') {
      throw typeError(where, 'X', 'dense (@betahat/models also fits sparse rows)', rows);
    }
    checkFinite(where, X);
    const labels = encodeBinaryLabels(where, y, X.rows);
    const weights = rowWeights(where, labels, given.sampleWeight, given.classWeight);
    const start = binaryStart(where, given.initial, X.cols, intercept, labels.classes);

    const startedAt = performance.now();
    const solution = minimizeConvex(
      ridgeObjective({ X, targets: labels.indices, weights, l2, intercept }),
      start ?? new Float64Array(X.cols + +intercept),
      { tolerance, maxIterations, onIteration: (iterate) => onIteration?.(progressOf(iterate)) },
    );
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
    const b = intercept ? x[X.cols] : 0;
    const model = new LogisticRegression<L>(labels.classes, x.slice(0, X.cols), b, report);
    if (converged || status === 'completed' || options.onUnconverged === 'return') return model;
    throw new ConvergenceError(where, model);
  }

  /**
   * The model that toJSON wrote, of this class or of LogisticRegression in @betahat/models.
   *
   * @throws TypeError or RangeError that names the field, for anything else and for newer versions
   */
  static override fromJSON(json: unknown): LogisticRegression {
    const where = 'LogisticRegression.fromJSON';
    const { own, classes, coefficients, intercept } = logisticFields(where, json);
    const report = readReport(where, own['report']);
    return new LogisticRegression(classes, coefficients, intercept, report);
  }

  toJSON(): LogisticJSON<L> {
    return logisticJSON(this);
  }
}

const progressOf = ({ iteration, value, gradient, certificate }: ConvexIterate): FitProgress => ({
  iteration,
  objective: value,
  gradientNorm: gradient.reduce((most, g) => Math.max(most, Math.abs(g)), 0),
  certificate: relativeCertificate(certificate, value),
});
