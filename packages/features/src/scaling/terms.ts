import { type DenseMatrix, dense } from '@betahat/linalg';
import { rangeError } from '@betahat/linalg/check';

/** A linear predictor with one output, in the shape of a fitted LogisticRegression. */
export interface BinaryTerms {
  /** One coefficient per column. */
  readonly coefficients: Float64Array;
  readonly intercept: number;
}

/** A linear predictor with one output per class, in the shape of a fitted SoftmaxRegression. */
export interface SoftmaxTerms {
  /** classes×columns. */
  readonly coefficients: DenseMatrix;
  /** One per class. */
  readonly intercepts: Float64Array;
}

/** Columns x that were scaled to z = (x − shift) / scale, some of them left out. */
export interface Scaling {
  /** How many columns x has. */
  readonly inputs: number;
  /** The column of x behind each column of z. */
  readonly kept: readonly number[];
  readonly shifts: readonly number[];
  readonly scales: readonly number[];
}

/**
 * Coefficients for x from coefficients for z.
 *
 *     b + Σⱼ wⱼ (xⱼ − mⱼ)/sⱼ = (b − Σⱼ wⱼ mⱼ/sⱼ) + Σⱼ (wⱼ/sⱼ) xⱼ
 *
 * Columns that were left out get 0. In floating point the two sides agree to rounding only: predict with the fitted model.
 */
export const unscale = <T extends BinaryTerms | SoftmaxTerms>(
  where: string,
  terms: T,
  scaling: Scaling,
): T extends SoftmaxTerms ? SoftmaxTerms : BinaryTerms => {
  const single = !('intercepts' in terms);
  const given = single
    ? (terms.coefficients as Float64Array)
    : (terms.coefficients as DenseMatrix).data;
  const outputs = single ? 1 : (terms.coefficients as DenseMatrix).rows;
  const before = single
    ? [(terms as BinaryTerms).intercept]
    : Array.from((terms as SoftmaxTerms).intercepts);
  const { inputs, kept, shifts, scales } = scaling;
  if (given.length !== outputs * kept.length)
    throw rangeError(where, 'the number of coefficients', `${outputs * kept.length}`, given.length);
  const coefficients = new Float64Array(outputs * inputs);
  const intercepts = Float64Array.from(before, (intercept, k) => {
    let moved = intercept;
    for (const [j, column] of kept.entries()) {
      const slope = given[k * kept.length + j] / scales[j];
      coefficients[k * inputs + column] = slope;
      moved -= slope * shifts[j];
    }
    return moved;
  });
  const result = single
    ? { coefficients, intercept: intercepts[0] }
    : { coefficients: dense(outputs, inputs, coefficients), intercepts };
  return result as T extends SoftmaxTerms ? SoftmaxTerms : BinaryTerms;
};
