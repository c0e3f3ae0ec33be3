/** What the user asked `betahat fit` for. */
export interface FitOptions {
  readonly target: string;
  /** Only these columns. */
  readonly columns?: readonly string[];
  /** All but these. */
  readonly exclude?: readonly string[];
  readonly l2: number;
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
