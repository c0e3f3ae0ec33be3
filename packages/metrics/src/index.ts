export { accuracy } from './accuracy.ts';
export {
  type ConfusionMatrix,
  type ConfusionOptions,
  confusionMatrix,
} from './confusion-matrix.ts';
export type { Label, Labels } from './labels.ts';
export { type LogLossOptions, logLoss } from './log-loss.ts';
export type { Probabilities } from './probabilities.ts';
export type { Weighted } from './weights.ts';
