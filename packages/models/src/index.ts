export type { Solver } from './choose-solver.ts';
export { ConvergenceError, SeparationError } from './errors.ts';
export type { Label, Labels, NumericLabels } from './labels.ts';
export {
  type BinaryInitial,
  type LogisticAsyncOptions,
  type LogisticJSON,
  type LogisticOptions,
  type LogisticPathOptions,
  LogisticRegression,
} from './logistic-regression.ts';
export type { SolverAsk } from './options.ts';
export type { Penalty } from './path.ts';
export type { Row, Rows } from './predict/rows.ts';
export type { FitProgress, FitReport } from './report.ts';
export type { ClassWeight, SampleWeight } from './row-weights.ts';
export type { SoftLabels } from './soft-labels.ts';
export {
  type SoftmaxAsyncOptions,
  type SoftmaxInitial,
  type SoftmaxJSON,
  type SoftmaxOptions,
  type SoftmaxPathOptions,
  SoftmaxRegression,
} from './softmax-regression.ts';
