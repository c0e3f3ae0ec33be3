import type { Label, FitReport as ModelReport } from '@betahat/models';
import type { ClassEffects } from './effects.ts';
import type { Score } from './evaluate.ts';

/** Everything that `betahat fit` tells; `--json` prints it as it is. */
export interface FitReport {
  /** Version of the program. */
  readonly betahat: string;
  readonly file: string;
  readonly rows: number;
  readonly target: string;
  readonly classes: readonly { readonly label: Label; readonly rows: number }[];
  /** Columns of the model in the order of the file. */
  readonly columns: readonly string[];
  /** Columns that are not in the model and were not excluded by the user. */
  readonly leftOut: readonly {
    readonly column: string;
    readonly reason: 'not numeric' | 'constant';
    /** The cell or type that makes a column not numeric. */
    readonly detail: string | null;
  }[];
  readonly model: 'logistic' | 'softmax';
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
