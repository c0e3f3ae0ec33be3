export { binaryCrossEntropy } from './binary-cross-entropy.ts';
export { binaryCrossEntropyBlock } from './binary-cross-entropy-block.ts';
export { binaryCrossEntropyOnProbabilities } from './binary-cross-entropy-on-probabilities.ts';
export { brier, categoricalBrier } from './brier.ts';
export { categoricalCrossEntropy } from './categorical-cross-entropy.ts';
export { categoricalCrossEntropyBlock } from './categorical-cross-entropy-block.ts';
export { categoricalCrossEntropyOnProbabilities } from './categorical-cross-entropy-on-probabilities.ts';
export { classBalancedWeights } from './class-balanced-weights.ts';
export { conjugate } from './conjugate.ts';
export { gradientWrtLogits } from './gradient-wrt-logits.ts';
export { gradientWrtPredictions } from './gradient-wrt-predictions.ts';
export { hessianVector } from './hessian-vector.ts';
export { labelSmoothing } from './label-smoothing.ts';
export { lossValue } from './loss-value.ts';
export { elasticNet } from './penalties/elastic-net.ts';
export { l1 } from './penalties/l1.ts';
export { l2 } from './penalties/l2.ts';
export { none } from './penalties/none.ts';
export type { NonsmoothPenalty, Penalty, SmoothPenalty } from './penalties/types.ts';
export { squaredError } from './squared-error.ts';
export { binaryTargets, checkTargets, classTargets } from './targets.ts';
export type {
  BatchGradient,
  BatchProduct,
  BatchValue,
  Block,
  BlockLoss,
  Domain,
  GradientOptions,
  Loss,
  LossOptions,
  Reduction,
  TargetReader,
} from './types.ts';
export { totalWeight } from './weights.ts';
