export { RandomState, type Size } from './random-state.ts';
export type { Shuffleable } from './shuffle.ts';
export type { FoldOptions } from './splits/fold-options.ts';
export { groupKFold } from './splits/group-k-fold.ts';
export { kFold } from './splits/k-fold.ts';
export type { Label } from './splits/labels.ts';
export type { Split } from './splits/split.ts';
export { stratifiedKFold } from './splits/stratified-k-fold.ts';
export { type TrainTestSplitOptions, trainTestSplit } from './splits/train-test-split.ts';
