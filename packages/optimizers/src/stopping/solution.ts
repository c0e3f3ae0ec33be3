import type { Certificate, Iterate } from '../method.ts';
import type { Status } from './status.ts';

/** Where a run ended and why. */
export interface Solution<S extends Iterate = Iterate> {
  /** The last good iterate: value and gradient there are finite, whatever ended the run. */
  readonly x: Float64Array;
  /** f(x); NaN if f could not be evaluated even once. */
  readonly value: number;
  readonly gradient: Float64Array;
  /** ‖∇f(x)‖∞; for a Composite the largest distance of −∇f from the penalty's subdifferential. */
  readonly gradientNorm: number;
  /** Bound on or estimate of f(x) − f*, absolute; null if the method came by none. */
  readonly certificate: Certificate | null;
  /** Steps of this run. */
  readonly iterations: number;
  /** Evaluations of f, with or without gradient. */
  readonly evaluations: number;
  /**
   * Reads of the data by the price list: evaluation, Hessian-vector product and curvature 1 each,
   * a new line 1, further trials on it 0, a walk over the terms 1. A request to a sample or for a batch
   * counts by its share of the rows.
   */
  readonly passes: number;
  readonly status: Status;
  /** The status in words, with causes and advice. */
  readonly message: string;
  /** status === 'converged'. */
  readonly converged: boolean;
  /** What the objective threw, where status is 'threw'. */
  readonly error?: unknown;
  /** The method's state: hand it in as x0 to go on from here. */
  readonly state: S;
}
