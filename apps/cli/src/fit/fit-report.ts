import type { ColumnType } from '@betahat/features';
import type { Label, FitReport as ModelReport } from '@betahat/models';
import type { Score } from '../score/score.ts';
import type { ClassEffects } from './effects.ts';

/** Everything that `betahat fit` tells; `--json` prints it as it is. */
export interface FitReport {
  /** Version of the program. */
  readonly betahat: string;
  readonly file: string;
  readonly rows: number;
  readonly target: string;
  readonly classes: readonly { readonly label: Label; readonly rows: number }[];
  /** Columns of the table that the model reads, in its order. */
  readonly columns: readonly string[];
  /** How each of these is used. */
  readonly types: readonly ColumnType[];
  /** Columns that are not in the model and were not excluded by the user. */
  readonly leftOut: readonly LeftOut[];
  readonly model: 'logistic' | 'softmax';
  readonly l1: number;
  readonly l2: number;
  readonly trainingRows: number;
  readonly effects: readonly ClassEffects[];
  readonly fit: ModelReport;
  readonly secondsReading: number;
  /** Null where no rows were held out. */
  readonly heldOut: (Score & { readonly testSize: number; readonly seed: number }) | null;
  readonly warnings: readonly string[];
  /** The file that the model was written to, if any. */
  readonly modelFile: string | null;
}

/** Empty: holes only. Identifier: text that is another in nearly every row. Nested: lists or records. */
export interface LeftOut {
  readonly column: string;
  readonly reason: 'empty' | 'constant' | 'identifier' | 'nested';
}
