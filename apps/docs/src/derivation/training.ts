import { dense } from '@betahat/linalg';
import { LogisticRegression, SoftmaxRegression } from '@betahat/models';
import { CLASSES, drawn } from './drawn.ts';
import { descend } from './steps/descend.ts';
import { descendClasses } from './steps/softmax-descend.ts';

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

/** Where the default solver ends on the same rows: no intercept, no penalty, as in the notebook. */
export const optimum = (name: TrainingName) => {
  const { X, y } = drawn()[name];
  const options = { intercept: false, l2: 0 };
  const labels =
    name === 'cell6'
      ? Array.from(y)
      : Array.from({ length: X.rows }, (_, row) => y.indexOf(1, row * CLASSES) - row * CLASSES);
  const { report } =
    name === 'cell6'
      ? LogisticRegression.fit(X, labels, options)
      : SoftmaxRegression.fit(X, labels, options);
  return { loss: report.objective, iterations: report.iterations, solver: report.solver };
};
