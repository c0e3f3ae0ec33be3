import type { DenseMatrix, FloatArray } from '@betahat/linalg';
import { rangeError } from '@betahat/linalg/check';
import { categoricalCrossEntropyBlock } from '@betahat/losses/simd';
import { toDesignMatrix } from './design-matrix.ts';
import { fitLinear, type LinearFit } from './fit-linear.ts';
import { softmaxStart } from './initial.ts';
import { kernelLogits } from './kernel-logits.ts';
import { encodeLabels, type Label, type Labels, type NumericLabels } from './labels.ts';
import { kroneckerCurvature } from './objective/kronecker.ts';
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
import type { Rows } from './predict/rows.ts';
import {
  centred,
  SoftmaxPredictor,
  softmaxFields,
  softmaxJSON,
} from './predict/softmax-predictor.ts';
import type { FitReport } from './report.ts';
import { readReport } from './report-json.ts';
import { rowWeights, sampleWeights } from './row-weights.ts';
import { type FitTask, settle } from './settle.ts';
import {
  checkEachClassHasWeight,
  isSoftLabels,
  type SoftLabels,
  softTargets,
} from './soft-labels.ts';

/** A warm start: an earlier model, or coefficients (classes×features) and intercepts. */
export type SoftmaxInitial =
  | SoftmaxRegression<Label>
  | {
      readonly coefficients: DenseMatrix | readonly (readonly number[] | FloatArray)[];
      readonly intercepts?: readonly number[] | FloatArray;
    };

export type SoftmaxOptions<L extends Label = Label, A extends SolverAsk = SolverAsk> = FitOptions<
  L,
  SoftmaxInitial,
  A
>;
export type SoftmaxAsyncOptions<
  L extends Label = Label,
  A extends SolverAsk = SolverAsk,
> = FitAsyncOptions<L, SoftmaxInitial, A>;

/** Those of a path: l1 and l2 are given for each model. */
export type SoftmaxPathOptions<L extends Label = Label> = Omit<SoftmaxOptions<L>, 'l1' | 'l2'>;

/** A fitted model as JSON: numbers in full precision, so that a round trip predicts the same bits. */
export interface SoftmaxJSON<L extends Label = Label> {
  readonly format: 'betahat/softmax-regression';
  readonly version: number;
  readonly classes: readonly L[];
  /** One row per class. */
  readonly coefficients: readonly (readonly number[])[];
  readonly intercepts: readonly number[];
  readonly report: FitReport;
}

/**
 * Softmax (multinomial logistic) regression, P(k | x) = exp(o_k)/Σ_j exp(o_j) with o = W x + b,
 * fitted by minimising
 *
 *     J(W, b) = Σ_i s_i [log Σ_j exp(o_ij) − o_{i,y_i}] + (l2/2)‖W‖²
 *
 * symmetric over the classes, not one against the rest. The intercepts are never penalised and sum
 * to zero. scikit-learn's C is 1/l2.
 *
 * @example
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
    super(classes, coefficients, intercepts, kernelLogits);
    this.report = report;
    Object.freeze(this);
  }

  /**
   * Fits on the caller's thread.
   *
   * @param X rows×columns: DenseMatrix, CsrMatrix, number[][] or typed-array rows; finite
   * @param y one label per row (all strings, all finite numbers or all booleans), or a rows×classes
   * matrix of probabilities, whose classes are then 0, 1, 2, …
   * @throws TypeError or RangeError that names the argument and position; ConvergenceError where the
   * tolerance was not reached; SeparationError where there is no minimum
   */
  static fit<A extends SolverAsk = SolverAsk>(
    X: Rows,
    y: SoftLabels | NumericLabels,
    options?: SoftmaxOptions<number, A>,
  ): SoftmaxRegression<number>;
  static fit<L extends Label, A extends SolverAsk = SolverAsk>(
    X: Rows,
    y: readonly L[],
    options?: SoftmaxOptions<L, A>,
  ): SoftmaxRegression<L>;
  static fit<L extends Label>(
    X: Rows,
    y: Labels<L> | SoftLabels,
    options: SoftmaxOptions<L> = {},
  ): SoftmaxRegression<L> {
    const task = prepare('SoftmaxRegression.fit', X, y, options, false);
    return SoftmaxRegression.#of(task, fitLinear(task));
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
    y: SoftLabels | NumericLabels,
    options?: SoftmaxAsyncOptions<number, A>,
  ): Promise<SoftmaxRegression<number>>;
  static async fitAsync<L extends Label, A extends SolverAsk = SolverAsk>(
    X: Rows,
    y: readonly L[],
    options?: SoftmaxAsyncOptions<L, A>,
  ): Promise<SoftmaxRegression<L>>;
  static async fitAsync<L extends Label>(
    X: Rows,
    y: Labels<L> | SoftLabels,
    options: SoftmaxAsyncOptions<L> = {},
  ): Promise<SoftmaxRegression<L>> {
    const task = prepare('SoftmaxRegression.fitAsync', X, y, options, true);
    // Loaded only here, so that a page that fits on its own thread does without.
    const { fitLinearAsync } = await import('./fit-linear-async.ts');
    return SoftmaxRegression.#of(task, await fitLinearAsync(task));
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
   * const models = SoftmaxRegression.path([[0], [1], [2], [3]], [0, 1, 0, 1], penalties);
   * models.map(({ report }) => report.converged); // [true, true, true, true]
   */
  static path(
    X: Rows,
    y: SoftLabels | NumericLabels,
    penalties: readonly Penalty[],
    options?: SoftmaxPathOptions<number>,
  ): SoftmaxRegression<number>[];
  static path<L extends Label>(
    X: Rows,
    y: readonly L[],
    penalties: readonly Penalty[],
    options?: SoftmaxPathOptions<L>,
  ): SoftmaxRegression<L>[];
  static path<L extends Label>(
    X: Rows,
    y: Labels<L> | SoftLabels,
    penalties: readonly Penalty[],
    options: SoftmaxPathOptions<L> = {},
  ): SoftmaxRegression<L>[] {
    const where = 'SoftmaxRegression.path';
    checkPenalties(where, penalties);
    checkPathOptions(where, options);
    const task = prepare(where, X, y, options, false);
    const fits = pathOf(task, penalties);
    return Array.from(fits, ([own, fit]) => SoftmaxRegression.#of(own, fit));
  }

  /**
   * The model that toJSON wrote.
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

  static #of<L extends Label>(task: Task<L>, fit: LinearFit): SoftmaxRegression<L> {
    const { X, outputs, intercept } = task.problem;
    const size = outputs * X.cols;
    const intercepts = intercept
      ? centred(fit.parameters.subarray(size))
      : new Float64Array(outputs);
    const coefficients = fit.parameters.slice(0, size);
    const model = new SoftmaxRegression(task.classes, coefficients, intercepts, fit.report);
    return settle(task, fit, model);
  }
}

interface Task<L extends Label> extends FitTask {
  readonly classes: readonly L[];
}

const prepare = <L extends Label>(
  where: string,
  rows: Rows,
  y: Labels<L> | SoftLabels,
  given: SoftmaxAsyncOptions<L>,
  isAsync: boolean,
): Task<L> => {
  const options = checkedOptions(where, given, isAsync);
  const design = toDesignMatrix(where, rows, isAsync);
  const { X } = design;
  const told = isSoftLabels(y) ? soft<L>(where, y, X.rows, given) : hard(where, y, X.rows, given);
  const outputs = told.classes.length;
  const problem: LinearProblem = {
    ...design,
    outputs,
    kronecker: kroneckerCurvature,
    loss: targetedLoss(
      categoricalCrossEntropyBlock(outputs),
      told.targets,
      told.targetWidth,
      told.weights,
    ),
    l1: options.l1,
    l2: options.l2,
    intercept: options.intercept,
  };
  const start = softmaxStart(where, given.initial, X.cols, options.intercept, told.classes);
  return { where, classes: told.classes, problem, options, start, ownsX: X !== rows };
};

interface Told<L extends Label> {
  readonly classes: readonly L[];
  readonly targets: Uint32Array | Float64Array;
  readonly targetWidth: number;
  readonly weights: Float64Array | null;
}

const hard = <L extends Label>(
  where: string,
  y: Labels<L>,
  rows: number,
  given: SoftmaxAsyncOptions<L>,
): Told<L> => {
  const labels = encodeLabels(where, y, rows, Uint32Array);
  return {
    classes: labels.classes,
    targets: labels.indices,
    targetWidth: 1,
    weights: rowWeights(where, labels, given.sampleWeight, given.classWeight),
  };
};

const soft = <L extends Label>(
  where: string,
  y: SoftLabels,
  rows: number,
  given: SoftmaxAsyncOptions<L>,
): Told<L> => {
  if (given.classWeight !== undefined) {
    throw rangeError(
      where,
      'classWeight',
      'left out where y holds probabilities',
      given.classWeight,
    );
  }
  const { targets, classes } = softTargets(where, y, rows);
  const weights = sampleWeights(where, given.sampleWeight, rows);
  if (given.intercept !== false) checkEachClassHasWeight(where, targets, classes, weights);
  return {
    classes: Object.freeze(Array.from({ length: classes }, (_, k) => k)) as unknown as readonly L[],
    targets,
    targetWidth: classes,
    weights,
  };
};
