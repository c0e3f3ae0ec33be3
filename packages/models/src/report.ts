import type { Certificate, Solution } from '@betahat/optimizers';

/** How a fit went: plain data, also in the model's JSON. */
export interface FitReport {
  /** The certificate is at or below the tolerance. */
  readonly converged: boolean;
  /** Why the fit ended, as data (see Solution of @betahat/optimizers). */
  readonly status: Solution['status'];
  /** The same in words, with causes and advice. */
  readonly message: string;
  /** Name of the method. */
  readonly solver: string;
  /** Why this method was taken. */
  readonly reason: string;
  readonly iterations: number;
  /** Reads of the whole data. */
  readonly passes: number;
  /** J(W, b) at the returned coefficients: the weighted sum of losses plus the penalty. */
  readonly objective: number;
  /** Estimated J − J*, relative to max(|J|, tiny); null if the method came by none. */
  readonly certificate: Certificate | null;
  /** Largest absolute entry of the gradient of J. */
  readonly gradientNorm: number;
  readonly seconds: number;
  readonly threads: number;
}

/** What onIteration is told after each iteration. */
export interface FitProgress {
  /** Iterations done, 1 for the first. */
  readonly iteration: number;
  /** J at the coefficients that this iteration reached. */
  readonly objective: number;
  readonly gradientNorm: number;
  /** Estimated J − J*, relative to max(|J|, tiny); null if not known at this iterate. */
  readonly certificate: Certificate | null;
}

const TINY = 1e-300;

/** The certificate relative to the objective, as tolerances are. */
export const relativeCertificate = (
  certificate: Certificate | null,
  objective: number,
): Certificate | null =>
  certificate === null
    ? null
    : { ...certificate, value: certificate.value / Math.max(Math.abs(objective), TINY) };
