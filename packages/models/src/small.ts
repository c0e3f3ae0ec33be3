/**
 * LogisticRegression and SoftmaxRegression for small tables in a small bundle: dense rows, l2 > 0.
 * What it does not do is rejected by name; @betahat/models does it under the same names.
 */
export { ConvergenceError } from './errors.ts';
export type { Label, Labels, NumericLabels } from './labels.ts';
export type { LogisticJSON } from './logistic-regression.ts';
export type { Row } from './predict/rows.ts';
export type { FitProgress, FitReport } from './report.ts';
export type { ClassWeight, SampleWeight } from './row-weights.ts';
export { LogisticRegression, type SmallLogisticOptions } from './small/logistic-regression.ts';
export type { DenseRows } from './small/newton-fit.ts';
export { type SmallSoftmaxOptions, SoftmaxRegression } from './small/softmax-regression.ts';
export type { SoftmaxJSON } from './softmax-regression.ts';
