import { softmaxRow } from '@betahat/activations';
import type { DenseMatrix } from '@betahat/linalg';
import { ownFields, typeError } from '@betahat/linalg/check';
import type { Label } from '../labels.ts';
import { JSON_VERSION, readClasses, readNumbers } from './json.ts';
import { type Logits, linearLogits, logitsInto } from './linear-logits.ts';
import { denseOf, isRow, type Row, type Rows } from './rows.ts';

export const SOFTMAX_FORMAT = 'betahat/softmax-regression' as const;

/** The predicting half of a softmax model: P(k | x) = exp(o_k)/Σ_j exp(o_j), o = W x + b. Immutable. */
export class SoftmaxPredictor<L extends Label = Label> {
  /** The labels, sorted; probabilities are in this order. */
  readonly classes: readonly L[];
  readonly #columns: number;
  readonly #coefficients: Float64Array;
  readonly #intercepts: Float64Array;
  readonly #into: Logits;

  /** @internal Use fromJSON, or SoftmaxRegression.fit. */
  protected constructor(
    classes: readonly L[],
    coefficients: Float64Array,
    intercepts: Float64Array,
    into = logitsInto,
  ) {
    this.classes = classes;
    // JSON has no negative zero: without it here either, a round trip keeps every bit.
    this.#coefficients = coefficients.map((value) => value + 0);
    this.#intercepts = intercepts.map((value) => value + 0);
    this.#columns = coefficients.length / classes.length;
    this.#into = into;
  }

  /**
   * The predictor of a model that toJSON wrote; the report is not read.
   *
   * @throws TypeError or RangeError that names the field, for anything else and for newer versions
   */
  static fromJSON(json: unknown): SoftmaxPredictor {
    const { classes, coefficients, intercepts } = softmaxFields('SoftmaxPredictor.fromJSON', json);
    const predictor = new SoftmaxPredictor(classes, coefficients, intercepts);
    Object.freeze(predictor);
    return predictor;
  }

  /** W, classes×features; a fresh copy each time, the model itself never changes. */
  get coefficients(): DenseMatrix {
    return denseOf(this.classes.length, this.#columns, this.#coefficients.slice());
  }

  /** b, one per class, summing to zero; a fresh copy each time. */
  get intercepts(): Float64Array {
    return this.#intercepts.slice();
  }

  /** The logits W x + b: one vector for a row, rows×classes for several. */
  decisionFunction(X: Row): Float64Array;
  decisionFunction(X: Rows): DenseMatrix;
  decisionFunction(X: Row | Rows): Float64Array | DenseMatrix {
    return this.#shaped(X, this.#logits('decisionFunction', X));
  }

  /** Probabilities in the order of `classes`: one vector for a row, rows×classes for several. */
  predictProba(X: Row): Float64Array;
  predictProba(X: Rows): DenseMatrix;
  predictProba(X: Row | Rows): Float64Array | DenseMatrix {
    return this.#rowwise('predictProba', X, false);
  }

  /** Logarithms of the probabilities, in the same shapes; exact where a probability rounds to 0 or 1. */
  predictLogProba(X: Row): Float64Array;
  predictLogProba(X: Rows): DenseMatrix;
  predictLogProba(X: Row | Rows): Float64Array | DenseMatrix {
    return this.#rowwise('predictLogProba', X, true);
  }

  /** The likeliest label: one for a row, an array for several. Ties go to the first class. */
  predict(X: Row): L;
  predict(X: Rows): L[];
  predict(X: Row | Rows): L | L[] {
    const logits = this.#logits('predict', X);
    const classes = this.classes.length;
    const labels = new Array<L>(logits.length / classes);
    for (let row = 0; row < labels.length; row++) {
      let best = 0;
      for (let k = 1; k < classes; k++) {
        if (logits[row * classes + k] > logits[row * classes + best]) best = k;
      }
      labels[row] = this.classes[best];
    }
    return isRow(X) ? labels[0] : labels;
  }

  #rowwise(where: string, X: Row | Rows, log: boolean): Float64Array | DenseMatrix {
    const logits = this.#logits(where, X);
    const classes = this.classes.length;
    for (let at = 0; at < logits.length; at += classes) {
      softmaxRow(logits, at, classes, logits, at, log);
    }
    return this.#shaped(X, logits);
  }

  #logits(where: string, X: Row | Rows): Float64Array {
    return linearLogits(where, X, this.#coefficients, this.#intercepts, this.#into);
  }

  #shaped(X: Row | Rows, values: Float64Array): Float64Array | DenseMatrix {
    const classes = this.classes.length;
    return isRow(X) ? values : denseOf(values.length / classes, classes, values);
  }
}

/** What a softmax model's JSON holds besides its report. */
export const softmaxFields = (where: string, json: unknown) => {
  const own = ownFields(where, json, 'the model', SOFTMAX_FORMAT, JSON_VERSION);
  const classes = readClasses(where, own['classes']);
  const rows = own['coefficients'];
  if (!Array.isArray(rows) || rows.length !== classes.length) {
    throw typeError(where, 'coefficients', `an array of ${classes.length} rows`, rows);
  }
  const read = rows.map((row: unknown, k) =>
    readNumbers(where, `coefficients[${k}]`, row, rows[0]?.length),
  );
  const coefficients = Float64Array.from(read.flatMap((row) => [...row]));
  const intercepts = readNumbers(where, 'intercepts', own['intercepts'], classes.length);
  return { own, classes, coefficients, intercepts };
};

/** The JSON of a softmax model with its report. */
export const softmaxJSON = <L extends Label, Report>(
  model: SoftmaxPredictor<L> & { readonly report: Report },
) => {
  const { data, cols } = model.coefficients;
  return {
    format: SOFTMAX_FORMAT,
    version: JSON_VERSION,
    classes: model.classes,
    coefficients: model.classes.map((_, k) => [...data.subarray(k * cols, (k + 1) * cols)]),
    intercepts: [...model.intercepts],
    report: model.report,
  };
};

/** The same probabilities with intercepts that sum to zero. */
export const centred = (intercepts: Float64Array): Float64Array => {
  const mean = intercepts.reduce((sum, value) => sum + value, 0) / intercepts.length;
  return intercepts.map((value) => value - mean);
};
