import { Standardize } from '@betahat/features';
import type { DenseMatrix } from '@betahat/linalg';
import type { Label } from '@betahat/models';
import { plural } from '../print/numbers.ts';
import { quoteAll } from '../print/quote.ts';
import { UserError } from '../user-error.ts';
import type { HeldOut } from './hold-out.ts';
import { toMatrices } from './matrices.ts';
import type { ReadRows } from './read-rows.ts';

/** Rows of one side of the split. */
export interface Side {
  /** Standardized by the training rows' means and deviations. */
  readonly X: DenseMatrix;
  readonly labels: readonly Label[];
}

/** What the model is fitted on and what it is judged by. */
export interface TrainingData {
  readonly scaling: Standardize;
  /** Names of columns with one and the same number in every training row; they are not in X. */
  readonly constant: readonly string[];
  readonly train: Side;
  readonly test: Side;
}

/**
 * Splits the rows, and standardizes both sides by the training rows alone. `read.blocks` is empty
 * afterwards.
 *
 * @throws UserError if no column varies, or one spans more than doubles can hold
 */
export const trainingData = (
  file: string,
  names: readonly string[],
  read: ReadRows,
  heldOut: HeldOut,
): TrainingData => {
  const raw = toMatrices(read.blocks, names.length, heldOut.isTest, heldOut.testRows);
  const fitted = fitScaling(file, raw.train, names);
  if (fitted.names.length === 0) {
    throw new UserError(
      `${file}: no column varies over the ${plural(raw.train.rows, 'training row')}: ${quoteAll(names)}`,
    );
  }
  return {
    // Constant columns are not asked for again at prediction.
    scaling: Standardize.fromJSON({ ...fitted.toJSON(), inputs: fitted.names }),
    constant: fitted.dropped,
    train: { X: fitted.transform(raw.train), labels: labelsOf(read, heldOut, 0) },
    test: { X: fitted.transform(raw.test), labels: labelsOf(read, heldOut, 1) },
  };
};

const fitScaling = (file: string, train: DenseMatrix, names: readonly string[]): Standardize => {
  try {
    return Standardize.fit(train, { names });
  } catch (error) {
    if (error instanceof RangeError) {
      throw new UserError(`${file}: ${error.message.replace(/^Standardize\.fit: /, '')}`);
    }
    throw error;
  }
};

const labelsOf = ({ classes }: ReadRows, { isTest }: HeldOut, held: 0 | 1): Label[] => {
  const some: Label[] = [];
  classes.codes.forEach((code, row) => {
    if (isTest[row] === held) some.push(classes.labels[code]!);
  });
  return some;
};
