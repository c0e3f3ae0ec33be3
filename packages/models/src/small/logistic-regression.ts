import { binaryStart } from '../initial.ts';
import { encodeBinaryLabels, type Label, type Labels, type NumericLabels } from '../labels.ts';
import type { BinaryInitial, LogisticJSON } from '../logistic-regression.ts';
import { LogisticPredictor, logisticFields, logisticJSON } from '../predict/logistic-predictor.ts';
import type { FitReport } from '../report.ts';
import { readReport } from '../report-json.ts';
import { rowWeights } from '../row-weights.ts';
import {
  checkedSmall,
  type DenseRows,
  newtonFit,
  type SmallOptions,
  settled,
} from './newton-fit.ts';
import { ridgeObjective } from './ridge-objective.ts';

/** As the options of the same names of LogisticRegression in @betahat/models; l2 must be positive. */
export type SmallLogisticOptions<L extends Label = Label> = SmallOptions<L, BinaryInitial>;

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
    const { X, options } = checkedSmall(where, rows, given);
    const { intercept, l2 } = options;
    const labels = encodeBinaryLabels(where, y, X.rows);
    const { classes, indices: targets } = labels;
    const weights = rowWeights(where, labels, given.sampleWeight, given.classWeight);
    const start =
      binaryStart(where, given.initial, X.cols, intercept, classes) ??
      new Float64Array(X.cols + +intercept);
    const objective = ridgeObjective({ X, targets, weights, l2, intercept });
    const { x, report } = newtonFit(objective, start, options);
    const b = intercept ? x[X.cols] : 0;
    const model = new LogisticRegression<L>(classes, x.slice(0, X.cols), b, report);
    return settled(where, model, options);
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
