import { type DenseMatrix, type Matrix, weightedGrams } from '@betahat/linalg';

/** X̃ᵀ diag(d) X̃, where X̃ is X with a column of ones behind it if there are intercepts. */
export const augmentedGram = (X: Matrix, intercept: boolean, d: Float64Array): DenseMatrix => {
  let product!: DenseMatrix;
  weightedGrams(
    X,
    intercept,
    1,
    // A view of a few rows costs more than this loop.
    (_, start, end, out, at) => {
      for (let row = start; row < end; row++) out[at + row - start] = d[row];
    },
    (_, G) => {
      product = G;
    },
  );
  return product;
};
