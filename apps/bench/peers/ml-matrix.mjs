import { Matrix } from 'ml-matrix';

/** ml-matrix: float64, plain JavaScript. It has no elementary kernel of its own but Math.exp. */
export const load = async () => ({
  name: 'ml-matrix',
  product: (A, rows, cols, B, width, transposed) => {
    const left = Matrix.from1DArray(rows, cols, A);
    // Bᵀ·A, transposed at the end, is its fast way to Aᵀ·B: A need not be transposed.
    const right = Matrix.from1DArray(transposed ? rows : cols, width, B);
    const flipped = right.transpose();
    const run = transposed ? () => flipped.mmul(left).transpose() : () => left.mmul(right);
    return [
      { precision: 'float64', run, outcome: () => ({ value: null, vector: run().to1DArray() }) },
    ];
  },
  gram: (A, rows, cols, d) => {
    const left = Matrix.from1DArray(rows, cols, A);
    const run = () => left.transpose().mulRowVector(d).mmul(left);
    return [
      { precision: 'float64', run, outcome: () => ({ value: null, vector: run().to1DArray() }) },
    ];
  },
  exponential: (x) => {
    const row = Matrix.rowVector(x);
    const run = () => Matrix.exp(row);
    return [
      { precision: 'float64', run, outcome: () => ({ value: null, vector: run().to1DArray() }) },
    ];
  },
});
