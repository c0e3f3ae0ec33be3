/**
 * A penalty P(w) on coefficients. It is handed the penalised coefficients and nothing else: an
 * intercept is never penalised, and so never among them.
 *
 * Whether it has a gradient is in the type: `smooth` tells the two apart.
 */
interface PenaltyBase {
  readonly name: string;
  /** P, written as on paper. */
  readonly formula: string;
  /** The strengths, for reports and serialization. */
  readonly l1: number;
  readonly l2: number;
  /** P(w). */
  readonly value: (w: Float64Array) => number;
  /**
   * The proximal operator: argmin_z P(z) + ‖z − w‖²/(2·step), into `out` (default: a new array;
   * it may be w).
   */
  readonly prox: (w: Float64Array, step: number, out?: Float64Array) => Float64Array;
  /** The same for one coefficient, by its index. */
  readonly proxAt: (index: number, w: number, step: number) => number;
  /** P*(u) = sup_w u·w − P(w). */
  readonly conjugate: (u: Float64Array) => number;
  /**
   * How far w is from optimal for smooth part + P: the largest distance, over the coefficients, of
   * −gradient to the subdifferential ∂P(w). Zero exactly at a minimum.
   */
  readonly violation: (w: Float64Array, gradient: Float64Array) => number;
}

/** A penalty with a gradient, which any method takes. */
export interface SmoothPenalty extends PenaltyBase {
  readonly smooth: true;
  /** ∇P(w) into `out` (default: a new array; it may be w). */
  readonly gradient: (w: Float64Array, out?: Float64Array) => Float64Array;
  /** The Hessian of P is this times the identity. */
  readonly curvature: number;
}

/** A penalty with a kink at 0, for proximal methods. It has no `gradient` to call by mistake. */
export interface NonsmoothPenalty extends PenaltyBase {
  readonly smooth: false;
}

export type Penalty = SmoothPenalty | NonsmoothPenalty;
