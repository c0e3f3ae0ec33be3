import { sigmoid } from '@betahat/activations';
import { binaryCrossEntropy, gradientWrtLogits, lossValue } from '@betahat/losses';

/** What a logit costs if the label is y. */
export interface Outcome {
  readonly y: number;
  readonly loss: number;
  /** −log ŷ or −log(1 − ŷ), from a probability that has been rounded. */
  readonly textbook: number;
  readonly residual: number;
}

export const outcomes = (logit: number): Outcome[] => {
  const probability = sigmoid(logit);
  return [1, 0].map((y) => ({
    y,
    loss: lossValue(binaryCrossEntropy, [logit], [y]),
    textbook: -Math.log(y === 1 ? probability : 1 - probability),
    residual: gradientWrtLogits(binaryCrossEntropy, [logit], [y])[0]!,
  }));
};
