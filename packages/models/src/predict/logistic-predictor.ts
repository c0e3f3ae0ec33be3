import { sigmoidPairs } from '@betahat/activations';
import type { DenseMatrix } from '@betahat/linalg';
import { ownFields, rangeError } from '@betahat/linalg/check';
import type { Label } from '../labels.ts';
import { JSON_VERSION, readClasses, readNumber, readNumbers } from './json.ts';
import { type Logits, linearLogits, logitsInto } from './linear-logits.ts';
import { denseOf, isRow, type Row, type Rows } from './rows.ts';

export const LOGISTIC_FORMAT = 'betahat/logistic-regression' as const;

/** The predicting half of a binary model: P(second class | x) = 1/(1 + exp(−(w·x + b))). Immutable. */
export class LogisticPredictor<L extends Label = Label> {
  /** The two labels, sorted; probabilities are in this order. */
  readonly classes: readonly [L, L];
  readonly intercept: number;
  readonly #coefficients: Float64Array;
  readonly #into: Logits;

  /** @internal Use fromJSON, or LogisticRegression.fit. */
  protected constructor(
    classes: readonly L[],
    coefficients: Float64Array,
    intercept: number,
    into = logitsInto,
  ) {
    this.classes = classes as readonly [L, L];
    // JSON has no negative zero: without it here either, a round trip keeps every bit.
    this.#coefficients = coefficients.map((value) => value + 0);
    this.intercept = intercept + 0;
    this.#into = into;
  }

  /**
   * The predictor of a model that toJSON wrote; the report is not read.
   *
   * @throws TypeError or RangeError that names the field, for anything else and for newer versions
   */
  static fromJSON(json: unknown): LogisticPredictor {
    const { classes, coefficients, intercept } = logisticFields('LogisticPredictor.fromJSON', json);
    const predictor = new LogisticPredictor(classes, coefficients, intercept);
    Object.freeze(predictor);
    return predictor;
  }

  /** One coefficient per column; a fresh copy each time, the model itself never changes. */
  get coefficients(): Float64Array {
    return this.#coefficients.slice();
  }

  /** w·x + b: one number for a row, one per row for several. Positive means the second class. */
  decisionFunction(X: Row): number;
  decisionFunction(X: Rows): Float64Array;
  decisionFunction(X: Row | Rows): number | Float64Array {
    const logits = this.#logits('decisionFunction', X);
    return isRow(X) ? logits[0] : logits;
  }

  /** Probabilities in the order of `classes`: two numbers for a row, rows×2 for several. */
  predictProba(X: Row): Float64Array;
  predictProba(X: Rows): DenseMatrix;
  predictProba(X: Row | Rows): Float64Array | DenseMatrix {
    return this.#pairs('predictProba', X, false);
  }

  /** Logarithms of the probabilities, in the same shapes; exact where a probability rounds to 0 or 1. */
  predictLogProba(X: Row): Float64Array;
  predictLogProba(X: Rows): DenseMatrix;
  predictLogProba(X: Row | Rows): Float64Array | DenseMatrix {
    return this.#pairs('predictLogProba', X, true);
  }

  /** The likelier label: one for a row, an array for several. An even chance goes to the first class. */
  predict(X: Row): L;
  predict(X: Rows): L[];
  predict(X: Row | Rows): L | L[] {
    const logits = this.#logits('predict', X);
    // An array of its final length, filled in order, takes a quarter of the time of `push` or a map.
    const [first, second] = this.classes;
    const labels = new Array<L>(logits.length);
    for (let i = 0; i < logits.length; i++) labels[i] = logits[i] > 0 ? second : first;
    return isRow(X) ? labels[0] : labels;
  }

  #pairs(where: string, X: Row | Rows, log: boolean): Float64Array | DenseMatrix {
    const logits = this.#logits(where, X, 2);
    // The logits lie in the second half of `both`, which pairs reach after them.
    const both = new Float64Array(logits.buffer);
    sigmoidPairs(logits, both, log);
    return isRow(X) ? both : denseOf(logits.length, 2, both);
  }

  #logits(where: string, X: Row | Rows, room = 1): Float64Array {
    const intercepts = Float64Array.of(this.intercept);
    return linearLogits(where, X, this.#coefficients, intercepts, this.#into, room);
  }
}

/** What a binary model's JSON holds besides its report. */
export const logisticFields = (where: string, json: unknown) => {
  const own = ownFields(where, json, 'the model', LOGISTIC_FORMAT, JSON_VERSION);
  const classes = readClasses(where, own['classes']);
  if (classes.length !== 2) throw rangeError(where, 'classes.length', '2', classes.length);
  const coefficients = readNumbers(where, 'coefficients', own['coefficients']);
  const intercept = readNumber(where, 'intercept', own['intercept']);
  return { own, classes, coefficients, intercept };
};

/** The JSON of a binary model with its report. */
export const logisticJSON = <L extends Label, Report>(
  model: LogisticPredictor<L> & { readonly report: Report },
) => ({
  format: LOGISTIC_FORMAT,
  version: JSON_VERSION,
  classes: model.classes,
  coefficients: [...model.coefficients],
  intercept: model.intercept,
  report: model.report,
});
