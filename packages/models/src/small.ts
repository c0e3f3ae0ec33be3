/**
 * LogisticRegression for small tables in a small bundle: dense rows, two classes, l2 > 0.
 * What it does not do is rejected by name; @betahat/models does it under the same names.
 */
export { ConvergenceError } from './errors.ts';
export type { Label, Labels, NumericLabels } from './labels.ts';
export type { LogisticJSON } from './logistic-regression.ts';
export type { Row } from './predict/rows.ts';
export type { FitProgress, FitReport } from './report.ts';
export type { ClassWeight, SampleWeight } from './row-weights.ts';
export {
  type DenseRows,
  LogisticRegression,
  type SmallLogisticOptions,
} from './small/logistic-regression.ts';
