import type { Metric } from './quasi-newton/step.ts';

/** v ↦ D⁻¹v: variables in units of their own curvature. Those without any are left unscaled. */
export const diagonalMetric =
  (diagonal: Float64Array): Metric =>
  (v) =>
    v.map((vi, i) => (diagonal[i] > 0 ? vi / diagonal[i] : vi));
