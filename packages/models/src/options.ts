import { rangeError, typeError, unknownOptions } from '@betahat/linalg/check';
import type { Method } from '@betahat/optimizers';
import type { Solver } from './choose-solver.ts';
import type { Label } from './labels.ts';
import type { LinearAsk } from './objective/linear-objective.ts';
import type { FitProgress } from './report.ts';
import type { ClassWeight, SampleWeight } from './row-weights.ts';

/**
 * Options of both models; `Initial` is what a warm start of that model looks like, `A` what the
 * solver asks. A penalty l1 and a method for smooth functions do not go together, and do not compile.
 */
export type FitOptions<L extends Label, Initial, A extends SolverAsk = SolverAsk> = CommonOptions<
  L,
  Initial
> &
  PenaltyAndSolver<A>;

/** What a solver may ask of a linear model. */
export type SolverAsk = LinearAsk | 'penalty';

interface PenaltyAndSolver<A extends SolverAsk> {
  /** Penalty l1‖W‖₁, which sets coefficients to exactly zero. Default 0. */
  readonly l1?: 'penalty' extends A ? number : 0;
  /** 'auto' chooses from the shape and penalty; methods of @betahat/optimizers can be passed. */
  // biome-ignore lint/suspicious/noExplicitAny: each method has a state of its own, which only it reads
  readonly solver?: 'auto' | Method<any, A>;
}

interface CommonOptions<L extends Label, Initial> {
  /** Fit an intercept, which no penalty touches. Default true. */
  readonly intercept?: boolean;
  /** Penalty (l2/2)‖W‖² on the sum of losses; 1/C of scikit-learn. Default 1. */
  readonly l2?: number;
  /** s_i: a non-negative weight per row. Default all 1. */
  readonly sampleWeight?: SampleWeight;
  /** Multiplies the weights of each class's rows. Default none. */
  readonly classWeight?: ClassWeight<L>;
  /**
   * Relative objective gap, estimated by the certificate, at which to stop. 0 means exactly
   * maxIterations steps, which is then no failure. Default 1e-10.
   */
  readonly tolerance?: number;
  /** Bound on iterations. Default: the method's own. */
  readonly maxIterations?: number;
  /** Where to start: an earlier model or coefficients in the shapes of the fitted model. Default zeros. */
  readonly initial?: Initial;
  /** For everything random: which rows are sampled. An integer from 0 to 2³² − 1. Default 0. */
  readonly seed?: number;
  /** Called after each iteration; return false to stop. */
  readonly onIteration?: (progress: FitProgress) => unknown;
  /** What a fit does that ends before its tolerance: throw ConvergenceError (default) or return the model. */
  readonly onUnconverged?: 'throw' | 'return';
}

/** fitAsync can also be aborted, and take X away with it. */
export type FitAsyncOptions<L extends Label, Initial, A extends SolverAsk = SolverAsk> = FitOptions<
  L,
  Initial,
  A
> & {
  readonly signal?: AbortSignal;
  /**
   * Hand the numbers of X to the worker in place of a copy: the caller's arrays are then empty
   * (detached). Numbers in kernel memory (linalg's `allocate`) or in a part of a larger buffer cannot
   * be handed over and are copied. A fit without worker leaves them where they are. Default false.
   */
  readonly transfer?: boolean;
  /**
   * Threads that read the data of a large fit, from 1 to as many as the machine runs at once. With more
   * than one the worker gets X in shared memory, each thread reads a range of its rows, and sums are
   * added in the order of the ranges: the same number gives the same bits, 1 those of `fit`. Default
   * 'auto': all that the machine has where a fit is worth it, else 1; also 1 where memory cannot be shared.
   */
  readonly threads?: number | 'auto';
};

const NAMES = [
  'intercept',
  'l1',
  'l2',
  'sampleWeight',
  'classWeight',
  'solver',
  'tolerance',
  'maxIterations',
  'initial',
  'seed',
  'onIteration',
  'onUnconverged',
] as const;

/** @throws TypeError that names an option which a path has no use for */
export const checkPathOptions = (where: string, options: object): void => {
  if (typeof options !== 'object' || options === null) {
    throw typeError(where, 'options', 'an object', options);
  }
  unknownOptions(
    where,
    options,
    NAMES.filter((name) => name !== 'l1' && name !== 'l2'),
  );
};

const isNonNegative = (value: unknown): value is number =>
  typeof value === 'number' && value >= 0 && value < Number.POSITIVE_INFINITY;

/**
 * The options with their defaults, every value checked.
 *
 * @throws TypeError or RangeError that names the option, what was expected and what came
 */
export const checkedOptions = <L extends Label, Initial>(
  where: string,
  options: FitOptions<L, Initial> | FitAsyncOptions<L, Initial>,
  isAsync: boolean,
) => {
  if (typeof options !== 'object' || options === null) {
    throw typeError(where, 'options', 'an object', options);
  }
  unknownOptions(where, options, isAsync ? [...NAMES, 'signal', 'transfer', 'threads'] : NAMES);
  const {
    intercept = true,
    l1 = 0,
    l2 = 1,
    solver = 'auto',
    tolerance = 1e-10,
    maxIterations,
    seed = 0,
    onIteration,
    onUnconverged = 'throw',
  } = options;
  if (typeof intercept !== 'boolean')
    throw typeError(where, 'intercept', 'true or false', intercept);
  if (!isNonNegative(l1)) throw rangeError(where, 'l1', 'a non-negative finite number', l1);
  if (!isNonNegative(l2)) throw rangeError(where, 'l2', 'a non-negative finite number', l2);
  if (!isNonNegative(tolerance)) {
    throw rangeError(where, 'tolerance', 'a non-negative finite number', tolerance);
  }
  if (maxIterations !== undefined && !(Number.isSafeInteger(maxIterations) && maxIterations >= 1)) {
    throw rangeError(where, 'maxIterations', 'a positive integer', maxIterations);
  }
  if (tolerance === 0 && maxIterations === undefined) {
    throw rangeError(where, 'maxIterations', 'given when tolerance is 0', maxIterations);
  }
  if (!(Number.isInteger(seed) && seed >= 0 && seed < 2 ** 32)) {
    throw rangeError(where, 'seed', 'an integer from 0 to 2^32 − 1', seed);
  }
  if (solver !== 'auto' && !isMethod(solver)) {
    throw typeError(where, 'solver', "'auto' or a method of @betahat/optimizers", solver);
  }
  if (onIteration !== undefined && typeof onIteration !== 'function') {
    throw typeError(where, 'onIteration', 'a function', onIteration);
  }
  if (onUnconverged !== 'throw' && onUnconverged !== 'return') {
    throw rangeError(where, 'onUnconverged', "'throw' or 'return'", onUnconverged);
  }
  const signal = 'signal' in options ? options.signal : undefined;
  if (signal !== undefined && !(signal instanceof AbortSignal)) {
    throw typeError(where, 'signal', 'an AbortSignal', signal);
  }
  const transfer = 'transfer' in options ? options.transfer : undefined;
  if (transfer !== undefined && typeof transfer !== 'boolean') {
    throw typeError(where, 'transfer', 'true or false', transfer);
  }
  const { threads = 'auto' } = options as { threads?: number | 'auto' };
  if (threads !== 'auto' && !(Number.isSafeInteger(threads) && threads >= 1)) {
    throw rangeError(where, 'threads', "'auto' or a positive integer", threads);
  }
  return {
    intercept,
    l1,
    l2,
    solver,
    tolerance,
    maxIterations,
    seed,
    onIteration,
    onUnconverged,
    signal,
    transfer: transfer === true,
    threads,
  };
};

export type CheckedOptions = ReturnType<typeof checkedOptions>;

const isMethod = (value: unknown): value is Solver =>
  typeof value === 'object' &&
  value !== null &&
  typeof (value as Solver).name === 'string' &&
  typeof (value as Solver).start === 'function' &&
  typeof (value as Solver).step === 'function';
