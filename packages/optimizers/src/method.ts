import type { Answer, Ask, OptionalRequest, RequestOf, SampleRequest } from './request.ts';

/**
 * A bound on, or an estimate of, how far f(x) lies above its minimum.
 *
 * - newtonDecrement: ½ gᵀH⁻¹g, exact to second order (Boyd & Vandenberghe, Convex Optimization, 9.5.1)
 * - sampledDecrement: ½ gᵀM⁻¹g with M ≈ H from a random sample of rows, raised by the sample's spread and by
 *   what steps fell beyond it: holds with high probability unless few rows carry a variable
 * - dualityGap: f(x) less the dual objective: a true upper bound
 * - gradientNorm: the gradient is exactly zero
 * - estimate: the method's own guess, where the objective cannot say more
 */
export interface Certificate {
  readonly kind:
    | 'newtonDecrement'
    | 'sampledDecrement'
    | 'dualityGap'
    | 'gradientNorm'
    | 'estimate';
  /** f(x) − f*, absolute, in the units of f. */
  readonly value: number;
}

/**
 * Why a method sees no way on from its iterate.
 *
 * - floor: the next decrease is below what floating point shows
 * - lineSearchFailed: no acceptable point along the direction
 * - notFinite: the objective answered NaN or an infinity where a step needs numbers
 */
export type Ending = 'floor' | 'lineSearchFailed' | 'notFinite';

/**
 * Where a method stands: plain data, which survives JSON (see encodeState). Each method adds what
 * its next step needs. Before the first evaluation `value` is NaN and `gradient` empty.
 */
export interface Iterate {
  readonly x: Float64Array;
  readonly value: number;
  readonly gradient: Float64Array;
  /** Steps that led here. */
  readonly iteration: number;
  readonly certificate: Certificate | null;
  /** A cheap guess of f(x) − f*; once it meets the tolerance the driver asks for a proof. */
  readonly estimate?: number;
  /** Largest violation of optimality where F is not smooth; `gradient` is then that of f alone. */
  readonly residual?: number;
  /** The Newton step at x, where the method knows it. */
  readonly direction?: Float64Array;
  /** Steps do not contract although the value hardly falls: is there a minimum at all? */
  readonly suspect?: boolean;
  /** The method's metric here is scaled by itself: a proof need not bring the diagonal for it. */
  readonly scaled?: boolean;
  readonly ending?: Ending;
}

/**
 * A minimiser: a name, what it asks of an objective, and two pure functions over plain-data state.
 * `step` never changes its input. On a state that is not yet evaluated it only evaluates (the
 * iteration stays 0); afterwards it makes one step and leaves value and gradient at the new point.
 *
 * `S` is the state, `A` the abilities that the objective must have.
 */
export interface Method<S extends Iterate, A extends Ask> {
  readonly name: string;
  /** The abilities without which the method cannot work. */
  readonly asks: readonly A[];
  /** Default bound on iterations. */
  readonly maxIterations?: number;
  readonly start: (x0: Float64Array) => S;
  readonly step: (state: S) => Generator<RequestOf<A> | OptionalRequest | SampleRequest, S, Answer>;
  /**
   * v ↦ an approximation of H⁻¹v at this state, from `base` where the method has no better start; it
   * speeds up proofs of the optimum.
   */
  readonly metric?: (
    state: S,
    base?: (v: Float64Array) => Float64Array,
  ) => (v: Float64Array) => Float64Array;
}

/** The work of a method in progress: requests out, answers in, `Result` at the end. */
export type Work<A extends Ask, Result> = Generator<
  RequestOf<A> | OptionalRequest | SampleRequest,
  Result,
  Answer
>;

/** The part of a state that every method starts from. */
export const unevaluated = (x0: Float64Array): Iterate => ({
  x: x0.slice(),
  value: Number.NaN,
  gradient: new Float64Array(0),
  iteration: 0,
  certificate: null,
});

/** Whether value and gradient at x are known. */
export const isEvaluated = (state: Iterate): boolean => !Number.isNaN(state.value);
