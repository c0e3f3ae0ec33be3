import type { Matrix } from '@betahat/linalg';
import { rangeError, typeError, unknownOptions } from '@betahat/linalg/check';
import { columnMoments } from './column-moments.ts';
import { inputNames, keptAndDropped, readScaling, varying } from './scaled-columns.ts';
import { type NamedScaling, type SameKind, shiftScale } from './shift-scale.ts';
import { type BinaryTerms, type SoftmaxTerms, unscale } from './terms.ts';

/** Options of `MinMax.fit`. */
export interface MinMaxOptions {
  /** Names of the columns of X. Default x0, x1, … */
  readonly names?: readonly string[];
}

/** A `MinMax` as plain JSON. Numbers survive the way there and back bit for bit. */
export interface MinMaxJSON {
  readonly format: 'betahat.minMax';
  readonly version: 1;
  readonly inputs: readonly string[];
  readonly names: readonly string[];
  readonly minima: readonly number[];
  readonly ranges: readonly number[];
}

const FORMAT = 'betahat.minMax';

/**
 * Columns brought to [0, 1]; columns that do not vary are dropped. Values beyond those of the fit
 * go beyond [0, 1].
 *
 *     zⱼ = (xⱼ − minⱼ) / (maxⱼ − minⱼ)
 *
 * CSR matrices stay CSR, which needs a smallest value of 0 in each column.
 * @see scikit-learn `MinMaxScaler`
 * @example
 * import { fromRows } from '@betahat/linalg';
 * import { MinMax } from '@betahat/features';
 * const X = fromRows([[1, 5, 2], [3, 5, 4], [2, 5, 4]]);
 * const fitted = MinMax.fit(X, { names: ['a', 'b', 'c'] });
 * fitted.dropped; // ['b']
 * fitted.transform(X).data; // Float64Array [0, 0, 1, 1, 0.5, 1]
 */
export class MinMax {
  /** Names of the columns that go in. */
  readonly inputs: readonly string[];
  /** Names of the columns that come out. */
  readonly names: readonly string[];
  /** Names of the constant columns, which do not come out. */
  readonly dropped: readonly string[];
  /** The smallest value, per column of `names`. */
  readonly minima: readonly number[];
  /** Largest minus smallest value, per column of `names`. */
  readonly ranges: readonly number[];
  readonly #scaling: NamedScaling;

  private constructor(scaling: NamedScaling) {
    const { names, dropped } = keptAndDropped(scaling);
    this.inputs = Object.freeze(scaling.inputNames);
    this.names = names;
    this.dropped = dropped;
    this.minima = Object.freeze(scaling.shifts);
    this.ranges = Object.freeze(scaling.scales);
    this.#scaling = scaling;
    Object.freeze(this);
  }

  /**
   * Finds the smallest and largest values.
   * @throws CellError naming column and row of an entry that is not finite
   * @throws TypeError or RangeError when X has no rows, a name is missing or twice there, a column
   *   spans more than the largest double, or a column of a CSR matrix has a smallest value other than 0
   */
  static fit(X: Matrix, options: MinMaxOptions = {}): MinMax {
    const where = 'MinMax.fit';
    unknownOptions(where, options, ['names']);
    if (X?.kind !== 'dense' && X?.kind !== 'csr')
      throw typeError(where, 'X', 'a DenseMatrix or CsrMatrix', X);
    if (X.rows === 0) throw rangeError(where, 'X.rows', 'at least 1', 0);
    const inputs = inputNames(where, options.names, X.cols);
    const { smallest, largest } = columnMoments(where, X, inputs);
    const ranges = largest.map((value, j) => value - smallest[j]);
    const kept = varying(where, inputs, smallest, largest, ranges);
    const shifted = X.kind === 'csr' ? kept.find((j) => smallest[j] !== 0) : undefined;
    if (shifted !== undefined)
      throw rangeError(
        where,
        `the smallest value of column ${JSON.stringify(inputs[shifted])}`,
        '0 in a sparse matrix, whose zeros a shift would fill',
        smallest[shifted],
      );
    return new MinMax({
      inputNames: inputs,
      inputs: X.cols,
      kept,
      shifts: kept.map((j) => smallest[j] + 0), // and not −0
      scales: kept.map((j) => ranges[j]),
    });
  }

  /** Fits and transforms at once. */
  static fitTransform<M extends Matrix>(
    X: M,
    options: MinMaxOptions = {},
  ): { readonly fitted: MinMax; readonly X: SameKind<M> } {
    const fitted = MinMax.fit(X, options);
    return { fitted, X: fitted.transform(X) };
  }

  /**
   * The scaled columns of X: a new matrix of the same kind and storage (float32 stays float32).
   * @throws CellError naming column and row of an entry that is not finite
   * @throws RangeError when X has another number of columns than in the fit, or is sparse and the
   *   columns are shifted
   */
  transform<M extends Matrix>(X: M): SameKind<M> {
    return shiftScale('MinMax.transform', X, this.#scaling);
  }

  /**
   * Coefficients for the columns of `inputs` from those of a model that was fitted on the scaled
   * columns; dropped columns get 0.
   *
   *     wⱼ / rangeⱼ   and   b − Σⱼ wⱼ minⱼ / rangeⱼ
   *
   * @param terms a fitted binary or softmax model, or its coefficients and intercept
   * @throws RangeError when the number of coefficients does not fit
   */
  coefficientsInOriginalUnits(terms: BinaryTerms): BinaryTerms;
  coefficientsInOriginalUnits(terms: SoftmaxTerms): SoftmaxTerms;
  coefficientsInOriginalUnits(terms: BinaryTerms | SoftmaxTerms): BinaryTerms | SoftmaxTerms {
    return unscale('MinMax.coefficientsInOriginalUnits', terms, this.#scaling);
  }

  /** Plain data for `JSON.stringify`; `MinMax.fromJSON` makes an equal object of it. */
  toJSON(): MinMaxJSON {
    const { inputs, names, minima, ranges } = this;
    return { format: FORMAT, version: 1, inputs, names, minima, ranges };
  }

  /**
   * The object that `toJSON` was called on.
   * @throws TypeError or RangeError that names the part that is missing or unusable
   */
  static fromJSON(json: unknown): MinMax {
    return new MinMax(readScaling('MinMax.fromJSON', json, FORMAT, 'minima', 'ranges'));
  }
}
