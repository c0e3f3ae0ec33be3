export { identity, identityActivation, identityVjp } from './identity.ts';
export { logSigmoid, logSigmoidActivation, logSigmoidVjp } from './log-sigmoid.ts';
export { logSoftmax, logSoftmaxActivation, logSoftmaxRow, logSoftmaxVjp } from './log-softmax.ts';
export { relu, reluActivation, reluVjp } from './relu.ts';
export { shiftRow } from './shift-row.ts';
export { sigmoid, sigmoidActivation, sigmoidVjp } from './sigmoid.ts';
export { sigmoidPairs } from './sigmoid-pairs.ts';
export { softmax, softmaxActivation, softmaxRow, softmaxVjp } from './softmax.ts';
export { softplus, softplusActivation, softplusVjp } from './softplus.ts';
export { tanh, tanhActivation, tanhVjp } from './tanh.ts';
export type {
  Activation,
  Elementwise,
  ElementwiseActivation,
  ElementwiseVjp,
  RowActivation,
  RowVjp,
  Rowwise,
} from './types.ts';
