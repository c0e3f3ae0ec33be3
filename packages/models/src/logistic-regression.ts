import { sigmoid } from '@betahat/activations';
import { type DenseMatrix, dense, type FloatArray } from '@betahat/linalg';
import { rangeError } from '@betahat/linalg/check';
import { binaryCrossEntropyBlock } from '@betahat/losses';
import { isRow, type Row, type Rows, toDesignMatrix } from './design-matrix.ts';
import { fitLinear, fitLinearAsync, type LinearFit } from './fit-linear.ts';
import { binaryStart } from './initial.ts';
import {
  JSON_VERSION,
  ownFields,
  readClasses,
  readNumber,
  readNumbers,
  readReport,
} from './json.ts';
import { encodeLabels, type Label, type Labels } from './labels.ts';
import { logitsOf, rowsToPredict } from './logits.ts';
import type { LinearProblem } from './objective/problem.ts';
import { targetedLoss } from './objective/targeted-loss.ts';
import { checkedOptions, type FitAsyncOptions, type FitOptions } from './options.ts';
import type { FitReport } from './report.ts';
import { rowWeights } from './row-weights.ts';
import { type FitTask, settle } from './settle.ts';

/** A warm start: an earlier model, or its coefficients and intercept. */
export type BinaryInitial =
  | LogisticRegression<Label>
  | { readonly coefficients: readonly number[] | FloatArray; readonly intercept?: number };

export type LogisticOptions<L extends Label = Label> = FitOptions<L, BinaryInitial>;
export type LogisticAsyncOptions<L extends Label = Label> = FitAsyncOptions<L, BinaryInitial>;

/** A fitted model as JSON: numbers in full precision, so that a round trip predicts the same bits. */
export interface LogisticJSON<L extends Label = Label> {
  readonly format: 'betahat/logistic-regression';
  readonly version: number;
  readonly classes: readonly L[];
  readonly coefficients: readonly number[];
  readonly intercept: number;
  readonly report: FitReport;
}

const FORMAT = 'betahat/logistic-regression';

/**
 * Binary logistic regression, P(second class | x) = 1/(1 + exp(−(w·x + b))), fitted by minimising
 *
 *     J(w, b) = Σ_i s_i [log(1 + exp(o_i)) − y_i o_i] + (l2/2)‖w‖²,   o_i = w·x_i + b
 *
 * The loss is a sum over rows; the intercept b is never penalised. scikit-learn's C is 1/l2.
 *
 * @example
 * const model = LogisticRegression.fit([[0], [1], [2], [3]], ['no', 'no', 'yes', 'yes']);
 * model.predict([2.5]); // 'yes'
 * model.report.converged; // true
 */
export class LogisticRegression<L extends Label = Label> {
  /** The two labels, sorted; probabilities are in this order. */
  readonly classes: readonly [L, L];
  readonly intercept: number;
  readonly report: FitReport;
  readonly #coefficients: Float64Array;

  private constructor(
    classes: readonly L[],
    coefficients: Float64Array,
    intercept: number,
    report: FitReport,
  ) {
    this.classes = classes as readonly [L, L];
    // JSON has no negative zero: without it here either, a round trip keeps every bit.
    this.#coefficients = coefficients.map((value) => value + 0);
    this.intercept = intercept + 0;
    this.report = report;
    Object.freeze(this);
  }

  /**
   * Fits on the caller's thread.
   *
   * @param X rows×columns: DenseMatrix, CsrMatrix, number[][] or typed-array rows; finite
   * @param y one label per row, of exactly two classes: all strings, all finite numbers or all booleans
   * @throws TypeError or RangeError that names the argument and position; ConvergenceError where the
   * tolerance was not reached; SeparationError where there is no minimum
   */
  static fit<L extends Label>(
    X: Rows,
    y: Labels<L>,
    options: LogisticOptions<L> = {},
  ): LogisticRegression<L> {
    const task = prepare('LogisticRegression.fit', X, y, options, false);
    return LogisticRegression.#of(task, fitLinear(task.problem, task.options, task.start));
  }

  /** As fit, but gives the thread back between reads of the data; can be aborted by a signal. */
  static async fitAsync<L extends Label>(
    X: Rows,
    y: Labels<L>,
    options: LogisticAsyncOptions<L> = {},
  ): Promise<LogisticRegression<L>> {
    const task = prepare('LogisticRegression.fitAsync', X, y, options, true);
    return LogisticRegression.#of(
      task,
      await fitLinearAsync(task.problem, task.options, task.start),
    );
  }

  /**
   * The model that toJSON wrote.
   *
   * @throws TypeError or RangeError that names the field, for anything else and for newer versions
   */
  static fromJSON(json: unknown): LogisticRegression {
    const where = 'LogisticRegression.fromJSON';
    const own = ownFields(where, json, FORMAT);
    const classes = readClasses(where, own['classes'], 2);
    if (classes.length !== 2) throw rangeError(where, 'classes.length', '2', classes.length);
    const coefficients = readNumbers(where, 'coefficients', own['coefficients']);
    const intercept = readNumber(where, 'intercept', own['intercept']);
    return new LogisticRegression(
      classes,
      coefficients,
      intercept,
      readReport(where, own['report']),
    );
  }

  /** One coefficient per column; a fresh copy each time, the model itself never changes. */
  get coefficients(): Float64Array {
    return this.#coefficients.slice();
  }

  /** w·x + b: one number for a row, one per row for several. Positive means the second class. */
  decisionFunction(X: Row): number;
  decisionFunction(X: Rows): Float64Array;
  decisionFunction(X: Row | Rows): number | Float64Array {
    const logits = this.#logits('decisionFunction', X);
    return isRow(X) ? logits[0]! : logits;
  }

  /** Probabilities in the order of `classes`: two numbers for a row, rows×2 for several. */
  predictProba(X: Row): Float64Array;
  predictProba(X: Rows): DenseMatrix;
  predictProba(X: Row | Rows): Float64Array | DenseMatrix {
    const logits = this.#logits('predictProba', X);
    const both = new Float64Array(logits.length * 2);
    for (let row = 0; row < logits.length; row++) {
      // 1 − ŷ would lose a small probability to rounding; sigmoid(−o) does not.
      both[2 * row] = sigmoid(-logits[row]!);
      both[2 * row + 1] = sigmoid(logits[row]!);
    }
    return isRow(X) ? both : dense(logits.length, 2, both);
  }

  /** The likelier label: one for a row, an array for several. An even chance goes to the first class. */
  predict(X: Row): L;
  predict(X: Rows): L[];
  predict(X: Row | Rows): L | L[] {
    const logits = this.#logits('predict', X);
    if (isRow(X)) return this.classes[logits[0]! > 0 ? 1 : 0];
    return Array.from(logits, (logit) => this.classes[logit > 0 ? 1 : 0]);
  }

  toJSON(): LogisticJSON<L> {
    return {
      format: FORMAT,
      version: JSON_VERSION,
      classes: this.classes,
      coefficients: [...this.#coefficients],
      intercept: this.intercept,
      report: this.report,
    };
  }

  #logits(member: string, X: Row | Rows): Float64Array {
    const where = `LogisticRegression.${member}`;
    const matrix = rowsToPredict(where, X, this.#coefficients.length);
    const intercepts = Float64Array.of(this.intercept);
    return logitsOf({ coefficients: this.#coefficients, intercepts }, matrix).data as Float64Array;
  }

  static #of<L extends Label>(task: Task<L>, fit: LinearFit): LogisticRegression<L> {
    const { X, intercept } = task.problem;
    const b = intercept ? fit.parameters[X.cols]! : 0;
    const model = new LogisticRegression(
      task.classes,
      fit.parameters.slice(0, X.cols),
      b,
      fit.report,
    );
    return settle(task, fit, model);
  }
}

interface Task<L extends Label> extends FitTask {
  readonly classes: readonly L[];
}

const prepare = <L extends Label>(
  where: string,
  rows: Rows,
  y: Labels<L>,
  given: LogisticAsyncOptions<L>,
  isAsync: boolean,
): Task<L> => {
  const options = checkedOptions(where, given, isAsync);
  const X = toDesignMatrix(where, rows);
  const labels = encodeLabels(where, y, X.rows);
  if (labels.classes.length > 2) {
    throw rangeError(
      where,
      'y',
      `of two classes (SoftmaxRegression fits more), but it has ${labels.classes.length}:`,
      labels.classes.slice(0, 5).join(', '),
    );
  }
  const weights = rowWeights(where, labels, given.sampleWeight, given.classWeight);
  const problem: LinearProblem = {
    X,
    outputs: 1,
    loss: targetedLoss(binaryCrossEntropyBlock, Float64Array.from(labels.indices), 1, weights),
    l2: options.l2,
    intercept: options.intercept,
  };
  const start = binaryStart(where, given.initial, X.cols, options.intercept, labels.classes);
  return { where, classes: labels.classes, problem, options, start };
};
