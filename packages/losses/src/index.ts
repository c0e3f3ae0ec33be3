export { binaryCrossEntropy } from './binary-cross-entropy.ts';
export { binaryCrossEntropyBlock } from './binary-cross-entropy-block.ts';
export { binaryCrossEntropyOnProbabilities } from './binary-cross-entropy-on-probabilities.ts';
export { categoricalCrossEntropy } from './categorical-cross-entropy.ts';
export { categoricalCrossEntropyBlock } from './categorical-cross-entropy-block.ts';
export { categoricalCrossEntropyOnProbabilities } from './categorical-cross-entropy-on-probabilities.ts';
export { lossOf } from './loss-of.ts';
export { binaryTargets, checkTargets, classTargets } from './targets.ts';
export type {
  BatchGradient,
  BatchValue,
  Block,
  BlockLoss,
  GradientOptions,
  Loss,
  LossOptions,
  Reduction,
  RowLoss,
  TargetReader,
  Targets,
} from './types.ts';
export { totalWeight } from './weights.ts';
