import type { InputWords } from '../input/input.ts';
import type { ColumnWishes } from './choose-columns.ts';

/** What the user asked `betahat fit` for. */
export interface FitOptions extends Omit<InputWords, 'files'>, ColumnWishes {
  /** What a hole among numbers is taken for. */
  readonly holes?: 'mean' | 'median' | 'mostFrequent' | 'error';
  readonly l1: number;
  readonly l2: number;
  /** Classes count alike, however many rows they have. */
  readonly balanced?: boolean;
  /** Undefined where the user did not say: 0.25, or none of a table that is too small. */
  readonly testSize?: number;
  readonly seed: number;
  readonly tolerance?: number;
  readonly maxIterations?: number;
  /** Where to write the model. */
  readonly model?: string;
  /** How many coefficients to show. */
  readonly top?: number;
  readonly json?: boolean;
}
