export { accuracy } from './accuracy.ts';
export { auc } from './auc.ts';
export type { Average, AveragedOptions } from './averaged-scores.ts';
export { type BalancedAccuracyOptions, balancedAccuracy } from './balanced-accuracy.ts';
export { type BrierOptions, brier } from './brier.ts';
export type { CalibrationCurve, CalibrationOptions } from './calibration-bins.ts';
export { calibrationCurve } from './calibration-curve.ts';
export type { PrecisionRecallOptions } from './class-hits.ts';
export {
  type ConfusionMatrix,
  type ConfusionOptions,
  confusionMatrix,
} from './confusion-matrix.ts';
export {
  type CalibrationErrorOptions,
  expectedCalibrationError,
} from './expected-calibration-error.ts';
export { fScore } from './f-score.ts';
export type { Label, Labels } from './labels.ts';
export { type LogLossOptions, logLoss } from './log-loss.ts';
export { matthews } from './matthews.ts';
export { precision } from './precision.ts';
export { type PrecisionRecall, precisionRecall } from './precision-recall.ts';
export {
  averagePrecision,
  type PrecisionRecallCurve,
  type PrecisionRecallCurveOptions,
  precisionRecallCurve,
} from './precision-recall-curve.ts';
export type { Probabilities } from './probabilities.ts';
export { recall } from './recall.ts';
export { type RocAucOptions, rocAuc } from './roc-auc.ts';
export { type RocCurve, type RocOptions, rocCurve } from './roc-curve.ts';
export type { Weighted } from './weights.ts';
