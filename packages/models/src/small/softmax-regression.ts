import { typeError } from '@betahat/linalg/check';
import { softmaxStart } from '../initial.ts';
import { encodeLabels, type Label, type Labels, type NumericLabels } from '../labels.ts';
import {
  centred,
  SoftmaxPredictor,
  softmaxFields,
  softmaxJSON,
} from '../predict/softmax-predictor.ts';
import type { FitReport } from '../report.ts';
import { readReport } from '../report-json.ts';
import { rowWeights } from '../row-weights.ts';
import { isSoftLabels } from '../soft-labels.ts';
import type { SoftmaxInitial, SoftmaxJSON } from '../softmax-regression.ts';
import {
  checkedSmall,
  type DenseRows,
  newtonFit,
  type SmallOptions,
  settled,
} from './newton-fit.ts';
import { softmaxObjective } from './softmax-objective.ts';

/** As the options of the same names of SoftmaxRegression in @betahat/models; l2 must be positive. */
export type SmallSoftmaxOptions<L extends Label = Label> = SmallOptions<L, SoftmaxInitial>;

/**
 * Softmax (multinomial logistic) regression for small dense tables in a small bundle, P(k | x) =
 * exp(o_k)/Σ_j exp(o_j) with o = W x + b, fitted by minimising
 *
 *     J(W, b) = Σ_i s_i [log Σ_j exp(o_ij) − o_{i,y_i}] + (l2/2)‖W‖²,   l2 > 0,   Σ_k b_k = 0
 *
 * by Newton's method in plain TypeScript, on the Hessian of all classes·(features + 1) parameters. The
 * optimum is that of SoftmaxRegression in @betahat/models, and so are names, defaults, errors, report and
 * JSON, but not the last digits. That one also takes sparse rows, labels that are probabilities, l1, l2: 0,
 * other solvers, threads and `fitAsync`, and is faster from a hundred rows on: for three classes 2 times at 150×4, 10 times at
 * 1000×10. A start so sure of every row that no curvature is left may end as `stalled`.
 *
 * @example
 * import { SoftmaxRegression } from '@betahat/models/small';
 * const X = [[0, 1], [1, 0], [1, 1], [0, 2], [2, 0], [2, 2]];
 * const model = SoftmaxRegression.fit(X, ['a', 'b', 'c', 'a', 'b', 'c']);
 * model.predict([0, 3]); // 'a'
 */
export class SoftmaxRegression<L extends Label = Label> extends SoftmaxPredictor<L> {
  readonly report: FitReport;

  private constructor(
    classes: readonly L[],
    coefficients: Float64Array,
    intercepts: Float64Array,
    report: FitReport,
  ) {
    super(classes, coefficients, intercepts);
    this.report = report;
    Object.freeze(this);
  }

  /**
   * Fits on the caller's thread.
   *
   * @param X rows×columns: DenseMatrix, number[][] or typed-array rows; finite
   * @param y one label per row, of two classes or more: all strings, all finite numbers or all booleans
   * @throws TypeError or RangeError that names the argument and position, also for what only
   * @betahat/models does; ConvergenceError where the tolerance was not reached
   */
  static fit(
    X: DenseRows,
    y: NumericLabels,
    options?: SmallSoftmaxOptions<number>,
  ): SoftmaxRegression<number>;
  static fit<L extends Label>(
    X: DenseRows,
    y: readonly L[],
    options?: SmallSoftmaxOptions<L>,
  ): SoftmaxRegression<L>;
  static fit<L extends Label>(
    rows: DenseRows,
    y: Labels<L>,
    given: SmallSoftmaxOptions<L> = {},
  ): SoftmaxRegression<L> {
    const where = 'SoftmaxRegression.fit';
    const { X, options } = checkedSmall(where, rows, given);
    const { intercept, l2 } = options;
    if (isSoftLabels(y)) {
      const expected = 'one label per row (@betahat/models also fits probabilities)';
      throw typeError(where, 'y', expected, y);
    }
    const labels = encodeLabels(where, y, X.rows, Uint32Array);
    const { classes, indices: targets } = labels;
    const weights = rowWeights(where, labels, given.sampleWeight, given.classWeight);
    const K = classes.length;
    const size = K * X.cols;
    const start =
      softmaxStart(where, given.initial, X.cols, intercept, classes) ??
      new Float64Array(size + (intercept ? K : 0));
    const objective = softmaxObjective({ X, classes: K, targets, weights, l2, intercept });
    const { x, report } = newtonFit(objective, unshifted(start, K, X.cols), options);
    const coefficients = new Float64Array(size);
    const intercepts = new Float64Array(K);
    const width = x.length / K;
    for (let k = 0; k < K; k++) {
      coefficients.set(x.subarray(k * width, k * width + X.cols), k * X.cols);
      if (intercept) intercepts[k] = x[k * width + X.cols];
    }
    const model = new SoftmaxRegression<L>(classes, coefficients, centred(intercepts), report);
    return settled(where, model, options);
  }

  /**
   * The model that toJSON wrote, of this class or of SoftmaxRegression in @betahat/models.
   *
   * @throws TypeError or RangeError that names the field, for anything else and for newer versions
   */
  static override fromJSON(json: unknown): SoftmaxRegression {
    const where = 'SoftmaxRegression.fromJSON';
    const { own, classes, coefficients, intercepts } = softmaxFields(where, json);
    const report = readReport(where, own['report']);
    return new SoftmaxRegression(classes, coefficients, intercepts, report);
  }

  toJSON(): SoftmaxJSON<L> {
    return softmaxJSON(this);
  }
}

/**
 * (W row by row, b) as (W, b) row by row, less the mean of each column: the same probabilities at no
 * larger a penalty, where the objective wants its start.
 */
const unshifted = (start: Float64Array, classes: number, cols: number): Float64Array => {
  const width = start.length / classes;
  const moved = new Float64Array(start.length);
  for (let j = 0; j < width; j++) {
    const at = (k: number) => (j < cols ? k * cols + j : classes * cols + k);
    let mean = 0;
    for (let k = 0; k < classes; k++) mean += start[at(k)] / classes;
    for (let k = 0; k < classes; k++) moved[k * width + j] = start[at(k)] - mean;
  }
  return moved;
};
