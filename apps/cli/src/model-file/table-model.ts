import type { Standardize } from '@betahat/features';
import type { Model } from '../fit/fit-model.ts';

/** A model together with what it needs to read a table: what `fit` writes and `predict` reads. */
export interface TableModel {
  /** Name of the column that the model predicts. */
  readonly target: string;
  /** From columns by name to the columns of the model. */
  readonly scaling: Standardize;
  readonly model: Model;
}

export const FORMAT = 'betahat/table-model';

/** The format that this release writes, and the newest that it reads. */
export const VERSION = 1;
