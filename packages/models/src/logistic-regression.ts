import type { FloatArray } from '@betahat/linalg';
import { binaryCrossEntropyBlock } from '@betahat/losses/simd';
import { toDesignMatrix } from './design-matrix.ts';
import { fitLinear, type LinearFit } from './fit-linear.ts';
import { binaryStart } from './initial.ts';
import { encodeBinaryLabels, type Label, type Labels, type NumericLabels } from './labels.ts';
import type { LinearProblem } from './objective/problem.ts';
import { targetedLoss } from './objective/targeted-loss.ts';
import {
  checkedOptions,
  checkPathOptions,
  type FitAsyncOptions,
  type FitOptions,
  type SolverAsk,
} from './options.ts';
import { checkPenalties, type Penalty, pathOf } from './path.ts';
import { LogisticPredictor, logisticFields, logisticJSON } from './predict/logistic-predictor.ts';
import type { Rows } from './predict/rows.ts';
import type { FitReport } from './report.ts';
import { readReport } from './report-json.ts';
import { rowWeights } from './row-weights.ts';
import { type FitTask, settle } from './settle.ts';
import { streamLogits } from './stream-logits.ts';

/** A warm start: an earlier model, or its coefficients and intercept. */
export type BinaryInitial =
  | LogisticRegression<Label>
  | { readonly coefficients: readonly number[] | FloatArray; readonly intercept?: number };

export type LogisticOptions<L extends Label = Label, A extends SolverAsk = SolverAsk> = FitOptions<
  L,
  BinaryInitial,
  A
>;
export type LogisticAsyncOptions<
  L extends Label = Label,
  A extends SolverAsk = SolverAsk,
> = FitAsyncOptions<L, BinaryInitial, A>;

/** Those of a path: l1 and l2 are given for each model. */
export type LogisticPathOptions<L extends Label = Label> = Omit<LogisticOptions<L>, 'l1' | 'l2'>;

/** A fitted model as JSON: numbers in full precision, so that a round trip predicts the same bits. */
export interface LogisticJSON<L extends Label = Label> {
  readonly format: 'betahat/logistic-regression';
  readonly version: number;
  readonly classes: readonly L[];
  readonly coefficients: readonly number[];
  readonly intercept: number;
  readonly report: FitReport;
}

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
export class LogisticRegression<L extends Label = Label> extends LogisticPredictor<L> {
  readonly report: FitReport;

  private constructor(
    classes: readonly L[],
    coefficients: Float64Array,
    intercept: number,
    report: FitReport,
  ) {
    super(classes, coefficients, intercept, streamLogits);
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
  static fit<A extends SolverAsk = SolverAsk>(
    X: Rows,
    y: NumericLabels,
    options?: LogisticOptions<number, A>,
  ): LogisticRegression<number>;
  static fit<L extends Label, A extends SolverAsk = SolverAsk>(
    X: Rows,
    y: readonly L[],
    options?: LogisticOptions<L, A>,
  ): LogisticRegression<L>;
  static fit<L extends Label>(
    X: Rows,
    y: Labels<L>,
    options: LogisticOptions<L> = {},
  ): LogisticRegression<L> {
    const task = prepare('LogisticRegression.fit', X, y, options, false);
    return LogisticRegression.#of(task, fitLinear(task));
  }

  /**
   * As fit, but leaves the caller's thread free: a large fit reads its data in a worker, to the same
   * bits, a very large one on several threads (see `threads`), a small one gives the thread back
   * between reads. Callbacks run on the caller's thread, and
   * a signal aborts it. Where no worker can start, `report.reason` says why.
   *
   * The worker gets a copy of X, unless its numbers are in a SharedArrayBuffer, X is an array of rows
   * (which are copied once in any case), or `transfer` is true.
   */
  static async fitAsync<A extends SolverAsk = SolverAsk>(
    X: Rows,
    y: NumericLabels,
    options?: LogisticAsyncOptions<number, A>,
  ): Promise<LogisticRegression<number>>;
  static async fitAsync<L extends Label, A extends SolverAsk = SolverAsk>(
    X: Rows,
    y: readonly L[],
    options?: LogisticAsyncOptions<L, A>,
  ): Promise<LogisticRegression<L>>;
  static async fitAsync<L extends Label>(
    X: Rows,
    y: Labels<L>,
    options: LogisticAsyncOptions<L> = {},
  ): Promise<LogisticRegression<L>> {
    const task = prepare('LogisticRegression.fitAsync', X, y, options, true);
    // Loaded only here, so that a page that fits on its own thread does without.
    const { fitLinearAsync } = await import('./fit-linear-async.ts');
    return LogisticRegression.#of(task, await fitLinearAsync(task));
  }

  /**
   * Fits under several penalties in turn, each from where the one before ended: a regularization path.
   * The models are those that `fit` gives under each penalty, to its tolerance, at less cost: X is
   * checked once, and what a fit learned of the data serves the next. From the strongest penalty to the
   * weakest neighbours are near, and steps few. A dense X of 4 to 64 MB in ordinary memory is copied.
   *
   * @param X, y as for fit
   * @param penalties { l1, l2 } of each model, in order; one that is left out is 0
   * @param options as for fit but l1 and l2; `initial` is where the first fit starts
   * @returns one model per penalty, each with its own report
   * @throws as fit does, at the first penalty where it does; RangeError that names a penalty
   * @example
   * const penalties = [4, 2, 1, 0.5].map((l1) => ({ l1 }));
   * const models = LogisticRegression.path([[0], [1], [2], [3]], [0, 1, 0, 1], penalties);
   * models.map(({ report }) => report.converged); // [true, true, true, true]
   */
  static path(
    X: Rows,
    y: NumericLabels,
    penalties: readonly Penalty[],
    options?: LogisticPathOptions<number>,
  ): LogisticRegression<number>[];
  static path<L extends Label>(
    X: Rows,
    y: readonly L[],
    penalties: readonly Penalty[],
    options?: LogisticPathOptions<L>,
  ): LogisticRegression<L>[];
  static path<L extends Label>(
    X: Rows,
    y: Labels<L>,
    penalties: readonly Penalty[],
    options: LogisticPathOptions<L> = {},
  ): LogisticRegression<L>[] {
    const where = 'LogisticRegression.path';
    checkPenalties(where, penalties);
    checkPathOptions(where, options);
    const task = prepare(where, X, y, options, false);
    const fits = pathOf(task, penalties);
    return Array.from(fits, ([own, fit]) => LogisticRegression.#of(own, fit));
  }

  /**
   * The model that toJSON wrote.
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

  static #of<L extends Label>(task: Task<L>, fit: LinearFit): LogisticRegression<L> {
    const { X, intercept } = task.problem;
    const b = intercept ? fit.parameters[X.cols] : 0;
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
  const design = toDesignMatrix(where, rows, isAsync);
  const { X } = design;
  const labels = encodeBinaryLabels(where, y, X.rows);
  const weights = rowWeights(where, labels, given.sampleWeight, given.classWeight);
  const problem: LinearProblem = {
    ...design,
    outputs: 1,
    loss: targetedLoss(binaryCrossEntropyBlock, labels.indices, 1, weights),
    l1: options.l1,
    l2: options.l2,
    intercept: options.intercept,
  };
  const start = binaryStart(where, given.initial, X.cols, options.intercept, labels.classes);
  return { where, classes: labels.classes, problem, options, start, ownsX: X !== rows };
};
