import { softmax } from '@betahat/activations';

/** exp(o) of each class over their sum, for every row of logits */
export const predictClasses = (logits: Float64Array, classes: number) =>
  softmax(logits, classes);
