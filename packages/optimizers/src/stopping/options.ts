import { rangeError, typeError, unknownOptions } from '@betahat/linalg/check';
import type { Iterate } from '../method.ts';

/** When to stop, and who is told. Every option may be left out. */
export interface MinimizeOptions<S extends Iterate = Iterate> {
  /**
   * Relative gap at which to stop: certificate ≤ tolerance · |f(x)|. 0 means exactly maxIterations
   * steps, which then count as completed and not as a failure. Default 1e-10.
   */
  readonly tolerance?: number;
  /** Stop when ‖∇f‖∞ is at most this, absolute. Default 0: not a criterion. */
  readonly gradientTolerance?: number;
  /** Stop when a step lowers f by at most this share of |f|. Default 0: not a criterion. */
  readonly decreaseTolerance?: number;
  /** Stop when a step moves x by at most this share of ‖x‖∞. Default 0: not a criterion. */
  readonly stepTolerance?: number;
  /** Bound on the steps of this call. Default: the method's own. */
  readonly maxIterations?: number;
  /** Bound on evaluations of f. Default: none. */
  readonly maxEvaluations?: number;
  /** Bound on the time, in seconds. Default: none. */
  readonly maxSeconds?: number;
  /** Ends the run with status 'aborted'. */
  readonly signal?: AbortSignal;
  /** Called after each step with the iterate it led to; returning false stops. */
  readonly onIteration?: (iterate: S) => unknown;
}

export interface CheckedOptions {
  readonly tolerance: number;
  readonly gradientTolerance: number;
  readonly decreaseTolerance: number;
  readonly stepTolerance: number;
  readonly maxIterations: number;
  readonly maxEvaluations: number;
  readonly maxSeconds: number;
  readonly signal: AbortSignal | undefined;
}

const NAMES = [
  'tolerance',
  'gradientTolerance',
  'decreaseTolerance',
  'stepTolerance',
  'maxIterations',
  'maxEvaluations',
  'maxSeconds',
  'signal',
  'onIteration',
] as const;

/**
 * The options with their defaults.
 * @throws TypeError for an unknown option or a wrong kind, RangeError for a value that cannot be used
 */
export const checkedOptions = (
  where: string,
  options: MinimizeOptions<never>,
  defaultIterations: number | undefined,
): CheckedOptions => {
  if (typeof options !== 'object' || options === null) {
    throw typeError(where, 'options', 'an object', options);
  }
  unknownOptions(where, options, NAMES);
  const number = (
    name: Exclude<(typeof NAMES)[number], 'signal' | 'onIteration'>,
    fallback: number,
    expected: string,
    fits: (value: number) => boolean,
  ): number => {
    const value = options[name] ?? fallback;
    if (typeof value !== 'number') throw typeError(where, name, expected, value);
    if (!fits(value)) throw rangeError(where, name, expected, value);
    return value;
  };
  const share = (name: Parameters<typeof number>[0], fallback: number) =>
    number(
      name,
      fallback,
      'a non-negative finite number',
      (v) => v >= 0 && v < Number.POSITIVE_INFINITY,
    );
  const count = (name: Parameters<typeof number>[0], fallback: number) =>
    number(
      name,
      fallback,
      'a non-negative integer or Infinity',
      (v) => v >= 0 && (Number.isSafeInteger(v) || v === Number.POSITIVE_INFINITY),
    );
  const { signal, onIteration } = options;
  if (signal !== undefined && !(typeof signal === 'object' && 'aborted' in signal)) {
    throw typeError(where, 'signal', 'an AbortSignal', signal);
  }
  if (onIteration !== undefined && typeof onIteration !== 'function') {
    throw typeError(where, 'onIteration', 'a function', onIteration);
  }
  const tolerance = share('tolerance', 1e-10);
  const gradientTolerance = share('gradientTolerance', 0);
  const decreaseTolerance = share('decreaseTolerance', 0);
  const stepTolerance = share('stepTolerance', 0);
  const fixed = tolerance + gradientTolerance + decreaseTolerance + stepTolerance === 0;
  if (fixed && options.maxIterations === undefined) {
    throw rangeError(where, 'maxIterations', 'given when tolerance is 0', undefined);
  }
  return {
    tolerance,
    gradientTolerance,
    decreaseTolerance,
    stepTolerance,
    maxIterations: count('maxIterations', defaultIterations ?? 1000),
    maxEvaluations: count('maxEvaluations', Number.POSITIVE_INFINITY),
    maxSeconds: number('maxSeconds', Number.POSITIVE_INFINITY, 'a positive number', (v) => v > 0),
    signal,
  };
};

/** Whether the run is a fixed number of steps, whatever the iterates show. */
export const isFixed = (o: CheckedOptions): boolean =>
  o.tolerance === 0 &&
  o.gradientTolerance === 0 &&
  o.decreaseTolerance === 0 &&
  o.stepTolerance === 0;
