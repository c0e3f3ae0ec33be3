import {
  type Label,
  LogisticRegression,
  SeparationError,
  SoftmaxRegression,
} from '@betahat/models';
import { quoteAll } from '../print/quote.ts';
import type { Side } from './training-data.ts';

export type Model = LogisticRegression<Label> | SoftmaxRegression<Label>;

export interface ModelOptions {
  readonly l2: number;
  readonly tolerance?: number | undefined;
  readonly maxIterations?: number | undefined;
}

/** A fit that did not come to a minimum; exit code 1. */
export class FitFailure extends Error {
  override readonly name = 'FitFailure';
}

/**
 * Fits two classes by logistic, more by softmax regression. A fit that did not reach its tolerance
 * comes back as far as it came, with the failure beside it.
 *
 * @param names of the columns of X, for messages
 * @throws FitFailure if there is no minimum
 */
export const fitModel = (
  { X, labels }: Side,
  classes: number,
  names: readonly string[],
  { l2, tolerance, maxIterations }: ModelOptions,
): { model: Model; failure: FitFailure | null } => {
  const options = {
    l2,
    ...(tolerance === undefined ? {} : { tolerance }),
    ...(maxIterations === undefined ? {} : { maxIterations }),
    onUnconverged: 'return',
  } as const;
  try {
    const model =
      classes === 2
        ? LogisticRegression.fit(X, labels, options)
        : SoftmaxRegression.fit(X, labels, options);
    const { converged, message } = model.report;
    return { model, failure: converged ? null : new FitFailure(message) };
  } catch (error) {
    if (error instanceof SeparationError) throw separated(error, names);
    throw error;
  }
};

const separated = ({ columns }: SeparationError, names: readonly string[]): FitFailure => {
  const atWork = quoteAll(columns.map((j) => names[j]!));
  const subject =
    columns.length === 1 ? `the column ${atWork} tells` : `the columns ${atWork} tell`;
  return new FitFailure(
    `${subject} the classes apart without error, so without a penalty there is no best fit; give --l2 above 0`,
  );
};
