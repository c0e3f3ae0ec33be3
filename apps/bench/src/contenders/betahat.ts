import { LogisticRegression, SoftmaxRegression } from '@betahat/models';
import type { Contender } from '../problem.ts';

/** The models with their default solver. */
export const betahat: Contender = {
  name: 'betahat',
  fit: ({ X, y, classes, l2 }, tolerance) => {
    const options = { l2, tolerance, onUnconverged: 'return' } as const;
    if (classes === 2) {
      const model = LogisticRegression.fit(X, y, options);
      return { W: model.coefficients, b: Float64Array.of(model.intercept) };
    }
    const model = SoftmaxRegression.fit(X, y, options);
    return { W: Float64Array.from(model.coefficients.data), b: model.intercepts };
  },
};
