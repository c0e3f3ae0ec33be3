import { rangeError, typeError } from '@betahat/linalg/check';
import type { Loss } from './types.ts';

/**
 * The same loss on smoothed targets: a share ε of every target is spread evenly over the classes.
 *
 *     y′ₖ = (1 − ε) yₖ + ε/K          (binary: K = 2, y′ = (1 − ε) y + ε/2)
 *
 * Only the targets change, so value, gradients, Hessian and conjugate are those of the loss at y′.
 *
 * @param loss a loss whose targets are probabilities
 * @param epsilon ε ∈ [0, 1]
 * @throws TypeError when the targets of the loss are no probabilities (squared error)
 * @throws RangeError when ε is outside [0, 1]
 * @see C. Szegedy et al., Rethinking the Inception Architecture for Computer Vision, 2016, section 7
 * @example
 * import { binaryCrossEntropy, gradientWrtLogits, labelSmoothing } from '@betahat/losses';
 * gradientWrtLogits(labelSmoothing(binaryCrossEntropy, 0.25), [0], [1]); // Float64Array [-0.375]
 */
export const labelSmoothing = (loss: Loss, epsilon: number): Loss => {
  if (!(epsilon >= 0 && epsilon <= 1)) {
    throw rangeError('labelSmoothing', 'epsilon', 'a number in [0, 1]', epsilon);
  }
  if (loss.classes === 0) {
    throw typeError('labelSmoothing', 'loss', 'a loss on probabilities of classes', loss.name);
  }
  return {
    ...loss,
    name: `labelSmoothing(${loss.name})`,
    targets: (where, targets, rows) => {
      const read = loss.targets(where, targets, rows);
      return (i, y) => {
        read(i, y);
        for (let j = 0; j < y.length; j++) y[j] = (1 - epsilon) * y[j]! + epsilon / loss.classes;
      };
    },
  };
};
