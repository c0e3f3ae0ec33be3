export { accuracy } from './accuracy.ts';
export { auc } from './auc.ts';
export { type BalancedAccuracyOptions, balancedAccuracy } from './balanced-accuracy.ts';
export { type BrierOptions, brier } from './brier.ts';
export {
  type CalibrationCurve,
  type CalibrationErrorOptions,
  type CalibrationOptions,
  calibrationCurve,
  expectedCalibrationError,
} from './calibration.ts';
export {
  type ConfusionMatrix,
  type ConfusionOptions,
  confusionMatrix,
} from './confusion-matrix.ts';
export type { Label, Labels } from './labels.ts';
export { type LogLossOptions, logLoss } from './log-loss.ts';
export { matthews } from './matthews.ts';
export {
  type Average,
  type AveragedOptions,
  fScore,
  type PrecisionRecall,
  type PrecisionRecallOptions,
  precision,
  precisionRecall,
  recall,
} from './precision-recall.ts';
export {
  averagePrecision,
  type PrecisionRecallCurve,
  type PrecisionRecallCurveOptions,
  precisionRecallCurve,
} from './precision-recall-curve.ts';
export type { Probabilities } from './probabilities.ts';
export { type RocAucOptions, rocAuc } from './roc-auc.ts';
export { type RocCurve, type RocOptions, rocCurve } from './roc-curve.ts';
export type { Weighted } from './weights.ts';
