import { dense } from '@betahat/linalg';
import { minimizeConvex } from '@betahat/optimizers';
import { CLASSES, drawn } from './drawn.ts';
import { descend } from './steps/descend.ts';
import { descendClasses } from './steps/softmax-descend.ts';
import { trainingLoss } from './training-loss.ts';

export type TrainingName = 'cell6' | 'cell13';

/** The loss after each epoch of gradient descent, as an endless run of numbers. */
export function* losses(name: TrainingName, rate: number): Generator<number, never> {
  const { X, y, start } = drawn()[name];
  const run =
    name === 'cell6'
      ? descend(X, y, start, rate)
      : descendClasses(X, y, dense(X.cols, CLASSES, start), rate);
  for (;;) {
    const { value, done } = run.next();
    if (done) throw new Error('gradient descent came to an end');
    yield value.loss;
  }
}

/** Where Newton's method ends on the same rows, from zeros: no intercept, no penalty, as in the notebook. */
export const optimum = (name: TrainingName) => {
  const { X, y } = drawn()[name];
  const { loss, parameters } = trainingLoss(X, y, name === 'cell6' ? 1 : CLASSES);
  const { value, iterations } = minimizeConvex(loss, new Float64Array(parameters));
  return { loss: value, iterations };
};
