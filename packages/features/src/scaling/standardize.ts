import type { Matrix } from '@betahat/linalg';
import { rangeError, typeError, unknownOptions } from '@betahat/linalg/check';
import { columnMoments } from './column-moments.ts';
import { inputNames, keptAndDropped, readScaling, varying } from './scaled-columns.ts';
import { type NamedScaling, type SameKind, shiftScale } from './shift-scale.ts';
import { type BinaryTerms, type SoftmaxTerms, unscale } from './terms.ts';

/** Options of `Standardize.fit`. */
export interface StandardizeOptions {
  /** Names of the columns of X. Default x0, x1, … */
  readonly names?: readonly string[];
  /** Subtract the mean. Default true for dense matrices, false for CSR, where it must stay false. */
  readonly center?: boolean;
}

/** A `Standardize` as plain JSON. Numbers survive the way there and back bit for bit. */
export interface StandardizeJSON {
  readonly format: 'betahat.standardize';
  readonly version: 1;
  readonly inputs: readonly string[];
  readonly names: readonly string[];
  readonly means: readonly number[];
  readonly scales: readonly number[];
}

const FORMAT = 'betahat.standardize';

/**
 * Columns brought to mean 0 and standard deviation 1; columns that do not vary are dropped.
 *
 *     zⱼ = (xⱼ − meanⱼ) / scaleⱼ,    scaleⱼ = √(Σᵢ (xᵢⱼ − meanⱼ)² / n)
 *
 * A column is constant when all its entries are equal, exactly. CSR matrices stay CSR: they are
 * scaled and not centred. A row's result does not depend on the rows beside it.
 *
 * A fitted object never changes; `transform` may be called on any matrix with the same columns.
 * @see scikit-learn `StandardScaler`
 * @example
 * import { fromRows } from '@betahat/linalg';
 * import { Standardize } from '@betahat/features';
 * const X = fromRows([[1, 5, 2], [3, 5, 4]]);
 * const fitted = Standardize.fit(X, { names: ['a', 'b', 'c'] });
 * fitted.dropped; // ['b']
 * fitted.transform(X).data; // Float64Array [-1, -1, 1, 1]
 */
export class Standardize {
  /** Names of the columns that go in. */
  readonly inputs: readonly string[];
  /** Names of the columns that come out. */
  readonly names: readonly string[];
  /** Names of the constant columns, which do not come out. */
  readonly dropped: readonly string[];
  /** What is subtracted, per column of `names`; zeros where columns were not centred. */
  readonly means: readonly number[];
  /** What is divided by, per column of `names`. */
  readonly scales: readonly number[];
  readonly #scaling: NamedScaling;

  private constructor(scaling: NamedScaling) {
    const { names, dropped } = keptAndDropped(scaling);
    this.inputs = Object.freeze(scaling.inputNames);
    this.names = names;
    this.dropped = dropped;
    this.means = Object.freeze(scaling.shifts);
    this.scales = Object.freeze(scaling.scales);
    this.#scaling = scaling;
    Object.freeze(this);
  }

  /**
   * Finds means and standard deviations.
   * @throws CellError naming column and row of an entry that is not finite
   * @throws TypeError or RangeError when X has no rows, a name is missing or twice there, a column
   *   spans more than the largest double, or centring is asked for on CSR
   */
  static fit(X: Matrix, options: StandardizeOptions = {}): Standardize {
    const where = 'Standardize.fit';
    unknownOptions(where, options, ['names', 'center']);
    if (X?.kind !== 'dense' && X?.kind !== 'csr')
      throw typeError(where, 'X', 'a DenseMatrix or CsrMatrix', X);
    const { center = X.kind === 'dense' } = options;
    if (typeof center !== 'boolean') throw typeError(where, 'center', 'true or false', center);
    if (center && X.kind === 'csr')
      throw rangeError(
        where,
        'center',
        'false for a sparse matrix, whose zeros it would fill',
        center,
      );
    if (X.rows === 0) throw rangeError(where, 'X.rows', 'at least 1', 0);
    const inputs = inputNames(where, options.names, X.cols);
    const { smallest, largest, means, deviations } = columnMoments(where, X, inputs);
    const kept = varying(where, inputs, smallest, largest, deviations);
    return new Standardize({
      inputNames: inputs,
      inputs: X.cols,
      kept,
      shifts: kept.map((j) => (center ? means[j] : 0)),
      scales: kept.map((j) => deviations[j]),
    });
  }

  /** Fits and transforms at once. */
  static fitTransform<M extends Matrix>(
    X: M,
    options: StandardizeOptions = {},
  ): { readonly fitted: Standardize; readonly X: SameKind<M> } {
    const fitted = Standardize.fit(X, options);
    return { fitted, X: fitted.transform(X) };
  }

  /**
   * The scaled columns of X: a new matrix of the same kind and storage (float32 stays float32).
   * @throws CellError naming column and row of an entry that is not finite
   * @throws RangeError when X has another number of columns than in the fit, or is sparse and the
   *   columns were centred
   */
  transform<M extends Matrix>(X: M): SameKind<M> {
    return shiftScale('Standardize.transform', X, this.#scaling);
  }

  /**
   * Coefficients for the columns of `inputs` from those of a model that was fitted on the scaled
   * columns; dropped columns get 0.
   *
   *     wⱼ / scaleⱼ   and   b − Σⱼ wⱼ meanⱼ / scaleⱼ
   *
   * @param terms a fitted binary or softmax model, or its coefficients and intercept
   * @throws RangeError when the number of coefficients does not fit
   */
  coefficientsInOriginalUnits(terms: BinaryTerms): BinaryTerms;
  coefficientsInOriginalUnits(terms: SoftmaxTerms): SoftmaxTerms;
  coefficientsInOriginalUnits(terms: BinaryTerms | SoftmaxTerms): BinaryTerms | SoftmaxTerms {
    return unscale('Standardize.coefficientsInOriginalUnits', terms, this.#scaling);
  }

  /** Plain data for `JSON.stringify`; `Standardize.fromJSON` makes an equal object of it. */
  toJSON(): StandardizeJSON {
    const { inputs, names, means, scales } = this;
    return { format: FORMAT, version: 1, inputs, names, means, scales };
  }

  /**
   * The object that `toJSON` was called on.
   * @throws TypeError or RangeError that names the part that is missing or unusable
   */
  static fromJSON(json: unknown): Standardize {
    return new Standardize(readScaling('Standardize.fromJSON', json, FORMAT, 'means', 'scales'));
  }
}
