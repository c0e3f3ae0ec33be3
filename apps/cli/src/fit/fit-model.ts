import type { DenseMatrix } from '@betahat/linalg';
import {
  ConvergenceError,
  type Label,
  LogisticRegression,
  SeparationError,
  SoftmaxRegression,
} from '@betahat/models';
import { quoteAll } from '../print/quote.ts';

export type Model = LogisticRegression<Label> | SoftmaxRegression<Label>;

export interface ModelOptions {
  readonly l2: number;
  readonly tolerance?: number | undefined;
  readonly maxIterations?: number | undefined;
}

/** A fit that did not come to a minimum; exit code 1. */
export class FitFailure extends Error {
  override readonly name = 'FitFailure';
  /** The model as far as the fit came; null where there is none. */
  readonly model: Model | null;

  constructor(message: string, model: Model | null) {
    super(message);
    this.model = model;
  }
}

/**
 * Fits two classes by logistic, more by softmax regression.
 *
 * @param names of the columns of X, for messages
 * @throws FitFailure if the tolerance was not reached or there is no minimum
 */
export const fitModel = (
  X: DenseMatrix,
  y: readonly Label[],
  classes: number,
  names: readonly string[],
  { l2, tolerance, maxIterations }: ModelOptions,
): Model => {
  const options = {
    l2,
    ...(tolerance === undefined ? {} : { tolerance }),
    ...(maxIterations === undefined ? {} : { maxIterations }),
  };
  try {
    return classes === 2
      ? LogisticRegression.fit(X, y, options)
      : SoftmaxRegression.fit(X, y, options);
  } catch (error) {
    if (error instanceof SeparationError) throw separated(error, names);
    if (error instanceof ConvergenceError) {
      throw new FitFailure(error.report.message, error.model as unknown as Model);
    }
    throw error;
  }
};

const separated = ({ columns }: SeparationError, names: readonly string[]): FitFailure => {
  const atWork = quoteAll(columns.map((j) => names[j]!));
  return new FitFailure(
    `the columns ${atWork} tell the classes apart without error, so without a penalty there is no best fit; give --l2 above 0`,
    null,
  );
};
