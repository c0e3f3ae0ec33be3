/** X with a last column of ones, row-major. */
export const withOnes = ({ X, rows, cols }) => {
  const A = new Float64Array(rows * (cols + 1));
  for (let i = 0; i < rows; i++) {
    A.set(X.subarray(i * cols, (i + 1) * cols), i * (cols + 1));
    A[i * (cols + 1) + cols] = 1;
  }
  return A;
};

/** The classes as rows of 0 and 1; two classes are one column. */
export const targets = ({ y, outputs }) => {
  if (outputs === 1) return y;
  const Y = new Float64Array(y.length * outputs);
  y.forEach((k, i) => {
    Y[i * outputs + k] = 1;
  });
  return Y;
};

/** Weights of one output after the other from a (columns + 1) × outputs matrix whose last row is b. */
export const split = (P, { cols, outputs }) => {
  const W = new Float64Array(outputs * cols);
  for (let k = 0; k < outputs; k++)
    for (let j = 0; j < cols; j++) W[k * cols + j] = P[j * outputs + k];
  return { W, b: Float64Array.from(P.slice(cols * outputs)) };
};

/**
 * The largest eigenvalue of [X 1]ᵀ[X 1] by power iteration: 4 over it is the longest step by which
 * gradient descent on the sum of binary losses surely falls. Peers without a line search get it.
 */
export const largestEigenvalue = (problem) => {
  const A = withOnes(problem);
  const p = problem.cols + 1;
  let v = new Float64Array(p).fill(1);
  let value = 0;
  for (let n = 0; n < 50; n++) {
    const to = new Float64Array(p);
    for (let at = 0; at < A.length; at += p) {
      let sum = 0;
      for (let j = 0; j < p; j++) sum += A[at + j] * v[j];
      for (let j = 0; j < p; j++) to[j] += sum * A[at + j];
    }
    value = Math.hypot(...to);
    v = to.map((x) => x / value);
  }
  return value;
};
